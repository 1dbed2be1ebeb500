// SPDX-License-Identifier: BSD-2-Clause
// Private to the grammars of C litmus tests: what their files share.
#pragma once
#include "frontend/diagnostic.hpp"
#include "frontend/litmus/ast.hpp"
#include "frontend/litmus/preprocess.hpp"
#include "frontend/litmus/token.hpp"
#include "frontend/litmus/vocabulary.hpp"

namespace barrister::frontend::litmus {

namespace x3 = boost::spirit::x3;
using grammar::_attr;
using grammar::_val;
using grammar::located;
using grammar::nested;
using grammar::reports_errors;
using grammar::skip;
using grammar::token;

using Iterator = Token const*;
using Context = grammar::GrammarContext<Kind>;

x3::rule<struct expression_id, ast::ExpressionPtr> const expression = "an expression";
x3::rule<struct assignment_id, ast::ExpressionPtr> const assignment = "an expression"; // without a comma
x3::rule<struct type_id, ast::TypeName> const type = "a type"; // without stars, but for those of a typedef
x3::rule<struct block_id, ast::Block> const block = "a block";
x3::rule<struct declaration_id, ast::Declaration> const declaration = "a declaration";
x3::rule<struct declarator_id, ast::Declarator> const declarator = "a name";
x3::rule<struct parameter_id, ast::Parameter> const parameter = "a parameter";
x3::rule<struct values_id, std::vector<ast::ExpressionPtr>> const values = "a list"; // {1, .b = 2}
BOOST_SPIRIT_DECLARE(decltype(expression), decltype(assignment), decltype(type), decltype(block),
                     decltype(declaration), decltype(declarator), decltype(parameter), decltype(values))

// Of a protocol, it says what names mean.
struct State : grammar::ParseState<Kind> {
  Vocabulary* vocabulary = nullptr;
};
template <class AnyContext> Vocabulary* vocabulary_in(AnyContext const& context) {
  return static_cast<State&>(x3::get<grammar::parse_state_tag>(context).get()).vocabulary;
}

// A name that a typedef declares, as what it stands for.
struct typedef_name_parser : x3::parser<typedef_name_parser> {
  using attribute_type = ast::TypeName;
  static bool const has_attribute = true;
  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const&, Context const& context, RuleContext&, Attribute& out) const {
    auto const* known = vocabulary_in(context);
    if (!known || (first->kind != Kind::Identifier && first->kind != Kind::TypeWord)) return false;
    auto const at = known->types.find(first->text);
    if (at == known->types.end()) return false;
    ++first;
    x3::traits::move_to(ast::TypeName(at->second), out);
    return true;
  }
};
constexpr typedef_name_parser typedef_name{};

// What a declarator declares: of a typedef, a name in _t, too, which is a type's elsewhere.
struct declared_name_parser : x3::parser<declared_name_parser> {
  using attribute_type = Token;
  static bool const has_attribute = true;
  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const&, Context const& context, RuleContext&, Attribute& out) const {
    auto const* known = vocabulary_in(context);
    bool const is_type = known && known->names_types && first->kind == Kind::TypeWord;
    if (first->kind != Kind::Identifier && !is_type) return false;
    x3::traits::move_to(Token(*first), out);
    ++first;
    return true;
  }
};
constexpr declared_name_parser declared_name{};

inline auto const type_begins = x3::omit[token(Kind::TypeWord) | token(Kind::Qualifier) | token(Kind::Tag) |
                                         token(Kind::Typeof) | typedef_name];

// A chain `a + a + ...` nests in the tree only, so the tree's height is bounded too.
constexpr int max_height = 1000;
struct TooHigh {
  Span span;
};
ast::ExpressionPtr make(Span, decltype(ast::Expression::node));

