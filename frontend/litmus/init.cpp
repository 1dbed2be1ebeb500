// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/grammar.hpp"
#include "frontend/litmus/read.hpp"

namespace barrister::frontend::litmus {

x3::rule<struct init_id, std::vector<ast::InitItem>> const init = "an initial state";
x3::rule<struct item_id, ast::InitItem> const item = "an initial value";

struct Scalar {
  std::string member;
  std::int64_t number = 0;
  std::string address, address_member, text;
  Span span;
};
x3::rule<struct scalar_id, Scalar> const scalar = "a value";
x3::rule<struct entry_id, Scalar> const entry = "a value";

auto const move_scalar = [](auto& c) {
  auto member = std::move(_val(c).member);
  _val(c) = std::move(_attr(c));
  _val(c).member = std::move(member);
};
auto const add_item = [](auto& c) { _val(c).push_back(std::move(_attr(c))); };
auto const set_type = [](auto& c) { _val(c).type = std::move(_attr(c)); };
auto const add_star = [](auto& c) { ++_val(c).type.stars; };
auto const set_cpu = [](auto& c) { _val(c).location.cpu = small_number_in(_attr(c)); };
auto const set_name = [](auto& c) {
  _val(c).location.name = spelled(_attr(c));
  _val(c).location.span = _attr(c).span;
};
auto const set_size = [](auto& c) { _val(c).location.index = small_number_in(_attr(c)); };
auto const negated = [](Token const& t) {
  return static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(number_in(t)));
};
auto const set_value = [](auto& c) {
  auto& from = _attr(c);
  auto& to = _val(c);
  to.address = std::move(from.address);
  to.address_member = std::move(from.address_member);
  if (to.address.empty()) to.number = from.number;
  to.value_text = to.address.empty() ? from.text : to.address;
};
auto const set_list = [](auto& c) { _val(c).is_list = true; };
auto const add_value = [](auto& c) {
  auto& from = _attr(c);
  _val(c).value_text += from.text;
  _val(c).values.push_back({std::move(from.member), from.number, std::move(from.address),
                            std::move(from.address_member), from.span});
};
auto const set_number = [](auto& c) {
  _val(c).number = number_in(_attr(c));
  _val(c).text += _attr(c).text;
};
auto const set_negative = [](auto& c) {
  _val(c).number = negated(_attr(c));
  _val(c).text += "-" + spelled(_attr(c));
};
auto const set_address = [](auto& c) { _val(c).address = spelled(_attr(c)); };
auto const set_address_member = [](auto& c) { _val(c).address_member = std::move(_attr(c)); };
auto const set_member = [](auto& c) { _val(c).member = std::move(_attr(c)); };
auto const set_location_member = [](auto& c) { _val(c).location.member = std::move(_attr(c)); };
struct atomic_init_parser : x3::parser<atomic_init_parser> { // the one word with a meaning of its own here
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const&, Context const&, RuleContext&, Attribute&) const {
    if (first->kind != Kind::Identifier || !first->text.ends_with("_INIT") ||
        first[1].kind != Kind::LeftParen)
      return false;
    first += 2;
    return true;
  }
};

auto const init_def = *skip(Kind::Semicolon) >> *(!token(Kind::End) >> x3::expect[located(item)[add_item]] >
                                                  named("';'", &token(Kind::End) | +skip(Kind::Semicolon))) >
                      skip(Kind::End);
auto const numeral = named("a number", token(Kind::Number)[set_number] |
                                           (skip(Kind::Minus) > token(Kind::Number)[set_negative]));
auto const address = -skip(Kind::Ampersand) >> token(Kind::Identifier)[set_address] >>
                     -member_path[set_address_member];
auto const scalar_def = (atomic_init_parser{} > numeral > skip(Kind::RightParen)) | numeral | address;
auto const entry_def =
    -(&skip(Kind::Dot) >> member_path[set_member] > skip(Kind::Assign)) >> scalar[move_scalar];
auto const entries = located(entry)[add_value] > *(skip(Kind::Comma) > located(entry)[add_value]);
auto const list = token(Kind::LeftBrace)[set_list] > -entries > skip(Kind::RightBrace);
auto const value = named("a value", list | scalar[set_value]);
auto const location = -(token(Kind::Number)[set_cpu] > skip(Kind::Colon)) >
                      (token(Kind::Identifier)[set_name] |
                       (skip(Kind::LeftBracket) > token(Kind::Identifier)[set_name] >
                        skip(Kind::RightBracket))) >
                      (member_path[set_location_member] |
                       -(skip(Kind::LeftBracket) > token(Kind::Number)[set_size] > skip(Kind::RightBracket)));
// Of a type that nobody declares: foo *p, foo x.
auto const set_other_type = [](auto& c) { _val(c).type.words = spelled(_attr(c)); };
auto const other_type_begins = &(skip(Kind::Identifier) >> *skip(Kind::Star) >> skip(Kind::Identifier));
auto const item_def = -((&type_begins >> type[set_type]) |
                        (other_type_begins >> token(Kind::Identifier)[set_other_type])) >>
                      *token(Kind::Star)[add_star] >> location >> -(skip(Kind::Assign) > value);

BOOST_SPIRIT_DEFINE(init, item, scalar, entry)
struct init_id : reports_errors {};

bool read_init(Source const& source, Span span, std::vector<ast::InitItem>& out, Diagnostics& diagnostics) {
  return run(init, source, span, Section::Init, diagnostics, out);
}

} // namespace barrister::frontend::litmus
