// SPDX-License-Identifier: BSD-2-Clause
// The grammar of what surrounds expressions: parameters, definitions, the cases of a match, variants.
#include "frontend/cat/grammar.hpp"

namespace barrister::frontend::cat {
namespace {

x3::rule<struct element_case_id, ElementCase> const element_case = "a case";
x3::rule<struct variant_any_id, Any> const variant_any = "a variant's name in quotes";
x3::rule<struct variant_both_id, All> const variant_both = "a variant's name in quotes";
x3::rule<struct variant_all_id, ConditionPtr> const variant_all = "a variant's name in quotes";
x3::rule<struct variant_not_id, ConditionPtr> const variant_not = "a variant's name in quotes";

std::string name_or_nothing(Token const& t) { return t.kind == Kind::Underscore ? std::string() : text(t); }

auto const add_name = [](auto& c) { _val(c).names.push_back(name_or_nothing(_attr(c))); };
auto const add_pattern_name = [](auto& c) {
  auto& p = _val(c).pattern;
  p.span = p.names.empty() ? _attr(c).span : join(p.span, _attr(c).span);
  p.names.push_back(name_or_nothing(_attr(c)));
};
auto const set_pattern = [](auto& c) { _val(c).pattern = _attr(c); };
auto const add_parameter = [](auto& c) { _val(c).parameters.push_back(_attr(c)); };

auto const set_body = [](auto& c) { _val(c).body = _attr(c); };
auto const keep = [](auto& c) { _val(c) = _attr(c); };
auto const tag_case = [](auto& c) { _val(c) = TagCase{text(_attr(c))}; };
auto const empty_case = [](auto& c) { _val(c) = EmptyCase{}; };
auto const default_case = [](auto& c) { _val(c) = DefaultCase{}; };

auto const variant = [](auto& c) { _val(c) = make_condition(_attr(c).span, Variant{text(_attr(c))}); };
auto const negate = [](auto& c) { _val(c) = make_condition(_attr(c)->span, Not{_attr(c)}); };
auto const add_part = [](auto& c) { _val(c).parts.push_back(_attr(c)); };
auto const set_parts = [](auto& c) {
  auto& parts = _attr(c).parts;
  _val(c) = parts.size() == 1 ? parts.front()
                              : make_condition(join(parts.front()->span, parts.back()->span), _attr(c));
};

template <class Action> auto wild(Action a) { return token(Kind::Name)[a] | token(Kind::Underscore)[a]; }

} // namespace

// clang-format off
auto const match_case_def =
      (token(Kind::Tag)[tag_case] > skip(Kind::Arrow))
    | (skip(Kind::LeftBrace) > token(Kind::RightBrace)[empty_case] > skip(Kind::Arrow))
    | (skip(Kind::Underscore) >> token(Kind::Arrow)[default_case])
    | (element_case[keep] > skip(Kind::Arrow));
auto const element_case_def = wild(add_name)
    > -(skip(Kind::Bar) > (wild(add_name))) > skip(Kind::DoublePlus) > (wild(add_name));

auto const names = wild(add_name) > *(skip(Kind::Comma) > wild(add_name));
auto const pattern_def = spanned(
    wild(add_name) | (skip(Kind::LeftParen) > -names > skip(Kind::RightParen)));
auto const binding_def = spanned(
      ( (&token(Kind::LeftParen) > pattern[set_pattern])
      | ( wild(add_pattern_name)
        >> (+(skip(Kind::Comma) > wild(add_pattern_name)) | *pattern[add_parameter])))
    > skip(Kind::Equal) > expression[set_body]);

auto const variant_condition_def = nested(variant_any[set_parts]);
auto const variant_any_def =
    variant_all[add_part] >> *((skip(Kind::DoubleBar) | skip(Kind::Bar)) > variant_all[add_part]);
auto const variant_all_def = variant_both[set_parts];
auto const variant_both_def =
    variant_not[add_part] >> *((skip(Kind::DoubleAmpersand) | skip(Kind::Ampersand)) > variant_not[add_part]);
auto const variant_not_def = token(Kind::String)[variant]
    | ((skip(Kind::Tilde) | skip(Kind::Not)) > nested(variant_not)[negate])
    | (skip(Kind::LeftParen) > variant_condition[keep] > skip(Kind::RightParen));
// clang-format on

BOOST_SPIRIT_DEFINE(binding, pattern, variant_condition, match_case)
BOOST_SPIRIT_DEFINE(element_case, variant_any, variant_all, variant_both, variant_not)
BOOST_SPIRIT_INSTANTIATE(binding_rule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(pattern_rule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(condition_rule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(case_rule, Iterator, Context)

} // namespace barrister::frontend::cat
