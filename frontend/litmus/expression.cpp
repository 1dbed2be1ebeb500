// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/grammar.hpp"
#include "frontend/litmus/types.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

using ast::ExpressionPtr;
using ast::Infix;
using ast::Prefix;

int height(ExpressionPtr const& e) { return e ? e->height : 0; }
struct Heights {
  int operator()(ast::Unary const& n) const { return height(n.operand); }
  int operator()(ast::Binary const& n) const { return std::max(height(n.left), height(n.right)); }
  int operator()(ast::Conditional const& n) const {
    return std::max({height(n.condition), height(n.then), height(n.otherwise)});
  }
  int operator()(ast::Assignment const& n) const { return std::max(height(n.target), height(n.value)); }
  int operator()(ast::Increment const& n) const { return height(n.target); }
  int operator()(ast::Cast const& n) const { return height(n.operand); }
  int operator()(ast::Call const& n) const {
    int highest = height(n.callee);
    for (auto const& a : n.arguments) highest = std::max(highest, height(a));
    return highest;
  }
  int operator()(ast::Internal const& n) const {
    int highest = 0;
    for (auto const& a : n.arguments) highest = std::max(highest, height(a));
    return highest;
  }
  int operator()(ast::Index const& n) const { return std::max(height(n.array), height(n.index)); }
  int operator()(ast::Field const& n) const { return height(n.object); }
  int operator()(ast::Number const&) const { return 0; }
  int operator()(ast::Name const&) const { return 0; }
  int operator()(ast::Quoted const&) const { return 0; }
  int operator()(ast::SizeOf const& n) const { return height(n.operand); }
  int operator()(ast::TypeOperand const&) const { return 0; }
  int operator()(ast::StatementExpression const&) const { return 0; }
  int operator()(ast::Comma const& n) const { return std::max(height(n.left), height(n.right)); }
  int operator()(ast::Initializer const& n) const {
    int highest = height(n.value);
    for (auto const& v : n.values) highest = std::max(highest, height(v));
    return highest;
  }
};

struct BinaryOperator {
  Kind kind;
  int precedence;
  Infix op;
};
constexpr BinaryOperator binary_operators[] = {{Kind::OrOr, 1, Infix::LogicalOr},
                                               {Kind::AndAnd, 2, Infix::LogicalAnd},
                                               {Kind::Bar, 3, Infix::Or},
                                               {Kind::Caret, 4, Infix::Xor},
                                               {Kind::Ampersand, 5, Infix::And},
                                               {Kind::EqualEqual, 6, Infix::Equal},
                                               {Kind::NotEqual, 6, Infix::NotEqual},
                                               {Kind::Less, 7, Infix::Less},
                                               {Kind::LessEqual, 7, Infix::LessEqual},
                                               {Kind::Greater, 7, Infix::Greater},
                                               {Kind::GreaterEqual, 7, Infix::GreaterEqual},
                                               {Kind::ShiftLeft, 8, Infix::ShiftLeft},
                                               {Kind::ShiftRight, 8, Infix::ShiftRight},
                                               {Kind::Plus, 9, Infix::Add},
                                               {Kind::Minus, 9, Infix::Subtract},
                                               {Kind::Star, 10, Infix::Multiply},
                                               {Kind::Slash, 10, Infix::Divide},
                                               {Kind::Percent, 10, Infix::Modulo}};

struct AssignmentOperator {
  Kind kind;
  std::optional<Infix> op;
};
constexpr AssignmentOperator assignment_operators[] = {{Kind::Assign, {}},
                                                       {Kind::PlusAssign, Infix::Add},
                                                       {Kind::MinusAssign, Infix::Subtract},
                                                       {Kind::StarAssign, Infix::Multiply},
                                                       {Kind::SlashAssign, Infix::Divide},
                                                       {Kind::PercentAssign, Infix::Modulo},
                                                       {Kind::AmpersandAssign, Infix::And},
                                                       {Kind::BarAssign, Infix::Or},
                                                       {Kind::CaretAssign, Infix::Xor},
                                                       {Kind::ShiftLeftAssign, Infix::ShiftLeft},
                                                       {Kind::ShiftRightAssign, Infix::ShiftRight}};

