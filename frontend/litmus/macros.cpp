// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/macros.hpp"
#include "frontend/litmus/grammar.hpp"

namespace barrister::frontend {
namespace litmus {

x3::rule<struct macros_id, std::vector<Macro>> const macros = "macros";
x3::rule<struct macro_id, Macro> const macro = "a macro";

auto const add_macro = [](auto& c) { _val(c).push_back(std::move(_attr(c))); };
auto const set_name = [](auto& c) { _val(c).name = spelled(_attr(c)); };
auto const add_parameter = [](auto& c) { _val(c).parameters.push_back(spelled(_attr(c))); };
auto const set_body = [](auto& c) { _val(c).body = std::move(_attr(c)); };

auto const macros_def = *(!token(Kind::End) >> x3::expect[macro[add_macro]]) > skip(Kind::End);
auto const parameter_list = skip(Kind::LeftParen) >
                            named("a parameter",
                                  &token(Kind::RightParen) |
                                      (token(Kind::Identifier)[add_parameter] >
                                       *(skip(Kind::Comma) > token(Kind::Identifier)[add_parameter]))) >
                            skip(Kind::RightParen);
auto const macro_def = token(Kind::Identifier)[set_name] > parameter_list >
                       (block[set_body] | expression[set_body]);

BOOST_SPIRIT_DEFINE(macros, macro)
struct macros_id : reports_errors {};

} // namespace litmus

void Macros::define(litmus::Macro macro) {
  auto& names = std::holds_alternative<litmus::ast::Block>(macro.body) ? statements_ : expressions_;
  auto const name = macro.name;
  names.insert_or_assign(name, std::move(macro));
}

namespace {

using Names = std::map<std::string, litmus::Macro>;
litmus::Macro const* found(Names const& names, std::string const& name) {
  auto const at = names.find(name);
  return at == names.end() ? nullptr : &at->second;
}
std::vector<std::string> all(Names const& names) {
  std::vector<std::string> out;
  for (auto const& [name, macro] : names) out.push_back(name);
  return out;
}

} // namespace

litmus::Macro const* Macros::expression(std::string const& name) const { return found(expressions_, name); }
litmus::Macro const* Macros::statement(std::string const& name) const { return found(statements_, name); }
std::vector<std::string> Macros::expression_names() const { return all(expressions_); }
std::vector<std::string> Macros::statement_names() const { return all(statements_); }

std::optional<Macros> load_macros(std::string const& file, std::string const& text,
                                  Diagnostics& diagnostics) {
  Source const source(file, text);
  Span const whole{0, static_cast<std::uint32_t>(text.size())};
  std::vector<litmus::Macro> read;
  if (!litmus::run(litmus::macros, source, whole, litmus::Section::Macros, diagnostics, read))
    return std::nullopt;
  Macros macros;
  for (auto& macro : read) macros.define(std::move(macro));
  return macros;
}

} // namespace barrister::frontend
