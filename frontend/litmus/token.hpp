// SPDX-License-Identifier: BSD-2-Clause
// Private to the parser: tokens of C litmus tests: of C inside functions, of herd's own notations around
// them.
#pragma once
#include "frontend/x3_parts.hpp"
#include <vector>

namespace barrister::frontend::litmus {

enum class Kind : std::uint8_t {
  End,
  Error,
  OpenComment, // a comment that is never closed
  Identifier,
  Number,
  String,
  Define,    // #define
  Directive, // #if, #ifdef, #ifndef, #elif, #else, #endif
  EndOfLine, // of a #define, and of those
  TypeWord,
  Qualifier,
  Alignment, // __packed, ____cacheline_aligned: where something stands, and so its size
  Tag,       // struct, union or enum
  Internal,  // __load and the like
  If,
  Else,
  While,
  For,
  Do,
  Switch,
  Case,
  Default,
  Break,
  Continue,
  Goto,
  Return,
  Sizeof,
  Typeof,
  Exists,
  Forall,
  Final,
  Locations,
  Filter,
  With,
  Not,
  True,
  False,
  LeftParen,
  RightParen,
  LeftBrace,
  RightBrace,
  LeftBracket,
  RightBracket,
  Comma,
  Semicolon,
  Colon,
  Question,
  Dot,
  Arrow,
  Assign,
  PlusAssign,
  MinusAssign,
  StarAssign,
  SlashAssign,
  PercentAssign,
  AmpersandAssign,
  BarAssign,
  CaretAssign,
  ShiftLeftAssign,
  ShiftRightAssign,
  PlusPlus,
  MinusMinus,
  Plus,
  Minus,
  Star,
  Slash,
  Percent,
  Ampersand,
  Bar,
  Caret,
  Tilde,
  Bang,
  ShiftLeft,
  ShiftRight,
  EqualEqual,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  AndAnd,
  OrOr,
  Conjunction,
  Disjunction,
  Implies
};
std::string describe(Kind);

using Token = BasicToken<Kind>;

// C: inside functions and their parameters. Protocol: that, strings, the kernel's attributes, of
// which those that mean nothing here are no tokens, and #define up to the end of its line.
// Init: between the braces at the top. Condition: after the functions. Macros: a .def file, which is C, and
// may have comments in (* and *), if white space follows: the
// '(*' of '(*x)' is no comment.
enum class Section : std::uint8_t { C, Protocol, Init, Condition, Macros };

// The tokens of one stretch of the source. The last is End; it stands on the character that closes the
// section, or, at the end of the file, behind the last token. The source must outlive the tokens.
std::vector<Token> lex(Source const&, Span, Section);
// The words that its lexer knows, but for the internal ones: "if", "unsigned", "exists".
std::vector<std::string> spelled_words(Section);

} // namespace barrister::frontend::litmus