struct InternalParts : ast::Internal {
  Span span;
};
struct Prefixed {
  Prefix op = Prefix::Plus;
  Span span;
  ExpressionPtr operand;
};
struct LiteralParts : ast::Initializer {
  Span span;
};
struct CastParts {
  ast::TypeName type;
  Span span;
  ExpressionPtr operand;
};
struct SizeOfParts {
  ast::TypeName type;
  Span span;
  ExpressionPtr operand;
};
struct TypeOperandParts : ast::TypeOperand {
  Span span;
};
struct StatementsParts {
  ast::Block body;
  Span span;
};
struct ConditionalParts {
  ExpressionPtr then, otherwise;
};

} // namespace

ExpressionPtr make(Span span, decltype(ast::Expression::node) node) {
  auto const total = 1 + std::visit(Heights(), node);
  if (total > max_height) throw TooHigh{span};
  return std::make_shared<ast::Expression const>(ast::Expression{std::move(node), span, total});
}

x3::rule<struct conditional_id, ExpressionPtr> const conditional = "an expression";
x3::rule<struct size_of_id, SizeOfParts> const size_of = "'sizeof'";
x3::rule<struct alternatives_id, ConditionalParts> const alternatives = "'?'";
x3::rule<struct unary_id, ExpressionPtr> const unary = "an expression";
x3::rule<struct prefixed_id, Prefixed> const prefixed = "an expression";
x3::rule<struct cast_id, CastParts> const cast = "a cast";
x3::rule<struct literal_id, LiteralParts> const literal = "a list"; // (struct s){1, .b = 2}
x3::rule<struct postfix_id, ExpressionPtr> const postfix = "an expression";
x3::rule<struct arguments_id, std::vector<ExpressionPtr>> const arguments = "arguments";
x3::rule<struct internal_call_id, InternalParts> const internal_call = "an internal primitive";
x3::rule<struct primary_id, ExpressionPtr> const primary = "an expression";
x3::rule<struct type_operand_id, TypeOperandParts> const type_operand = "a type";
x3::rule<struct statements_id, StatementsParts> const statements = "statements";

// Precedence climbing: the table above stands for ten rules.
struct binary_parser : x3::parser<binary_parser> {
  using attribute_type = ExpressionPtr;
  static bool const has_attribute = true;

  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext& rule,
             Attribute& out) const {
    return climb(1, first, last, context, rule, out);
  }

private:
  template <class RuleContext>
  static bool climb(int loosest, Iterator& first, Iterator const& last, Context const& context,
                    RuleContext& rule, ExpressionPtr& left) {
    if (!unary.parse(first, last, context, rule, left)) return false;
    for (;;) {
      auto const op = std::ranges::find(binary_operators, first->kind, &BinaryOperator::kind);
      if (op == std::end(binary_operators) || op->precedence < loosest) return true;
      ++first;
      ExpressionPtr right;
      if (!climb(op->precedence + 1, first, last, context, rule, right))
        throw x3::expectation_failure<Iterator>(first, "an expression");
      left = make(join(left->span, right->span), ast::Binary{op->op, left, right});
    }
  }
};

// x = e, x += e: to the right.
struct assignment_parser : x3::parser<assignment_parser> {
  using attribute_type = ExpressionPtr;
  static bool const has_attribute = true;

  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext& rule,
             Attribute& out) const {
    if (!conditional.parse(first, last, context, rule, out)) return false;
    auto const op = std::ranges::find(assignment_operators, first->kind, &AssignmentOperator::kind);
    if (op == std::end(assignment_operators)) return true;
    ++first;
    ExpressionPtr value;
    if (!nested(assignment).parse(first, last, context, rule, value))
      throw x3::expectation_failure<Iterator>(first, "an expression");
    out = make(join(out->span, value->span), ast::Assignment{op->op, out, value});
    return true;
  }
};

// `unsigned long pfn_t;` behind `typedef`, from the last word on.
struct ends_typedef_parser : x3::parser<ends_typedef_parser> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const&, Context const& context, RuleContext&, Attribute&) const {
    auto const* known = vocabulary_in(context);
    if (!known || !known->types_typedef || first->kind != Kind::TypeWord) return false;
    auto const next = first[1].kind;
    return next == Kind::Comma || next == Kind::Semicolon || next == Kind::LeftBracket ||
           next == Kind::Assign;
  }
};
constexpr ends_typedef_parser ends_typedef{};

