// SPDX-License-Identifier: BSD-2-Clause
// What is asked about the final states: `locations [...]`, `filter p`, `exists p`. Loosest first:
// \/, then /\, then => (to the right), then ~.
#include "frontend/litmus/grammar.hpp"
#include "frontend/litmus/read.hpp"

namespace barrister::frontend::litmus {

using PropositionKind = Proposition::Kind;

x3::rule<struct question_id, ast::Question> const question = "a condition";
x3::rule<struct disjunction_id, ast::Condition> const disjunction = "a condition";
x3::rule<struct conjunction_id, ast::Condition> const conjunction = "a condition";
x3::rule<struct implication_id, ast::Condition> const implication = "a condition";
x3::rule<struct negation_id, ast::Condition> const negation = "a condition";
x3::rule<struct atom_id, ast::Condition> const atom = "a condition";
x3::rule<struct location_id, ast::Location> const location = "a location";
x3::rule<struct value_id, ast::Atom> const value = "a value";
x3::rule<struct numbers_id, std::vector<std::int64_t>> const numbers = "numbers";
x3::rule<struct number_id, std::int64_t> const numeral = "a number";

auto const keep = [](auto& c) { _val(c) = std::move(_attr(c)); };
template <PropositionKind kind>
auto const chain = [](auto& c) { // a \/ b \/ c is one node
  auto& left = _val(c);
  if (left.kind != kind) {
    ast::Condition node;
    node.kind = kind;
    node.operands.push_back(std::move(left));
    left = std::move(node);
  }
  left.operands.push_back(std::move(_attr(c)));
};
auto const imply = [](auto& c) {
  ast::Condition node;
  node.kind = PropositionKind::Implies;
  node.operands.push_back(std::move(_val(c)));
  node.operands.push_back(std::move(_attr(c)));
  _val(c) = std::move(node);
};
auto const negated = [](ast::Condition operand) {
  ast::Condition node;
  node.kind = PropositionKind::Not;
  node.operands.push_back(std::move(operand));
  return node;
};
auto const negate = [](auto& c) { _val(c) = negated(std::move(_attr(c))); };
auto const negate_atom = [](auto& c) { _val(c) = negated(std::move(_val(c))); };
template <PropositionKind kind> auto const constant = [](auto& c) { _val(c).kind = kind; };
auto const set_left = [](auto& c) {
  _val(c).kind = PropositionKind::Equal;
  _val(c).span = _attr(c).span;
  _val(c).atom.left = std::move(_attr(c));
};
auto const set_right = [](auto& c) {
  _val(c).atom.right = std::move(_attr(c).right);
  _val(c).atom.is_address = _attr(c).is_address;
};
auto const set_value = [](auto& c) { _val(c).right = std::move(_attr(c)); };
auto const set_address = [](auto& c) { _val(c).is_address = true; };
// A bare name on the right is an address; [x], *x and 0:r1 are what they hold.
auto const set_location = [](auto& c) {
  _val(c).is_address = _val(c).is_address || (!_attr(c).cpu && !_attr(c).index && _attr(c).member.empty());
  _val(c).right = std::move(_attr(c));
};
auto const set_held = [](auto& c) { _val(c).right = std::move(_attr(c)); };
auto const add_number = [](auto& c) { _val(c).push_back(_attr(c)); };
auto const set_number = [](auto& c) { _val(c) = number_in(_attr(c)); };
auto const set_negative = [](auto& c) {
  _val(c) = static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(number_in(_attr(c))));
};
auto const set_cpu = [](auto& c) { _val(c).cpu = small_number_in(_attr(c)); };
auto const set_name = [](auto& c) { _val(c).name = spelled(_attr(c)); };
auto const set_index = [](auto& c) { _val(c).index = small_number_in(_attr(c)); };
auto const set_member = [](auto& c) { _val(c).member = std::move(_attr(c)); };
auto const add_location = [](auto& c) { _val(c).locations.push_back(std::move(_attr(c))); };
auto const set_filter = [](auto& c) { _val(c).filter = std::move(_attr(c)); };
auto const set_condition = [](auto& c) { _val(c).condition = std::move(_attr(c)); };
template <Quantifier quantifier>
auto const quantify = [](auto& c) {
  _val(c).quantifier = quantifier;
  _val(c).span = _attr(c).span;
};

auto const observed = named("a location", located(location)[add_location] > *skip(Kind::Identifier) >
                                              *skip(Kind::Star)); // a type
