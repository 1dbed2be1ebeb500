// SPDX-License-Identifier: BSD-2-Clause
#include "tests/house/sources.hpp"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace barrister::house {
namespace {

namespace fs = std::filesystem;

fs::path const root = BARRISTER_SOURCE;

} // namespace

std::string text_of(std::string const& file) {
  std::ifstream in(root / file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

bool is_there(std::string const& path) { return fs::exists(root / path); }

std::vector<std::string> files_below(std::string const& folder, std::set<std::string> const& extensions) {
  std::vector<std::string> out;
  for (fs::recursive_directory_iterator at(root / folder), end; at != end; ++at) {
    auto const name = at->path().filename().string();
    if (at->is_directory() && at.depth() == 0 && folder.empty() && (name == "build" || name == ".git"))
      at.disable_recursion_pending();
    else if (at->is_regular_file() && extensions.contains(at->path().extension().string()))
      out.push_back(fs::relative(at->path(), root).string());
  }
  std::ranges::sort(out);
  return out;
}

std::vector<Included> includes(std::string const& file) {
  std::vector<Included> out;
  std::istringstream in(text_of(file));
  std::string const start = "#include ";
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with(start)) continue;
    bool const is_system = line[start.size()] == '<';
    auto const from = start.size() + 1;
    out.push_back({line.substr(from, line.find(is_system ? '>' : '"', from) - from), is_system});
  }
  return out;
}

} // namespace barrister::house
