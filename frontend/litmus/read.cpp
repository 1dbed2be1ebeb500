// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/read.hpp"
#include "frontend/characters.hpp"
#include "frontend/litmus/define_names.hpp"
#include "frontend/litmus/grammar.hpp"
#include "frontend/litmus/split.hpp"
#include "frontend/litmus/syntax_hint.hpp"
#include "frontend/litmus/types.hpp"
#include <algorithm>
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
  std::set<std::string> names;
  for (auto const& f : test.functions) add_names(f, names);
  for (auto const& f : test.helpers) add_names(f, names);
  for (auto const& s : test.structs) add_names(s, names);
  for (auto const& text : sections->defines) {
    ast::Define one{std::string(source.text(text.name)), nullptr};
    if (!read_expression(source, text.value, one.value, diagnostics)) return wrong_in("prog", diagnostics);
    check_define(source, text.name, *one.value, diagnostics);
    check_define_name(source, text.name, names, diagnostics);
    test.defines.push_back(std::move(one));
  }
  test.beyond = std::move(sections->beyond);
  if (!read_question(source, sections->question, test.question, diagnostics))
    return wrong_in("final", diagnostics);
  return test;
}

namespace {

std::string_view without_suffix(std::string_view text) {
  while (!text.empty() && std::string_view("uUlL").find(text.back()) != text.npos) text.remove_suffix(1);
  return text;
}
bool is_hexadecimal(std::string_view text) { return text.starts_with("0x") || text.starts_with("0X"); }
bool is_octal(std::string_view text) { return text.size() > 1 && text[0] == '0' && !is_hexadecimal(text); }

std::int64_t number_in(Token const& t, std::string_view digits, int base) {
  std::uint64_t value = 0;
  auto const end = digits.data() + digits.size();
  auto const [stop, error] = std::from_chars(digits.data(), end, value, base);
  if (error != std::errc() || stop != end) throw Malformed{t.span};
  return static_cast<std::int64_t>(value);
}
// Up to its end, which a backslash puts off.
std::string logical_line(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && text[at] != '\n'; ++at) {
    auto const rest = text.substr(at);
    auto const n = rest.starts_with("\\\n") ? 2 : rest.starts_with("\\\r\n") ? 3 : 0;
    out += n > 0 ? ' ' : text[at];
    at += static_cast<std::size_t>(n > 0 ? n - 1 : 0);
  }
  return out;
}
// It begins with a parenthesis, and behind the one that closes it nothing but a comment comes.
bool is_in_parentheses(std::string_view text) {
  if (!text.starts_with('(')) return false;
  int depth = 0;
  std::size_t at = 0;
  do {
    depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
    ++at;
  } while (depth > 0 && at < text.size());
  if (depth > 0) return false; // on another line
  for (;;) {
    auto const behind = text.find_first_not_of(" \t\r", at);
    if (behind == text.npos || text.substr(behind).starts_with("//")) return true;
    if (!text.substr(behind).starts_with("/*")) return false;
    auto const close = text.find("*/", behind + 2);
    if (close == text.npos) return false; // on another line
    at = close + 2;
  }
}
// Of one that is not in parentheses, what stands behind the name would take a part: p[1] of *p[1].
bool is_taken_apart(ast::Expression const& e) {
  auto const* u = std::get_if<ast::Unary>(&e.node);
  return (u && (u->op == ast::Prefix::Dereference || u->op == ast::Prefix::AddressOf ||
                u->op == ast::Prefix::Increment || u->op == ast::Prefix::Decrement)) ||
         std::holds_alternative<ast::Binary>(e.node) || std::holds_alternative<ast::Conditional>(e.node) ||
         std::holds_alternative<ast::Assignment>(e.node) || std::holds_alternative<ast::Comma>(e.node) ||
         std::holds_alternative<ast::Cast>(e.node);
}

// As its suffix and its size say (C11 6.4.4.1).
Type type_of(std::string_view text, std::uint64_t value) {
  auto const digits = without_suffix(text);
  bool const is_long = text.find_first_of("lL") != text.npos;
  bool const is_unsigned = text.find_first_of("uU") != text.npos;
  auto const fits = [&](unsigned bits) { return value >> bits == 0; };
  if (!is_long && fits(31) && !is_unsigned) return int_type;
  if (!is_long && fits(32) && (is_unsigned || is_hexadecimal(digits) || is_octal(digits)))
    return {"unsigned int", 32, false};
  if (fits(63) && !is_unsigned) return {"long", 64, true};
  return {"unsigned long", 64, false};
}

} // namespace

std::int64_t number_in(Token const& t) {
  auto const text = without_suffix(t.text);
  return is_hexadecimal(text) ? number_in(t, text.substr(2), 16) : number_in(t, text, 10);
}
ast::Number constant_in(Token const& t) {
  auto const text = without_suffix(t.text);
  auto const value = is_octal(text) ? number_in(t, text, 8) : number_in(t);
  ast::Number out{value, type_of(t.text, static_cast<std::uint64_t>(value))};
  if (is_octal(text)) out.to_herd7 = number_in(t);
  return out;
}
void check_define(Source const& source, Span name, ast::Expression const& value, Diagnostics& diagnostics) {
  auto const line = logical_line(source.text().substr(name.end));
  std::string_view text = line;
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  if (is_taken_apart(value) && !is_in_parentheses(text))
    diagnostics.error(source, name,
                      "C puts this text where '" + std::string(source.text(name)) +
                          "' is, next to other operators",
                      "put it into parentheses");
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
                    syntax_hint(source, section, tokens, at, expected));
}

} // namespace barrister::frontend::litmus
