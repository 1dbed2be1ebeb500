// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/grammar.hpp"
#include "frontend/litmus/guards.hpp"
#include "frontend/litmus/read.hpp"
#include "frontend/litmus/types.hpp"

namespace barrister::frontend::litmus {

ast::TypeName ast::pointer_to_function(TypeName const& result, std::string const& takes) {
  return {to_type({result.words, 0}).spelling + " " + std::string(result.stars, '*') + takes, 1};
}
ast::TypeName ast::type_of(Declaration const& from, Declarator const& d) {
  bool const is_auto = d.value && (" " + from.type).ends_with(" __auto_type");
  auto const given = is_auto ? TypeName{"typeof", d.stars, d.value} : TypeName{from.type, d.stars, from.of};
  return d.takes.empty() ? given : pointer_to_function(given, d.takes);
}

x3::rule<struct members_id, std::vector<ast::Declaration>> const members = "members";
x3::rule<struct result_id, ast::TypeName> const result = "a type";
x3::rule<struct defined_id, ast::ExpressionPtr> const defined = "an expression";
x3::rule<struct body_id, ast::Block> const body = "a function body";
x3::rule<struct parameters_id, std::vector<ast::Parameter>> const parameters = "parameters";
x3::rule<struct statement_id, ast::Statement> const statement = "a statement";
struct InitializerParts : ast::Initializer {
  Span span;
};
x3::rule<struct initializer_id, InitializerParts> const initializer = "an expression";
x3::rule<struct entry_id, ast::ExpressionPtr> const entry = "an expression"; // of a list
x3::rule<struct takes_id, std::string> const takes = "parameters";           // types alone: "(int, void *)"
x3::rule<struct if_id, ast::If> const if_ = "'if'";
x3::rule<struct while_id, ast::While> const while_ = "'while'";
x3::rule<struct do_id, ast::DoWhile> const do_ = "'do'";
x3::rule<struct for_id, ast::For> const for_ = "'for'";
x3::rule<struct switch_id, ast::Switch> const switch_ = "'switch'";
x3::rule<struct guard_id, ast::Guard> const guard_ = "'guard'";
x3::rule<struct scoped_guard_id, ast::Guard> const scoped_guard = "'scoped_guard'";
x3::rule<struct break_id, ast::Break> const break_ = "'break'";
x3::rule<struct continue_id, ast::Continue> const continue_ = "'continue'";
x3::rule<struct return_id, ast::Return> const return_ = "'return'";
x3::rule<struct goto_id, ast::Goto> const goto_ = "'goto'";
x3::rule<struct label_id, ast::Label> const label = "a label";
x3::rule<struct item_id, ast::Statement> const item = "a statement"; // of a block
x3::rule<struct evaluate_id, ast::Evaluate> const evaluate = "a statement";

auto const keep = [](auto& c) { _val(c) = std::move(_attr(c)); };
auto const set_node = [](auto& c) { _val(c).node = std::move(_attr(c)); };
auto const add_statement = [](auto& c) { _val(c).push_back(std::move(_attr(c))); };
auto const set_type = [](auto& c) {
  _val(c).type = _attr(c).words;
  _val(c).stars = _attr(c).stars;
  _val(c).of = _attr(c).of;
};
auto const set_parameter_type = [](auto& c) { _val(c).type = std::move(_attr(c)); };
auto const add_parameter_star = [](auto& c) { ++_val(c).type.stars; };
auto const add_parameter = [](auto& c) { _val(c).push_back(std::move(_attr(c))); };
auto const add_declarator = [](auto& c) {
  _attr(c).stars += _val(c).stars;
  _val(c).declarators.push_back(std::move(_attr(c)));
};
auto const add_star = [](auto& c) { ++_val(c).stars; };
auto const set_name = [](auto& c) { _val(c).name = spelled(_attr(c)); };
auto const set_size = [](auto& c) { _val(c).size = _attr(c); };
auto const set_list = [](auto& c) { _val(c).is_list = true; };
auto const add_value = [](auto& c) { _val(c).values.push_back(_attr(c)); };
auto const set_member = [](auto& c) { _val(c).member = std::move(_attr(c)); };
auto const set_takes = [](auto& c) { _val(c).takes = std::move(_attr(c)); };
auto const set_function_type = [](auto& c) {
  _val(c).type = ast::pointer_to_function(_val(c).type, _attr(c));
};
auto const open_takes = [](auto& c) { _val(c) = "("; };
auto const close_takes = [](auto& c) { _val(c) += ")"; };
auto const take_type = [](auto& c) {
  auto& all = _val(c);
  if (all.size() > 1) all += ", ";
  all += to_type({_attr(c).words, 0}).spelling;
  if (_attr(c).stars > 0) all += " " + std::string(_attr(c).stars, '*');
};
auto const take_star = [](auto& c) {
  auto& all = _val(c);
  all += all.ends_with('*') ? "*" : " *";
};
auto const initializer_node = [](auto& c) {
  _val(c) = make(_attr(c).span, static_cast<ast::Initializer const&>(_attr(c)));
};
auto const add_members = [](auto& c) { _val(c).push_back(std::move(_attr(c))); };
auto const set_result = [](auto& c) { _val(c) = std::move(_attr(c)); };
auto const add_result_star = [](auto& c) { ++_val(c).stars; };
auto const set_define = [](auto& c) { _val(c) = _attr(c); };
auto const set_array = [](auto& c) { _val(c).is_array = true; };
auto const set_aligned = [](auto& c) { _val(c).is_aligned = true; };
auto const set_value = [](auto& c) { _val(c).value = _attr(c); };
auto const set_expression = [](auto& c) { _val(c).expression = _attr(c); };
auto const begin_head = [](auto& c) { _val(c).head.begin = _attr(c).span.begin; };
auto const end_head = [](auto& c) { _val(c).head.end = _attr(c).span.end; };
auto const begin_tail = [](auto& c) { _val(c).tail.begin = _attr(c).span.begin; };
auto const end_tail = [](auto& c) { _val(c).tail.end = _attr(c).span.end; };
auto const set_condition = [](auto& c) { _val(c).condition = _attr(c); };
auto const set_step = [](auto& c) { _val(c).step = _attr(c); };
auto const add_start = [](auto& c) { _val(c).start.push_back(std::move(_attr(c))); };
auto const add_then = [](auto& c) { _val(c).then.push_back(std::move(_attr(c))); };
auto const add_else = [](auto& c) { _val(c).otherwise.push_back(std::move(_attr(c))); };
auto const add_body = [](auto& c) { _val(c).body.push_back(std::move(_attr(c))); };
auto const set_label = [](auto& c) { _val(c).label = spelled(_attr(c)); };

auto const set_guard_name = [](auto& c) { _val(c).name = spelled(_attr(c)); };
auto const set_lock = [](auto& c) { _val(c).lock = _attr(c); };
auto const set_guard = [](auto& c) { _val(c).node = guarded(std::move(_attr(c))); };
auto const close_guards = [](auto& c) { nest_guards(_val(c), _attr(c).span); };

// guard(name)( and scoped_guard(name: what a function of such a name is not called with.
struct guard_begins_parser : x3::parser<guard_begins_parser> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  bool is_scoped;
  explicit constexpr guard_begins_parser(bool scoped) : is_scoped(scoped) {}
  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const& last, Context const&, RuleContext&, Attribute&) const {
    auto const is = [&](std::ptrdiff_t i, Kind kind) { return last - first > i && first[i].kind == kind; };
    if (!is(2, Kind::Identifier) || !is(1, Kind::LeftParen)) return false;
    if (is_scoped) return first->text == "scoped_guard" && (is(3, Kind::Comma) || is(3, Kind::RightParen));
    return first->text == "guard" && is(3, Kind::RightParen) && is(4, Kind::LeftParen);
  }
};
constexpr guard_begins_parser guard_begins{false}, scoped_guard_begins{true};

