// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/enumerate.hpp"
#include "proofs/check.hpp"
#include "proofs/choices.hpp"
#include "proofs/evaluate.hpp"
#include "proofs/interpret.hpp"
#include <algorithm>
#include <set>

namespace barrister {
namespace {

using proofs::ThreadRun;
using Domain = std::map<Value, std::set<Value>>; // by cell: what it might ever hold
using Runs = std::vector<ThreadRun>;

// All runs of a thread whose reads return values of the domain.
void add_runs(Program const& program, CpuId cpu, Domain const& domain, LockSemantics locks, unsigned unroll,
              std::uint64_t limit, std::vector<Value>& reads, Runs& out) {
  if (out.size() > limit) return;
  auto run = proofs::interpret(program, cpu, reads, unroll, locks);
  if (run.end != ThreadRun::End::NeedsValue) {
    out.push_back(std::move(run));
    return;
  }
  // A lock event that is no read: the model decides which answers fit.
  static std::set<Value> const any_answer{number(0), number(1)};
  auto const& last = run.events.back();
  for (auto value : last.kind == EventKind::Fence ? any_answer : domain.at(*last.address)) {
    reads.push_back(value);
    add_runs(program, cpu, domain, locks, unroll, limit, reads, out);
    reads.pop_back();
  }
}
std::optional<std::vector<Runs>> all_runs(LitmusTest const& test, Domain const& domain, LockSemantics locks,
                                          unsigned unroll, std::uint64_t limit) {
  std::vector<Runs> out;
  for (CpuId cpu = 0; cpu < test.program.threads.size(); ++cpu) {
    std::vector<Value> reads;
    add_runs(test.program, cpu, domain, locks, unroll, limit, reads, out.emplace_back());
    if (out.back().size() > limit) return std::nullopt;
  }
  return out;
}

std::size_t writes(ThreadRun const& run) {
  return static_cast<std::size_t>(std::ranges::count(run.events, EventKind::Write, &Event::kind));
}

// Adds what the runs write; says whether anything was new.
bool grow(Domain& domain, std::vector<Runs> const& threads) {
  bool grown = false;
  for (auto const& runs : threads)
    for (auto const& run : runs)
      for (auto const& e : run.events)
        if (e.kind == EventKind::Write) grown |= domain[*e.address].insert(e.value).second;
  return grown;
}

// A value that is not out of thin air is computed by a chain of writes, all of one execution, from initial
// ones: no chain is longer than an execution has writes.
std::optional<std::vector<Runs>> runs_over_all_values(LitmusTest const& test, LockSemantics locks,
                                                      unsigned unroll, std::uint64_t limit) {
  Domain domain;
  for (auto const& e : proofs::assemble(test.program, {}).events) domain[*e.address].insert(e.value);
  for (std::size_t round = 0;; ++round) {
    auto threads = all_runs(test, domain, locks, unroll, limit);
    if (!threads) return std::nullopt;
    std::size_t longest_chain = 0;
    for (auto const& runs : *threads) {
      std::size_t most = 0;
      for (auto const& run : runs) most = std::max(most, writes(run));
      longest_chain += most;
    }
    if (round > longest_chain || !grow(domain, *threads)) return threads;
  }
}

bool has_fault(Runs const& runs) {
  return std::ranges::find(runs, ThreadRun::End::Fault, &ThreadRun::end) != runs.end();
}

// A run up to where it may have to wait, as stuck there.
ThreadRun beginning(ThreadRun run, EventId length) {
  run.events.resize(length);
  for (auto* pairs : {&run.addr, &run.data, &run.ctrl, &run.rmw})
    std::erase_if(*pairs, [&](auto const& pair) { return pair.second >= length; });
  run.end = ThreadRun::End::Stuck;
  run.meaningless.reset(); // it does not come to its fault
  return run;
}
void add_beginnings(Runs& runs) {
  Runs out;
  for (auto& run : runs) {
    auto const size = static_cast<EventId>(run.events.size());
    for (EventId e = 0; e < size; ++e)
      for (auto const tag : {Tag::SyncRcu, Tag::SyncSrcu, Tag::Lkr})
        if (run.events[e].tags.has(tag)) out.push_back(beginning(run, e));
    if (run.end == ThreadRun::End::Stuck)
      out.push_back(beginning(run, size - 1));
    else
      out.push_back(std::move(run));
  }
  runs = std::move(out);
}

class Enumerator {
public:
  Enumerator(LitmusTest const& test, MemoryModel const& model, std::uint64_t limit)
      : test_(test), model_(model), limit_(limit) {}

  std::optional<Enumeration> run(std::vector<Runs> threads) {
    looks_for_faults_ = std::ranges::any_of(threads, has_fault);
    if (looks_for_faults_) std::ranges::for_each(threads, add_beginnings);
    choose_runs(threads);
    if (candidates_ > limit_) return std::nullopt;
    std::ranges::sort(found_.states, [&](auto const& a, auto const& b) {
      return std::ranges::lexicographical_compare(
          a, b, [&](Value v, Value w) { return before(test_.program, v, w); });
    });
    found_.states.erase(std::unique(found_.states.begin(), found_.states.end()), found_.states.end());
    found_.flags.assign(flags_.begin(), flags_.end());
    return std::move(found_);
  }

private:
  void choose_runs(std::vector<Runs> const& threads) {
    if (candidates_ > limit_) return;
    if (chosen_.size() < threads.size()) {
      for (auto const& run : threads[chosen_.size()]) {
        if (run.end == ThreadRun::End::Stuck && !looks_for_faults_) continue;
        chosen_.push_back(run);
        choose_runs(threads);
        chosen_.pop_back();
      }
      return;
    }
    ++candidates_;
    if (!is_of_interest()) return;
    x_ = proofs::assemble(test_.program, chosen_);
    choose_rf(0);
  }

