// SPDX-License-Identifier: BSD-2-Clause
// Runs the built program as a user does.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace barrister {

struct Ran {
  int status = 0; // the exit status; 128 and the signal's number for a crash, as the shell says it
  std::string out, err;
};
Ran run(std::vector<std::string> const& command); // the first word is the program's path
Ran barrister_with(std::vector<std::string> arguments);

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

std::string read_text(std::filesystem::path const&);

} // namespace barrister
