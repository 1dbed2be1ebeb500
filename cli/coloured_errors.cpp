// SPDX-License-Identifier: BSD-2-Clause
#include "cli/coloured_errors.hpp"
#include "frontend/characters.hpp"
#include <cstdlib>
#include <string_view>
#include <unistd.h>

namespace barrister::cli {

std::string coloured(std::string const& line, Ink ink) {
  bool const is_said = !line.empty() && line[0] != ' '; // other lines are the user's text, or below it
  if (is_said) {
    auto const with = [&](std::string const& word, std::string const& painted) -> std::string {
      auto const at = line.starts_with(word) ? 0 : line.find(" " + word);
      if (at == line.npos) return {};
      auto const begin = at == 0 ? 0 : at + 1;
      return line.substr(0, begin) + painted + line.substr(begin + word.size());
    };
    for (std::string const& word : {std::string("error:"), std::string("unsupported:")})
      if (auto out = with(word, ink.bad(word)); !out.empty()) return out;
    if (auto out = with("warning:", ink.unsure("warning:")); !out.empty()) return out;
    return line;
  }
  if (line.starts_with("    hint: ")) return "    " + ink.good("hint:") + line.substr(9);
  bool const is_caret = line.find_first_not_of(" \t^~") == line.npos && line.find('^') != line.npos;
  return is_caret ? line.substr(0, line.find('^')) + ink.good(line.substr(line.find('^'))) : line;
}

int ColouredLines::overflow(int c) {
  if (c == traits_type::eof()) return 0;
  if (c != '\n') {
    line_ += static_cast<char>(c);
    return c;
  }
  to_ << coloured(frontend::printable_lines(line_), ink_) << '\n';
  line_.clear();
  return to_ ? c : traits_type::eof();
}
int ColouredLines::sync() {
  to_ << frontend::printable_lines(line_) << std::flush;
  line_.clear();
  return to_ ? 0 : -1;
}

Ink ink_for_errors() {
  auto const* terminal = std::getenv("TERM");
  bool const dumb = terminal && std::string_view(terminal) == "dumb";
  return Ink(isatty(STDERR_FILENO) != 0 && !dumb && !std::getenv("NO_COLOR"));
}

} // namespace barrister::cli
