// SPDX-License-Identifier: BSD-2-Clause
// A text with one mistake in it, as people make them.
#pragma once
#include "tests/support/chance.hpp"
#include <optional>
#include <string>
#include <vector>

namespace barrister {

enum class Mistake : std::uint8_t {
  Misspelt,    // a letter lost, doubled, swapped or another
  WrongCase,   // Read_once, World
  CurlyQuotes, // as a mail client makes them
  Assigns,     // '=' for '=='
  Compares,    // '==' for '='
  LostSection, // a first line, an initial state, a world, a condition
  Bom,         // the three bytes that an editor writes before UTF-8
  CWords,      // '&&' for '/\', '||' for '\/'
  LostBracket, // or brace, or semicolon
  LostToken,
  DoubledToken
};
constexpr Mistake all_mistakes[] = {Mistake::Misspelt,  Mistake::WrongCase,   Mistake::CurlyQuotes,
                                    Mistake::Assigns,   Mistake::Compares,    Mistake::LostSection,
                                    Mistake::Bom,       Mistake::CWords,      Mistake::LostBracket,
                                    Mistake::LostToken, Mistake::DoubledToken};
char const* name_of(Mistake);
bool is_near_something(Mistake); // what was meant can be told from what stands there

enum class Language : std::uint8_t { Cat, Litmus, Protocol };

// Nothing, when the text has nothing to make this mistake with.
std::optional<std::string> with_mistake(Mistake, Language, std::string const& text, Chance&);

} // namespace barrister
