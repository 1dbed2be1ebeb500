// SPDX-License-Identifier: BSD-2-Clause
// The grammar of statements and of a whole file.
#include "frontend/cat/grammar.hpp"
#include "frontend/cat/syntax.hpp"
#include "frontend/characters.hpp"

namespace barrister::frontend::cat {
namespace {

using Statements = std::vector<Statement>;

x3::rule<struct file_id, File> const file = "a model";
x3::rule<struct statement_id, Statement> const statement = "a statement";
x3::rule<struct statements_id, Statements> const statements = "statements";
x3::rule<struct let_id, Let> const let = "a definition";
x3::rule<struct assertion_id, Assertion> const assertion = "a check";
x3::rule<struct show_id, Show> const show = "a show";
x3::rule<struct show_as_id, ShowAs> const show_as = "a show";
x3::rule<struct include_id, Include> const include = "an include";
x3::rule<struct enum_id, Enum> const enumeration = "an enum";
x3::rule<struct enum_tag_id, EnumTag> const enum_tag = "a tag";
x3::rule<struct instructions_id, Instructions> const instructions = "instructions";
x3::rule<struct procedure_id, Procedure> const procedure = "a procedure";
x3::rule<struct call_id, Call> const call = "a call";
x3::rule<struct forall_id, Forall> const forall = "a forall";
x3::rule<struct with_from_id, WithFrom> const with_from = "a with";
x3::rule<struct statement_clause_id, StatementClause> const statement_clause = "a case";
x3::rule<struct statement_match_id, StatementMatch> const statement_match = "a match";
x3::rule<struct if_variant_id, IfVariant> const if_variant = "an if";
x3::rule<struct debug_id, Debug> const debug = "a debug";

// `show e as n` is told from `show a, b` by what follows the first name.
struct show_list_ahead : x3::parser<show_list_ahead> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  template <class C, class R, class Attribute>
  bool parse(Iterator& first, Iterator const&, C const&, R&, Attribute&) const {
    if (first[0].kind != Kind::Show || first[1].kind != Kind::Name) return first[0].kind == Kind::Unshow;
    auto after = first[2].kind;
    return after == Kind::Comma || after == Kind::End || after == Kind::Finish || after == Kind::DoubleBar ||
           (after >= Kind::Let && after <= Kind::Debug && after != Kind::As && after != Kind::Begin);
  }
};

// In a header, a name is the architecture or an option, never the start of a definition that lacks its `let`.
struct header_name : x3::parser<header_name> {
  using attribute_type = Token;
  static bool const has_attribute = true;
  template <class C, class R, class Attribute>
  bool parse(Iterator& first, Iterator const&, C const&, R&, Attribute& out) const {
    auto next = first->kind == Kind::Name ? first[1].kind : Kind::Error;
    bool in_header = next == Kind::Name || next == Kind::String || next == Kind::End ||
                     (next >= Kind::Let && next <= Kind::Debug) || next == Kind::Tilde;
    if (!in_header) return false;
    x3::traits::move_to(Token(*first), out);
    ++first;
    return true;
  }
};

auto const set_node = [](auto& c) { _val(c).node = std::move(_attr(c)); };
auto const set_name = [](auto& c) { _val(c).name = text(_attr(c)); };
// For people, whose terminals are not to obey it.
auto const set_title = [](auto& c) { _val(c).title = printable_lines(text(_attr(c))); };
auto const set_architecture = [](auto& c) { _val(c).architecture = text(_attr(c)); };
auto const add_option = [](auto& c) { _val(c).options.push_back(text(_attr(c))); };
auto const set_path = [](auto& c) {
  _val(c).path = text(_attr(c));
  _val(c).path_span = _attr(c).span;
};
auto const set_expression = [](auto& c) { _val(c).expression = _attr(c); };
auto const set_subject = [](auto& c) { _val(c).subject = _attr(c); };
auto const set_set = [](auto& c) { _val(c).set = _attr(c); };
auto const set_argument = [](auto& c) { _val(c).argument = _attr(c); };
auto const set_parameter = [](auto& c) { _val(c).parameter = _attr(c); };
auto const set_procedure = [](auto& c) { _val(c).procedure = text(_attr(c)); };
auto const set_body = [](auto& c) { _val(c).body = std::move(_attr(c)); };
auto const set_case = [](auto& c) { _val(c).when = _attr(c); };
auto const set_when = [](auto& c) { _val(c).when = _attr(c); };
auto const set_condition = [](auto& c) { _val(c).condition = _attr(c); };
auto const set_then = [](auto& c) { _val(c).then = std::move(_attr(c)); };
auto const set_otherwise = [](auto& c) { _val(c).otherwise = std::move(_attr(c)); };
auto const set_recursive = [](auto& c) { _val(c).recursive = true; };
auto const set_hidden = [](auto& c) { _val(c).hide = true; };
auto const set_default = [](auto& c) { _val(c).by_default = true; };
auto const set_negated = [](auto& c) { _val(c).negated = true; };
template <Force f> auto const set_force = [](auto& c) { _val(c).force = f; };
template <Test t> auto const set_test = [](auto& c) { _val(c).test = t; };
auto const add_name = [](auto& c) { _val(c).names.push_back(text(_attr(c))); };
auto const add_argument = [](auto& c) { _val(c).arguments.push_back(_attr(c)); };
auto const add_tag = [](auto& c) { _val(c).tags.push_back(_attr(c)); };
auto const add_binding = [](auto& c) { _val(c).bindings.push_back(_attr(c)); };
auto const add_clause = [](auto& c) { _val(c).clauses.push_back(std::move(_attr(c))); };
auto const add_statement = [](auto& c) { _val(c).statements.push_back(std::move(_attr(c))); };
auto const push_statement = [](auto& c) { _val(c).push_back(std::move(_attr(c))); };

} // namespace

