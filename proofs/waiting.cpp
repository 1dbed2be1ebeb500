// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/waiting.hpp"
#include "spec/probe.hpp"
#include <algorithm>

namespace barrister::proofs {

using End = ThreadRun::End;

Waiting::Waiting(Protocol const& protocol, ProtocolExecution const& x, History const& history,
                 std::vector<std::vector<std::uint32_t>> const& stacks, FinalState state, unsigned unroll)
    : protocol_(protocol), x_(x), history_(history), stacks_(stacks), state_(std::move(state)),
      unroll_(unroll) {}

bool Waiting::is_stuck(std::uint32_t run) const {
  return is_kept_from_cpu(run) || waits(run, state_) || waits_to_be_current(run);
}
bool Waiting::is_put_aside(std::uint32_t run) const {
  return waits_to_be_current(run) && !is_kept_from_cpu(run) && !waits(run, state_);
}

// A task at a point where others may be current, and it is so nowhere.
bool Waiting::waits_to_be_current(std::uint32_t run) const {
  auto const& context = protocol_.contexts[x_.runs[run].context];
  if (context.kind != Context::Kind::Task || !protocol_.current) return false;
  if (history_.runs[run].depths != Depths()) return false;
  for (CpuId cpu = 0; cpu < protocol_.cpus; ++cpu)
    if (state_.owned.at({*protocol_.current, cpu}) == context.task) return false;
  return true;
}

bool Waiting::could_schedule(ContextId act, std::uint32_t run) const {
  auto const& task = protocol_.contexts[x_.runs[run].context].task;
  return std::ranges::any_of(protocol_.contexts[act].cpus, [&](CpuId cpu) {
    auto const& stack = stacks_[cpu];
    bool const is_kept = !stack.empty() && history_.runs[stack.back()].depths != Depths();
    std::vector<Value> choices;
    return !is_kept && makes_current(act, cpu, task, choices);
  });
}
// Whatever it may choose, some of it does.
bool Waiting::makes_current(ContextId act, CpuId cpu, Value task, std::vector<Value>& choices) const {
  Given given{act, cpu, most_rounds_of_probe, {}, choices, {}};
  given.state = &state_;
  given.stores_in_state = true;
  auto const run = interpret(protocol_, given);
  if (run.wants_choice_of) {
    for (unsigned i = 0; i < *run.wants_choice_of; ++i) {
      choices.push_back(number(i));
      auto const does = makes_current(act, cpu, task, choices);
      choices.pop_back();
      if (does) return true;
    }
    return false;
  }
  if (run.end == End::Cut) return true; // who knows
  if (run.end != End::Complete) return false;
  auto current = state_.owned.at({*protocol_.current, cpu});
  for (auto const& step : run.steps)
    if (step.owned && step.owned->is_store && step.owned->variable == *protocol_.current)
      current = step.owned->value;
  return current == task;
}

// By what is inside it, or, of a task, by whatever of its CPU lets no task have a turn.
bool Waiting::is_kept_from_cpu(std::uint32_t run) const {
  auto const kind = [&](std::uint32_t r) { return protocol_.contexts[x_.runs[r].context].kind; };
  auto const& stack = stacks_[x_.runs[run].cpu];
  if (stack.empty() || stack.back() == run) return false;
  if (std::ranges::find(stack, run) != stack.end()) return true;
  if (kind(run) != Context::Kind::Task) return false;
  auto const top = stack.back();
  return kind(top) != Context::Kind::Task || history_.runs[top].depths != Depths();
}

bool Waiting::waits(std::uint32_t run, FinalState const& state) const {
  auto const* next = history_.runs[run].next;
  if (!next) return false;
  if (auto const* fence = std::get_if<Fence>(&next->node); fence && is_grace_period(fence->tags))
    return history_.runs[run].is_in_grace_period &&
           ((fence->tags.has(Tag::SyncRcu) && is_reader_open()) ||
            (fence->tags.has(Tag::SyncSrcu) && is_reader_open(history_.runs[run].readers_of)));
  return go_on(protocol_, x_, run, state, unroll_).end == End::Stuck;
}

bool Waiting::is_reader_open() const {
  return std::ranges::any_of(history_.runs, [](ContextRun const& run) {
    std::size_t readers = 0; // an unlock without its lock ends none
    for (auto const& e : run.events) {
      if (e.tags.has(Tag::RcuLock)) ++readers;
      if (e.tags.has(Tag::RcuUnlock) && readers > 0) --readers;
    }
    return readers > 0;
  });
}

// Its index has come to no srcu_read_unlock(), nor, through memory, to another run's srcu_up_read().
bool Waiting::is_reader_open(std::optional<Value> const& srcu) const {
  auto const& x = x_.execution;
  auto const comes_to = x.data | (x.data.then(x.rf).closure().then(x.data));
  for (EventId begin = 0; begin < x.events.size(); ++begin) {
    if (!x.events[begin].tags.has(Tag::SrcuLock) || x.events[begin].address != srcu) continue;
    bool is_closed = false;
    for (EventId end = 0; end < x.events.size(); ++end)
      is_closed |= x.events[end].tags.has(Tag::SrcuUnlock) && x.events[end].address == srcu &&
                   comes_to.contains(begin, end);
    if (!is_closed) return true;
  }
  return false;
}

std::vector<StepOf> Waiting::pending() const {
  std::vector<StepOf> out;
  for (std::uint32_t r = 0; r < history_.runs.size(); ++r)
    for (std::size_t s = 0; s < history_.runs[r].steps.size(); ++s) {
      auto const& raised = history_.runs[r].steps[s].raised;
      auto const is_answered = [&](Run const& run) {
        return run.cause && run.cause->run == r && run.cause->step == s;
      };
      std::vector<Value> choices;
      if (raised && std::ranges::none_of(x_.runs, is_answered) && can_take_interrupts(raised->cpu) &&
          !declines(*raised, choices))
        out.push_back({r, s});
    }
  return out;
}

bool Waiting::can_take_interrupts(CpuId cpu) const {
  return stacks_[cpu].empty() || history_.runs[stacks_[cpu].back()].depths.irqs <= 0;
}

// Whatever it chooses. Its beginning runs on what is known, as a question does; but where it chooses again
// and again, it goes round no more often than other code.
bool Waiting::declines(ContextRun::Raised raised, std::vector<Value>& choices) const {
  constexpr std::size_t many = 8;
  auto const rounds = choices.size() < many ? std::max(unroll_, most_rounds_of_probe) : unroll_;
  Given given{raised.interrupt, raised.cpu, rounds, {}, choices, {}};
  given.state = &state_;
  auto const run = interpret(protocol_, given);
  if (run.wants_choice_of) {
    for (unsigned i = 0; i < *run.wants_choice_of; ++i) {
      choices.push_back(number(i));
      auto const does = declines(raised, choices);
      choices.pop_back();
      if (!does) return false;
    }
    return true;
  }
  return run.end == End::Excluded && std::ranges::none_of(run.steps, &ContextRun::Step::has_begun);
}

} // namespace barrister::proofs
