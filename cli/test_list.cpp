// SPDX-License-Identifier: BSD-2-Clause
#include "cli/test_list.hpp"
#include <filesystem>
#include <fstream>

namespace barrister::cli {
namespace {

namespace fs = std::filesystem;
constexpr int deepest = 50; // lists in lists: one that names itself has no end

class Walk {
public:
  using Told = std::function<bool(std::string const&)>;
  Walk(Told const& test, Told const& unreadable) : test_(test), unreadable_(unreadable) {}

  bool name(std::string const& name, int depth) {
    if (!is_list(name)) return test_(name);
    std::ifstream list(name);
    if (!list || depth == deepest) return unreadable_(name);
    return lines(list, fs::path(name).parent_path(), depth + 1);
  }
  bool lines(std::istream& list, fs::path const& folder, int depth) {
    for (std::string line; std::getline(list, line);)
      if (!line.empty() && line[0] != '#' && !name((folder / line).string(), depth)) return false;
    return true;
  }

private:
  Told const &test_, &unreadable_;
};

} // namespace

bool is_list(std::string const& name) { return fs::path(name).filename().string().starts_with("@"); }

void for_each_test(std::vector<std::string> const& names, std::istream& input,
                   std::function<bool(std::string const&)> const& test,
                   std::function<bool(std::string const&)> const& unreadable) {
  Walk walk(test, unreadable);
  if (names.empty()) walk.lines(input, {}, 0);
  for (auto const& name : names)
    if (!walk.name(name, 0)) return;
}

} // namespace barrister::cli
