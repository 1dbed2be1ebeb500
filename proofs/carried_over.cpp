// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/carried_over.hpp"
#include "proofs/history.hpp"
#include "proofs/reads_of.hpp"
#include "spec/fences.hpp"
#include <algorithm>

namespace barrister::proofs {
namespace {

using End = ThreadRun::End;

// What one program may have more of than the other.
bool is_grace_period(Event const& e) { return e.tags.has(Tag::SyncRcu) || e.tags.has(Tag::SyncSrcu); }
bool is_barrier(Event const& e) {
  if (e.kind != EventKind::Fence) return false;
  if (is_grace_period(e)) return true;
  if (e.address) return false;
  return e.tags.has(Tag::Barrier) ||
         std::ranges::any_of(kernel_fences(), [&](KernelFence const& f) { return e.tags.has(f.tag); });
}
bool is_same(Event const& a, Event const& b) {
  return a.kind == b.kind && a.cpu == b.cpu && a.address == b.address && a.value == b.value;
}

// Puts rf and co of `from` between the same events of `to`, if they are the same.
bool carry_communication(Execution const& from, Execution& to) {
  std::vector<EventId> there(from.events.size());
  EventId at = 0;
  auto const next = [&] {
    while (at < to.events.size() && is_barrier(to.events[at])) ++at;
    return at < to.events.size();
  };
  for (EventId e = 0; e < from.events.size(); ++e) {
    if (is_barrier(from.events[e])) continue;
    if (!next() || !is_same(from.events[e], to.events[at])) return false;
    there[e] = at++;
  }
  if (next()) return false;
  for (auto const& [a, b] : from.rf.pairs()) to.rf.insert(there[a], there[b]);
  for (auto const& [a, b] : from.co.pairs()) to.co.insert(there[a], there[b]);
  to.tag_names = from.tag_names;
  to.observed = from.observed;
  to.completion = from.completion;
  return true;
}

// Steps that are no barriers, one by one, are those of before; a barrier goes with what comes behind it,
// unless there was one before in its place.
class Steps {
public:
  // `goes_on`: it did not end, and stops before the next step that is no barrier.
  Steps(ContextRun const& from, ContextRun const& to, bool goes_on) {
    auto const grace_periods = [](ContextRun const& run) {
      return std::ranges::count_if(run.steps, [](auto const& step) { return step.ends_grace_period; });
    };
    bool const are_as_many = grace_periods(from) == grace_periods(to);
    auto const old = others(from, are_as_many), fresh = others(to, are_as_many);
    if (goes_on ? fresh.size() <= old.size() : fresh.size() != old.size()) return;
    auto const all = goes_on ? fresh[old.size()] : to.steps.size();
    for (std::size_t i = 0, s = 0; s <= from.steps.size(); ++s) {
      auto const done = i == 0 ? 0 : fresh[i - 1] + 1;
      auto const free = (i < old.size() ? fresh[i] : all) - done; // barriers from here to the next other step
      auto const taken = s - (i == 0 ? 0 : old[i - 1] + 1);
      behind_.push_back(done + std::min(free, taken));
      if (i < old.size() && old[i] == s) ++i;
    }
    behind_.back() = all;
  }
  bool is_known() const { return !behind_.empty(); }
  std::size_t behind(std::size_t steps) const { return behind_[steps]; } // of before, so many are taken now
  std::size_t all() const { return behind_.back(); }

private:
  // Grace periods are no barriers where both have them.
  static std::vector<std::size_t> others(ContextRun const& run, bool with_grace_periods) {
    std::vector<std::size_t> out;
    for (std::size_t s = 0; s < run.steps.size(); ++s) {
      auto const& step = run.steps[s];
      bool const is_free = step.first < step.last && std::all_of(run.events.begin() + step.first,
                                                                 run.events.begin() + step.last, is_barrier);
      bool const is_of_grace_period =
          step.ends_grace_period || (s + 1 < run.steps.size() && run.steps[s + 1].ends_grace_period);
      if (is_of_grace_period ? with_grace_periods : !is_free) out.push_back(s);
    }
    return out;
  }
  std::vector<std::size_t> behind_;
};

bool are_alike(Protocol const& a, Protocol const& b) {
  return a.contexts.size() == b.contexts.size() && a.starts.size() == b.starts.size() && a.cpus == b.cpus &&
         a.program.objects.size() == b.program.objects.size() && a.owned.size() == b.owned.size();
}

// In turns of as many steps as it now takes.
void renumber(ProtocolExecution& x, std::vector<Steps> const& steps) {
  std::vector<std::size_t> done(x.runs.size());
  for (auto& turns : x.turns)
    for (auto& turn : turns) {
      auto const first = std::exchange(done[turn.run], done[turn.run] + turn.steps);
      auto const& of = steps[turn.run];
      turn.steps = of.behind(done[turn.run]) - of.behind(first);
    }
  for (std::size_t r = 0; r < x.runs.size(); ++r) {
    x.runs[r].steps = steps[r].all();
    if (auto& cause = x.runs[r].cause) cause->step = steps[cause->run].behind(cause->step + 1) - 1;
  }
}

} // namespace

std::optional<Execution> carried_over(Execution const& x, Program const& to, LockSemantics locks,
                                      unsigned unroll) {
  if (!x.choices.empty() || x.completion != Completion::Complete) return std::nullopt;
  for (auto const& e : x.events)
    if (!e.is_initial() && e.cpu >= to.threads.size()) return std::nullopt;
  auto const reads = reads_of(x, to.threads.size());
  std::vector<ThreadRun> runs;
  for (CpuId cpu = 0; cpu < to.threads.size(); ++cpu) {
    runs.push_back(interpret(to, cpu, reads[cpu], unroll, locks));
    if (runs.back().end != End::Complete) return std::nullopt;
  }
  auto out = assemble(to, runs);
  return carry_communication(x, out) ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<ProtocolExecution> carried_over(ProtocolExecution const& x, Protocol const& from,
                                              Protocol const& to, unsigned unroll) {
  if (!are_alike(from, to) || !x.execution.choices.empty() || x.execution.completion == Completion::Fault)
    return std::nullopt;
  auto const before = run_again(from, x, unroll);
  auto out = x;
  std::vector<Steps> steps;
  {
    auto unbounded = x;
    unbounded.turns.assign(x.turns.size(), {});
    for (auto& run : unbounded.runs) run.steps = ~std::size_t{0};
    auto const now = run_again(to, unbounded, unroll);
    for (std::size_t r = 0; r < x.runs.size(); ++r) {
      bool const is_stuck = x.runs[r].end == Run::End::Stuck;
      if (!is_stuck && now.runs[r].end != before.runs[r].end) return std::nullopt;
      steps.emplace_back(before.runs[r], now.runs[r], is_stuck);
      if (!steps.back().is_known()) return std::nullopt;
    }
  }
  renumber(out, steps);
  auto assembled = assemble(to, out, run_again(to, out, unroll));
  if (!carry_communication(x.execution, assembled.execution)) return std::nullopt;
  out.execution = std::move(assembled.execution);
  out.run_of = std::move(assembled.run_of);
  return out;
}

} // namespace barrister::proofs
