// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/words.hpp"
#include "frontend/cat/words.hpp"
#include "frontend/litmus/primitives.hpp"
#include "frontend/litmus/syntax_hint.hpp"
#include "frontend/litmus/world_calls.hpp"
#include <algorithm>

namespace barrister::frontend {
namespace litmus {
namespace {

Section section_of(Writing writing) {
  switch (writing) {
  case Writing::Code: return Section::C;
  case Writing::Init: return Section::Init;
  case Writing::Condition: return Section::Condition;
  case Writing::Protocol:
  case Writing::Cat: break;
  }
  return Section::Protocol;
}

Word::Kind kind_of(Token const& t) {
  switch (t.kind) {
  case Kind::Identifier: return Word::Kind::Name;
  case Kind::Number: return Word::Kind::Number;
  case Kind::String: return Word::Kind::String;
  case Kind::Error:
  case Kind::OpenComment: return Word::Kind::Wrong;
  default: break;
  }
  char const c = t.text.empty() ? ' ' : t.text[0];
  bool const is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
                       t.kind == Kind::Define || t.kind == Kind::Directive;
  return is_word ? Word::Kind::Keyword : Word::Kind::Mark;
}

} // namespace
} // namespace litmus

std::vector<Word> words_in(Source const& source, Span span, Writing writing) {
  if (writing == Writing::Cat) return cat::words_in(source, span);
  std::vector<Word> out;
  for (auto const& t : litmus::lex(source, span, litmus::section_of(writing)))
    if (t.kind != litmus::Kind::End && t.kind != litmus::Kind::EndOfLine)
      out.push_back({litmus::kind_of(t), t.span});
  return out;
}

std::vector<std::string> keywords(Writing writing) {
  auto out = writing == Writing::Cat ? cat::keywords() : litmus::words_of(litmus::section_of(writing));
  std::erase(out, "no deadlock"); // two words, one hint
  if (writing == Writing::Protocol) out.emplace_back("no");
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::string> names_of_cat() {
  std::vector<std::string> out;
  for (auto const name : cat::base_names()) out.emplace_back(name);
  for (auto const name : cat::builtin_functions()) out.emplace_back(name);
  return out;
}

std::vector<std::string> known_calls(Writing writing) {
  if (writing == Writing::Cat) return {};
  auto out = litmus::primitive_names();
  for (auto const* guard : {"guard", "scoped_guard"}) out.emplace_back(guard);
  if (writing == Writing::Protocol)
    for (auto& name : litmus::world_calls()) out.push_back(std::move(name));
  return out;
}

} // namespace barrister::frontend
