// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/versions.hpp"
#include "spec/for_each_statement.hpp"
#include <algorithm>
#include <numeric>
#include <set>

namespace barrister::solver {
namespace {

std::set<OwnedId> written(Program const& program) {
  std::set<OwnedId> out;
  for (auto const& thread : program.threads)
    for_each_statement(thread.body, [&](Statement const& s) {
      if (auto const* store = std::get_if<OwnedStore>(&s.node)) out.insert(store->variable);
    });
  return out;
}

// Of every owner, where it is the same.
std::optional<Value> value_in(Protocol const& protocol, Start const& start, OwnedId variable) {
  auto const& declared = protocol.owned[variable];
  auto const owners = declared.owner == OwnedVariable::Owner::Cpu ? protocol.cpus : protocol.contexts.size();
  std::vector<Value> values(owners, declared.initial);
  for (auto const& owned : start.owned)
    if (owned.variable == variable) values.at(owned.owner) = owned.value;
  if (values.empty() || std::ranges::count(values, values.front()) != std::ssize(values)) return std::nullopt;
  return values.front();
}

} // namespace

KnownOwned known_owned(Protocol const& protocol, std::vector<std::uint32_t> const& starts) {
  auto some = starts;
  if (some.empty()) {
    some.resize(protocol.starts.size());
    std::iota(some.begin(), some.end(), 0U);
  }
  auto const by_code = written(protocol.program);
  KnownOwned out;
  for (OwnedId v = 0; v < protocol.owned.size(); ++v) {
    if (by_code.contains(v) || some.empty()) continue;
    auto const value = value_in(protocol, protocol.starts[some.front()], v);
    auto const is_same = [&](std::uint32_t s) { return value_in(protocol, protocol.starts[s], v) == value; };
    if (value && std::ranges::all_of(some, is_same)) out.emplace(v, *value);
  }
  return out;
}

} // namespace barrister::solver