// named("a value", p): parses p, which "expected ..." calls by this name.
template <class Subject> struct named_parser : x3::unary_parser<Subject, named_parser<Subject>> {
  static bool const is_pass_through_unary = true;
  char const* name;
  named_parser(char const* n, Subject const& s)
      : x3::unary_parser<Subject, named_parser<Subject>>(s), name(n) {}

  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext& rule,
             Attribute& out) const {
    return this->subject.parse(first, last, context, rule, out);
  }
};
template <class Parser> auto named(char const* name, Parser const& p) {
  return named_parser<typename x3::extension::as_parser<Parser>::value_type>(name, x3::as_parser(p));
}

// `.a`, `.b[1]`, `->a`, `[0].a`: of a struct, from its name on. A lone `[1]` is none: that is a cell of an
// array.
struct member_path_parser : x3::parser<member_path_parser> {
  using attribute_type = std::string;
  static bool const has_attribute = true;
  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const&, Context const&, RuleContext&, Attribute& out) const {
    auto at = first;
    std::string path;
    bool named = false;
    for (;;) {
      if ((at->kind == Kind::Dot || at->kind == Kind::Arrow) && at[1].kind == Kind::Identifier) {
        path += "." + std::string(at[1].text);
        named = true;
        at += 2;
      } else if (at->kind == Kind::LeftBracket && at[1].kind == Kind::Number &&
                 at[2].kind == Kind::RightBracket) {
        path += "[" + std::string(at[1].text) + "]";
        at += 3;
      } else {
        break;
      }
    }
    if (!named) return false;
    first = at;
    x3::traits::move_to(std::move(path), out);
    return true;
  }
};
constexpr member_path_parser member_path{};

inline std::string spelled(Token const& t) { return std::string(t.text); }
// Decimal, as herd7 reads it, or hexadecimal; integer suffixes are dropped. Throws Malformed.
struct Malformed {
  Span span;
};
std::int64_t number_in(Token const&);
ast::Number constant_in(Token const&);       // of C
std::uint32_t small_number_in(Token const&); // processors and sizes: below 2^16

// An error at `found`, one of the tokens.
void explain(Source const&, Section, std::vector<Token> const&, Token const& found, std::string expected,
             Diagnostics&);

// Parses a section by the rule, to its end.
template <class Rule, class Node>
bool run(Rule const& rule, Source const& source, Span span, Section section, Diagnostics& diagnostics,
         Node& node, Vocabulary* vocabulary = nullptr) {
  auto tokens = lex(source, span, section);
  if (vocabulary && !preprocess(tokens, *vocabulary, source, diagnostics)) return false;
  State state;
  state.vocabulary = vocabulary;
  state.report = [&](Token const& found, std::string const& expected) {
    explain(source, section, tokens, found, expected, diagnostics);
  };
  Iterator first = tokens.data();
  Iterator const last = first + tokens.size();
  auto const start = x3::with<grammar::parse_state_tag>(std::ref<grammar::ParseState<Kind>>(state))[rule];
  try {
    return x3::parse(first, last, start, node);
  } catch (TooHigh const& e) {
    diagnostics.error(source, e.span, "more than 1000 operators deep");
  } catch (Malformed const& e) {
    diagnostics.error(source, e.span, "this is no number we can hold");
  }
  return false;
}

} // namespace barrister::frontend::litmus

namespace boost::spirit::x3 {
template <> struct get_info<barrister::frontend::litmus::declared_name_parser> {
  using result_type = std::string;
  std::string operator()(barrister::frontend::litmus::declared_name_parser const&) const { return "a name"; }
};
template <> struct get_info<barrister::frontend::litmus::typedef_name_parser> {
  using result_type = std::string;
  std::string operator()(barrister::frontend::litmus::typedef_name_parser const&) const { return "a type"; }
};
template <class Subject> struct get_info<barrister::frontend::litmus::named_parser<Subject>> {
  using result_type = std::string;
  std::string operator()(barrister::frontend::litmus::named_parser<Subject> const& n) const { return n.name; }
};
} // namespace boost::spirit::x3