auto const keep = [](auto& c) { _val(c) = _attr(c); };
auto const add_word = [](auto& c) {
  auto& words = _val(c).words;
  if (!words.empty()) words += ' ';
  words += _attr(c).text;
};
// In a protocol, a name in _t whose typedef does not come above.
auto const add_type_word = [](auto& c) {
  add_word(c);
  auto* vocabulary = vocabulary_in(c);
  if (vocabulary && _attr(c).text.ends_with("_t") && !is_integer({spelled(_attr(c)), 0}))
    vocabulary->unknown_types.emplace(_attr(c).text, _attr(c).span);
};
auto const add_typedef = [](auto& c) {
  auto& whole = _val(c);
  whole.words += (whole.words.empty() ? "" : " ") + _attr(c).words;
  whole.stars = _attr(c).stars;
};
auto const add_star = [](auto& c) { ++_val(c).type.stars; };
auto const set_type = [](auto& c) { _val(c).type = _attr(c); };
auto const set_operand = [](auto& c) { _val(c).operand = _attr(c); };
template <Prefix op> auto const set_prefix = [](auto& c) { _val(c).op = op; };
auto const prefix_node = [](auto& c) {
  _val(c) = make(_attr(c).span, ast::Unary{_attr(c).op, _attr(c).operand});
};
auto const set_values = [](auto& c) { _val(c).values = std::move(_attr(c)); };
auto const literal_node = [](auto& c) {
  _val(c).operand = make(_attr(c).span, static_cast<ast::Initializer const&>(_attr(c)));
};
auto const cast_node = [](auto& c) {
  _val(c) = make(_attr(c).span, ast::Cast{_attr(c).type, _attr(c).operand});
};
auto const set_then = [](auto& c) { _val(c).then = _attr(c); };
auto const set_otherwise = [](auto& c) { _val(c).otherwise = _attr(c); };
auto const choose = [](auto& c) {
  auto const span = join(_val(c)->span, _attr(c).otherwise->span);
  _val(c) = make(span, ast::Conditional{_val(c), _attr(c).then, _attr(c).otherwise});
};
auto const name_node = [](auto& c) { _val(c) = make(_attr(c).span, ast::Name{spelled(_attr(c))}); };
auto const number_node = [](auto& c) { _val(c) = make(_attr(c).span, constant_in(_attr(c))); };
auto const quoted_node = [](auto& c) { _val(c) = make(_attr(c).span, ast::Quoted{}); };
auto const set_size_type = [](auto& c) { _val(c).type = std::move(_attr(c)); };
auto const add_size_star = [](auto& c) { ++_val(c).type.stars; };
auto const set_size_operand = [](auto& c) { _val(c).operand = _attr(c); };
auto const begin_sizeof = [](auto& c) { _val(c).span = _attr(c).span; };
auto const sizeof_node = [](auto& c) {
  auto const span = _attr(c).operand ? join(_attr(c).span, _attr(c).operand->span) : _attr(c).span;
  _val(c) = make(span, ast::SizeOf{std::move(_attr(c).type), _attr(c).operand});
};
auto const comma_node = [](auto& c) {
  _val(c) = make(join(_val(c)->span, _attr(c)->span), ast::Comma{_val(c), _attr(c)});
};
auto const add_argument = [](auto& c) { _val(c).push_back(_attr(c)); };
auto const call_node = [](auto& c) {
  auto const callee = _val(c);
  auto const* name = std::get_if<ast::Name>(&callee->node);
  auto span = callee->span;
  if (!_attr(c).empty()) span = join(span, _attr(c).back()->span);
  _val(c) = make(
      span, ast::Call{name ? name->text : std::string(), callee->span, _attr(c), name ? nullptr : callee});
};
auto const close = [](auto& c) { // the closing bracket belongs to the expression before it
  auto whole = *_val(c);
  whole.span = join(whole.span, _attr(c).span);
  _val(c) = std::make_shared<ast::Expression const>(std::move(whole));
};
auto const enclose = [](auto& c) { _val(c) = _attr(c); };
auto const index_node = [](auto& c) {
  _val(c) = make(join(_val(c)->span, _attr(c)->span), ast::Index{_val(c), _attr(c)});
};
template <bool arrow>
auto const field_node = [](auto& c) {
  _val(c) = make(join(_val(c)->span, _attr(c).span), ast::Field{_val(c), spelled(_attr(c)), arrow});
};
template <bool up>
auto const step_node = [](auto& c) {
  _val(c) = make(join(_val(c)->span, _attr(c).span), ast::Increment{up, _val(c)});
};

