// SPDX-License-Identifier: BSD-2-Clause
// How executions end (spec/semantics.md 5): who stops has a reason, as long as nothing is cut or has a fault.
#include "proofs/plain/protocol_encoder.hpp"
#include <algorithm>

namespace barrister::proofs::plain {
namespace {

bool stays(Stop const& stop) { return stop.at != Stop::At::Turn; }

} // namespace

void ProtocolEncoder::say_why() {
  auto const reader = some_reader_is_open();
  for (RunId r = 0; r < runs_.size(); ++r)
    for (auto const& stop : runs_[r].stops) {
      if (stop.at == Stop::At::GracePeriod) gates_.require({-stop.here, open_, reader});
      if (stop.at != Stop::At::Turn) continue;
      std::vector<Literal> why{-stop.here, open_};
      if (stop.depth.irqs == 0) {
        why.push_back(is_kept(r, stop));
        bool const may_be_put_aside =
            runs_[r].kind == Context::Kind::Task && protocol_.current && stop.depth == Depth();
        if (may_be_put_aside) why.push_back(-is_current(r, false));
      }
      gates_.require(std::move(why));
    }
}

// By one that has the CPU, and does not end. Where it has begun, that one came in there, or on top of one
// that did.
Literal ProtocolEncoder::is_kept(RunId r, Stop const& at) {
  std::vector<Literal> begun, ways;
  for (std::uint32_t s = 0; s < at.step; ++s) begun.push_back(runs_[r].steps[s].guard);
  auto const has_begun = gates_.any(begun);
  for (RunId other = 0; other < runs_.size(); ++other) {
    if (!out_.turns_.may_meet(r, other)) continue;
    std::vector<Literal> stopped;
    for (auto const& stop : runs_[other].stops)
      if (stays(stop) && (runs_[other].kind != Context::Kind::Task ||
                          !may_take_turn(runs_[other].kind, stop.depth, runs_[r].kind)))
        stopped.push_back(stop.here);
    auto const keeps = gates_.both(out_.turns_.same_cpu(r, other), gates_.any(stopped));
    auto const comes = may_take_turn(runs_[r].kind, at.depth, runs_[other].kind)
                           ? always
                           : gates_.either(-has_begun, is_on_another(other, r, at.depth));
    ways.push_back(gates_.both(keeps, comes));
  }
  return gates_.any(ways);
}
// That came in at this depth, and does not get its turn either.
Literal ProtocolEncoder::is_on_another(RunId top, RunId r, Depth depth) {
  std::vector<Literal> ways;
  for (RunId other = 0; other < runs_.size(); ++other) {
    if (other == top || !out_.turns_.may_meet(r, other) ||
        !may_take_turn(runs_[r].kind, depth, runs_[other].kind))
      continue;
    std::vector<Literal> waits;
    for (auto const& stop : runs_[other].stops)
      if (!stays(stop)) waits.push_back(stop.here);
    ways.push_back(gates_.both(out_.turns_.same_cpu(r, other), gates_.any(waits)));
  }
  return gates_.any(ways);
}
// In the end: on its own CPU, or on any.
Literal ProtocolEncoder::is_current(RunId r, bool anywhere) {
  std::vector<Literal> ways;
  auto const& current = unfolded_.final_owned[*protocol_.current];
  auto const task = protocol_.contexts[runs_[r].context].task;
  for (CpuId cpu = 0; cpu < current.size(); ++cpu) {
    auto const on = runs_[r].on.find(cpu);
    auto const here = anywhere ? always : on == runs_[r].on.end() ? never : on->second;
    ways.push_back(gates_.both(here, values_.of(current[cpu]).of(task)));
  }
  return gates_.any(ways);
}
Literal ProtocolEncoder::some_reader_is_open() {
  std::vector<Literal> ways;
  for (EventId e = 0; e < program_.events.size(); ++e)
    if (program_.events[e].tags.has(Tag::RcuLock))
      ways.push_back(gates_.both(executed(e), out_.described_[e].no_end));
  return gates_.any(ways);
}

// An interrupt that is raised begins, unless its CPU does not take it, or it declines.
void ProtocolEncoder::take_interrupts() {
  for (RunId r = 0; r < runs_.size(); ++r) {
    auto const& run = runs_[r];
    if (!run.cause) continue;
    auto const cause = run.cause->run;
    if (!run.steps.empty() && out_.turns_.may_meet(r, cause))
      gates_.require(
          {-run.guard, -out_.turns_.same_cpu(r, cause), out_.turns_.before(cause, run.cause->step, r, 0)});
    std::vector<Literal> why_not{-run.cause->guard, run.guard, open_};
    for (RunId other = 0; other < runs_.size(); ++other)
      for (auto const& stop : runs_[other].stops)
        if (other != r && stays(stop) && stop.depth.irqs > 0)
          why_not.push_back(gates_.both(stop.here, out_.turns_.same_cpu(r, other)));
    for (auto passes : run.takeable) {
      why_not.push_back(-passes);
      gates_.require(why_not);
      why_not.pop_back();
    }
  }
}

// A task that for no other reason does not go on, and is current somewhere, or could be made so: what is so
// is not finished (5.5).
void ProtocolEncoder::find_who_is_owed_a_turn() {
  std::vector<Literal> current;
  std::map<std::string, std::vector<Literal>> scheduled;
  for (RunId r = 0; r < runs_.size(); ++r)
    for (auto const& stop : runs_[r].stops) {
      bool const may_be_owed = protocol_.current && runs_[r].kind == Context::Kind::Task &&
                               stop.at == Stop::At::Turn && stop.depth == Depth();
      if (!may_be_owed) continue;
      auto const here = gates_.both(stop.here, -is_kept(r, stop));
      current.push_back(gates_.both(here, is_current(r, true)));
      for (auto const& act : unfolded_.imagined)
        scheduled[act.agent].push_back(gates_.both(here, makes_current(act, r)));
    }
  out_.has_current_ = gates_.any(current);
  for (auto const& [agent, ways] : scheduled) out_.could_schedule_[agent] = gates_.any(ways);
}
Literal ProtocolEncoder::makes_current(ImaginedAct const& act, RunId r) {
  auto const task = protocol_.contexts[runs_[r].context].task;
  std::vector<Literal> way{act.passes, values_.of(act.current).of(task)};
  for (auto const& run : runs_)
    for (auto const& stop : run.stops)
      if (auto const on = run.on.find(act.cpu); on != run.on.end() && stays(stop) && stop.depth != Depth())
        way.push_back(-gates_.both(stop.here, on->second)); // it keeps the CPU
  return all(std::move(way));
}

} // namespace barrister::proofs::plain