auto const body_def = *(!token(Kind::End) >> x3::expect[located(item)[add_statement]]) >
                      token(Kind::End)[close_guards];
auto const statement_def =
    nested(block[set_node] | if_[set_node] | while_[set_node] | do_[set_node] | for_[set_node] |
           switch_[set_node] | break_[set_node] | continue_[set_node] | return_[set_node] | goto_[set_node] |
           guard_[set_guard] | scoped_guard[set_guard] | declaration[set_node] | evaluate[set_node]);
auto const block_def = skip(Kind::LeftBrace) >
                       *(!token(Kind::RightBrace) >> x3::expect[located(item)[add_statement]]) >
                       token(Kind::RightBrace)[close_guards];
auto const declaration_def = (&type_begins >> type[set_type]) > located(declarator)[add_declarator] >
                             *(skip(Kind::Comma) > located(declarator)[add_declarator]) >
                             skip(Kind::Semicolon);
auto const array = token(Kind::LeftBracket)[set_array] > -expression[set_size] > skip(Kind::RightBracket);
auto const more = skip(Kind::Comma) >> !token(Kind::RightBrace); // a list may end with a comma
auto const entries = -(entry[add_value] >> *(more > entry[add_value])) > -skip(Kind::Comma) >
                     skip(Kind::RightBrace);
