// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/history.hpp"
#include "proofs/well_formed.hpp"
#include "spec/brackets.hpp"
#include <algorithm>
#include <map>

namespace barrister::proofs {
namespace {

using Complaints = std::vector<std::string>;

std::vector<Value> reads_of(ProtocolExecution const& x, std::uint32_t run) {
  std::vector<Value> out;
  for (EventId e = 0; e < x.run_of.size(); ++e)
    if (x.run_of[e] == run && x.execution.events[e].kind == EventKind::Read)
      out.push_back(x.execution.events[e].value);
  return out;
}

bool are_runs_in_range(Protocol const& protocol, ProtocolExecution const& x) {
  return std::ranges::all_of(x.runs, [&](Run const& run) {
    return run.context < protocol.contexts.size() && run.cpu < protocol.cpus &&
           (!run.cause || (run.cause->run < x.runs.size() && run.cause->step < x.runs[run.cause->run].steps));
  });
}
bool are_turns_in_range(Protocol const& protocol, ProtocolExecution const& x) {
  if (x.turns.size() != protocol.cpus) return false;
  for (CpuId cpu = 0; cpu < x.turns.size(); ++cpu)
    for (auto const& turn : x.turns[cpu])
      if (turn.run >= x.runs.size() || x.runs[turn.run].cpu != cpu) return false;
  return true;
}
bool are_events_in_range(ProtocolExecution const& x) {
  auto const& events = x.execution.events;
  if (x.run_of.size() != events.size() || x.execution.locals.size() != x.runs.size()) return false;
  for (EventId e = 0; e < events.size(); ++e)
    if (x.run_of[e] == ProtocolExecution::no_run
            ? !events[e].is_initial()
            : x.run_of[e] >= x.runs.size() || events[e].cpu != x.runs[x.run_of[e]].cpu)
      return false;
  return true;
}

Program objects_at(Protocol const& protocol, Start const& start) {
  Program out;
  out.objects = protocol.program.objects;
  for (auto const& [cell, value] : start.cells)
    out.objects[cell.object].initial[static_cast<std::size_t>(cell.number)] = value;
  out.tag_names = protocol.program.tag_names;
  return out;
}

} // namespace

std::string name_of(Protocol const& protocol, Run const& run) {
  return protocol.contexts[run.context].name + " on CPU " + std::to_string(run.cpu);
}

Complaints complaints_about_indices(Protocol const& protocol, ProtocolExecution const& x) {
  if (x.start >= protocol.starts.size()) return {"the execution starts from a state that is not there"};
  if (!are_runs_in_range(protocol, x)) return {"a run is of what is not there"};
  if (!are_turns_in_range(protocol, x)) return {"a turn is of a run that is not on its CPU"};
  if (!are_events_in_range(x)) return {"an event is of a run that is not on its CPU"};
  auto out = complaints_about_shape(protocol.program, x.execution);
  std::vector<std::size_t> steps(x.runs.size());
  for (auto const& turns : x.turns)
    for (auto const& turn : turns) steps[turn.run] += turn.steps;
  for (std::uint32_t r = 0; r < x.runs.size(); ++r)
    if (steps[r] != x.runs[r].steps)
      out.push_back("the turns of " + name_of(protocol, x.runs[r]) + " have " + std::to_string(steps[r]) +
                    " steps, not " + std::to_string(x.runs[r].steps));
  return out;
}

History run_again(Protocol const& protocol, ProtocolExecution const& x, unsigned unroll) {
  History out;
  for (std::uint32_t r = 0; r < x.runs.size(); ++r) {
    auto const& run = x.runs[r];
    auto const reads = reads_of(x, r);
    bool const has_fault = run.end == Run::End::Fault; // it may be inside the next step
    auto const steps = run.steps + (has_fault ? 1 : 0);
    out.runs.push_back(interpret(
        protocol, {run.context, run.cpu, unroll, reads, run.choices, run.owned_reads, steps, nullptr}));
    auto& rerun = out.runs.back();
    if (has_fault && rerun.steps.size() == steps && rerun.steps.back().first == rerun.steps.back().last)
      rerun.steps.pop_back();
  }
  std::vector<std::size_t> done(x.runs.size());
  for (auto const& turns : x.turns) {
    auto& order = out.order.emplace_back();
    for (auto const& turn : turns)
      for (std::size_t i = 0; i < turn.steps; ++i) order.push_back({turn.run, done[turn.run]++});
  }
  return out;
}

ContextRun go_on(Protocol const& protocol, ProtocolExecution const& x, std::uint32_t r,
                 FinalState const& state, unsigned unroll) {
  auto const& run = x.runs[r];
  auto const reads = reads_of(x, r);
  return interpret(
      protocol, {run.context, run.cpu, unroll, reads, run.choices, run.owned_reads, run.steps + 1, &state});
}

Assembled assemble(Protocol const& protocol, ProtocolExecution const& x, History const& history) {
  Assembled out;
  auto& execution = out.execution;
  execution = assemble(objects_at(protocol, protocol.starts[x.start]), {});
  out.run_of.assign(execution.events.size(), ProtocolExecution::no_run);
  out.event_of.resize(x.runs.size());
  std::vector<std::pair<EventId, EventId>> of_cpu; // first event, and behind the last
  std::map<EventId, EventId> since; // of the end of a grace period: the first event behind its beginning
  for (auto const& order : history.order) {
    auto const first = static_cast<EventId>(execution.events.size());
    std::map<StepOf, EventId> behind;
    for (auto const [r, s] : order) {
      auto const& run = history.runs[r];
      if (run.steps[s].ends_grace_period)
        since.emplace(static_cast<EventId>(execution.events.size()), behind.at({r, s - 1}));
      for (auto e = run.steps[s].first; e < run.steps[s].last; ++e) {
        out.event_of[r].push_back(static_cast<EventId>(execution.events.size()));
        execution.events.push_back(run.events[e]);
        out.run_of.push_back(r);
      }
      behind[{r, s}] = static_cast<EventId>(execution.events.size());
    }
    of_cpu.emplace_back(first, execution.events.size());
  }

  for (auto* relation : {&execution.po, &execution.addr, &execution.data, &execution.ctrl, &execution.rmw,
                         &execution.rf, &execution.co})
    *relation = Relation(execution.events.size());
  for (auto [first, last] : of_cpu)
    for (auto b = first; b < last; ++b) {
      auto const before = since.contains(b) ? since.at(b) : b;
      for (auto a = first; a < before; ++a)
        if (out.run_of[a] == out.run_of[b] || !is_bracket(execution.events[a].tags) ||
            !is_bracket(execution.events[b].tags))
          execution.po.insert(a, b);
    }
  for (std::uint32_t r = 0; r < x.runs.size(); ++r) {
    auto const put = [&](Relation& to, std::vector<std::pair<EventId, EventId>> const& pairs) {
      for (auto [a, b] : pairs) to.insert(out.event_of[r][a], out.event_of[r][b]);
    };
    auto const& run = history.runs[r];
    put(execution.addr, run.addr);
    put(execution.data, run.data);
    put(execution.ctrl, run.ctrl);
    put(execution.rmw, run.rmw);
    execution.locals.push_back(run.locals);
  }
  return out;
}

std::uint32_t owner_of(Protocol const& protocol, OwnedId variable, Run const& run) {
  return protocol.owned[variable].owner == OwnedVariable::Owner::Cpu ? run.cpu : run.context;
}

} // namespace barrister::proofs
