// SPDX-License-Identifier: BSD-2-Clause
// The words of a text as the lexers see them, comments left out: for those who complete, rename and colour.
#pragma once
#include "frontend/source.hpp"

namespace barrister::frontend {

struct Word {
  enum class Kind : std::uint8_t {
    Name,
    Keyword, // a type's name, too
    Tag,     // of cat: 'once
    Number,
    String,
    Mark,
    Wrong // no word of the language, or a comment that is never closed
  } kind = Kind::Mark;
  Span span;
};

// What a stretch of text is written in: the parts of a litmus test, a protocol, cat.
enum class Writing : std::uint8_t { Code, Init, Condition, Protocol, Cat };

std::vector<Word> words_in(Source const&, Span, Writing);
// The words with a meaning of their own. Those around the C of a protocol have it only where a declaration,
// or a part of one, begins.
std::vector<std::string> keywords(Writing);
// What code can call without anybody defining it: primitives, and in protocols the calls of spec/protocol.md.
std::vector<std::string> known_calls(Writing);

// The sets, relations and functions that cat files can use without defining or including them.
std::vector<std::string> names_of_cat();

} // namespace barrister::frontend
