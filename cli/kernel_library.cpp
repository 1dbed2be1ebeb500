// SPDX-License-Identifier: BSD-2-Clause
#include "cli/kernel_library.hpp"
#include "cli/table.hpp"
#include "frontend/diagnostic.hpp"
#include "spec/kernel/shipped_protocols.hpp"
#include <algorithm>
#include <charconv>
#include <optional>
#include <ostream>
#include <sstream>

namespace barrister::cli {
namespace {

std::string name_of(ShippedFile const& file) { return std::string(file.name.substr(0, file.name.find('.'))); }

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The first paragraph of comment, past the licence: what the part is, and after which source it is made.
std::string heading(ShippedFile const& file) {
  std::string words;
  for (auto const& line : lines_of(file.text)) {
    if (line.starts_with("// SPDX")) continue;
    if (!line.starts_with("// ")) break;
    words += line.substr(2);
  }
  return words;
}

// Functions, and hooks that the user fills in: what stands before the first parenthesis of a line that begins
// one.
std::vector<std::string> offered(ShippedFile const& file, std::string const& begins_with) {
  std::vector<std::string> names;
  for (auto const& line : lines_of(file.text)) {
    auto const end = line.find('(');
    if (!line.starts_with(begins_with) || end == line.npos) continue;
    auto const begin = line.find_last_of(" *", end) + 1;
    names.push_back(line.substr(begin, end - begin) + "()");
  }
  return names;
}

std::string indented(std::string const& text) {
  constexpr std::size_t margin = 4;
  std::string out;
  for (auto const& line : lines_of(wrapped(text, terminal_width - margin)))
    out += std::string(margin, ' ') + line + "\n";
  return out;
}

std::string listed(std::string const& what, std::vector<std::string> const& names) {
  std::string text;
  for (auto const& name : names) text += (text.empty() ? what + ": " : ", ") + name;
  return text.empty() ? "" : indented(text);
}

// "sched:118", "sched.protocol:118": the line, and those around it.
struct Wanted {
  std::string part;
  std::optional<std::size_t> line;
};
std::optional<Wanted> wanted(std::string const& text) {
  auto const colon = text.find(':');
  Wanted out{text.substr(0, colon), {}};
  constexpr std::string_view ending = ".protocol";
  if (out.part.ends_with(ending)) out.part.resize(out.part.size() - ending.size());
  if (colon == text.npos) return out;
  std::size_t line = 0;
  auto const* end = text.data() + text.size();
  auto const [rest, error] = std::from_chars(text.data() + colon + 1, end, line);
  if (error != std::errc{} || rest != end || line == 0) return std::nullopt;
  out.line = line;
  return out;
}

Exit show_lines(ShippedFile const& file, std::size_t wanted, std::ostream& out, std::ostream& err) {
  constexpr std::size_t around = 6;
  auto const lines = lines_of(file.text);
  if (wanted > lines.size()) {
    err << "barrister: " << file.name << " has " << lines.size() << " lines\n";
    return Exit::BadInput;
  }
  auto const first = wanted > around ? wanted - around : 1, last = std::min(wanted + around, lines.size());
  auto const digits = std::to_string(last).size();
  for (auto n = first; n <= last; ++n) {
    auto const number = std::to_string(n);
    auto const line =
        std::string(digits - number.size(), ' ') + number + (lines[n - 1].empty() ? "" : "  ") + lines[n - 1];
    out << (n == wanted ? "> " : "  ") << line << "\n";
  }
  return Exit::Good;
}

} // namespace

Exit show_library(std::string const& what, std::ostream& out, std::ostream& err) {
  auto const asked = wanted(what);
  if (!asked) {
    err << "barrister: '" << what << "' is no part of the library with a line, such as sched.protocol:118\n";
    return Exit::BadInput;
  }
  auto const& part = asked->part;
  std::vector<std::string> known;
  for (auto const& file : shipped_protocols()) {
    known.push_back(name_of(file));
    if (part == known.back() && asked->line) return show_lines(file, *asked->line, out, err);
    if (part == known.back()) {
      out << file.text;
      return Exit::Good;
    }
    if (part.empty())
      out << (known.size() > 1 ? "\n" : "") << known.back() << "\n"
          << indented(heading(file)) << listed("functions", offered(file, "static "))
          << listed("hooks", offered(file, "hook "));
  }
  if (part.empty()) {
    out << "\nA protocol says `use smp, sched;`; `barrister show --library smp` prints a part,\n"
           "`smp:60` what is around that line of it.\n";
    return Exit::Good;
  }
  auto const meant = frontend::nearest(part, known);
  err << "barrister: the library has no part '" << part << "'\n"
      << (meant ? "    hint: did you mean '" + *meant + "'?\n"
                : "    hint: 'barrister show --library' lists them\n");
  return Exit::BadInput;
}

} // namespace barrister::cli