auto const list = token(Kind::LeftBrace)[set_list] > entries;
auto const inner_list = skip(Kind::LeftBrace) > entries;
auto const keep_value = [](auto& c) { _val(c).push_back(_attr(c)); };
auto const values_def = skip(Kind::LeftBrace) > -(entry[keep_value] >> *(more > entry[keep_value])) >
                        -skip(Kind::Comma) > skip(Kind::RightBrace);
auto const set_index = [](auto& c) {
  _val(c).member = "[" + std::to_string(constant_in(_attr(c)).value) + "]";
};
auto const index = skip(Kind::LeftBracket) > token(Kind::Number)[set_index] > skip(Kind::RightBracket);
auto const initializer_def =
    ((member_path[set_member] | index) > skip(Kind::Assign) > (inner_list | assignment[set_value])) |
    inner_list;
auto const entry_def = nested(located(initializer)[initializer_node] | assignment[keep]);
auto const named_pointer = skip(Kind::LeftParen) > skip(Kind::Star) > declared_name[set_name] >
                           skip(Kind::RightParen);
auto const taken = type[take_type] > *(token(Kind::Star)[take_star] >> *skip(Kind::Qualifier)) >
                   -skip(Kind::Identifier);
auto const takes_def = token(Kind::LeftParen)[open_takes] > -(taken > *(skip(Kind::Comma) > taken)) >
                       token(Kind::RightParen)[close_takes];
auto const declarator_def = *(token(Kind::Star)[add_star] >> *skip(Kind::Qualifier)) >>
                            ((named_pointer > takes[set_takes]) | declared_name[set_name]) > -array >
                            *token(Kind::Alignment)[set_aligned] >
                            -(skip(Kind::Assign) > named("an expression", list | assignment[set_value]));
auto const if__def = token(Kind::If)[begin_head] > skip(Kind::LeftParen) > expression[set_condition] >
                     token(Kind::RightParen)[end_head] > located(statement)[add_then] >
                     -(skip(Kind::Else) > located(statement)[add_else]);
auto const while__def = token(Kind::While)[begin_head] > skip(Kind::LeftParen) > expression[set_condition] >
                        token(Kind::RightParen)[end_head] > located(statement)[add_body];
auto const do__def = skip(Kind::Do) > located(statement)[add_body] > token(Kind::While)[begin_tail] >
                     skip(Kind::LeftParen) > expression[set_condition] > token(Kind::RightParen)[end_tail] >
                     skip(Kind::Semicolon);
auto const for__def = token(Kind::For)[begin_head] > skip(Kind::LeftParen) > located(statement)[add_start] >
                      -expression[set_condition] > skip(Kind::Semicolon) > -expression[set_step] >
                      token(Kind::RightParen)[end_head] > located(statement)[add_body];
auto const switch__def = token(Kind::Switch)[begin_head] > skip(Kind::LeftParen) > expression[set_value] >
                         token(Kind::RightParen)[end_head] > located(statement)[add_body];
auto const guard__def = &guard_begins >> token(Kind::Identifier)[begin_head] > skip(Kind::LeftParen) >
                        token(Kind::Identifier)[set_guard_name] > skip(Kind::RightParen) >
                        skip(Kind::LeftParen) > -assignment[set_lock] > skip(Kind::RightParen) >
                        token(Kind::Semicolon)[end_head];
auto const set_scoped = [](auto& c) {
  _val(c).is_scoped = true;
  begin_head(c);
};
auto const set_end = [](auto& c) {
  auto const end = _attr(c).span.end;
  _val(c).end = {end - 1, end};
  add_body(c);
};
auto const scoped_guard_def = &scoped_guard_begins >> token(Kind::Identifier)[set_scoped] >
                              skip(Kind::LeftParen) > token(Kind::Identifier)[set_guard_name] >
                              -(skip(Kind::Comma) > assignment[set_lock]) >
                              token(Kind::RightParen)[end_head] > located(statement)[set_end];
