// SPDX-License-Identifier: BSD-2-Clause
// Tokens of the cat language. Private to the parser.
#pragma once
#include "frontend/x3_parts.hpp"
#include <vector>

namespace barrister::frontend::cat {

// clang-format off
enum class Kind : std::uint8_t {
  End, Error, Name, Tag, String,
  Let, Rec, And, When, In, Fun, Try, With, If, Then, Else, Match, Begin, Finish, Subset,
  Acyclic, Irreflexive, Empty, Flag, UndefinedUnless, Assert, Not, As,
  Show, Unshow, Include, Enum, Instructions, Default, Procedure, Call, Forall, Do, From, Debug,
  Inverse, Arrow, DoubleBar, DoublePlus, DoubleAmpersand,
  LeftParen, RightParen, LeftBrace, RightBrace, LeftBracket, RightBracket,
  Comma, Equal, Bar, Semicolon, Backslash, Ampersand, Star, Plus, Question, Tilde, Zero, Underscore
};
// clang-format on
using Token = BasicToken<Kind>;

std::string describe(Kind);          // "';'", "a name"
std::string complaint(Token const&); // what is wrong with an Error token

std::vector<Token> lex(std::string_view text); // always ends with Kind::End
std::vector<std::string> spelled_words();      // "let", "acyclic"

} // namespace barrister::frontend::cat
