// SPDX-License-Identifier: BSD-2-Clause
#include "tests/corpus/divergences.hpp"
#include <fstream>
#include <sstream>

namespace barrister::corpus {

std::set<std::string> listed_divergences(std::string const& file) {
  std::set<std::string> out;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string key, path;
    if (words >> key >> path && key == "corpus:") out.insert(path);
  }
  return out;
}

} // namespace barrister::corpus
