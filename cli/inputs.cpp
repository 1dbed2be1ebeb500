// SPDX-License-Identifier: BSD-2-Clause
#include "cli/inputs.hpp"
#include "cli/protocols.hpp"
#include "frontend/characters.hpp"
#include "frontend/source.hpp"
#include <algorithm>
#include <filesystem>
#include <iostream>

namespace barrister::cli {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> files_in(fs::path const& folder) {
  std::vector<std::string> found;
  std::error_code problem; // what cannot be entered has nothing for us
  auto const options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator at(folder, options, problem), end; !problem && at != end;
       at.increment(problem)) {
    auto const& path = at->path();
    if (path.filename().string().starts_with('.')) {
      at.disable_recursion_pending();
      continue;
    }
    std::error_code none;
    bool const is_ours = path.extension() == ".litmus" || path.extension() == ".protocol";
    if (is_ours && at->is_regular_file(none)) found.push_back(path.string());
  }
  std::ranges::sort(found);
  return found;
}

} // namespace

std::optional<std::vector<std::string>> inputs(std::vector<std::string> const& names, std::ostream& err) {
  std::vector<std::string> all;
  bool is_good = true;
  for (auto const& name : names) {
    std::error_code none;
    if (!fs::is_directory(name, none)) {
      all.push_back(name);
      continue;
    }
    auto const found = files_in(name);
    if (found.empty())
      err << "barrister: " << printed_name(name) << " has no .litmus and no .protocol file to read\n";
    is_good = is_good && !found.empty();
    all.insert(all.end(), found.begin(), found.end());
  }
  return is_good ? std::optional(std::move(all)) : std::nullopt;
}

std::optional<std::string> read_input(std::string const& name) {
  if (name != "-") return frontend::read_file(name);
  static auto const text = frontend::read_all(std::cin);
  return text;
}

std::string shown_name(std::string const& name) { return name == "-" ? "/dev/stdin" : name; }
std::string printed_name(std::string const& name) { return frontend::printable(shown_name(name)); }

std::string name_in_diff(std::string const& name) {
  auto const shown = frontend::printable(shown_name(name));
  fs::path const path(shown);
  if (std::ranges::find(path, "..") == path.end()) return path.lexically_normal().string();
  std::error_code none;
  auto const whole = fs::weakly_canonical(path, none), here = fs::current_path(none);
  auto const is_in = [&](fs::path const& folder) {
    return std::ranges::mismatch(folder, whole).in1 == folder.end();
  };
  if (none || is_in(here)) return none ? shown : whole.lexically_relative(here).string();
  for (auto folder = whole.parent_path(); folder != folder.parent_path(); folder = folder.parent_path())
    if (fs::exists(folder / ".git", none)) return whole.lexically_relative(folder).string();
  return whole.string();
}

} // namespace barrister::cli
