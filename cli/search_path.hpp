// SPDX-License-Identifier: BSD-2-Clause
// Where the files are that an option, a .cfg file or a model names, in the order in which herd7 looks: ".",
// the -I folders, $HERDLIB, the library's folder; and, where herd7 has its library's folder, what ships with
// barrister. A name that starts with /, ./ or ../ is a path, and is looked for nowhere else.
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