// clang-format off
auto const name = token(Kind::Name);
auto const file_def =
      -header_name{}[set_architecture] > -token(Kind::String)[set_title] > *header_name{}[add_option]
    > *(!token(Kind::End) >> x3::expect[statement[add_statement]]) > skip(Kind::End);

auto const statement_def = nested(spanned(
      let[set_node] | show[set_node] | show_as[set_node] | include[set_node] | enumeration[set_node]
    | instructions[set_node] | procedure[set_node] | call[set_node] | forall[set_node] | with_from[set_node]
    | statement_match[set_node] | if_variant[set_node] | debug[set_node] | assertion[set_node]));

auto const closing = token(Kind::Finish) | token(Kind::Else) | token(Kind::DoubleBar) | token(Kind::End);
auto const statements_def = *(!closing >> x3::expect[statement[push_statement]]);

auto const let_def = skip(Kind::Let) > -token(Kind::Rec)[set_recursive]
    > binding[add_binding] > *(skip(Kind::And) > binding[add_binding])
    > -(skip(Kind::When) > assertion[set_when]) > -skip(Kind::In);

auto const assertion_def = spanned(
    (  -( token(Kind::Flag)[set_force<Force::Flag>]
        | token(Kind::UndefinedUnless)[set_force<Force::Requirement>]
        | token(Kind::Assert)[set_force<Force::Certainty>])
    >> -(token(Kind::Tilde) | token(Kind::Not))[set_negated]
    >> ( token(Kind::Acyclic)[set_test<Test::Acyclic>]
       | token(Kind::Irreflexive)[set_test<Test::Irreflexive>]
       | token(Kind::Empty)[set_test<Test::Empty>]))
    > expression[set_expression] > -(skip(Kind::As) > name[set_name]));

auto const show_def = show_list_ahead{}
    >> (skip(Kind::Show) | token(Kind::Unshow)[set_hidden])
    > name[add_name] > *(skip(Kind::Comma) > name[add_name]);
auto const show_as_def = skip(Kind::Show) > operand[set_expression] > skip(Kind::As) > name[set_name];
auto const include_def = skip(Kind::Include) > token(Kind::String)[set_path];
auto const debug_def = skip(Kind::Debug) > expression[set_expression];

auto const enum_tag_def = spanned(token(Kind::Tag)[set_name]);
auto const enumeration_def = skip(Kind::Enum) > name[set_name] > skip(Kind::Equal) > -skip(Kind::DoubleBar)
    > enum_tag[add_tag] > *(skip(Kind::DoubleBar) > enum_tag[add_tag]);
auto const instructions_def = (skip(Kind::Instructions) | token(Kind::Default)[set_default])
    > name[set_name] > skip(Kind::LeftBracket)
    > -(operand[add_argument] > *(skip(Kind::Comma) > operand[add_argument])) > skip(Kind::RightBracket);

auto const procedure_def = skip(Kind::Procedure) > -token(Kind::Rec)[set_recursive] > name[set_name]
    > pattern[set_parameter] > skip(Kind::Equal) > statements[set_body] > skip(Kind::Finish);
auto const call_def = skip(Kind::Call) > name[set_procedure] > argument[set_argument]
    > -(skip(Kind::As) > name[set_name]);
auto const forall_def = skip(Kind::Forall) > name[set_name] > skip(Kind::In) > expression[set_set]
    > skip(Kind::Do) > statements[set_body] > skip(Kind::Finish);
auto const with_from_def = skip(Kind::With) > name[set_name] > skip(Kind::From) > expression[set_set];

