// SPDX-License-Identifier: BSD-2-Clause
// Private to the grammar of protocols: what it has of one token, or of a few that are one word to its
// readers.
#pragma once
#include "frontend/litmus/grammar.hpp"
#include "frontend/protocol/ast.hpp"

namespace barrister::frontend::litmus {

// An identifier of this spelling.
struct keyword_parser : x3::parser<keyword_parser> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  char const* word;
  constexpr explicit keyword_parser(char const* w) : word(w) {}
  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const&, Context const&, RuleContext&, Attribute&) const {
    if (first->kind != Kind::Identifier || first->text != word) return false;
    ++first;
    return true;
  }
};
inline keyword_parser keyword(char const* word) { return keyword_parser(word); }

// `struct`, `enum`: one of the words of a kind.
struct spelled_parser : x3::parser<spelled_parser> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  Kind kind;
  char const* word;
  constexpr spelled_parser(Kind k, char const* w) : kind(k), word(w) {}
  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const&, Context const&, RuleContext&, Attribute&) const {
    if (first->kind != kind || first->text != word) return false;
    ++first;
    return true;
  }
};
inline spelled_parser spelled_as(Kind kind, char const* word) { return {kind, word}; }

inline std::string_view between(Token const& first, Token const& end) {
  return {first.text.data(), static_cast<std::size_t>(end.text.data() - first.text.data())};
}

// lkmm-v4.17, models/my.cat: tokens without space between them.
struct model_name_parser : x3::parser<model_name_parser> {
  using attribute_type = protocol::ast::Word;
  static bool const has_attribute = true;
  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const&, Context const&, RuleContext&, Attribute& out) const {
    auto at = first;
    if (at->kind != Kind::Identifier) return false;
    auto const is_part = [](Kind k) {
      return k == Kind::Identifier || k == Kind::Number || k == Kind::Minus || k == Kind::Dot ||
             k == Kind::Slash;
    };
    protocol::ast::Word word;
    do word.text += (at++)->text;
    while (is_part(at->kind) && at->span.begin == at[-1].span.end);
    word.span = join(first->span, at[-1].span);
    first = at;
    x3::traits::move_to(std::move(word), out);
    return true;
  }
};
inline constexpr model_name_parser model_name{};

// A name that stands in a table, and the type of the variable that it defines: DEFINE_SPINLOCK(l);
struct Definer {
  std::string_view name;
  char const* type;
};
inline constexpr Definer definers[] = {{"DEFINE_SPINLOCK", "spinlock_t"},
                                       {"DEFINE_RAW_SPINLOCK", "raw_spinlock_t"},
                                       {"DEFINE_RWLOCK", "rwlock_t"},
                                       {"DEFINE_MUTEX", "struct mutex"},
                                       {"DEFINE_SRCU", "struct srcu_struct"},
                                       {"DEFINE_STATIC_SRCU", "struct srcu_struct"},
                                       {"DECLARE_COMPLETION", "struct completion"},
                                       {"DECLARE_WAIT_QUEUE_HEAD", "struct wait_queue_head"}};
struct definer_parser : x3::parser<definer_parser> {
  using attribute_type = std::string;
  static bool const has_attribute = true;
  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const&, Context const&, RuleContext&, Attribute& out) const {
    auto const at = std::ranges::find(definers, first->text, &Definer::name);
    if (first->kind != Kind::Identifier || at == std::end(definers)) return false;
    ++first;
    x3::traits::move_to(std::string(at->type), out);
    return true;
  }
};
inline constexpr definer_parser definer{};

// DEFINE_PER_CPU, also with where the linker puts it: DEFINE_PER_CPU_SHARED_ALIGNED.
struct per_cpu_parser : x3::parser<per_cpu_parser> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  std::string_view word;
  constexpr explicit per_cpu_parser(std::string_view w) : word(w) {}
  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const&, Context const&, RuleContext&, Attribute&) const {
    constexpr std::string_view where[] = {"",           "_ALIGNED",     "_SHARED_ALIGNED", "_PAGE_ALIGNED",
                                          "_CACHE_HOT", "_READ_MOSTLY", "_FIRST"};
    if (first->kind != Kind::Identifier || !first->text.starts_with(word)) return false;
    if (std::ranges::find(where, first->text.substr(word.size())) == std::end(where)) return false;
    ++first;
    return true;
  }
};
inline constexpr per_cpu_parser define_per_cpu("DEFINE_PER_CPU"), declare_per_cpu("DECLARE_PER_CPU");

