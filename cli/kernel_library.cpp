// SPDX-License-Identifier: BSD-2-Clause
#include "cli/kernel_library.hpp"
#include "cli/table.hpp"
#include "frontend/diagnostic.hpp"
#include "spec/kernel/shipped_protocols.hpp"
#include <algorithm>
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

} // namespace

Exit show_library(std::string const& part, std::ostream& out, std::ostream& err) {
  std::vector<std::string> known;
  for (auto const& file : shipped_protocols()) {
    known.push_back(name_of(file));
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
    out << "\nA protocol says `use smp, sched;`; `barrister show --library smp` prints a part.\n";
    return Exit::Good;
  }
  auto const meant = frontend::nearest(part, known);
  err << "barrister: the library has no part '" << part << "'\n"
      << (meant ? "    hint: did you mean '" + *meant + "'?\n"
                : "    hint: 'barrister show --library' lists them\n");
  return Exit::BadInput;
}

} // namespace barrister::cli
