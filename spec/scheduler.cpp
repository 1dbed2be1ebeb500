// SPDX-License-Identifier: BSD-2-Clause
#include "spec/scheduler.hpp"
#include <algorithm>
#include <set>

namespace barrister {

bool stores(Block const& block, OwnedId variable) {
  return std::ranges::any_of(block, [&](Statement const& s) {
    if (auto const* store = std::get_if<OwnedStore>(&s.node)) return store->variable == variable;
    if (auto const* i = std::get_if<If>(&s.node))
      return stores(i->then, variable) || stores(i->otherwise, variable);
    if (auto const* l = std::get_if<Loop>(&s.node))
      return stores(l->test, variable) || stores(l->body, variable);
    auto const* l = std::get_if<Labelled>(&s.node);
    return l && stores(l->body, variable);
  });
}

std::vector<ContextId> schedulers_of(Protocol const& protocol) {
  std::vector<ContextId> out;
  std::set<std::string> seen;
  for (ContextId c = 0; c < protocol.contexts.size(); ++c)
    if (protocol.current && protocol.contexts[c].kind == Context::Kind::Act &&
        seen.insert(protocol.contexts[c].agent).second &&
        stores(protocol.program.threads[c].body, *protocol.current))
      out.push_back(c);
  return out;
}

} // namespace barrister
