// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/read.hpp"
#include "frontend/characters.hpp"
#include "frontend/litmus/grammar.hpp"
#include "frontend/litmus/split.hpp"
#include "frontend/litmus/syntax_hint.hpp"
#include "frontend/litmus/types.hpp"
#include <charconv>

namespace barrister::frontend::litmus {
namespace {

std::string shown(Token const& t) {
  if (t.text.empty()) return describe(Kind::End);
  if (t.kind == Kind::EndOfLine) return describe(t.kind);
  if (t.kind == Kind::Error && (t.text[0] <= ' ' || t.text[0] > '~'))
    return "a character that has no place here";
  return in_quotes(t.text);
}

// The section that holds the error reported last, as herd7 names it.
std::nullopt_t wrong_in(char const* section, Diagnostics& diagnostics) {
  diagnostics.about(Topic::Syntax, section);
  return std::nullopt;
}

} // namespace

std::optional<ast::Test> read_test(Source const& source, Diagnostics& diagnostics) {
  auto sections = split(source, diagnostics);
  if (!sections) return std::nullopt;
  ast::Test test;
  test.name = std::move(sections->name);
  test.expected = std::move(sections->expected);
  test.hash = std::move(sections->hash);
  if (!read_init(source, sections->init, test.init, diagnostics)) return wrong_in("init", diagnostics);
  for (auto const& text : sections->functions) {
    ast::Function function{text.cpu, {}, {}, text.name, text.body, {}, {}};
    if (!read_parameters(source, text.parameters, function.parameters, diagnostics) ||
        !read_body(source, text.body, function.body, diagnostics))
      return wrong_in("prog", diagnostics);
    test.functions.push_back(std::move(function));
  }
  for (auto const& text : sections->helpers) {
    ast::Function helper;
    helper.called = source.text(text.name);
    helper.name = text.name;
    helper.raw_body = text.body;
    if (!read_result(source, text.type, helper.result, diagnostics) ||
        !read_parameters(source, text.parameters, helper.parameters, diagnostics) ||
        !read_body(source, text.body, helper.body, diagnostics))
      return wrong_in("prog", diagnostics);
    test.helpers.push_back(std::move(helper));
  }
  for (auto const& text : sections->structs) {
    ast::Struct one{std::string(source.text(text.name)), text.name, {}};
    if (!read_members(source, text.body, one.members, diagnostics)) return wrong_in("prog", diagnostics);
    test.structs.push_back(std::move(one));
  }
  for (auto const& text : sections->defines) {
    ast::Define one{std::string(source.text(text.name)), nullptr};
    if (!read_expression(source, text.value, one.value, diagnostics)) return wrong_in("prog", diagnostics);
    test.defines.push_back(std::move(one));
  }
  test.beyond = std::move(sections->beyond);
  if (!read_question(source, sections->question, test.question, diagnostics))
    return wrong_in("final", diagnostics);
  return test;
}

namespace {
std::int64_t number_to_the_base(int base, std::string_view text, Span span) {
  while (!text.empty() && std::string_view("uUlL").find(text.back()) != text.npos) text.remove_suffix(1);
  std::uint64_t value = 0;
  auto const end = text.data() + text.size();
  auto const [stop, error] = std::from_chars(text.data(), end, value, base);
  if (error != std::errc() || stop != end) throw Malformed{span};
  return static_cast<std::int64_t>(value);
}
} // namespace

std::int64_t number_in(Token const& t) {
  bool const hexadecimal = t.text.starts_with("0x") || t.text.starts_with("0X");
  return number_to_the_base(hexadecimal ? 16 : 10, hexadecimal ? t.text.substr(2) : t.text, t.span);
}
std::int64_t octal_in(Token const& t) { return number_to_the_base(8, t.text, t.span); }
Type type_of_number(Token const& t) {
  auto const text = t.text;
  bool const octal = t.kind == Kind::Octal;
  auto const value = static_cast<std::uint64_t>(octal ? octal_in(t) : number_in(t));
  bool const hexadecimal = octal || text.starts_with("0x") || text.starts_with("0X");
  bool const is_long = text.find_first_of("lL") != text.npos;
  bool const is_unsigned = text.find_first_of("uU") != text.npos;
  auto const fits = [&](unsigned bits) { return value >> bits == 0; };
  if (!is_long && fits(31) && !is_unsigned) return int_type;
  if (!is_long && fits(32) && (is_unsigned || hexadecimal)) return {"unsigned int", 32, false};
  if (fits(63) && !is_unsigned) return {"long", 64, true};
  return {"unsigned long", 64, false};
}
std::uint32_t small_number_in(Token const& t) {
  auto const value = number_in(t);
  if (value < 0 || value >= 1 << 16) throw Malformed{t.span};
  return static_cast<std::uint32_t>(value);
}

void explain(Source const& source, Section section, std::vector<Token> const& tokens, Token const& found,
             std::string expected, Diagnostics& diagnostics) {
  auto const& closing = tokens.back();
  if (expected.starts_with("at most"))
    return diagnostics.error(source, found.span, "more than 200 levels of nesting");
  if (found.kind == Kind::OpenComment)
    return diagnostics.error(source, found.span, "this comment is never closed");
  if (expected == describe(Kind::End) && !closing.text.empty())
    expected = "'" + std::string(closing.text) + "'";
  auto const at = static_cast<std::size_t>(&found - tokens.data());
  diagnostics.error(source, found.span, "expected " + expected + ", found " + shown(found),
                    syntax_hint(section, tokens, at, expected));
}

} // namespace barrister::frontend::litmus
