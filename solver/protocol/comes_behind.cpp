// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/comes_behind.hpp"
#include <algorithm>

namespace barrister::solver {

bool is_of_its_cpu(Protocol const& protocol, OwnedId v) {
  return protocol.owned[v].owner == OwnedVariable::Owner::Cpu && !protocol.owned[v].is_ghost;
}

void LeftFor::add(LeftFor const& more) {
  variables.insert(more.variables.begin(), more.variables.end());
  reads.insert(more.reads.begin(), more.reads.end());
  is_in_memory = is_in_memory || more.is_in_memory;
  is_for_anybody = is_for_anybody || more.is_for_anybody;
}
LeftFor LeftFor::of(ContextId context) const {
  auto out = *this;
  std::erase_if(out.reads, [&](auto const& read) { return read.first != context; });
  return out;
}
void LeftBehind::add(LeftBehind const& more) {
  openly.add(more.openly);
  behind_unlock.add(more.behind_unlock);
}

ComingBehind::ComingBehind(Protocol const& protocol, ProtocolEncoding const& encoding, RunId run,
                           CutAt const& cut)
    : protocol_(protocol) {
  auto const& runs = encoding.graph().runs;
  auto const& turns = encoding.turns();
  // Of what has no run within the bound, nothing is known.
  for (ContextId c = 0; c < protocol.contexts.size(); ++c)
    if (std::ranges::none_of(runs, [&](UnfoldedRun const& one) { return one.context == c; }))
      others_.emplace(c, true);
  for (RunId r = 0; r < runs.size(); ++r) {
    if (r == run || !turns.may_meet(run, r)) continue;
    // Of two handlers, the one that is under the other goes on when that has ended.
    bool const are_handlers = turns.kind(run) == Context::Kind::Interrupt && turns.kind(r) == turns.kind(run);
    bool const is_let_in_late = are_handlers || !turns.may_take_turn(r, cut.depth);
    auto const at = others_.try_emplace(runs[r].context, false).first;
    at->second = at->second || is_let_in_late;
  }
}

std::map<ContextId, ComesBehind> ComingBehind::of(LeftBehind const& left) const {
  std::map<ContextId, ComesBehind> out;
  for (auto const& [context, is_let_in_late] : others_) {
    bool const has_turns =
        protocol_.contexts[context].kind == Context::Kind::Task && protocol_.current.has_value();
    auto const gives_turns = [&](LeftFor const& some) {
      return has_turns && some.variables.contains(*protocol_.current);
    };
    using From = ComesBehind::From;
    auto const from = is_let_in_late || gives_turns(left.openly) ? From::Start
                      : gives_turns(left.behind_unlock)          ? From::StartBehindUnlock
                                                                 : From::Reads;
    out.emplace(context, ComesBehind{from, {left.openly.of(context), left.behind_unlock.of(context)}});
  }
  return out;
}

} // namespace barrister::solver
