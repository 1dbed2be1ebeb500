// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/guess.hpp"
#include "tests/support/constants.hpp"
#include <algorithm>

namespace barrister {
namespace {

using proofs::ThreadRun;
using Runs = std::vector<ThreadRun>;
using Domain = std::map<Value, std::set<Value>>;

class Guesser {
public:
  Guesser(LitmusTest const& test, LockSemantics locks, unsigned unroll, GuessLimits limits)
      : test_(test), locks_(locks), unroll_(unroll), limits_(limits),
        initial_(proofs::initial_writes(test.program.objects)) {
    for (auto const& write : initial_) domain_[*write.address].insert(write.value);
  }

  std::optional<Guesses> computed() {
    add(constants_of_code(test_.program));
    for (std::size_t round = 0;; ++round) {
      if (!run_all()) return std::nullopt;
      if (round > longest_chain() || !grow()) return result();
    }
  }
  std::optional<Guesses> closed() {
    add(constants_of_code(test_.program));
    add(constants_of_question(test_));
    add({number(0), number(1)});
    for (auto& [cell, values] : domain_)
      if (type_of_cell(test_.program.objects[cell.object], cell.number).spelling.ends_with('*'))
        for (auto const& write : initial_) values.insert(*write.address);
    for (std::size_t round = 0; round < limits_.rounds; ++round) {
      if (!run_all()) return std::nullopt;
      if (!grow()) return result();
    }
    return std::nullopt;
  }

private:
  // Those that fit.
  void add(std::set<Value> const& numbers) {
    for (auto& [cell, values] : domain_)
      for (auto v : numbers)
        if (!v.is_address() && convert(v, type_of_cell(test_.program.objects[cell.object], cell.number)) == v)
          values.insert(v);
  }

  bool run_all() {
    runs_.clear();
    for (CpuId cpu = 0; cpu < test_.program.threads.size(); ++cpu) {
      std::vector<Value> reads;
      add_runs(cpu, reads, runs_.emplace_back());
      if (runs_.back().size() > limits_.runs) return false;
    }
    return true;
  }
  // Those that go on from a beginning in which so much was read. `guessed`: the event that read last.
  void add_runs(CpuId cpu, std::vector<Value>& reads, Runs& out, std::optional<EventId> guessed = {}) {
    if (out.size() > limits_.runs) return;
    auto run = proofs::interpret(test_.program, cpu, reads, unroll_, locks_);
    if (guessed && run.events[*guessed].kind == EventKind::Read && run.events[*guessed].value != reads.back())
      return; // a lock word is 0 or 1, whatever is guessed
    if (run.end != ThreadRun::End::NeedsValue) {
      out.push_back(std::move(run));
      return;
    }
    // A lock event that is no read: the model decides which answers fit.
    static std::set<Value> const any_answer{number(0), number(1)};
    auto const& last = run.events.back();
    for (auto value : last.kind == EventKind::Fence ? any_answer : domain_.at(*last.address)) {
      reads.push_back(value);
      add_runs(cpu, reads, out, static_cast<EventId>(run.events.size() - 1));
      reads.pop_back();
    }
  }

  // Adds what the runs write; says whether anything was new.
  bool grow() {
    bool grown = false;
    for (auto const& runs : runs_)
      for (auto const& run : runs)
        for (auto const& e : run.events)
          if (e.kind == EventKind::Write) grown |= domain_[*e.address].insert(e.value).second;
    return grown;
  }
  std::size_t longest_chain() const {
    std::size_t out = 0;
    for (auto const& runs : runs_) {
      std::ptrdiff_t most = 0;
      for (auto const& run : runs)
        most = std::max(most, std::ranges::count(run.events, EventKind::Write, &Event::kind));
      out += static_cast<std::size_t>(most);
    }
    return out;
  }

  // Without runs that read what no run that is left writes.
  std::optional<Guesses> result() {
    for (bool changed = true; changed;) {
      std::set<std::pair<Value, Value>> written;
      auto const add = [&](Event const& e) {
        if (e.kind == EventKind::Write) written.insert({*e.address, e.value});
      };
      std::ranges::for_each(initial_, add);
      for (auto const& runs : runs_)
        for (auto const& run : runs) std::ranges::for_each(run.events, add);
      changed = false;
      for (auto& runs : runs_)
        changed |= std::erase_if(runs, [&](ThreadRun const& run) {
                     return std::ranges::any_of(run.events, [&](Event const& e) {
                       return e.kind == EventKind::Read && !written.contains({*e.address, e.value});
                     });
                   }) > 0;
    }
    return Guesses{std::move(domain_), std::move(runs_)};
  }

  LitmusTest const& test_;
  LockSemantics locks_;
  unsigned unroll_;
  GuessLimits limits_;
  std::vector<Event> initial_;
  Domain domain_;
  std::vector<Runs> runs_; // by CPU
};

} // namespace

std::optional<Guesses> guess(LitmusTest const& test, LockSemantics locks, unsigned unroll, Guess what,
                             GuessLimits limits) {
  Guesser guesser(test, locks, unroll, limits);
  return what == Guess::Computed ? guesser.computed() : guesser.closed();
}

} // namespace barrister
