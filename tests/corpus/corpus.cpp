// SPDX-License-Identifier: BSD-2-Clause
#include "tests/corpus/corpus.hpp"
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace barrister::corpus {

std::optional<std::string> find_corpus() {
  char const* named = std::getenv("BARRISTER_CORPUS");
  std::string const folder = named ? named : BARRISTER_SOURCE "/../shared/corpus";
  if (!std::filesystem::is_directory(folder + "/litmus")) return std::nullopt;
  return folder;
}

std::vector<Row> read_rows(std::string const& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line); // the header
  std::vector<Row> out;
  while (std::getline(in, line)) {
    std::vector<std::string> fields;
    std::stringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) fields.push_back(cell);
    if (fields.size() < 9) continue;
    out.push_back({fields[0], fields[1], fields[5], fields[6], fields[7], fields[8], std::stoull(fields[2]),
                   std::stoull(fields[3]), std::stoull(fields[4])});
  }
  return out;
}

} // namespace barrister::corpus
