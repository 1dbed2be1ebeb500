// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/enumerate.hpp"
#include "proofs/check.hpp"
#include "proofs/choices.hpp"
#include "proofs/evaluate.hpp"
#include <algorithm>
#include <bitset>
#include <set>

namespace barrister {
namespace {

using proofs::ThreadRun;
using Runs = std::vector<ThreadRun>;

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
  static constexpr std::size_t most_facts = 256, looks_a_candidate = 30;
  Enumerator(LitmusTest const& test, MemoryModel const& model, std::uint64_t limit)
      : test_(test), model_(model), limit_(limit) {}

  std::optional<Enumeration> run(Guesses guessed) {
    found_.guessed = std::move(guessed.values);
    looks_for_faults_ = std::ranges::any_of(guessed.runs, has_fault);
    auto const initial = facts_of(proofs::initial_writes(test_.program.objects));
    for (auto& runs : guessed.runs) {
      if (looks_for_faults_) add_beginnings(runs);
      auto& facts = facts_.emplace_back();
      for (auto const& run : runs) facts.push_back(facts_of(run));
    }
    if (number_of_facts_.size() > most_facts) return std::nullopt;
    written_from_.resize(facts_.size() + 1);
    for (auto cpu = facts_.size(); cpu-- > 0;) {
      written_from_[cpu] = written_from_[cpu + 1];
      for (auto const& facts : facts_[cpu]) written_from_[cpu] |= facts.written;
    }
    for (bool const counts : {true, false}) {    // before any is judged: that takes longest
      if (counts && looks_for_faults_) continue; // one of each is enough: the others are not made
      only_counts_ = counts;
      candidates_ = looks_ = 0;
      choose_runs(guessed.runs, initial);
      if (candidates_ > limit_) return std::nullopt;
    }
    for (auto* states : {&found_.states, &found_.grounded_states}) sort(*states);
    found_.flags.assign(flags_.begin(), flags_.end());
    return std::move(found_);
  }

private:
  void sort(std::vector<std::vector<Value>>& states) const {
    std::ranges::sort(states, [&](auto const& a, auto const& b) {
      return std::ranges::lexicographical_compare(
          a, b, [&](Value v, Value w) { return before(test_.program, v, w); });
    });
    states.erase(std::unique(states.begin(), states.end()), states.end());
  }
  // Facts: that some cell is read, or written, with some value.
  using FactSet = std::bitset<most_facts>;
  struct Facts {
    FactSet read, written;
  };
  Facts facts_of(std::vector<Event> const& events) {
    Facts out;
    for (auto const& e : events) {
      if (e.kind == EventKind::Fence) continue;
      auto const fact =
          number_of_facts_.try_emplace({*e.address, e.value}, number_of_facts_.size()).first->second;
      if (fact < most_facts) (e.kind == EventKind::Read ? out.read : out.written).set(fact);
    }
    return out;
  }
  Facts facts_of(ThreadRun const& run) { return facts_of(run.events); }

  bool has_enough() {
    if (++looks_ > looks_a_candidate * limit_) candidates_ = limit_ + 1;
    return candidates_ > limit_;
  }
  // For each thread a run, so that each read has some write that it may be from.
  void choose_runs(std::vector<Runs> const& threads, Facts const& sofar) {
    auto const cpu = chosen_.size();
    if (cpu == threads.size()) {
      ++candidates_;
      if (!is_of_interest()) return;
      Runs runs;
      for (auto const* run : chosen_) runs.push_back(*run);
      x_ = proofs::assemble(test_.program, runs);
      choose_rf(0);
      return;
    }
    for (std::size_t i = 0; i < threads[cpu].size(); ++i) {
      auto const& run = threads[cpu][i];
      if (run.end == ThreadRun::End::Stuck && !looks_for_faults_) continue;
      if (has_enough()) return;
      auto const read = sofar.read | facts_[cpu][i].read, written = sofar.written | facts_[cpu][i].written;
      if ((read & ~(written | written_from_[cpu + 1])).any()) continue;
      chosen_.push_back(&run);
      choose_runs(threads, {read, written});
      chosen_.pop_back();
    }
  }

  bool is_known(Fault const& fault) const {
    return std::ranges::any_of(found_.faults, [&](Fault const& f) { return is_same_fault(f, fault); });
  }
  bool is_of_interest() const {
    bool is_stuck = false, is_faulty = false, is_fresh = false;
    for (auto const* run : chosen_) {
      is_stuck |= run->end == ThreadRun::End::Stuck;
      is_faulty |= run->end == ThreadRun::End::Fault;
      is_fresh |= run->meaningless && !is_known(*run->meaningless);
    }
    return is_faulty ? is_fresh : !is_stuck;
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
      if (only_counts_) return;
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
      for (auto const* run : chosen_)
        if (run->meaningless && !is_known(*run->meaningless)) {
          found_.faults.push_back(*run->meaningless);
          found_.has_circular_faults |= !is_grounded();
        }
      return;
    }
    if (!is_complete) {
      found_.bound_reached = true;
      return;
    }
    bool const is_positive = holds(test_.proposition, test_.program, final_state);
    ++(is_positive ? found_.positive : found_.negative);
    found_.states.push_back(state());
    if (is_grounded()) {
      ++(is_positive ? found_.grounded_positive : found_.grounded_negative);
      found_.grounded_states.push_back(found_.states.back());
    }
    flags_.insert(evaluation.flags.begin(), evaluation.flags.end());
    found_.undefined |= evaluation.undefined;
    found_.executions.push_back(x_);
  }
  // What an atomic operation gives starts no dependencies where it has fences: all that is behind it may be
  // computed from it.
  bool is_grounded() const {
    auto from = x_.addr | x_.data | x_.rf | x_.rmw;
    for (auto const& [read, write] : x_.rmw.pairs())
      for (EventId e = write; e < x_.events.size() && x_.events[e].cpu == x_.events[read].cpu; ++e)
        from.insert(read, e);
    return from.acyclic();
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
  std::uint64_t limit_, candidates_ = 0, looks_ = 0;
  bool looks_for_faults_ = false, only_counts_ = false;
  std::map<std::pair<Value, Value>, std::size_t> number_of_facts_; // by cell and value
  std::vector<std::vector<Facts>> facts_;                          // by CPU and run
  std::vector<FactSet> written_from_; // by CPU: by any run of it, or of those behind it
  std::vector<ThreadRun const*> chosen_;
  Execution x_;
  std::set<std::string> flags_;
  Enumeration found_;
};

} // namespace

std::optional<Enumeration> enumerate(LitmusTest const& test, MemoryModel const& model, unsigned unroll,
                                     Effort effort) {
  auto guessed = guess(test, model.locks, unroll, effort.guess, {effort.runs, effort.rounds});
  if (!guessed) return std::nullopt;
  return Enumerator(test, model, effort.candidates).run(std::move(*guessed));
}

} // namespace barrister
