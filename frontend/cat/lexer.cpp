// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/cat/token.hpp"
#include "frontend/characters.hpp"

namespace barrister::frontend::cat {
namespace {

struct Spelling {
  Kind kind;
  std::string_view text;
};
// clang-format off
constexpr Spelling keywords[] = {
    {Kind::Let, "let"}, {Kind::Rec, "rec"}, {Kind::And, "and"}, {Kind::When, "when"}, {Kind::In, "in"},
    {Kind::Fun, "fun"}, {Kind::Try, "try"}, {Kind::With, "with"}, {Kind::If, "if"}, {Kind::Then, "then"},
    {Kind::Else, "else"}, {Kind::Match, "match"}, {Kind::Begin, "begin"}, {Kind::Finish, "end"},
    {Kind::Subset, "subset"}, {Kind::Acyclic, "acyclic"}, {Kind::Irreflexive, "irreflexive"},
    {Kind::Empty, "empty"}, {Kind::Flag, "flag"}, {Kind::UndefinedUnless, "undefined_unless"},
    {Kind::Assert, "assert"}, {Kind::Not, "not"}, {Kind::As, "as"}, {Kind::Show, "show"},
    {Kind::Unshow, "unshow"}, {Kind::Include, "include"}, {Kind::Enum, "enum"},
    {Kind::Instructions, "instructions"}, {Kind::Default, "default"}, {Kind::Procedure, "procedure"},
    {Kind::Call, "call"}, {Kind::Forall, "forall"}, {Kind::Do, "do"}, {Kind::From, "from"},
    {Kind::Debug, "debug"}};
constexpr Spelling punctuation[] = { // a longer one before its prefix
    {Kind::Inverse, "^-1"}, {Kind::Arrow, "->"}, {Kind::DoubleBar, "||"}, {Kind::DoublePlus, "++"},
    {Kind::DoubleAmpersand, "&&"}, {Kind::LeftParen, "("}, {Kind::RightParen, ")"}, {Kind::LeftBrace, "{"},
    {Kind::RightBrace, "}"}, {Kind::LeftBracket, "["}, {Kind::RightBracket, "]"}, {Kind::Comma, ","},
    {Kind::Equal, "="}, {Kind::Bar, "|"}, {Kind::Semicolon, ";"}, {Kind::Backslash, "\\"},
    {Kind::Ampersand, "&"}, {Kind::Star, "*"}, {Kind::Plus, "+"}, {Kind::Question, "?"}, {Kind::Tilde, "~"},
    {Kind::Zero, "0"}, {Kind::Underscore, "_"}};
// clang-format on

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool continues_name(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
}
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

// A name may begin with one underscore and end with one quote.
std::size_t name_length(std::string_view text) {
  std::size_t n = !text.empty() && text[0] == '_' ? 1 : 0;
  if (n >= text.size() || !is_letter(text[n])) return 0;
  while (n < text.size() && continues_name(text[n])) ++n;
  return n < text.size() && text[n] == '\'' ? n + 1 : n;
}

// Comments of the first kind nest; the length of one, or 0 when it never ends.
std::size_t comment_length(std::string_view text) {
  std::size_t depth = 0, at = 0;
  while (at < text.size()) {
    auto rest = text.substr(at, 2);
    if (rest == "(*")
      ++depth;
    else if (rest == "*)")
      --depth;
    else {
      ++at;
      continue;
    }
    at += 2;
    if (depth == 0) return at;
  }
  return 0;
}

class Lexer {
public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    while (skip_blanks()) one();
    take(Kind::End, 0);
    return std::move(tokens_);
  }

private:
  // To the next token; false at the end.
  bool skip_blanks() {
    for (;;) {
      while (at_ < text_.size() && is_space(text_[at_])) ++at_;
      auto rest = text_.substr(at_);
      if (rest.starts_with("//") || rest.starts_with("#")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (rest.starts_with("(*")) {
        auto length = comment_length(rest);
        if (length == 0) return true;
        at_ += length;
      } else {
        return !rest.empty();
      }
    }
  }

  void one() {
    auto rest = text_.substr(at_);
    if (rest.starts_with("(*")) return stop(2);
    if (rest[0] == '"') {
      auto close = rest.find('"', 1);
      return close == rest.npos ? stop(1) : take(Kind::String, close + 1);
    }
    if (rest[0] == '\'') {
      auto length = name_length(rest.substr(1));
      return length == 0 ? take(Kind::Error, 1) : take(Kind::Tag, 1 + length);
    }
    if (auto length = name_length(rest); length > 0) {
      for (auto& k : keywords)
        if (k.text == rest.substr(0, length)) return take(k.kind, length);
      return take(Kind::Name, length);
    }
    for (auto& p : punctuation)
      if (rest.starts_with(p.text)) return take(p.kind, p.text.size());
    take(Kind::Error, character_length(rest));
  }

  void take(Kind kind, std::size_t length) {
    auto begin = static_cast<std::uint32_t>(at_), end = static_cast<std::uint32_t>(at_ + length);
    tokens_.push_back({kind, {begin, end}, text_.substr(at_, length)});
    at_ += length;
  }
  // What is opened here has no end, so nothing after it has a meaning.
  void stop(std::size_t length) {
    take(Kind::Error, length);
    at_ = text_.size();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

} // namespace

std::string describe(Kind kind) {
  switch (kind) {
  case Kind::End: return "end of file";
  case Kind::Error: return "an unknown character";
  case Kind::Name: return "a name";
  case Kind::Tag: return "a tag";
  case Kind::String: return "a string";
  default: break;
  }
  for (auto& k : keywords)
    if (k.kind == kind) return "'" + std::string(k.text) + "'";
  for (auto& p : punctuation)
    if (p.kind == kind) return "'" + std::string(p.text) + "'";
  return "?";
}

std::string complaint(Token const& token) {
  if (token.text == "(*") return "this comment is never closed";
  if (token.text == "\"") return "this string is never closed";
  if (token.text == "'") return "a tag is a quote and a name, as in 'acquire";
  return "unknown character";
}

std::vector<std::string> spelled_words() {
  std::vector<std::string> out;
  for (auto const& k : keywords) out.emplace_back(k.text);
  return out;
}

std::vector<Token> lex(std::string_view text) { return Lexer(text).run(); }

} // namespace barrister::frontend::cat
