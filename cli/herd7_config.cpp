// SPDX-License-Identifier: BSD-2-Clause
#include "cli/herd7_config.hpp"
#include "cli/herd7_settings.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <sstream>

namespace barrister::cli {
namespace {

constexpr auto blanks = " \t\r";
constexpr int deepest = 50; // files in files: one that names itself has no end

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string expected(Setting const& s) {
  switch (s.takes) {
  case Takes::Bool: return "bool parameter expected";
  case Takes::Integer:
  case Takes::IntegerOrNone: return "integer parameter expected";
  case Takes::Float:
  case Takes::FloatOrNone: return "float parameter expected";
  case Takes::Position: return "pair of float parameter expected";
  case Takes::Tag: return fmt::format("bad tags for {}, allowed tag are {}", s.name, s.tags);
  default: return fmt::format("bad argument for key {}", s.name);
  }
}

struct Line {
  std::string key, value;
};
// Nothing when there is no key, or no value.
std::optional<Line> read_line(std::string const& line) {
  auto const end_of_key = static_cast<std::size_t>(std::ranges::find_if_not(line, is_letter) - line.begin());
  auto rest = std::string_view(line).substr(end_of_key);
  auto const skip_blanks = [&] { rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size())); };
  auto const before = rest.size();
  skip_blanks();
  bool separated = rest.size() < before;
  if (rest.starts_with('=')) {
    rest.remove_prefix(1);
    separated = true;
    skip_blanks();
  }
  if (end_of_key == 0 || !separated || rest.empty()) return std::nullopt;
  auto const last = rest.find_last_not_of(blanks);
  return Line{line.substr(0, end_of_key), std::string(rest.substr(0, last + 1))};
}

std::optional<std::string> read(Herd7Options& o, frontend::LoadedFile const& file, int depth) {
  std::istringstream lines(file.text);
  std::size_t number = 0;
  for (std::string text; std::getline(lines, text);) {
    ++number;
    if (text.starts_with('#') || text.find_first_not_of(blanks) == text.npos) continue;
    // herd7 has read the line when it looks at the key, but none of it when there is no key.
    auto const wrong = [&](std::size_t character, std::string const& what) {
      return fmt::format("File \"{}\", line {}, character {}: {}", file.name, number, character, what);
    };
    auto const line = read_line(text);
    if (!line) return wrong(0, "Unknown key in configuration file");
    auto const end = text.size() + 1;
    if (line->key == "conf") {
      auto const other = o.ingredients.search.find(line->value);
      if (!other || depth == deepest) return wrong(end, "Cannot find file " + line->value);
      if (auto problem = read(o, *other, depth + 1)) return problem;
      continue;
    }
    auto const* const setting = find_setting(line->key, Setting::Where::File);
    if (!setting) return wrong(end, fmt::format("Unknown key '{}' in configuration file", line->key));
    auto const argument = read_argument(*setting, line->value);
    if (!argument) return wrong(end, expected(*setting));
    auto const problem = setting->set ? setting->set(o, *argument) : "";
    if (!problem.empty()) return wrong(end, problem);
  }
  return std::nullopt;
}

} // namespace

std::optional<std::string> read_config(Herd7Options& o, frontend::LoadedFile const& file) {
  return read(o, file, 0);
}

} // namespace barrister::cli
