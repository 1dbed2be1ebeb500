// SPDX-License-Identifier: BSD-2-Clause
// Private to the parser: what was meant where something else was expected.
#pragma once
#include "frontend/litmus/token.hpp"

namespace barrister::frontend::litmus {

// The words that mean something in a section, with those of declarations.
std::vector<std::string> words_of(Section);

// `at`: the token that was found; `expected`: "';'", "'holds', 'within' or 'violated'". A hint, or nothing.
std::string syntax_hint(Source const&, Section, std::vector<Token> const&, std::size_t at,
                        std::string const& expected);

} // namespace barrister::frontend::litmus
