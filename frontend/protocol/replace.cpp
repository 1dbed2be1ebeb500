// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/replace.hpp"
#include "frontend/litmus/read.hpp"
#include "frontend/litmus/token.hpp"
#include <algorithm>

namespace barrister::frontend::protocol {
namespace {

using litmus::Token;

std::vector<Token> tokens(Source const& source, Span span) {
  auto out = litmus::lex(source, span, litmus::Section::Protocol);
  out.pop_back(); // the end
  return out;
}

struct Found {
  std::vector<Span> matches;
  std::size_t nearest = 0, length = 0; // the longest beginning of it that is there: where, and how much
};
Found find(std::vector<Token> const& in, std::vector<Token> const& what) {
  Found out;
  for (std::size_t i = 0; i < in.size(); ++i) {
    std::size_t n = 0;
    while (n < what.size() && i + n < in.size() && in[i + n].text == what[n].text) ++n;
    if (n == what.size()) out.matches.push_back(join(in[i].span, in[i + n - 1].span));
    if (n > out.length) {
      out.nearest = i;
      out.length = n;
    }
  }
  return out;
}

// The texts of the tokens, with others instead of the match.
std::vector<std::string> spliced(std::vector<Token> const& in, Span match, std::vector<Token> const& with) {
  std::vector<std::string> out;
  for (auto const& t : in)
    if (t.span.end <= match.begin) out.emplace_back(t.text);
  for (auto const& t : with) out.emplace_back(t.text);
  for (auto const& t : in)
    if (t.span.begin >= match.end) out.emplace_back(t.text);
  return out;
}

} // namespace

void replace(Declarations& all, ast::Replace const& r, Diagnostics& diagnostics) {
  auto& source = all.source;
  litmus::ast::Block* body = nullptr;
  Span* text = nullptr;
  std::vector<std::string> known;
  for (auto& f : all.c.helpers) {
    known.push_back(f.called);
    if (f.called != r.function.text) continue;
    body = &f.body;
    text = &f.raw_body;
  }
  for (auto& code : all.codes) {
    known.push_back(code.name.text);
    if (code.name.text != r.function.text) continue;
    body = &code.body;
    text = &code.text;
  }
  if (!body)
    return diagnostics.error(source, r.function.span, "there is no function '" + r.function.text + "'",
                             did_you_mean(r.function.text, known));
  auto const in = tokens(source, *text), old = tokens(source, r.old.span);
  if (old.empty()) return diagnostics.error(source, r.span, "what is to be replaced has no tokens");
  auto const found = find(in, old);
  if (found.matches.empty()) {
    diagnostics.error(source, r.old.span, std::string(does_not_occur) + "'" + r.function.text + "'",
                      found.length == 0 ? "" : "the nearest that does is where the note stands");
    if (found.length > 0)
      diagnostics.note(source, join(in[found.nearest].span, in[found.nearest + found.length - 1].span),
                       "so much of it is here");
    return;
  }
  if (found.matches.size() > 1) {
    diagnostics.error(source, r.old.span,
                      "this occurs " + std::to_string(found.matches.size()) + " times in '" +
                          r.function.text + "'",
                      "more of the text around it tells which is meant");
    for (auto const& match : found.matches) diagnostics.note(source, match, "here");
    return;
  }
  auto const match = found.matches.front();
  auto const due = spliced(in, match, tokens(source, r.with.span));
  auto const piece = source.append({Span{text->begin, match.begin}, r.with.span, Span{match.end, text->end},
                                    Span{text->end, text->end + 1}});
  *text = {piece.begin, piece.end - 1};
  // A comment to the end of the line takes more with it, and '-' before '-1' is another token.
  if (!std::ranges::equal(tokens(source, *text), due, {}, &Token::text))
    return diagnostics.error(source, r.with.span, "this runs into what stands around what it replaces",
                             "put spaces around it, and '/* */' around what is a comment");
  litmus::ast::Block fresh;
  if (litmus::read_protocol_body(source, *text, fresh, all.vocabulary, diagnostics)) *body = std::move(fresh);
}

} // namespace barrister::frontend::protocol
