// SPDX-License-Identifier: BSD-2-Clause
// The grammar of expressions. An action never runs in a branch that may be abandoned: each alternative is
// chosen by its first token, and '>' holds it to that.
#include "frontend/cat/grammar.hpp"
#include <algorithm>

namespace barrister::frontend::cat {
namespace {

struct Operator {
  Kind token;
  BinaryOperator op;
  int level;
  bool to_the_right; // a ++ b ++ c is a ++ (b ++ c); for the others that group so, either way means the same
};
constexpr Operator operators[] = {{Kind::Bar, BinaryOperator::Union, 0, false},
                                  {Kind::DoublePlus, BinaryOperator::Add, 1, true},
                                  {Kind::Semicolon, BinaryOperator::Sequence, 2, false},
                                  {Kind::Backslash, BinaryOperator::Difference, 3, false},
                                  {Kind::Ampersand, BinaryOperator::Intersection, 4, false},
                                  {Kind::Star, BinaryOperator::Product, 5, false}};
constexpr int tightest = 5;

bool is_test(Kind k) { return k == Kind::Acyclic || k == Kind::Irreflexive || k == Kind::Empty; }

// A star with an operand after it is a product, else a closure. In `let r = a* ~empty r` what follows is a
// check.
bool starts_operand(Iterator at) {
  switch (at->kind) {
  case Kind::Name:
  case Kind::Tag:
  case Kind::Zero:
  case Kind::Underscore:
  case Kind::Begin:
  case Kind::LeftParen:
  case Kind::LeftBrace:
  case Kind::LeftBracket: return true;
  case Kind::Tilde: return !is_test(at[1].kind);
  default: return false;
  }
}

struct closure_star : x3::parser<closure_star> {
  using attribute_type = Token;
  static bool const has_attribute = true;
  template <class C, class R, class Attribute>
  bool parse(Iterator& first, Iterator const&, C const&, R&, Attribute& out) const {
    if (first->kind != Kind::Star || starts_operand(first + 1)) return false;
    x3::traits::move_to(Token(*first), out);
    ++first;
    return true;
  }
};

// Is this the condition of an `if "variant"`? Only its operators may come before the first string.
struct variant_ahead : x3::parser<variant_ahead> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  template <class C, class R, class Attribute>
  bool parse(Iterator& first, Iterator const&, C const&, R&, Attribute&) const {
    auto at = first;
    while (at->kind == Kind::LeftParen || at->kind == Kind::Tilde || at->kind == Kind::Not) ++at;
    return at->kind == Kind::String;
  }
};

x3::rule<struct let_in_id, LetIn> const let_in = "a definition";
x3::rule<struct function_id, Function> const function = "a function";
x3::rule<struct attempt_id, Try> const attempt = "a try";
x3::rule<struct conditional_id, Conditional> const conditional = "a conditional";
x3::rule<struct decision_id, ConditionPtr> const decision = "a condition";
x3::rule<struct comparison_id, Compare> const comparison = "a comparison";
x3::rule<struct match_id, Match> const match = "a match";
x3::rule<struct clause_id, Clause> const clause = "a case";
x3::rule<struct literal_id, SetLiteral> const literal = "a set";
x3::rule<struct tuple_id, Tuple> const tuple = "an expression";
x3::rule<struct prefix_id, ExpressionPtr> const prefix = "an expression";
x3::rule<struct postfix_id, ExpressionPtr> const postfix = "an expression";
x3::rule<struct simple_id, ExpressionPtr> const simple = "an expression";
x3::rule<struct application_id, ExpressionPtr> const application = "an expression";
// The binary operators: a table and this one parser in place of six rules.
struct binary : x3::parser<binary> {
  using attribute_type = ExpressionPtr;
  static bool const has_attribute = true;
  template <class C, class R, class Attribute>
  bool parse(Iterator& first, Iterator const& last, C const& context, R& rule, Attribute& out) const {
    return level(0, first, last, context, rule, out);
  }

private:
  template <class C, class R>
  static bool level(int n, Iterator& first, Iterator const& last, C const& context, R& rule,
                    ExpressionPtr& out) {
    if (n > tightest) return prefix.parse(first, last, context, rule, out);
    if (!level(n + 1, first, last, context, rule, out)) return false;
    auto& op = *std::ranges::find(operators, n, &Operator::level);
    if (first->kind != op.token) return true;
    std::vector<ExpressionPtr> operands = {out};
    while (first->kind == op.token) {
      ++first;
      ExpressionPtr next;
      if (!level(n + 1, first, last, context, rule, next))
        throw x3::expectation_failure<Iterator>(first, "an expression");
      operands.push_back(std::move(next));
    }
    out = fold(op, operands);
    return true;
  }

