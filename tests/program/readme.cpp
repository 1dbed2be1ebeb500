// SPDX-License-Identifier: BSD-2-Clause
#include "tests/program/readme.hpp"
#include <sstream>

namespace barrister {

std::vector<ShownCommand> shown_commands(std::string const& page) {
  std::vector<ShownCommand> out;
  std::istringstream in(page);
  bool inside = false, wanted = false;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.starts_with("```")) {
      inside = !inside;
      wanted = inside && line == "```console";
    } else if (wanted && line.starts_with("$ ")) {
      out.push_back({number, line.substr(2), ""});
    } else if (wanted && !out.empty()) {
      out.back().output += line + "\n";
    }
  }
  return out;
}

} // namespace barrister
