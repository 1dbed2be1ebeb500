// SPDX-License-Identifier: BSD-2-Clause
// Files of a folder of which each may be gone, and may be written by several at a time.
#pragma once
#include <filesystem>
#include <string>

namespace barrister::cli {

class KeptFile {
public:
  KeptFile(std::filesystem::path folder, std::string name);
  std::string read() const; // empty where it cannot be read
  // Whole or not at all. What cannot be written is not kept: there will be an answer without it. The oldest
  // of more than `most_kept` are deleted.
  void write(std::string const& text) const;
  static constexpr std::size_t most_kept = 2000;

private:
  std::filesystem::path folder_;
  std::string name_;
};

} // namespace barrister::cli
