// SPDX-License-Identifier: BSD-2-Clause
#pragma once
#include <filesystem>
#include <string>

namespace barrister {

// A folder of its own, gone with it.
class Folder {
public:
  Folder();
  ~Folder();
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  std::string write(std::string const& name, std::string const& text) const; // gives the path
  std::filesystem::path path() const { return path_; }

private:
  std::filesystem::path path_;
};

} // namespace barrister
