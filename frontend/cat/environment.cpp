// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/cat/environment.hpp"
#include <algorithm>

namespace barrister::frontend::cat {

void Environment::define(Scope& scope, std::string const& name, Value value) {
  if (name.empty()) return;
  if (!scope.at_top) {
    scope = with(scope, name, value);
    return;
  }
  globals_[name].push_back({scope.globals, value});
  ++scope.globals;
}

Scope Environment::with(Scope scope, std::string const& name, Value value) {
  if (name.empty()) return scope;
  locals_.push_back({scope.local, name, value});
  scope.local = static_cast<std::uint32_t>(locals_.size());
  return scope;
}

std::optional<Value> Environment::find(Scope const& scope, std::string const& name) const {
  for (auto at = scope.local; at != 0; at = locals_[at - 1].outer)
    if (locals_[at - 1].name == name) return locals_[at - 1].value;
  auto all = globals_.find(name);
  if (all == globals_.end()) return std::nullopt;
  auto after = std::ranges::lower_bound(all->second, scope.globals, {}, &Global::position);
  if (after == all->second.begin()) return std::nullopt;
  return std::prev(after)->value;
}

std::vector<std::string> Environment::names(Scope const& scope) const {
  std::vector<std::string> out;
  for (auto& [name, values] : globals_) out.push_back(name);
  std::ranges::sort(out); // a hint must not depend on the hash
  for (auto at = scope.local; at != 0; at = locals_[at - 1].outer) out.push_back(locals_[at - 1].name);
  return out;
}

} // namespace barrister::frontend::cat