  static ExpressionPtr fold(Operator const& op, std::vector<ExpressionPtr>& operands) {
    auto join_two = [&](ExpressionPtr const& left, ExpressionPtr const& right) {
      return make(join(left->span, right->span), Binary{op.op, left, right});
    };
    if (op.to_the_right) {
      auto all = operands.back();
      for (auto i = operands.rbegin() + 1; i != operands.rend(); ++i) all = join_two(*i, all);
      return all;
    }
    auto all = operands.front();
    for (auto i = operands.begin() + 1; i != operands.end(); ++i) all = join_two(all, *i);
    return all;
  }
};

// Actions: each fills one field or builds one node.
auto const keep = [](auto& c) { _val(c) = _attr(c); };
auto const set_node = [](auto& c) { _val(c) = make({}, std::move(_attr(c))); };
auto const set_body = [](auto& c) { _val(c).body = _attr(c); };
auto const set_left = [](auto& c) { _val(c).left = _attr(c); };
auto const set_right = [](auto& c) { _val(c).right = _attr(c); };
auto const set_then = [](auto& c) { _val(c).then = _attr(c); };
auto const set_otherwise = [](auto& c) { _val(c).otherwise = _attr(c); };
auto const set_condition = [](auto& c) { _val(c).condition = _attr(c); };
auto const set_comparison = [](auto& c) {
  _val(c) = make_condition(join(_attr(c).left->span, _attr(c).right->span), _attr(c));
};
template <Comparison op> auto const set_op = [](auto& c) { _val(c).op = op; };
auto const set_attempt = [](auto& c) { _val(c).attempt = _attr(c); };
auto const set_parameter = [](auto& c) { _val(c).parameter = _attr(c); };
auto const set_subject = [](auto& c) { _val(c).subject = _attr(c); };
auto const set_case = [](auto& c) { _val(c).when = _attr(c); };
auto const set_recursive = [](auto& c) { _val(c).recursive = true; };
auto const add_binding = [](auto& c) { _val(c).bindings.push_back(_attr(c)); };
auto const add_clause = [](auto& c) { _val(c).clauses.push_back(_attr(c)); };
auto const add_element = [](auto& c) { _val(c).elements.push_back(_attr(c)); };

auto const name = [](auto& c) { _val(c) = make(_attr(c).span, Name{text(_attr(c))}); };
auto const tag = [](auto& c) { _val(c) = make(_attr(c).span, TagName{text(_attr(c))}); };
auto const zero = [](auto& c) { _val(c) = make(_attr(c).span, Zero{}); };
auto const wildcard = [](auto& c) { _val(c) = make(_attr(c).span, Wildcard{}); };
auto const nothing = [](auto& c) { _val(c) = make(_attr(c).span, Tuple{}); };
auto const identity = [](auto& c) {
  _val(c) = make(_attr(c)->span, Unary{UnaryOperator::Identity, _attr(c)});
};
auto const complement = [](auto& c) {
  _val(c) = make(_attr(c)->span, Unary{UnaryOperator::Complement, _attr(c)});
};
auto const apply = [](auto& c) {
  auto called = _val(c);
  _val(c) = make(join(called->span, _attr(c)->span), Apply{called, _attr(c)});
};
template <UnaryOperator op>
auto const after = [](auto& c) {
  auto inner = _val(c);
  _val(c) = make(join(inner->span, _attr(c).span), Unary{op, inner});
};
// One operand is itself; more are a tuple.
auto const set_tuple = [](auto& c) {
  auto& elements = _attr(c).elements;
  _val(c) = elements.size() == 1 ? elements.front() : make(elements.front()->span, _attr(c));
};

} // namespace

