// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/folder.hpp"
#include <fstream>
#include <stdexcept>
#include <unistd.h>

namespace barrister {

Folder::Folder() {
  auto name = (std::filesystem::temp_directory_path() / "barrister-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("cannot make " + name);
  path_ = name;
}
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}
std::string Folder::write(std::string const& name, std::string const& text) const {
  std::ofstream(path_ / name, std::ios::binary) << text;
  return (path_ / name).string();
}

} // namespace barrister
