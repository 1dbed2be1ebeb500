// SPDX-License-Identifier: BSD-2-Clause
// Private to the grammars: the X3 pieces that both languages use. A grammar runs over an array of tokens made
// by its lexer, so that an error stands at a token, never inside a comment.
#pragma once
#include "frontend/source.hpp"
#include <boost/spirit/home/x3.hpp>
#include <functional>

namespace barrister::frontend {

// Kind is the language's own enumeration; it must have a value End, and `std::string describe(Kind)`.
template <class Kind> struct BasicToken {
  Kind kind{};
  Span span;
  std::string_view text; // a part of the source's text, even where it is empty
};

namespace grammar {

namespace x3 = boost::spirit::x3;
using x3::_attr;
using x3::_val;

// Matches one token of a kind; its attribute is that token.
template <class Kind> struct token_parser : x3::parser<token_parser<Kind>> {
  using attribute_type = BasicToken<Kind>;
  static bool const has_attribute = true;
  Kind kind;
  constexpr explicit token_parser(Kind k) : kind(k) {}

  template <class Iterator, class Context, class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const& last, Context const&, RuleContext&, Attribute& out) const {
    if (first == last || first->kind != kind) return false;
    x3::traits::move_to(BasicToken<Kind>(*first), out);
    ++first;
    return true;
  }
};
template <class Kind> token_parser<Kind> token(Kind k) { return token_parser<Kind>(k); }
template <class Kind> auto skip(Kind k) { return x3::omit[token_parser<Kind>(k)]; }

// located(p): parses p, and stores in the node it made the stretch of text it covered.
template <class Subject> struct located_parser : x3::unary_parser<Subject, located_parser<Subject>> {
  using x3::unary_parser<Subject, located_parser<Subject>>::unary_parser;
  static bool const is_pass_through_unary = true;

  template <class Iterator, class Context, class RuleContext, class Node>
  bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext& rule,
             Node& node) const {
    auto const begin = first;
    if (!this->subject.parse(first, last, context, rule, node)) return false;
    node.span = first == begin ? begin->span : join(begin->span, first[-1].span);
    return true;
  }
};
template <class Parser> auto located(Parser const& p) { return located_parser<Parser>(p); }

// What one parse carries along. Every rule sees the same context type, so that it is instantiated once.
template <class Kind> struct ParseState {
  std::function<void(BasicToken<Kind> const& found, std::string const& expected)> report;
  int nesting = 0;
};
struct parse_state_tag;
template <class Kind>
using GrammarContext =
    x3::context<parse_state_tag, std::reference_wrapper<ParseState<Kind>>, x3::unused_type>;

// nested(p): parses p one level deeper, and refuses hostile depth where the stack would end. Every recursive
// path of a grammar crosses one.
constexpr int max_nesting = 200;
template <class Subject> struct nested_parser : x3::unary_parser<Subject, nested_parser<Subject>> {
  using x3::unary_parser<Subject, nested_parser<Subject>>::unary_parser;
  static bool const is_pass_through_unary = true;

  template <class Iterator, class Context, class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext& rule,
             Attribute& out) const {
    int& nesting = x3::get<parse_state_tag>(context).get().nesting;
    struct Level {
      int& depth;
      explicit Level(int& d) : depth(d) { ++depth; }
      ~Level() { --depth; }
    } const level(nesting);
    if (nesting > max_nesting)
      throw x3::expectation_failure<Iterator>(first, "at most 200 levels of nesting");
    return this->subject.parse(first, last, context, rule, out);
  }
};
template <class Parser> auto nested(Parser const& p) { return nested_parser<Parser>(p); }

// Base of the start rule's ID class: hands an expectation failure to the parse state.
struct reports_errors {
  template <class Iterator, class Exception, class Context>
  x3::error_handler_result on_error(Iterator&, Iterator const&, Exception const& e, Context const& context) {
    // What X3 has no name for is named by its type: that is for nobody to read.
    bool const has_name =
        e.which().find_first_of("0123456789") == std::string::npos || e.which().starts_with("at most");
    x3::get<parse_state_tag>(context).get().report(*e.where(), has_name ? e.which() : "something else");
    return x3::error_handler_result::fail;
  }
};

} // namespace grammar
} // namespace barrister::frontend

// "expected X" names the thing, not its mangled C++ type.
namespace boost::spirit::x3 {
template <class Kind> struct get_info<barrister::frontend::grammar::token_parser<Kind>> {
  using result_type = std::string;
  std::string operator()(barrister::frontend::grammar::token_parser<Kind> const& t) const {
    return describe(t.kind);
  }
};
template <class Subject> struct get_info<barrister::frontend::grammar::located_parser<Subject>> {
  using result_type = std::string;
  std::string operator()(barrister::frontend::grammar::located_parser<Subject> const& l) const {
    return what(l.subject);
  }
};
template <class Subject> struct get_info<barrister::frontend::grammar::nested_parser<Subject>> {
  using result_type = std::string;
  std::string operator()(barrister::frontend::grammar::nested_parser<Subject> const& n) const {
    return what(n.subject);
  }
};
template <class Subject, class Action> struct get_info<action<Subject, Action>> {
  using result_type = std::string;
  std::string operator()(action<Subject, Action> const& a) const { return what(a.subject); }
};
template <class Subject> struct get_info<omit_directive<Subject>> {
  using result_type = std::string;
  std::string operator()(omit_directive<Subject> const& o) const { return what(o.subject); }
};
template <class Left, class Right> struct get_info<alternative<Left, Right>> {
  using result_type = std::string;
  std::string operator()(alternative<Left, Right> const& a) const {
    return what(a.left) + " or " + what(a.right);
  }
};
// Of a sequence, the first part that has to be there.
template <class Parser> inline constexpr bool may_be_nothing = false;
template <class Subject> inline constexpr bool may_be_nothing<optional<Subject>> = true;
template <class Subject> inline constexpr bool may_be_nothing<kleene<Subject>> = true;
template <class Subject> inline constexpr bool may_be_nothing<and_predicate<Subject>> = true;
template <class Subject> inline constexpr bool may_be_nothing<not_predicate<Subject>> = true;
template <> inline constexpr bool may_be_nothing<eps_parser> = true;
template <class Left, class Right> struct get_info<sequence<Left, Right>> {
  using result_type = std::string;
  std::string operator()(sequence<Left, Right> const& s) const {
    if constexpr (may_be_nothing<Left>)
      return what(s.right);
    else
      return what(s.left);
  }
};
} // namespace boost::spirit::x3
