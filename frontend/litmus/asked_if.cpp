// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/asked_if.hpp"
#include <algorithm>
#include <charconv>

namespace barrister::frontend::litmus {
namespace {

struct Wrong {
  Span span;
  std::string message, hint;
};

class Condition {
public:
  Condition(Span directive, std::vector<Token> const& line, Vocabulary const& vocabulary)
      : end_{line.empty() ? directive.end : line.back().span.end,
             line.empty() ? directive.end : line.back().span.end},
        line_(line), vocabulary_(vocabulary) {}

  bool is_defined_name() {
    auto const name = take(Kind::Identifier, "a name");
    ends();
    return is_defined(name);
  }
  bool expression() {
    auto const value = either();
    ends();
    return value != 0;
  }
  std::vector<std::string> undefined;

private:
  [[noreturn]] void expected(std::string const& what) const {
    throw Wrong{
        at_ < line_.size() ? line_[at_].span : end_, "expected " + what,
        "'#if' asks for 'defined(NAME)', numbers, and what '!', '&&', '||' and comparisons make of them"};
  }
  Kind next() const { return at_ < line_.size() ? line_[at_].kind : Kind::End; }
  bool skip(Kind kind) { return next() == kind && (++at_, true); }
  Token take(Kind kind, std::string const& what) {
    if (next() != kind) expected(what);
    return line_[at_++];
  }
  void ends() const {
    if (at_ < line_.size()) expected("the end of the line");
  }

  void is_in_all_variants(Span at, std::string const& name) const {
    if (vocabulary_.of_variants.contains(name))
      throw Wrong{at, "'" + name + "' is defined in a variant, and asked for in all of them",
                  "a variable that is declared in each may say so"};
  }
  bool is_defined(Token const& name) {
    std::string const spelled(name.text);
    is_in_all_variants(name.span, spelled);
    if (spelled == "CONFIG_SMP" || vocabulary_.macros.contains(spelled) ||
        vocabulary_.defined.contains(spelled))
      return true;
    undefined.push_back(spelled);
    return false;
  }
  // include/linux/kconfig.h: 1 alone is on, and so is what is a module.
  bool is_on(Token const& name, std::string_view function) {
    auto const module = std::string(name.text) + "_MODULE";
    if (function == "IS_ENABLED") is_in_all_variants(name.span, module);
    auto const in_module = vocabulary_.defined.find(module);
    if (function == "IS_ENABLED" && in_module != vocabulary_.defined.end() && in_module->second == "1")
      return true;
    if (!is_defined(name)) return false;
    if (name.text == "CONFIG_SMP" && !vocabulary_.defined.contains(name.text)) return true;
    auto const value = vocabulary_.defined.find(name.text);
    if (value == vocabulary_.defined.end() || value->second.empty())
      throw Wrong{name.span, "what '" + std::string(name.text) + "' stands for is no number",
                  "'#define " + std::string(name.text) + " 1' is on"};
    return value->second == "1";
  }
  std::int64_t either() {
    auto value = both();
    while (skip(Kind::OrOr)) value = both() != 0 || value != 0;
    return value;
  }
  std::int64_t both() {
    auto value = compared();
    while (skip(Kind::AndAnd)) value = compared() != 0 && value != 0;
    return value;
  }
  std::int64_t compared() {
    auto const left = one();
    if (skip(Kind::EqualEqual)) return left == one();
    if (skip(Kind::NotEqual)) return left != one();
    if (skip(Kind::LessEqual)) return left <= one();
    if (skip(Kind::GreaterEqual)) return left >= one();
    if (skip(Kind::Less)) return left < one();
    if (skip(Kind::Greater)) return left > one();
    return left;
  }
  std::int64_t one() {
    constexpr int deepest = grammar::max_nesting;
    if (depth_ == deepest)
      throw Wrong{line_[std::min(at_, line_.size() - 1)].span, "more than 200 levels of nesting", ""};
    ++depth_;
    auto const value = operand();
    --depth_;
    return value;
  }
  std::int64_t operand() {
    if (skip(Kind::Bang)) return one() == 0;
    if (skip(Kind::LeftParen)) {
      auto const value = either();
      take(Kind::RightParen, "')'");
      return value;
    }
    if (next() == Kind::Number) return number(line_[at_++]);
    auto const name = take(Kind::Identifier, "a name, a number or '('");
    bool const asks = name.text == "defined",
               is_function = name.text == "IS_ENABLED" || name.text == "IS_BUILTIN";
    if (asks || is_function) {
      bool const has_brackets = skip(Kind::LeftParen);
      if (is_function && !has_brackets) expected("'('");
      auto const of = take(Kind::Identifier, "a name");
      bool const answer = asks ? is_defined(of) : is_on(of, name.text);
      if (has_brackets) take(Kind::RightParen, "')'");
      return answer;
    }
    if (!is_defined(name)) return 0;
    auto const value = vocabulary_.defined.find(name.text);
    if (value != vocabulary_.defined.end() && !value->second.empty()) return number(name, value->second);
    if (name.text == "CONFIG_SMP") return 1;
    throw Wrong{name.span, "what '" + std::string(name.text) + "' stands for is no number", ""};
  }
  static std::int64_t number(Token const& t) { return number(t, t.text); }
  static std::int64_t number(Token const& at, std::string_view digits) {
    while (!digits.empty() && std::string_view("uUlL").find(digits.back()) != digits.npos)
      digits.remove_suffix(1);
    int base = 10;
    if (digits.starts_with("0x") || digits.starts_with("0X")) {
      base = 16;
      digits.remove_prefix(2);
    } else if (digits.size() > 1 && digits[0] == '0') {
      base = 8;
    }
    std::int64_t value = 0;
    auto const* const last = digits.data() + digits.size();
    auto const [stop, problem] = std::from_chars(digits.data(), last, value, base);
    if (problem != std::errc() || stop != last) throw Wrong{at.span, "this is no number we can hold", ""};
    return value;
  }

  Span end_;
  std::vector<Token> const& line_;
  Vocabulary const& vocabulary_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

} // namespace

Asked asked_if(std::string_view word, Span directive, std::vector<Token> const& line,
               Vocabulary const& vocabulary) {
  Condition condition(directive, line, vocabulary);
  Asked out;
  try {
    out.holds = word == "ifdef"    ? condition.is_defined_name()
                : word == "ifndef" ? !condition.is_defined_name()
                                   : condition.expression();
  } catch (Wrong const& e) {
    out.wrong = e.span;
    out.message = e.message;
    out.hint = e.hint;
  }
  out.undefined = std::move(condition.undefined);
  return out;
}

} // namespace barrister::frontend::litmus
