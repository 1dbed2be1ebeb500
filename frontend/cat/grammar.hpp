// SPDX-License-Identifier: BSD-2-Clause
// Private to the parser: what expression.cpp and statement.cpp share.
#pragma once
#include "frontend/cat/ast.hpp"
#include "frontend/cat/token.hpp"
#include "frontend/x3_parts.hpp"

namespace barrister::frontend::cat {

namespace x3 = boost::spirit::x3;
using grammar::nested;
using grammar::skip;
using grammar::token;
using x3::_attr;
using x3::_val;
using Iterator = Token const*;
using Context = grammar::GrammarContext<Kind>;

// A chain a | a | a … is deep in its tree only, so the tree's height has a bound of its own.
constexpr int max_height = 500;
struct TooDeep {
  Span span;
};
ExpressionPtr make(Span, decltype(Expression::node));
template <class Node> ConditionPtr make_condition(Span span, Node node) {
  return std::make_shared<Condition const>(Condition{std::move(node), span});
}

// A token's text, without the quotes of a string or the quote of a tag.
inline std::string text(Token const& t) {
  auto s = t.text;
  if (t.kind == Kind::String) s = s.substr(1, s.size() - 2);
  if (t.kind == Kind::Tag) s = s.substr(1);
  return std::string(s);
}

inline void set_span(ExpressionPtr& e, Span span) {
  auto wider = *e;
  wider.span = span;
  e = std::make_shared<Expression const>(std::move(wider));
}
template <class Node> void set_span(Node& node, Span span) { node.span = span; }

// spanned(p), around the whole of a rule: gives what the rule makes the stretch of text that it covered.
template <class Subject> struct spanned_parser : x3::unary_parser<Subject, spanned_parser<Subject>> {
  using x3::unary_parser<Subject, spanned_parser<Subject>>::unary_parser;
  static bool const is_pass_through_unary = true;
  template <class C, class Made, class Attribute>
  bool parse(Iterator& first, Iterator const& last, C const& context, Made& made, Attribute& out) const {
    auto const begin = first;
    if (!this->subject.parse(first, last, context, made, out)) return false;
    set_span(made, join(begin->span, first[-1].span));
    return true;
  }
};
template <class Parser> auto spanned(Parser const& p) { return spanned_parser<Parser>(p); }

using expression_rule = x3::rule<struct expression_id, ExpressionPtr>;
using operand_rule =
    x3::rule<struct operand_id, ExpressionPtr>; // an expression with no comma outside brackets
using argument_rule = x3::rule<struct argument_id, ExpressionPtr>; // what a function may be followed by
using binding_rule = x3::rule<struct binding_id, Binding>;
using pattern_rule = x3::rule<struct pattern_id, Pattern>;
using condition_rule = x3::rule<struct condition_id, ConditionPtr>;
using case_rule = x3::rule<struct case_id, Case>;
expression_rule const expression = "an expression";
operand_rule const operand = "an expression";
argument_rule const argument = "an argument";
binding_rule const binding = "a definition";
pattern_rule const pattern = "a parameter";
condition_rule const variant_condition = "a variant's name in quotes";
case_rule const match_case = "a case";
BOOST_SPIRIT_DECLARE(expression_rule, operand_rule, argument_rule, binding_rule, pattern_rule, condition_rule,
                     case_rule)

} // namespace barrister::frontend::cat
