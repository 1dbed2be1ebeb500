// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/grammar.hpp"
#include "frontend/litmus/read.hpp"

namespace barrister::frontend::litmus {

x3::rule<struct init_id, std::vector<ast::InitItem>> const init = "an initial state";
x3::rule<struct item_id, ast::InitItem> const item = "an initial value";

auto const add_item = [](auto& c) { _val(c).push_back(std::move(_attr(c))); };
auto const set_type = [](auto& c) { _val(c).type = std::move(_attr(c)); };
auto const add_star = [](auto& c) { ++_val(c).type.stars; };
auto const set_cpu = [](auto& c) { _val(c).location.cpu = small_number_in(_attr(c)); };
auto const set_name = [](auto& c) {
  _val(c).location.name = spelled(_attr(c));
  _val(c).location.span = _attr(c).span;
};
auto const set_size = [](auto& c) { _val(c).location.index = small_number_in(_attr(c)); };
auto const add_number = [](auto& c) {
  _val(c).numbers.push_back(number_in(_attr(c)));
  _val(c).value_text += _attr(c).text;
};
auto const add_negative = [](auto& c) {
  auto const n = static_cast<std::uint64_t>(number_in(_attr(c)));
  _val(c).numbers.push_back(static_cast<std::int64_t>(0 - n));
  _val(c).value_text += "-" + spelled(_attr(c));
};
auto const set_address = [](auto& c) {
  _val(c).address = spelled(_attr(c));
  _val(c).value_text = spelled(_attr(c));
};
auto const set_list = [](auto& c) { _val(c).is_list = true; };
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
auto const numeral = named("a number", token(Kind::Number)[add_number] |
                                           (skip(Kind::Minus) > token(Kind::Number)[add_negative]));
auto const list = token(Kind::LeftBrace)[set_list] > -(numeral > *(skip(Kind::Comma) > numeral)) >
                  skip(Kind::RightBrace);
auto const address = -skip(Kind::Ampersand) >> token(Kind::Identifier)[set_address];
auto const value =
    named("a value", numeral | list | (atomic_init_parser{} > numeral > skip(Kind::RightParen)) | address);
auto const location = -(token(Kind::Number)[set_cpu] > skip(Kind::Colon)) >
                      token(Kind::Identifier)[set_name] >
                      -(skip(Kind::LeftBracket) > token(Kind::Number)[set_size] > skip(Kind::RightBracket));
auto const item_def = -(&type_begins >> type[set_type]) >> *token(Kind::Star)[add_star] >> location >>
                      -(skip(Kind::Assign) > value);

BOOST_SPIRIT_DEFINE(init, item)
struct init_id : reports_errors {};

bool read_init(Source const& source, Span span, std::vector<ast::InitItem>& out, Diagnostics& diagnostics) {
  return run(init, source, lex(source, span, Section::Init), diagnostics, out);
}

} // namespace barrister::frontend::litmus