auto const set_type_of = [](auto& c) {
  _val(c).words = "typeof";
  _val(c).of = _attr(c);
};
auto const set_same_type = [](auto& c) { _val(c) = _attr(c); };
auto const add_type_star = [](auto& c) { ++_val(c).stars; };
auto const add_operand_star = [](auto& c) { ++_val(c).type.stars; };
auto const set_operand_type = [](auto& c) { _val(c).type = _attr(c); };
auto const type_operand_node = [](auto& c) {
  _val(c).push_back(make(_attr(c).span, static_cast<ast::TypeOperand const&>(_attr(c))));
};
auto const set_statements = [](auto& c) { _val(c).body = std::move(_attr(c)); };
auto const statements_node = [](auto& c) {
  _val(c) = make(_attr(c).span,
                 ast::StatementExpression{std::make_shared<ast::Block const>(std::move(_attr(c).body))});
};
// ({ ... }) in a protocol.
struct begins_statements_parser : x3::parser<begins_statements_parser> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const&, Context const& context, RuleContext&, Attribute&) const {
    return vocabulary_in(context) && first->kind == Kind::LeftParen && first[1].kind == Kind::LeftBrace;
  }
};
constexpr begins_statements_parser begins_statements{};

auto const type_word =
    (!ends_typedef >> token(Kind::TypeWord)[add_type_word]) | token(Kind::Qualifier)[add_word];
auto const qualifiers = *token(Kind::Qualifier)[add_word];
auto const named_type = &(*skip(Kind::Qualifier) >> x3::omit[typedef_name]) >> qualifiers >>
                        typedef_name[add_typedef] >> qualifiers;
auto const tagged = token(Kind::Tag)[add_word] > token(Kind::Identifier)[add_word];
auto const
    of_expression = &(*skip(Kind::Qualifier) >> skip(Kind::Typeof)) >> *skip(Kind::Qualifier) >>
                    skip(Kind::Typeof) > skip(Kind::LeftParen) >
                    ((&type_begins >> nested(type)[set_same_type] >> *token(Kind::Star)[add_type_star]) |
                     nested(expression)[set_type_of]) > skip(Kind::RightParen) > *skip(Kind::Qualifier);
auto const type_def = named_type | of_expression | +(type_word | tagged);

auto const expression_def = assignment[keep] >> *(skip(Kind::Comma) > nested(assignment)[comma_node]);
auto const assignment_def = assignment_parser{};
auto const conditional_def = binary_parser{}[keep] >> -alternatives[choose];
auto const alternatives_def = skip(Kind::Question) > nested(expression)[set_then] > skip(Kind::Colon) >
                              nested(conditional)[set_otherwise];
auto const unary_def = nested(located(prefixed)[prefix_node] | located(cast)[cast_node] | postfix[keep]);
auto const prefix_operator =
    token(Kind::Star)[set_prefix<Prefix::Dereference>] |
    token(Kind::Ampersand)[set_prefix<Prefix::AddressOf>] | token(Kind::Plus)[set_prefix<Prefix::Plus>] |
    token(Kind::Minus)[set_prefix<Prefix::Negate>] | token(Kind::Tilde)[set_prefix<Prefix::Complement>] |
    token(Kind::Bang)[set_prefix<Prefix::LogicalNot>] | token(Kind::PlusPlus)[set_prefix<Prefix::Increment>] |
    token(Kind::MinusMinus)[set_prefix<Prefix::Decrement>];
auto const prefixed_def = prefix_operator > unary[set_operand];
auto const literal_def = values[set_values];
auto const cast_def = (skip(Kind::LeftParen) >> &type_begins) > type[set_type] >
                      *(token(Kind::Star)[add_star] >> *skip(Kind::Qualifier)) > skip(Kind::RightParen) >
                      ((&skip(Kind::LeftBrace) >> located(literal)[literal_node]) | unary[set_operand]);
auto const type_operand_def = type[set_operand_type] > *token(Kind::Star)[add_operand_star];
auto const argument = (&type_begins >> located(type_operand)[type_operand_node]) | assignment[add_argument];
auto const arguments_def = skip(Kind::LeftParen) >
                           named("an argument",
                                 &token(Kind::RightParen) | (argument > *(skip(Kind::Comma) > argument)));
