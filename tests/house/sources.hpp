// SPDX-License-Identifier: BSD-2-Clause
// The files of this repository, by their paths in it: "spec/tag.hpp".
#pragma once
#include <set>
#include <string>
#include <vector>

namespace barrister::house {

std::string text_of(std::string const& file);
bool is_there(std::string const& path); // a file or a folder
// In order; neither what is built nor what Git keeps. `folder` may be "": all of it.
std::vector<std::string> files_below(std::string const& folder, std::set<std::string> const& extensions);

struct Included {
  std::string name; // "spec/tag.hpp", "vector"
  bool is_system = false;
};
std::vector<Included> includes(std::string const& file);

} // namespace barrister::house