// clang-format off

auto const expression_def = nested(spanned(
      let_in[set_node] | function[set_node] | attempt[set_node] | conditional[set_node] | match[set_node]
    | tuple[set_tuple]));
auto const tuple_def = operand[add_element] >> *(skip(Kind::Comma) > operand[add_element]);
auto const operand_def = binary{};

auto const let_in_def = skip(Kind::Let) > -token(Kind::Rec)[set_recursive]
    > binding[add_binding] > *(skip(Kind::And) > binding[add_binding]) > skip(Kind::In) > expression[set_body];
auto const function_def = skip(Kind::Fun) > pattern[set_parameter] > skip(Kind::Arrow) > expression[set_body];
auto const attempt_def = skip(Kind::Try) > expression[set_attempt] > skip(Kind::With) > expression[set_otherwise];
auto const conditional_def = skip(Kind::If)
    > decision[set_condition] > skip(Kind::Then) > expression[set_then] > skip(Kind::Else) > expression[set_otherwise];
auto const decision_def = (variant_ahead{} > variant_condition[keep]) | comparison[set_comparison];
auto const comparison_def = expression[set_left]
    > ( token(Kind::Equal)[set_op<Comparison::Equal>]
      | token(Kind::Subset)[set_op<Comparison::Subset>]
      | token(Kind::In)[set_op<Comparison::In>])
    > expression[set_right];
auto const match_def = skip(Kind::Match) > expression[set_subject] > skip(Kind::With) > -skip(Kind::DoubleBar)
    > clause[add_clause] > *(skip(Kind::DoubleBar) > clause[add_clause]) > skip(Kind::Finish);
auto const clause_def = match_case[set_case] > expression[set_body];
auto const prefix_def = spanned((skip(Kind::Tilde) > nested(prefix)[complement]) | postfix[keep]);
auto const postfix_def = (application[keep] | simple[keep])
    >> *( closure_star{}[after<UnaryOperator::ReflexiveClosure>]
        | token(Kind::Plus)[after<UnaryOperator::Closure>]
        | token(Kind::Question)[after<UnaryOperator::Reflexive>]
        | token(Kind::Inverse)[after<UnaryOperator::Inverse>]);
auto const application_def = token(Kind::Name)[name] >> *argument[apply];
auto const argument_def = token(Kind::Name)[name] | simple[keep];
auto const literal_def = nested(skip(Kind::LeftBrace)
    >> -(operand[add_element] > *(skip(Kind::Comma) > operand[add_element])) > skip(Kind::RightBrace));
auto const simple_def = spanned(
      token(Kind::Zero)[zero] | token(Kind::Underscore)[wildcard] | token(Kind::Tag)[tag]
    | literal[set_node]
    | (skip(Kind::LeftParen) > (token(Kind::RightParen)[nothing] | (expression[keep] > skip(Kind::RightParen))))
    | (skip(Kind::Begin) > expression[keep] > skip(Kind::Finish))
    | (skip(Kind::LeftBracket) > expression[identity] > skip(Kind::RightBracket)));

// clang-format on

BOOST_SPIRIT_DEFINE(expression, operand, argument)
BOOST_SPIRIT_DEFINE(let_in, function, attempt, conditional, decision, comparison, match, clause, literal,
                    tuple, prefix, postfix, simple, application)
BOOST_SPIRIT_INSTANTIATE(expression_rule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(operand_rule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(argument_rule, Iterator, Context)

} // namespace barrister::frontend::cat
