// SPDX-License-Identifier: BSD-2-Clause
// An error of syntax is found late: `unsigned logn flags;` at `flags`, `whlie (1) {` at the brace. So the
// words before it are suspects, too, and come first where two names follow each other, which C has nowhere.
#include "frontend/litmus/syntax_hint.hpp"
#include "frontend/characters.hpp"
#include "frontend/diagnostic.hpp"
#include "frontend/litmus/foreign.hpp"
#include <algorithm>
#include <array>

namespace barrister::frontend::litmus {
namespace {

constexpr std::array protocol_words = {"protocol",
                                       "model",
                                       "use",
                                       "world",
                                       "cpu",
                                       "task",
                                       "agent",
                                       "interrupt",
                                       "hook",
                                       "owned",
                                       "ghost",
                                       "count",
                                       "ever",
                                       "start",
                                       "property",
                                       "invariant",
                                       "cover",
                                       "never",
                                       "finally",
                                       "no deadlock",
                                       "terminates",
                                       "from",
                                       "without",
                                       "with",
                                       "times",
                                       "any",
                                       "variant",
                                       "of",
                                       "replace",
                                       "expect",
                                       "holds",
                                       "within",
                                       "violated",
                                       "vacuous",
                                       "unknown",
                                       "by",
                                       "under",
                                       "for",
                                       "on",
                                       "livelock",
                                       "deadlock",
                                       "DEFINE_PER_CPU",
                                       "DEFINE_PER_TASK",
                                       "DEFINE_SPINLOCK",
                                       "DEFINE_RAW_SPINLOCK",
                                       "DEFINE_RWLOCK",
                                       "DEFINE_MUTEX",
                                       "DEFINE_SRCU",
                                       "DEFINE_STATIC_SRCU",
                                       "DECLARE_COMPLETION",
                                       "DECLARE_WAIT_QUEUE_HEAD",
                                       "extern",
                                       "typedef"};

constexpr std::array kernel_types = {
    "atomic_t",  "atomic64_t", "atomic_long_t", "spinlock_t", "raw_spinlock_t", "rwlock_t", "refcount_t",
    "size_t",    "ssize_t",    "intptr_t",      "int8_t",     "int16_t",        "int32_t",  "int64_t",
    "uintptr_t", "uint8_t",    "uint16_t",      "uint32_t",   "uint64_t",       "pid_t"};
// Types of other languages, and of other headers.
constexpr std::pair<std::string_view, char const*> other_types[] = {
    {"boolean", "bool"},        {"integer", "int"}, {"uint", "unsigned int"},
    {"ulong", "unsigned long"}, {"string", "char"}, {"byte", "unsigned char"}};

// 'holds', 'within' or 'violated': the words in quotes.
std::vector<std::string> quoted(std::string const& expected) {
  std::vector<std::string> out;
  for (auto at = expected.find('\''); at != expected.npos; at = expected.find('\'', at + 1)) {
    auto const end = expected.find('\'', at + 1);
    if (end == expected.npos) break;
    out.push_back(expected.substr(at + 1, end - at - 1));
    at = end;
  }
  return out;
}

// The tokens that may be what is misspelt, the likeliest first.
std::vector<Token> suspects(std::vector<Token> const& tokens, std::size_t at) {
  std::vector<Token> out;
  auto const& found = tokens[at];
  auto const is_word = [](Token const& t) { return t.kind == Kind::Identifier; };
  auto const before = [&](std::size_t n) -> Token const* { return at >= n ? &tokens[at - n] : nullptr; };
  bool const follows_word = before(1) && is_word(*before(1));
  if (follows_word) out.push_back(*before(1));
  if (is_word(found)) out.push_back(found);
  if (follows_word && before(2) && is_word(*before(2))) out.push_back(*before(2));
  if (before(1) && before(1)->kind == Kind::RightParen) { // whlie (...) {
    std::size_t depth = 0, i = at - 1;
    for (;; --i) {
      if (tokens[i].kind == Kind::RightParen) ++depth;
      if ((tokens[i].kind == Kind::LeftParen && --depth == 0) || i == 0) break;
    }
    if (i > 0 && is_word(tokens[i - 1])) out.push_back(tokens[i - 1]);
  }
  return out;
}

std::string of_condition(std::vector<Token> const& tokens, std::size_t at) {
  auto const& found = tokens[at];
  auto const is_twice = at + 1 < tokens.size() && tokens[at + 1].text == found.text &&
                        tokens[at + 1].span.begin == found.span.end;
  if (found.text == "&" || found.text == "|")
    return std::string("conditions have ") + (found.text == "&" ? "/\\" : "\\/") + " where C has " +
           std::string(is_twice ? 2 : 1, found.text[0]);
  if (found.text == "!") return "conditions have ~ where C has !";
  if (found.text == "<" || found.text == ">") return "conditions compare by = and != alone";
  if (found.kind == Kind::Exists || found.kind == Kind::Forall || found.kind == Kind::Final)
    return "a test has one condition: join them by /\\ or \\/";
  return {};
}

std::string of_character(Token const& found) {
  if (found.kind != Kind::Error) return {};
  if (found.text == "\"") return "this text in quotes is never closed";
  return meant_by_character(found.text);
}

std::string of_mark(Source const& source, std::vector<Token> const& tokens, std::size_t at,
                    std::string const& expected) {
  auto const& found = tokens[at];
  if (found.kind == Kind::EqualEqual) return "did you mean '='?";
  if (at == 0) return {};
  auto const& before = tokens[at - 1];
  if (found.kind == Kind::Assign && (before.kind == Kind::Assign || before.kind == Kind::EqualEqual))
    return "did you mean '=='?";
  if (expected == "';'" && before.span.begin < found.span.begin &&
      source.text({before.span.begin, found.span.begin}).find('\n') != std::string_view::npos)
    return "it goes behind '" + std::string(before.text) + "'";
  if (found.text == before.text && found.kind != Kind::End)
    return in_quotes(found.text) + " stands there twice";
  return {};
}

// The name in front of the bracket that the error stands behind, of `min_t(int, ...)`, or that ends before
// it, of `for_each_cpu(c) {`.
std::string called_before(std::vector<Token> const& tokens, std::size_t at) {
  if (at < 2) return {};
  auto i = at - 1;
  if (tokens[i].kind == Kind::RightParen)
    for (std::size_t depth = 0; i > 0; --i) {
      if (tokens[i].kind == Kind::RightParen) ++depth;
      if (tokens[i].kind == Kind::LeftParen && --depth == 0) break;
    }
  else // of arguments that are names
    while (i > 0 && (tokens[i].kind == Kind::Comma || tokens[i].kind == Kind::Identifier ||
                     tokens[i].kind == Kind::TypeWord))
      --i;
  return i > 0 && tokens[i].kind == Kind::LeftParen ? std::string(tokens[i - 1].text) : "";
}

// A claim or an agent of which the words are in another order, or elsewhere.
std::string of_protocol(std::vector<Token> const& tokens, std::size_t at, std::string const& expected) {
  auto const text = [&](std::size_t n) { return at >= n ? std::string(tokens[at - n].text) : std::string(); };
  if (expected == "'terminates'" && text(1) == "terminates" && tokens[at].kind == Kind::Identifier)
    return "the task comes first: '" + text(0) + " terminates'";
  bool const is_claim = text(1) == "always" || text(1) == "eventually" || text(1) == "invariant";
  if (expected == "'terminates'" && is_claim)
    return text(1) == "eventually"
               ? "what holds in the end: 'finally ...'"
               : "claims are of the end: 'finally ...'; what must never happen sets a ghost";
  if (expected == "'{'" && tokens[at].kind == Kind::Semicolon)
    for (std::size_t n = 1; n <= at && n < 12 && text(n) != ";" && text(n) != "}"; ++n)
      if (text(n) == "agent") return "what the agent does stands here: '{ ... }'";
  return {};
}

// C that is not taken, by what it looks like.
std::string of_c(std::vector<Token> const& tokens, std::size_t at, std::string const& expected) {
  auto const& found = tokens[at];
  auto const before = [&](std::size_t n) { return at >= n ? tokens[at - n].kind : Kind::End; };
  if (found.text == "#") return "of the preprocessor there are #define, #if and #ifdef: leave out the rest";
  if (found.text == "'") return "a character is a number: write that";
  if (found.text == "typedef" || (at > 0 && tokens[at - 1].text == "typedef"))
    return "a typedef stands outside of functions and variants";
  auto const next = at + 1 < tokens.size() ? tokens[at + 1].kind : Kind::End;
  if (found.kind == Kind::Dot && next == Kind::Dot) return "name each case, and each argument";
  if (found.kind == Kind::Colon && before(1) == Kind::Question) return "write 'a ? a : b'";
  if (found.kind == Kind::Colon && expected == "';'" && before(1) == Kind::Identifier)
    return "bit-fields are not modelled: declare the word that they are in, and masks";
  if (found.kind == Kind::LeftBrace && expected == "an expression")
    return "a list stands where something is declared; elsewhere '(struct name){ ... }' is a struct";
  if (found.kind == Kind::LeftBrace && (before(1) == Kind::Tag || before(2) == Kind::Tag)) {
    auto const& tag = tokens[before(1) == Kind::Tag ? at - 1 : at - 2];
    if (tag.text == "union") return "unions are not modelled: keep the member that is used";
    if (before(1) == Kind::Tag)
      return std::string(tag.text == "enum" ? "an " : "a ") + std::string(tag.text) +
             " is declared by itself, and has a name";
  }
  if (found.kind == Kind::LeftBracket && before(1) == Kind::RightBracket)
    return "an array has one dimension: 'a[3 * i + j]', or an array of structs with an array in them";
  auto const callee = called_before(tokens, at);
  if (found.kind == Kind::LeftBracket && callee.starts_with("DEFINE_PER_"))
    return "an array for each of them is a struct with an array in it";
  if (auto hint = next == Kind::LeftParen ? meant_by_macro(std::string(found.text)) : ""; !hint.empty())
    return hint;
  return meant_by_macro(callee);
}

} // namespace

std::vector<std::string> words_of(Section section) {
  auto out = spelled_words(section);
  if (section != Section::Condition) out.insert(out.end(), kernel_types.begin(), kernel_types.end());
  if (section == Section::Protocol) out.insert(out.end(), protocol_words.begin(), protocol_words.end());
  return out;
}

std::string syntax_hint(Source const& source, Section section, std::vector<Token> const& tokens,
                        std::size_t at, std::string const& expected) {
  auto const& found = tokens[at];
  if (section == Section::Protocol)
    if (auto hint = of_c(tokens, at, expected); !hint.empty()) return hint;
  if (auto hint = of_protocol(tokens, at, expected); !hint.empty()) return hint;
  if (auto hint = of_character(found); !hint.empty()) return hint;
  if (section == Section::Condition)
    if (auto hint = of_condition(tokens, at); !hint.empty()) return hint;
  if (found.kind == Kind::Identifier)
    if (auto hint = did_you_mean(std::string(found.text), quoted(expected)); !hint.empty()) return hint;
  auto const known = words_of(section);
  for (auto const& suspect : suspects(tokens, at))
    for (auto const& [word, instead] : other_types)
      if (suspect.text == word) return std::string("did you mean '") + instead + "'?";
  for (auto const& suspect : suspects(tokens, at))
    if (auto hint = did_you_mean(std::string(suspect.text), known); !hint.empty()) return hint;
  return of_mark(source, tokens, at, expected);
}

} // namespace barrister::frontend::litmus