  bool is_known(Fault const& fault) const {
    return std::ranges::any_of(found_.faults, [&](Fault const& f) { return is_same_fault(f, fault); });
  }
  bool is_of_interest() const {
    bool const is_stuck =
        std::ranges::find(chosen_, ThreadRun::End::Stuck, &ThreadRun::end) != chosen_.end();
    return has_fault(chosen_) ? std::ranges::any_of(chosen_, [&](ThreadRun const& run) {
      return run.meaningless && !is_known(*run.meaningless);
    }) : !is_stuck;
  }

  void choose_rf(EventId read) {
    if (candidates_ > limit_) return;
    if (read == x_.events.size()) {
      choose_co();
      return;
    }
    auto const& r = x_.events[read];
    if (r.kind != EventKind::Read) {
      choose_rf(read + 1);
      return;
    }
    for (EventId write = 0; write < x_.events.size(); ++write) {
      auto const& w = x_.events[write];
      if (w.kind != EventKind::Write || w.address != r.address || w.value != r.value) continue;
      x_.rf.insert(write, read);
      choose_rf(read + 1);
      x_.rf.erase(write, read);
    }
  }

  void choose_co() {
    std::map<Value, std::vector<EventId>> writes;
    for (EventId e = 0; e < x_.events.size(); ++e)
      if (x_.events[e].kind == EventKind::Write) writes[*x_.events[e].address].push_back(e);
    std::vector<std::vector<EventId>> cells;
    for (auto const& [cell, events] : writes) cells.push_back(events);
    order_cells(cells, 0);
  }
  void order_cells(std::vector<std::vector<EventId>>& cells, std::size_t cell) {
    if (candidates_ > limit_) return;
    if (cell == cells.size()) {
      ++candidates_;
      x_.co = Relation(x_.events.size());
      for (auto const& order : cells)
        for (std::size_t b = 0; b < order.size(); ++b)
          for (std::size_t a = 0; a < b; ++a) x_.co.insert(order[a], order[b]);
      x_.choices.clear();
      choose();
      return;
    }
    do order_cells(cells, cell + 1); // the initial write stays first
    while (candidates_ <= limit_ && std::next_permutation(cells[cell].begin() + 1, cells[cell].end()));
  }

  // What the model chooses, one choice after the other: each may depend on those before.
  void choose() {
    if (x_.choices.size() == model_.choices.size()) return judge();
    for (auto& chosen :
         proofs::possible_choices(model_, x_.choices.size(), x_, proofs::evaluate(model_, x_))) {
      ++candidates_;
      x_.choices.push_back(std::move(chosen));
      choose();
      x_.choices.pop_back();
    }
  }

  void judge() {
    auto const final_state = [&](Observable const& o) { return proofs::observe(x_, o); };
    auto const is_complete = x_.completion == Completion::Complete;
    if (is_complete && test_.filter && !holds(*test_.filter, test_.program, final_state)) return;
    if (x_.completion == Completion::Cut && found_.bound_reached) return;
    auto const evaluation = proofs::evaluate(model_, x_);
    if (!evaluation.consistent) return;
    if (x_.completion == Completion::Fault) {
      for (auto const& run : chosen_)
        if (run.meaningless && !is_known(*run.meaningless)) found_.faults.push_back(*run.meaningless);
      return;
    }
    if (!is_complete) {
      found_.bound_reached = true;
      return;
    }
    ++(holds(test_.proposition, test_.program, final_state) ? found_.positive : found_.negative);
    found_.states.push_back(state());
    flags_.insert(evaluation.flags.begin(), evaluation.flags.end());
    found_.undefined |= evaluation.undefined;
    found_.executions.push_back(x_);
  }
  std::vector<Value> state() const {
    std::vector<Value> out;
    for (auto const& observable : test_.observed) {
      auto const* array = std::get_if<WholeArray>(&observable);
      if (!array) {
        out.push_back(proofs::observe(x_, observable));
        continue;
      }
      auto const cells = test_.program.objects[array->object].initial.size();
      for (std::size_t i = 0; i < cells; ++i)
        out.push_back(proofs::observe(x_, Cell{address(array->object, static_cast<std::int64_t>(i))}));
    }
    return out;
  }

  LitmusTest const& test_;
  MemoryModel const& model_;
  std::uint64_t limit_, candidates_ = 0;
  bool looks_for_faults_ = false;
  Runs chosen_;
  Execution x_;
  std::set<std::string> flags_;
  Enumeration found_;
};

} // namespace

std::optional<Enumeration> enumerate(LitmusTest const& test, MemoryModel const& model, unsigned unroll,
                                     Effort effort) {
  auto threads = runs_over_all_values(test, model.locks, unroll, effort.runs);
  if (!threads) return std::nullopt;
  return Enumerator(test, model, effort.candidates).run(std::move(*threads));
}

} // namespace barrister
