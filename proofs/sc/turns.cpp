// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/sc/turns.hpp"
#include "proofs/sc/run.hpp"
#include "spec/scheduler.hpp"
#include <algorithm>

namespace barrister::sc {
namespace {

constexpr std::size_t most_steps = 1000; // of an act or interrupt that is tried out

bool is_masked(Run const& run) { return run.irqs_off || run.preemption > 0; }

// The run that nobody but those it admits can take the turn from: none where a task is at a point that admits
// all.
std::optional<RunName> top(State const& s, CpuId c) {
  auto const& cpu = s.cpus[c];
  if (!cpu.stack.empty()) return RunName{c, cpu.stack.size() - 1};
  if (cpu.holder) return task(*cpu.holder);
  return std::nullopt;
}
bool admits_acts(State const& s, CpuId cpu) {
  auto const running = top(s, cpu);
  return !running || !is_masked(run_of(s, *running));
}

// With a run of the context on top of the stack.
std::vector<State> begun(World const& world, State s, CpuId cpu, ContextId context) {
  auto& stack = s.cpus[cpu].stack;
  stack.push_back(new_run(world, s, context, cpu));
  RunName const name{cpu, stack.size() - 1};
  return settled(world, std::move(s), name);
}

bool recurs(World const& world, ContextId context) {
  return std::ranges::count(world.any_times, world.protocol.contexts[context].agent) > 0;
}
// The one before of its agent has acted, and it has not. Of an agent that acts any number of times, it is
// always the first that acts: the others are like it.
bool can_still_act(World const& world, State const& s, ContextId context) {
  auto const& contexts = world.protocol.contexts;
  auto const& agent = contexts[context].agent;
  if (contexts[context].kind != Context::Kind::Act || s.has_acted[context]) return false;
  if (std::ranges::count(world.without, agent) > 0) return false;
  for (ContextId before = 0; before < context; ++before)
    if (contexts[before].kind == Context::Kind::Act && contexts[before].agent == agent &&
        !s.has_acted[before])
      return false;
  return true;
}

void place_tasks(World const& world, State s, std::size_t number, std::vector<State>& out) {
  if (number == world.tasks.size()) {
    out.push_back(std::move(s));
    return;
  }
  auto const context = world.tasks[number];
  for (auto const& cpu : world.protocol.contexts[context].cpus) {
    auto placed = s;
    placed.tasks.push_back(new_run(world, placed, context, cpu));
    for (auto& next : settled(world, std::move(placed), task(number)))
      place_tasks(world, std::move(next), number + 1, out);
  }
}

std::size_t behind_last_interrupt(Protocol const& protocol) {
  auto const is_interrupt = [](Context const& c) { return c.kind == Context::Kind::Interrupt; };
  auto const last = std::find_if(protocol.contexts.rbegin(), protocol.contexts.rend(), is_interrupt);
  return static_cast<std::size_t>(protocol.contexts.rend() - last);
}

std::vector<RunName> runs(State const& s) {
  std::vector<RunName> out;
  for (std::size_t i = 0; i < s.tasks.size(); ++i)
    if (!s.tasks[i].has_ended()) out.push_back(task(i));
  for (CpuId c = 0; c < s.cpus.size(); ++c)
    for (std::size_t i = 0; i < s.cpus[c].stack.size(); ++i) out.push_back({c, i});
  return out;
}

bool is_event(Statement const& s) {
  return !std::holds_alternative<OwnedLoad>(s.node) && !std::holds_alternative<OwnedStore>(s.node) &&
         !std::holds_alternative<Raise>(s.node) && !std::holds_alternative<Mask>(s.node);
}

// An interrupt that comes to this has begun: it waits, or has an effect that others may see.
bool begins(Statement const& s) {
  auto const* load = std::get_if<Load>(&s.node);
  auto const* fence = std::get_if<Fence>(&s.node);
  if (fence && fence->tags.has(Tag::RcuLock)) return false;
  return load ? load->until != nullptr : is_event(s);
}

// With the interrupt right behind the first step that others may see, or come behind; or at it if it waits
// there, or at its end: none where an Assume fails before that.
std::vector<State> interrupted(World const& world, State s, CpuId cpu, ContextId interrupt) {
  RunName const name{cpu, s.cpus[cpu].stack.size()};
  auto open = begun(world, std::move(s), cpu, interrupt);
  std::vector<State> out;
  for (std::size_t steps = 0; !open.empty(); ++steps) {
    auto state = std::move(open.back());
    open.pop_back();
    bool const has_ended = state.cpus[cpu].stack.size() <= name.number;
    if (!state.fault.empty() || has_ended || steps > most_steps) {
      out.push_back(std::move(state));
      continue;
    }
    auto next = step(world, state, name);
    auto const& taken = next_step(run_of(state, name));
    bool const is_seen = is_event(taken) || std::holds_alternative<Raise>(taken.node);
    if (!next)
      out.push_back(std::move(state)); // and waits
    else
      for (auto& after : *next) {
        bool const admits_others =
            after.cpus[cpu].stack.size() > name.number && !run_of(after, name).irqs_off;
        (is_seen || admits_others ? out : open).push_back(std::move(after));
      }
  }
  return out;
}

// Whether the act, run as a whole, alone, can leave this task as the current one of its CPU.
bool makes_current(World const& world, State const& s, CpuId cpu, ContextId act, Value task) {
  RunName const name{cpu, s.cpus[cpu].stack.size()};
  auto open = begun(world, s, cpu, act);
  for (std::size_t steps = 0; !open.empty() && steps < most_steps; ++steps) {
    auto const state = std::move(open.back());
    open.pop_back();
    if (!state.fault.empty()) continue;
    if (state.cpus[cpu].stack.size() > name.number) {
      if (auto next = step(world, state, name)) std::ranges::move(*next, std::back_inserter(open));
    } else if (state.owned[world.owned_by(*world.protocol.current, cpu)] == task) {
      return true;
    }
  }
  return false;
}

} // namespace

bool is_current(World const& world, State const& s, Run const& run) {
  auto const& protocol = world.protocol;
  return !protocol.current || is_masked(run) ||
         s.owned[world.owned_by(*protocol.current, run.cpu)] == protocol.contexts[run.context].task;
}

bool is_owed_a_turn(World const& world, State const& s, Run const& run) {
  auto const& protocol = world.protocol;
  if (is_current(world, s, run)) return true;
  auto const& task = protocol.contexts[run.context].task;
  for (CpuId cpu = 0; cpu < protocol.cpus; ++cpu)
    if (s.owned[world.owned_by(*protocol.current, cpu)] == task) return true;
  for (auto const act : schedulers_of(protocol)) {
    if (std::ranges::count(world.without, protocol.contexts[act].agent) > 0) continue;
    for (auto const cpu : protocol.contexts[act].cpus)
      if (admits_acts(s, cpu) && makes_current(world, s, cpu, act, task)) return true;
  }
  return false;
}

std::vector<State> initial_states(World const& world, Start const& start) {
  auto const& protocol = world.protocol;
  State s;
  s.record.is_on = world.records;
  for (auto const& object : protocol.program.objects)
    for (std::size_t i = 0; i < object.initial.size(); ++i)
      s.cells.push_back(convert(object.initial[i], type_of_cell(object, static_cast<std::int64_t>(i))));
  for (auto const& [cell, value] : start.cells)
    s.cells[world.first_cell[cell.object] + static_cast<std::size_t>(cell.number)] =
        convert(value, type_of_cell(protocol.program.objects[cell.object], cell.number));
  if (world.astray)
    for (auto const& value : s.cells) s.record.memory.push_back({{0, value, {}}});
  for (auto const& variable : protocol.owned) {
    auto const owners =
        variable.owner == OwnedVariable::Owner::Cpu ? protocol.cpus : protocol.contexts.size();
    s.owned.insert(s.owned.end(), owners, convert(variable.initial, variable.type));
  }
  for (auto const& [variable, owner, value] : start.owned)
    s.owned[world.owned_by(variable, owner)] = convert(value, protocol.owned[variable].type);
  s.counts.resize(protocol.accumulators.size());
  s.cpus.resize(protocol.cpus);
  for (auto& cpu : s.cpus) cpu.raised.resize(behind_last_interrupt(protocol));
  s.has_acted.resize(protocol.contexts.size());
  std::vector<State> out;
  place_tasks(world, std::move(s), 0, out);
  return out;
}

bool has_turn(State const& s, RunName name) {
  auto const& run = run_of(s, name);
  if (run.has_ended()) return false;
  auto const running = top(s, run.cpu);
  return running ? *running == name : name.is_task();
}

bool admits_interrupts(State const& s, CpuId cpu) {
  auto const running = top(s, cpu);
  return !running || !run_of(s, *running).irqs_off;
}

bool declines(World const& world, State const& s, CpuId cpu, ContextId interrupt) {
  RunName const name{cpu, s.cpus[cpu].stack.size()};
  auto open = begun(world, s, cpu, interrupt);
  for (std::size_t steps = 0; !open.empty(); ++steps) {
    auto const state = std::move(open.back());
    open.pop_back();
    bool const has_ended = state.cpus[cpu].stack.size() <= name.number;
    if (!state.fault.empty() || has_ended || steps > most_steps || begins(next_step(run_of(state, name))))
      return false;
    if (auto next = step(world, state, name)) std::ranges::move(*next, std::back_inserter(open));
  }
  return true;
}

std::vector<Move> moves(World const& world, State const& s) {
  std::vector<Move> out;
  if (!s.fault.empty()) return out;
  for (auto const name : runs(s))
    if (has_turn(s, name) && (!name.is_task() || is_current(world, s, run_of(s, name))))
      out.push_back({Move::Kind::Step, name, 0, 0});
  for (CpuId cpu = 0; cpu < s.cpus.size(); ++cpu)
    for (ContextId context = 0; context < s.cpus[cpu].raised.size(); ++context)
      if (s.cpus[cpu].raised[context] > 0 && admits_interrupts(s, cpu))
        out.push_back({Move::Kind::Interrupt, {}, cpu, context});
  for (ContextId context = 0; context < world.protocol.contexts.size(); ++context)
    if (can_still_act(world, s, context))
      for (auto const cpu : world.protocol.contexts[context].cpus)
        if (admits_acts(s, cpu)) out.push_back({Move::Kind::Act, {}, cpu, context});
  return out;
}

std::vector<State> after(World const& world, State s, Move const& move) {
  switch (move.kind) {
  case Move::Kind::Step: return step(world, std::move(s), move.run).value_or(std::vector<State>{});
  case Move::Kind::Interrupt:
    --s.cpus[move.cpu].raised[move.context];
    return interrupted(world, std::move(s), move.cpu, move.context);
  case Move::Kind::Act:
    s.has_acted[move.context] = !recurs(world, move.context);
    return begun(world, std::move(s), move.cpu, move.context);
  }
  return {};
}

std::vector<Next> next_states(World const& world, State const& s) {
  std::vector<Next> out;
  for (auto const& move : moves(world, s))
    for (auto& state : after(world, s, move)) out.push_back({move, std::move(state)});
  return out;
}

Progress progress(World const& world, State const& s) {
  if (!s.fault.empty()) return Progress::GoesOn;
  bool is_unfinished = false;
  for (auto const name : runs(s)) {
    // What has the turn for ever, and waits, keeps all others from it.
    if (!has_turn(s, name) || waits(world, s, name)) continue;
    if (!name.is_task() || is_current(world, s, run_of(s, name))) return Progress::GoesOn;
    is_unfinished = is_unfinished || is_owed_a_turn(world, s, run_of(s, name));
  }
  for (CpuId cpu = 0; cpu < s.cpus.size(); ++cpu)
    for (ContextId context = 0; context < s.cpus[cpu].raised.size(); ++context)
      if (s.cpus[cpu].raised[context] > 0 && admits_interrupts(s, cpu) && !declines(world, s, cpu, context))
        return Progress::GoesOn;
  if (is_unfinished) return Progress::Unfinished;
  return runs(s).empty() ? Progress::Complete : Progress::Stuck;
}

} // namespace barrister::sc