// `#define f(x)`: the bracket stands right behind the name.
struct no_parameters_parser : x3::parser<no_parameters_parser> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const&, Context const&, RuleContext&, Attribute&) const {
    return first->kind != Kind::LeftParen || first->span.begin != first[-1].span.end;
  }
};
inline constexpr no_parameters_parser no_parameters{};

// From a brace to its match, as text: it is another language.
struct braced_parser : x3::parser<braced_parser> {
  using attribute_type = protocol::ast::Word;
  static bool const has_attribute = true;
  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const&, Context const&, RuleContext&, Attribute& out) const {
    if (first->kind != Kind::LeftBrace) return false;
    auto at = first;
    for (int depth = 0;; ++at) {
      if (at->kind == Kind::End) throw x3::expectation_failure<Iterator>(at, "'}'");
      depth += at->kind == Kind::LeftBrace ? 1 : at->kind == Kind::RightBrace ? -1 : 0;
      if (depth == 0) break;
    }
    protocol::ast::Word word{std::string(between(first[1], *at)), {first->span.end, at->span.begin}};
    first = at + 1;
    x3::traits::move_to(std::move(word), out);
    return true;
  }
};
inline constexpr braced_parser braced{};

// A block, and where its inside stands.
struct CodeText {
  ast::Block body;
  Span text;
};
struct code_parser : x3::parser<code_parser> {
  using attribute_type = CodeText;
  static bool const has_attribute = true;
  template <class RuleContext, class Attribute>
  bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext& rule,
             Attribute& out) const {
    auto const begin = first;
    CodeText code;
    if (!block.parse(first, last, context, rule, code.body)) return false;
    code.text = {begin->span.end, std::max(begin->span.end, first[-1].span.begin)};
    x3::traits::move_to(std::move(code), out);
    return true;
  }
};
inline constexpr code_parser code{};

} // namespace barrister::frontend::litmus

namespace boost::spirit::x3 {
template <> struct get_info<barrister::frontend::litmus::code_parser> {
  using result_type = std::string;
  std::string operator()(barrister::frontend::litmus::code_parser const&) const { return "'{'"; }
};
template <> struct get_info<barrister::frontend::litmus::model_name_parser> {
  using result_type = std::string;
  std::string operator()(barrister::frontend::litmus::model_name_parser const&) const { return "a model"; }
};
template <> struct get_info<barrister::frontend::litmus::braced_parser> {
  using result_type = std::string;
  std::string operator()(barrister::frontend::litmus::braced_parser const&) const { return "'{'"; }
};
template <> struct get_info<barrister::frontend::litmus::per_cpu_parser> {
  using result_type = std::string;
  std::string operator()(barrister::frontend::litmus::per_cpu_parser const& p) const {
    return "'" + std::string(p.word) + "'";
  }
};
template <> struct get_info<barrister::frontend::litmus::definer_parser> {
  using result_type = std::string;
  std::string operator()(barrister::frontend::litmus::definer_parser const&) const {
    return "'DEFINE_SPINLOCK'";
  }
};
template <> struct get_info<barrister::frontend::litmus::spelled_parser> {
  using result_type = std::string;
  std::string operator()(barrister::frontend::litmus::spelled_parser const& p) const {
    return "'" + std::string(p.word) + "'";
  }
};
template <> struct get_info<barrister::frontend::litmus::keyword_parser> {
  using result_type = std::string;
  std::string operator()(barrister::frontend::litmus::keyword_parser const& k) const {
    return "'" + std::string(k.word) + "'";
  }
};
} // namespace boost::spirit::x3
