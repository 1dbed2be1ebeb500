// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/cat/words.hpp"
#include "frontend/cat/token.hpp"

namespace barrister::frontend::cat {
namespace {

Word::Kind kind_of(Token const& t) {
  switch (t.kind) {
  case Kind::Name: return Word::Kind::Name;
  case Kind::Tag: return Word::Kind::Tag;
  case Kind::String: return Word::Kind::String;
  case Kind::Zero: return Word::Kind::Number;
  case Kind::Error: return Word::Kind::Wrong;
  default: break;
  }
  char const c = t.text.empty() ? ' ' : t.text[0];
  return c >= 'a' && c <= 'z' ? Word::Kind::Keyword : Word::Kind::Mark;
}

} // namespace

std::vector<Word> words_in(Source const& source, Span span) {
  std::vector<Word> out;
  for (auto const& t : lex(source.text(span)))
    if (t.kind != Kind::End)
      out.push_back({kind_of(t), {span.begin + t.span.begin, span.begin + t.span.end}});
  return out;
}
std::vector<std::string> keywords() { return spelled_words(); }

} // namespace barrister::frontend::cat
