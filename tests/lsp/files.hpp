// SPDX-License-Identifier: BSD-2-Clause
#pragma once
#include <fstream>
#include <sstream>
#include <string>

namespace barrister {

inline std::string read_text(std::string const& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

} // namespace barrister
