// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/token.hpp"
#include "frontend/protocol/read.hpp"
#include <set>

namespace barrister::frontend::protocol {
namespace {

using litmus::Kind;

void add(Source const& source, Span span, ProtocolLibrary const& library, std::set<std::string>& seen,
         litmus::Vocabulary& vocabulary) {
  for (auto const& use : uses_in(source, span)) {
    if (!seen.insert(use.text).second) continue;
    auto const found = library(use.text);
    if (!found) continue;
    Span const whole{0, static_cast<std::uint32_t>(found->text().size())};
    add(*found, whole, library, seen, vocabulary);
    Diagnostics ignored;
    read_file(*found, whole, vocabulary, ignored);
  }
}

} // namespace

std::vector<ast::Word> uses_in(Source const& source, Span span) {
  std::vector<ast::Word> out;
  int depth = 0, asked = 0;
  bool begins = true;
  auto const tokens = litmus::lex(source, span, litmus::Section::Protocol);
  for (auto t = tokens.begin(); t->kind != Kind::End; ++t) {
    if (t->kind == Kind::Directive) {
      if (t->text.find("if") != std::string_view::npos && t->text.find("elif") == std::string_view::npos)
        asked += t->text.ends_with("endif") ? -1 : 1;
    }
    if (depth == 0 && asked == 0 && begins && t->kind == Kind::Identifier && t->text == "use")
      for (auto name = t + 1; name->kind == Kind::Identifier; name += 2) {
        out.push_back({std::string(name->text), name->span});
        if (name[1].kind != Kind::Comma) break;
      }
    depth += t->kind == Kind::LeftBrace ? 1 : t->kind == Kind::RightBrace ? -1 : 0;
    begins = t->kind == Kind::Semicolon || t->kind == Kind::RightBrace || t->kind == Kind::EndOfLine;
  }
  return out;
}

litmus::Vocabulary vocabulary_of(Source const& source, Span span, ProtocolLibrary const& library) {
  litmus::Vocabulary out;
  std::set<std::string> seen;
  add(source, span, library, seen, out);
  return out;
}

} // namespace barrister::frontend::protocol