auto const locations = skip(Kind::Locations) > skip(Kind::LeftBracket) >
                       *(!token(Kind::RightBracket) >> x3::expect[observed] >
                         named("';'", &token(Kind::RightBracket) | skip(Kind::Semicolon))) >
                       skip(Kind::RightBracket);
auto const filter = skip(Kind::Filter) > disjunction[set_filter];
auto const kind_of = x3::omit[location] > skip(Kind::Colon) > skip(Kind::Identifier) > skip(Kind::Semicolon);
auto const with = skip(Kind::With) > named("a location", +kind_of);
auto const quantifier =
    ((token(Kind::Tilde)[quantify<Quantifier::NotExists>] |
      token(Kind::Not)[quantify<Quantifier::NotExists>]) > skip(Kind::Exists)) |
    token(Kind::Exists)[quantify<Quantifier::Exists>] | token(Kind::Forall)[quantify<Quantifier::Forall>] |
    token(Kind::Final)[quantify<Quantifier::Exists>] | &token(Kind::LeftParen)[quantify<Quantifier::Exists>];
// `with tso: ~exists`: what other models are to find, which nobody asks.
auto const kind_elsewhere = skip(Kind::Identifier) >> skip(Kind::Colon) >>
                            ((skip(Kind::Tilde) >> skip(Kind::Exists)) | skip(Kind::Exists) |
                             skip(Kind::Forall) | skip(Kind::Identifier)) >>
                            -skip(Kind::Semicolon);
auto const kinds = skip(Kind::With) > named("a model and ':'", +kind_elsewhere);
auto const question_def = *(locations | filter | with) > -(quantifier > disjunction[set_condition]) >
                          *skip(Kind::Semicolon) > -kinds > *skip(Kind::Semicolon) > skip(Kind::End);

auto const disjunction_def = conjunction[keep] >>
                             *(skip(Kind::Disjunction) > conjunction[chain<PropositionKind::Or>]);
auto const conjunction_def = implication[keep] >>
                             *(skip(Kind::Conjunction) > implication[chain<PropositionKind::And>]);
auto const implication_def = negation[keep] >> -(skip(Kind::Implies) > nested(implication)[imply]);
auto const negation_def =
    nested(((skip(Kind::Tilde) | skip(Kind::Not)) > negation[negate]) |
           (skip(Kind::LeftParen) > located(disjunction)[keep] > skip(Kind::RightParen)) | atom[keep]);
auto const atom_def = token(Kind::True)[constant<PropositionKind::True>] |
                      token(Kind::False)[constant<PropositionKind::False>] |
                      (located(location)[set_left] >
                       named("'='", (skip(Kind::Assign) > value[set_right]) |
                                        (skip(Kind::NotEqual) > value[set_right] > x3::eps[negate_atom])));
auto const cell = skip(Kind::LeftBracket) > token(Kind::Number)[set_index] > skip(Kind::RightBracket);
auto const part = member_path[set_member] | -cell;
auto const location_def =
    (token(Kind::Number)[set_cpu] > skip(Kind::Colon) > token(Kind::Identifier)[set_name] > part) |
    (token(Kind::Identifier)[set_name] > part) |
    (skip(Kind::LeftBracket) > token(Kind::Identifier)[set_name] > part > skip(Kind::RightBracket)) |
    (skip(Kind::Star) > token(Kind::Identifier)[set_name]);
auto const held = &((skip(Kind::Number) >> skip(Kind::Colon)) | skip(Kind::LeftBracket) | skip(Kind::Star)) >>
                  located(location)[set_held];
auto const value_def = held | numeral[set_value] |
                       (skip(Kind::LeftBrace) > numbers[set_value] > skip(Kind::RightBrace)) |
                       (-token(Kind::Ampersand)[set_address] >> located(location)[set_location]);
auto const numbers_def = numeral[add_number] > *(skip(Kind::Comma) > numeral[add_number]);
auto const numeral_def =
    token(Kind::Number)[set_number] | (skip(Kind::Minus) > token(Kind::Number)[set_negative]);

BOOST_SPIRIT_DEFINE(question, disjunction, conjunction, implication, negation, atom, location, value, numbers,
                    numeral)
struct question_id : reports_errors {};

bool read_question(Source const& source, Span span, ast::Question& out, Diagnostics& diagnostics) {
  return run(question, source, span, Section::Condition, diagnostics, out);
}

} // namespace barrister::frontend::litmus