auto const postfix_def = primary[keep] >> *((arguments[call_node] > token(Kind::RightParen)[close]) |
                                            (skip(Kind::LeftBracket) > expression[index_node] >
                                             token(Kind::RightBracket)[close]) |
                                            (skip(Kind::Dot) > token(Kind::Identifier)[field_node<false>]) |
                                            (skip(Kind::Arrow) > token(Kind::Identifier)[field_node<true>]) |
                                            token(Kind::PlusPlus)[step_node<true>] |
                                            token(Kind::MinusMinus)[step_node<false>]);

// An annotation is one word to herd7, whose names may hold '-'.
auto const begin_annotation = [](auto& c) {
  _val(c).annotations.push_back({spelled(_attr(c)), _attr(c).span});
};
auto const extend_annotation = [](auto& c) {
  auto& last = _val(c).annotations.back();
  last.text += "-" + spelled(_attr(c));
  last.span = join(last.span, _attr(c).span);
};
auto const set_internal = [](auto& c) {
  _val(c).name = spelled(_attr(c));
  _val(c).name_span = _attr(c).span;
};
auto const add_internal_argument = [](auto& c) { _val(c).arguments.push_back(_attr(c)); };
template <Infix op> auto const set_operator = [](auto& c) { _val(c).op = op; };
auto const set_complemented = [](auto& c) { _val(c).complemented = true; };
auto const internal_node = [](auto& c) {
  _val(c) = make(_attr(c).span, static_cast<ast::Internal const&>(_attr(c)));
};

auto const annotation = (token(Kind::Identifier)[begin_annotation] |
                         token(Kind::TypeWord)[begin_annotation]) >
                        *(skip(Kind::Minus) > (token(Kind::Identifier)[extend_annotation] |
                                               token(Kind::TypeWord)[extend_annotation]));
auto const bare_operator =
    (token(Kind::Plus)[set_operator<Infix::Add>] | token(Kind::Minus)[set_operator<Infix::Subtract>] |
     (token(Kind::Ampersand)[set_operator<Infix::And>] >> -token(Kind::Tilde)[set_complemented]) |
     token(Kind::Bar)[set_operator<Infix::Or>] | token(Kind::Caret)[set_operator<Infix::Xor>]) >>
    &token(Kind::Comma);
auto const operator_ahead =
    &(x3::omit[token(Kind::Plus) | token(Kind::Minus) | (token(Kind::Ampersand) >> -token(Kind::Tilde)) |
               token(Kind::Bar) | token(Kind::Caret)] >>
      skip(Kind::Comma));
auto const internal_argument = (operator_ahead >> bare_operator) | assignment[add_internal_argument];
auto const internal_call_def =
    token(Kind::Internal)[set_internal] >>
    -(skip(Kind::LeftBrace) > -(annotation > *(skip(Kind::Comma) > annotation)) > skip(Kind::RightBrace)) >>
    -(skip(Kind::LeftParen) >
      named("an argument",
            &token(Kind::RightParen) | (internal_argument > *(skip(Kind::Comma) > internal_argument))) >
      skip(Kind::RightParen));

auto const size_of_type = skip(Kind::LeftParen) > type[set_size_type] > *token(Kind::Star)[add_size_star] >
                          skip(Kind::RightParen);
auto const size_of_def = token(Kind::Sizeof)[begin_sizeof] >
                         named("an expression", (&(skip(Kind::LeftParen) >> type_begins) >> size_of_type) |
                                                    unary[set_size_operand]);
auto const statements_def = begins_statements >> skip(Kind::LeftParen) > nested(block)[set_statements] >
                            skip(Kind::RightParen);
auto const primary_def = token(Kind::Identifier)[name_node] | token(Kind::Number)[number_node] |
                         +token(Kind::String)[quoted_node] | located(internal_call)[internal_node] |
                         size_of[sizeof_node] | located(statements)[statements_node] |
                         (skip(Kind::LeftParen) > expression[enclose] > skip(Kind::RightParen));

BOOST_SPIRIT_DEFINE(expression, assignment, type, size_of, conditional, alternatives, unary, prefixed, cast,
                    literal, postfix, arguments, internal_call, primary, type_operand, statements)
BOOST_SPIRIT_INSTANTIATE(decltype(expression), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(assignment), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(type), Iterator, Context)

} // namespace barrister::frontend::litmus