auto const break__def = skip(Kind::Break) > skip(Kind::Semicolon);
auto const continue__def = skip(Kind::Continue) > skip(Kind::Semicolon);
auto const return__def = skip(Kind::Return) > -expression[set_value] > skip(Kind::Semicolon);
auto const goto__def = skip(Kind::Goto) > token(Kind::Identifier)[set_label] > skip(Kind::Semicolon);
auto const label_def = (skip(Kind::Case) > assignment[set_value] > skip(Kind::Colon)) |
                       (skip(Kind::Default) > skip(Kind::Colon)) |
                       (&(skip(Kind::Identifier) >> skip(Kind::Colon)) >> token(Kind::Identifier)[set_name] >>
                        skip(Kind::Colon));
auto const item_def = label[set_node] | statement[keep];
auto const evaluate_def = (expression[set_expression] > skip(Kind::Semicolon)) | skip(Kind::Semicolon);

auto const parameters_def = ((!token(Kind::End) >> x3::expect[located(parameter)[add_parameter]]) >
                             *((skip(Kind::Comma) >> !token(Kind::End)) > located(parameter)[add_parameter]) >
                             -skip(Kind::Comma) > skip(Kind::End)) |
                            x3::expect[skip(Kind::End)];
auto const in_protocol = x3::eps[([](auto& c) { x3::_pass(c) = vocabulary_in(c) != nullptr; })];
auto const of_array = in_protocol >> token(Kind::LeftBracket)[add_parameter_star] > x3::omit[-expression] >
                      skip(Kind::RightBracket);
auto const parameter_def = type[set_parameter_type] >
                           *(token(Kind::Star)[add_parameter_star] >> *skip(Kind::Qualifier)) >
                           -((named_pointer > takes[set_function_type]) |
                             (token(Kind::Identifier)[set_name] > -of_array));

auto const members_def = *(!token(Kind::End) >> x3::expect[declaration[add_members]]) > skip(Kind::End);
auto const result_def = x3::expect[type[set_result]] > *token(Kind::Star)[add_result_star] > skip(Kind::End);
auto const defined_def = x3::expect[expression[set_define]] > skip(Kind::End);

BOOST_SPIRIT_DEFINE(values, initializer, entry, takes, members, result, defined, body, parameters, parameter,
                    statement, block, declaration, declarator, if_, while_, do_, for_, switch_, guard_,
                    scoped_guard, break_, continue_, return_, goto_, label, item, evaluate)
BOOST_SPIRIT_INSTANTIATE(decltype(block), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(declaration), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(declarator), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(parameter), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(values), Iterator, Context)
struct body_id : reports_errors {};
struct parameters_id : reports_errors {};
struct members_id : reports_errors {};
struct result_id : reports_errors {};
struct defined_id : reports_errors {};

bool read_members(Source const& source, Span span, std::vector<ast::Declaration>& out,
                  Diagnostics& diagnostics) {
  return run(members, source, span, Section::C, diagnostics, out);
}
bool read_result(Source const& source, Span span, ast::TypeName& out, Diagnostics& diagnostics) {
  return run(result, source, span, Section::C, diagnostics, out);
}
bool read_expression(Source const& source, Span span, ast::ExpressionPtr& out, Diagnostics& diagnostics) {
  return run(defined, source, span, Section::C, diagnostics, out);
}
bool read_body(Source const& source, Span span, ast::Block& out, Diagnostics& diagnostics) {
  return run(body, source, span, Section::C, diagnostics, out);
}
bool read_protocol_body(Source const& source, Span span, ast::Block& out, Vocabulary vocabulary,
                        Diagnostics& diagnostics) {
  vocabulary.is_in_code = true;
  return run(body, source, span, Section::Protocol, diagnostics, out, &vocabulary);
}
bool read_parameters(Source const& source, Span span, std::vector<ast::Parameter>& out,
                     Diagnostics& diagnostics) {
  if (!run(parameters, source, span, Section::C, diagnostics, out)) return false;
  if (out.size() == 1 && out[0].type.words == "void" && out[0].type.stars == 0 && out[0].name.empty())
    out.clear();
  for (auto const& p : out)
    if (p.name.empty()) diagnostics.error(source, p.span, "this parameter has no name");
  return !diagnostics.failed();
}

} // namespace barrister::frontend::litmus
