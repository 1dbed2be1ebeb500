// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/own_reads.hpp"
#include "spec/for_each_statement.hpp"

namespace barrister::solver {

OwnReads::OwnReads(Protocol const& protocol, ProtocolEncoding const& encoding, AccessedCells const& cells) {
  auto const& graph = encoding.graph();
  auto const& events = graph.events.events;
  for (auto const& event : events) {
    if (event.thread == no_thread) continue;
    auto const& run = graph.runs[event.thread];
    auto const [at, is_new] = irqs_off_.try_emplace({run.context, event.instruction}, true);
    bool const is_known = event.step < run.steps.size();
    at->second = at->second && is_known && run.steps[event.step].depth.irqs != 0;
    auto const [in, is_new_here] = lets_in_.try_emplace({run.context, event.instruction}, true);
    in->second = in->second && is_known && run.steps[event.step].depth == Depth{};
  }
  for (auto const& event : events)
    if (event.kind == EventKind::Write && event.thread != no_thread)
      readers_.try_emplace({graph.runs[event.thread].context, event.instruction});
  for (EventId e = 0; e < events.size(); ++e) {
    if (events[e].kind != EventKind::Read) continue;
    auto const& run = graph.runs[events[e].thread];
    known_.emplace(run.context, events[e].instruction);
    for (auto const& [write, rf] : encoding.program().sources(e)) {
      auto const by = events[write].thread;
      bool const is_own = by == events[e].thread
                              ? write < e
                              : by != no_thread && encoding.turns().may_meet(by, events[e].thread);
      bool const is_others = by != no_thread && by != events[e].thread &&
                             encoding.turns().same_cpu(by, events[e].thread) != always;
      if (rf != never && is_others) others_.emplace(run.context, events[e].instruction);
      if (rf == never || !is_own) continue;
      own_.emplace(run.context, events[e].instruction);
      if (by != events[e].thread)
        readers_[{graph.runs[by].context, events[write].instruction}].emplace(run.context,
                                                                              events[e].instruction);
    }
  }
  add_what_was_not_unrolled(protocol, cells);
}

// A write that is in no round within the bound is in none of the sources: it may be read by whoever reads its
// cells.
void OwnReads::add_what_was_not_unrolled(Protocol const& protocol, AccessedCells const& cells) {
  Cells all;
  for (ContextId c = 0; c < protocol.contexts.size(); ++c)
    for_each_statement(protocol.program.threads[c].body, [&](Statement const& s) {
      if (!may_write(s) || cells.is_unrolled(c, s.instruction)) return;
      auto const& written = cells(c, s.instruction);
      all.insert(written.begin(), written.end());
    });
  if (all.empty()) return;
  for (auto const& [context, instruction] : known_) {
    if (!meet(cells(context, instruction), all)) continue;
    own_.emplace(context, instruction);
    others_.emplace(context, instruction);
  }
}

std::optional<LeftFor::Reads> OwnReads::readers_of(ContextId context, InstructionId writes) const {
  auto const at = readers_.find({context, writes});
  return at == readers_.end() ? std::nullopt : std::optional(at->second);
}
bool OwnReads::are_irqs_off(ContextId context, InstructionId instruction) const {
  auto const at = irqs_off_.find({context, instruction});
  return at != irqs_off_.end() && at->second;
}
bool OwnReads::lets_others_in(ContextId context, InstructionId instruction) const {
  auto const at = lets_in_.find({context, instruction});
  return at != lets_in_.end() && at->second;
}
bool OwnReads::may_read_another_cpu(ContextId context, InstructionId reads) const {
  return others_.contains({context, reads}) || !known_.contains({context, reads});
}
bool OwnReads::may_read_own_write(ContextId context, InstructionId reads) const {
  return own_.contains({context, reads}) || !known_.contains({context, reads});
}

} // namespace barrister::solver
