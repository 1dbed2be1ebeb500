// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/comes_behind.hpp"
#include "spec/for_each_statement.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// The variables of its CPU that a context's code reads, and writes.
struct OfItsCpu {
  std::set<OwnedId> reads, writes;
};
OfItsCpu of_its_cpu(Protocol const& protocol, ContextId context) {
  OfItsCpu out;
  auto const is_of_cpu = [&](OwnedId v) {
    return protocol.owned[v].owner == OwnedVariable::Owner::Cpu && !protocol.owned[v].is_ghost;
  };
  for_each_statement(protocol.program.threads[context].body, [&](Statement const& s) {
    if (auto const* load = std::get_if<OwnedLoad>(&s.node); load && is_of_cpu(load->variable))
      out.reads.insert(load->variable);
    if (auto const* store = std::get_if<OwnedStore>(&s.node); store && is_of_cpu(store->variable))
      out.writes.insert(store->variable);
  });
  bool const has_turns = protocol.contexts[context].kind == Context::Kind::Task && protocol.current;
  if (has_turns) out.reads.insert(*protocol.current);
  return out;
}
bool meet(std::set<OwnedId> const& a, std::set<OwnedId> const& b) {
  return std::ranges::any_of(a, [&](OwnedId v) { return b.contains(v); });
}

} // namespace

std::set<ContextId> come_behind(Protocol const& protocol, ProtocolEncoding const& encoding, RunId run,
                                CutAt const& cut, MayMeet const& may_meet) {
  auto const& runs = encoding.graph().runs;
  auto const& turns = encoding.turns();
  std::set<ContextId> out;
  std::map<ContextId, OfItsCpu> others;
  for (RunId r = 0; r < runs.size(); ++r) {
    if (r == run || !may_meet(run, r)) continue;
    others.try_emplace(runs[r].context, of_its_cpu(protocol, runs[r].context));
    // Of two handlers, the one that is under the other goes on when that has ended.
    bool const are_handlers = turns.kind(run) == Context::Kind::Interrupt && turns.kind(r) == turns.kind(run);
    if (are_handlers || !turns.may_take_turn(r, cut.depth)) out.insert(runs[r].context);
  }
  auto left = of_its_cpu(protocol, runs[run].context).writes;
  for (auto before = left.size() + 1; before != left.size();) {
    before = left.size();
    for (auto const& [context, other] : others)
      if (out.contains(context) || meet(left, other.reads)) {
        out.insert(context);
        left.insert(other.writes.begin(), other.writes.end());
      }
  }
  return out;
}

} // namespace barrister::solver