auto const statement_clause_def = match_case[set_case] > statements[set_body];
auto const statement_match_def = skip(Kind::Match) > expression[set_subject] > skip(Kind::With)
    > -skip(Kind::DoubleBar) > statement_clause[add_clause]
    > *(skip(Kind::DoubleBar) > statement_clause[add_clause]) > skip(Kind::Finish);
auto const if_variant_def = skip(Kind::If) > variant_condition[set_condition] > -skip(Kind::Then)
    > statements[set_then] > -(skip(Kind::Else) > statements[set_otherwise]) > skip(Kind::Finish);
// clang-format on

BOOST_SPIRIT_DEFINE(file, statement, statements, let, assertion, show, show_as, include, debug)
BOOST_SPIRIT_DEFINE(enumeration, enum_tag, instructions, procedure, call, forall, with_from, statement_clause,
                    statement_match, if_variant)

namespace {

struct file_id : grammar::reports_errors {};

// The innermost bracket open before a token, if any.
Token const* open_bracket(std::vector<Token> const& tokens, Token const& before) {
  std::vector<Token const*> open;
  for (auto& t : tokens) {
    if (t.span.begin >= before.span.begin) break;
    if (t.kind == Kind::LeftParen || t.kind == Kind::LeftBracket || t.kind == Kind::LeftBrace)
      open.push_back(&t);
    bool closes = t.kind == Kind::RightParen || t.kind == Kind::RightBracket || t.kind == Kind::RightBrace;
    if (closes && !open.empty()) open.pop_back();
  }
  return open.empty() ? nullptr : open.back();
}

// What is misspelt: the name that was found, the one before it, or the first of a line before: a statement
// with a word that is none goes on the one before it, up to where that has no way to go on.
std::string hint_at(std::vector<Token> const& tokens, Token const& found, std::string const& expected) {
  auto const at = static_cast<std::size_t>(&found - tokens.data());
  if (found.kind == Kind::Equal && at > 0 && tokens[at - 1].kind == Kind::Equal) return "did you mean '='?";
  auto const known = spelled_words();
  auto const guess = [&](Token const& t) {
    return t.kind == Kind::Name ? did_you_mean(std::string(t.text), known) : std::string();
  };
  if (auto hint = guess(found); !hint.empty()) return hint;
  if (at > 0)
    if (auto hint = guess(tokens[at - 1]); !hint.empty()) return hint;
  auto const begins_line = [&](std::size_t i) {
    auto const* from = i == 0 ? nullptr : tokens[i - 1].text.data();
    return !from ||
           std::string_view(from, static_cast<std::size_t>(tokens[i].text.data() - from)).find('\n') !=
               std::string_view::npos;
  };
  constexpr std::size_t farthest = 100; // tokens
  for (std::size_t i = at; i > 0 && at - i < farthest; --i)
    if (begins_line(i - 1))
      if (auto hint = guess(tokens[i - 1]); !hint.empty()) return hint;
  if (found.text == (at > 0 ? tokens[at - 1].text : std::string_view()) && found.kind != Kind::End)
    return in_quotes(found.text) + " stands there twice";
  if (expected.starts_with("a statement"))
    return "statements begin with 'let', 'acyclic', 'empty', 'include' and the like";
  return {};
}

// The end of the file is shown just behind the last token.
Span shown(std::vector<Token> const& tokens, Token const& t) {
  if (t.kind != Kind::End || tokens.size() < 2) return t.span;
  auto end = tokens[tokens.size() - 2].span.end;
  return {end, end};
}

} // namespace

std::optional<File> parse(Source const& source, Diagnostics& diagnostics) {
  auto const tokens = lex(source.text());
  grammar::ParseState<Kind> state;
  state.report = [&](Token const& found, std::string const& expected) {
    if (found.kind == Kind::Error)
      return diagnostics.error(source, found.span, complaint(found), meant_by_character(found.text));
    if (expected.starts_with("at most"))
      return diagnostics.error(source, found.span, "more than " + expected.substr(8));
    auto what = found.kind == Kind::End ? describe(Kind::End) : in_quotes(found.text);
    diagnostics.error(source, shown(tokens, found), "expected " + expected + ", found " + what,
                      hint_at(tokens, found, expected));
    diagnostics.about(Topic::Syntax, "model");
    if (auto bracket = open_bracket(tokens, found))
      diagnostics.note(source, bracket->span, "inside this '" + std::string(bracket->text) + "'");
  };
  auto first = tokens.data();
  auto const last = first + tokens.size();
  auto const start = x3::with<grammar::parse_state_tag>(std::ref(state))[file];
  File result;
  try {
    if (x3::parse(first, last, start, result)) return result;
  } catch (TooDeep const& deep) {
    diagnostics.error(source, deep.span,
                      "an expression more than " + std::to_string(max_height) + " operators deep");
  }
  return std::nullopt;
}

} // namespace barrister::frontend::cat
