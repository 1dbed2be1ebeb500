// SPDX-License-Identifier: BSD-2-Clause
#include "cli/ink.hpp"
#include <cstdlib>
#include <string_view>
#include <unistd.h>

namespace barrister::cli {

std::string Ink::paint(char const* code, std::string const& text) const {
  return wet_ ? std::string("\x1b[") + code + "m" + text + "\x1b[0m" : text;
}

Ink ink_for(Colour colour) {
  if (colour != Colour::Auto) return Ink(colour == Colour::Always);
  auto const* terminal = std::getenv("TERM");
  bool const dumb = terminal && std::string_view(terminal) == "dumb";
  return Ink(isatty(STDOUT_FILENO) && !dumb && !std::getenv("NO_COLOR"));
}

} // namespace barrister::cli
