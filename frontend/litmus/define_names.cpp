// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/define_names.hpp"
#include "frontend/litmus/walk.hpp"

namespace barrister::frontend::litmus {

void check_define_name(Source const& source, Span name, std::set<std::string> const& names,
                       Diagnostics& diagnostics) {
  std::string const text(source.text(name));
  if (names.contains(text))
    diagnostics.error(source, name,
                      "C puts this text wherever '" + text +
                          "' is, and a function, a parameter, a local or a member is called so, too",
                      "give it another name");
}
void add_names(ast::Struct const& s, std::set<std::string>& names) {
  for (auto const& m : s.members)
    for (auto const& d : m.declarators) names.insert(d.name);
}
void add_names(ast::Function const& f, std::set<std::string>& names) {
  names.insert(f.called);
  for (auto const& p : f.parameters) names.insert(p.name);
  add_names(f.body, names);
}
void add_names(ast::Block const& block, std::set<std::string>& names) {
  for (auto const& s : block) {
    if (auto const* declaration = std::get_if<ast::Declaration>(&s.node))
      for (auto const& d : declaration->declarators) names.insert(d.name);
    for_each_block(s, [&](ast::Block const& inner) { add_names(inner, names); });
  }
}

} // namespace barrister::frontend::litmus
