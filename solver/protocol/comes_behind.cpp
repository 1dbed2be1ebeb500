// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/comes_behind.hpp"
#include "spec/for_each_statement.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

std::set<OwnedId> read_of_its_cpu(Protocol const& protocol, ContextId context) {
  std::set<OwnedId> out;
  for_each_statement(protocol.program.threads[context].body, [&](Statement const& s) {
    if (auto const* load = std::get_if<OwnedLoad>(&s.node); load && is_of_its_cpu(protocol, load->variable))
      out.insert(load->variable);
  });
  bool const has_turns = protocol.contexts[context].kind == Context::Kind::Task && protocol.current;
  if (has_turns) out.insert(*protocol.current);
  return out;
}
bool meet(std::set<OwnedId> const& a, std::set<OwnedId> const& b) {
  return std::ranges::any_of(a, [&](OwnedId v) { return b.contains(v); });
}

} // namespace

bool is_of_its_cpu(Protocol const& protocol, OwnedId v) {
  return protocol.owned[v].owner == OwnedVariable::Owner::Cpu && !protocol.owned[v].is_ghost;
}

ComingBehind::ComingBehind(Protocol const& protocol, ProtocolEncoding const& encoding, RunId run,
                           CutAt const& cut, MayMeet const& may_meet) {
  auto const& runs = encoding.graph().runs;
  auto const& turns = encoding.turns();
  for (RunId r = 0; r < runs.size(); ++r) {
    if (r == run || !may_meet(run, r)) continue;
    auto const [other, is_new] = others_.try_emplace(runs[r].context);
    if (is_new) other->second.reads = read_of_its_cpu(protocol, runs[r].context);
    // Of two handlers, the one that is under the other goes on when that has ended.
    bool const are_handlers = turns.kind(run) == Context::Kind::Interrupt && turns.kind(r) == turns.kind(run);
    if (are_handlers || !turns.may_take_turn(r, cut.depth)) other->second.is_let_in_late = true;
  }
}

std::map<ContextId, ComesBehind> ComingBehind::of(LeftBehind const& left) const {
  std::map<ContextId, ComesBehind> out;
  for (auto const& [context, other] : others_) {
    auto const is_for = [&, reader = context, &reads = other.reads](LeftFor const& some) {
      return some.readers.contains(reader) || meet(reads, some.variables);
    };
    if (other.is_let_in_late || is_for(left.openly))
      out.emplace(context, ComesBehind::Openly);
    else if (is_for(left.behind_unlock))
      out.emplace(context, ComesBehind::Unlock);
  }
  return out;
}

} // namespace barrister::solver
