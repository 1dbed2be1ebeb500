// SPDX-License-Identifier: BSD-2-Clause
// Where the files are that an option, a .cfg file or a model names: as with herd7 in ".", then in the -I
// folders; then among what ships with barrister, in the place of herd7's library; then in $HERDLIB and the
// library's folder. A name that starts with /, ./ or ../ is a path, and is looked for nowhere else.
#pragma once
#include "frontend/cat/parse.hpp"

namespace barrister::cli {

struct SearchPath {
  std::vector<std::string> include; // "+d" is the library's folder d
  std::string folder;               // -set-libdir; none: what ships alone

  std::optional<frontend::LoadedFile> find(std::string const& name) const;
};

std::optional<frontend::LoadedFile> shipped_file(std::string const& name);
bool is_explicit(std::string const& path); // starts with /, ./ or ../

} // namespace barrister::cli
