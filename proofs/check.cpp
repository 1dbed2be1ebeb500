// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/check.hpp"
#include "proofs/choices.hpp"
#include "proofs/reader.hpp"
#include "proofs/reads_of.hpp"
#include "proofs/well_formed.hpp"
#include <algorithm>

namespace barrister::proofs {
namespace {

using Complaints = std::vector<std::string>;

class Checker {
public:
  Checker(Program const& program, Execution const& x, std::span<Waiter const> waiters = {},
          std::span<Fault const> faults = {})
      : program_(program), x_(x), waiters_(waiters), faults_(faults) {}

  // All that does not depend on the model, but for who has the locks.
  Complaints candidate(ThreadRuns& runs) {
    also(complaints_about_shape(program_, x_));
    for (auto const& e : x_.events)
      if (!e.is_initial() && e.cpu >= program_.threads.size()) {
        complain("an event is of CPU " + std::to_string(e.cpu) + ", which runs nothing");
        break;
      }
    if (!complaints_.empty()) return std::move(complaints_);
    auto const expected = !faults_.empty()   ? Completion::Fault
                          : waiters_.empty() ? Completion::Complete
                                             : Completion::Stuck;
    if (x_.completion != expected)
      complain(!faults_.empty()   ? "the execution does not end with a fault"
               : waiters_.empty() ? "the execution is not complete"
                                  : "the execution is not stuck");
    if (auto const rerun = run_again(runs)) also(differences(program_, x_, *rerun));
    also(complaints_about_rf(program_, x_));
    also(complaints_about_co(program_, x_));
    return std::move(complaints_);
  }

  // Of an execution that is a candidate: that each waiter has something to wait for.
  Complaints waiting(MemoryModel const& model) {
    for (auto const& waiter : waiters_)
      if (waiter.holder >= x_.events.size())
        complain(name_of(waiter.cpu) + " waits for an event that is not there");
      else if (waiter.what == Waiter::For::Lock)
        check_lock(waiter);
      else
        check_reader(waiter, model);
    return std::move(complaints_);
  }

private:
  void complain(std::string what) { complaints_.push_back(std::move(what)); }
  std::string name(EventId e) const { return name_of_event(program_, x_, e); }
  static std::string name_of(CpuId cpu) { return "P" + std::to_string(cpu); }
  EventId count() const { return static_cast<EventId>(x_.events.size()); }

  void also(Complaints more) { std::ranges::move(more, std::back_inserter(complaints_)); }

  std::optional<Execution> run_again(ThreadRuns& all) {
    auto reads = reads_of(x_, program_.threads.size());
    std::vector<ThreadRun> runs;
    for (auto const& waiter : waiters_) // what the lock is read to be: held
      if (waiter.what == Waiter::For::Lock && waiter.cpu < reads.size())
        reads[waiter.cpu].push_back(number(1));
    for (CpuId cpu = 0; cpu < program_.threads.size(); ++cpu) {
      runs.push_back(all.of(cpu, reads[cpu]));
      auto const thread = name_of(cpu);
      if (!faults_.empty()) {
        leave_beginning(runs.back(), cpu);
        continue;
      }
      if (auto const waiter = std::ranges::find(waiters_, cpu, &Waiter::cpu); waiter != waiters_.end()) {
        if (!stop(runs.back(), *waiter)) complain(thread + " does not come to where it is said to wait");
        continue;
      }
      switch (runs.back().end) {
      case ThreadRun::End::Complete: break;
      case ThreadRun::End::Stuck: complain(thread + " waits for ever on the values it reads"); break;
      case ThreadRun::End::Cut: complain(thread + " runs a loop more often than allowed"); break;
      case ThreadRun::End::NeedsValue: complain(thread + " reads more often than claimed"); break;
      case ThreadRun::End::Stopped:
      case ThreadRun::End::Excluded: complain(thread + " runs a statement of a protocol"); break;
      case ThreadRun::End::Fault: complain(thread + " has no meaning: " + runs.back().fault); break;
      }
    }
    if (!complaints_.empty()) return std::nullopt;
    return assemble(program_, runs);
  }

  // Of a run that need not end: as much as it is said to have done. What has a fault does no more than that.
  void leave_beginning(ThreadRun& run, CpuId cpu) {
    auto const done = static_cast<EventId>(std::ranges::count(x_.events, cpu, &Event::cpu));
    auto const fault = std::ranges::find(faults_, cpu, &Fault::by);
    bool const comes_to_it =
        fault == faults_.end() ||
        (run.end == ThreadRun::End::Fault && run.meaningless == *fault && run.events.size() == done);
    if (!comes_to_it) complain(name_of(cpu) + " does not come to the fault it is said to");
    if (run.events.size() < done) complain(name_of(cpu) + " does less than claimed");
    if (run.events.size() > done) keep(run, done);
    run.end = ThreadRun::End::Fault;
    if (cpu < x_.locals.size()) run.locals = x_.locals[cpu]; // they have no final values
  }
  static void keep(ThreadRun& run, EventId first) {
    run.events.resize(first);
    for (auto* pairs : {&run.addr, &run.data, &run.ctrl, &run.rmw})
      std::erase_if(*pairs, [&](auto const& pair) { return pair.second >= first; });
  }

  // Takes from the run what waits and all after it; says whether it was there.
  bool stop(ThreadRun& run, Waiter const& waiter) const {
    auto const first = static_cast<EventId>(std::ranges::count(x_.events, waiter.cpu, &Event::cpu));
    if (first >= run.events.size()) return false;
    auto const waits = run.events[first];
    auto const is_grace_period = waits.tags.has(Tag::SyncRcu) || waits.tags.has(Tag::SyncSrcu);
    bool const is_said = waiter.what == Waiter::For::Lock
                             ? run.end == ThreadRun::End::Stuck && first + 1 == run.events.size()
                             : is_grace_period;
    if (!is_said || waits.instruction != waiter.instruction || waits.address != waiter.address) return false;
    keep(run, first);
    run.end = ThreadRun::End::Stuck;
    if (waiter.cpu < x_.locals.size()) run.locals = x_.locals[waiter.cpu]; // they have no final values
    return true;
  }

  void check_lock(Waiter const& waiter) {
    auto const& held = x_.events[waiter.holder];
    bool const is_last = !x_.co.domain().contains(waiter.holder);
    if (held.kind != EventKind::Write || held.address != waiter.address || !is_last || !truth(held.value))
      complain(name(waiter.holder) + " does not leave the lock held that " + name_of(waiter.cpu) +
               " waits for");
  }
  void check_reader(Waiter const& waiter, MemoryModel const& model) {
    auto const& start = x_.events[waiter.holder];
    bool const is_srcu = waiter.address.has_value();
    bool const starts = start.cpu == waiter.cpu && start.address == waiter.address &&
                        start.tags.has(is_srcu ? Tag::SrcuLock : Tag::RcuLock);
    if (!starts || (is_srcu ? is_closed_srcu(waiter.holder) : is_closed_rcu(waiter.holder)))
      complain(name(waiter.holder) + " does not start a reader that is still open");
    else if (grace_period_ends_in_reader(model, is_srcu ? Domain::Srcu : Domain::Rcu))
      complain("the model lets a grace period end inside a reader");
  }
  bool is_closed_srcu(EventId start) const {
    for (EventId e = 0; e < count(); ++e)
      if (x_.data.contains(start, e) && x_.events[e].tags.has(Tag::SrcuUnlock)) return true;
    return false;
  }
  bool is_closed_rcu(EventId start) const {
    int depth = 1;
    for (EventId e = start + 1; e < count() && x_.events[e].cpu == x_.events[start].cpu; ++e) {
      depth += x_.events[e].tags.has(Tag::RcuLock) ? 1 : x_.events[e].tags.has(Tag::RcuUnlock) ? -1 : 0;
      if (depth == 0) return true;
    }
    return false;
  }

  Program const& program_;
  Execution const& x_;
  std::span<Waiter const> waiters_;
  std::span<Fault const> faults_;
  Complaints complaints_;
};

} // namespace

Recheck::Recheck(Program const& program, PreparedAxioms const& axioms, unsigned unroll)
    : program_(program), model_(axioms.model()), runs_(program, unroll, model_.locks), axioms_(axioms) {}

Complaints Recheck::complaints(Execution const& x) {
  auto out = Checker(program_, x).candidate(runs_);
  return out.empty() ? axioms_.broken_by(x) : out;
}

Complaints Recheck::complaints_as_forbidden(Execution const& x) {
  auto out = Checker(program_, x).candidate(runs_);
  if (!out.empty()) return out;
  auto const evaluation = evaluate(model_, x);
  if (!evaluation.unsettled.empty()) return {evaluation.unsettled};
  out = complaints_about_choices(model_, x, evaluation);
  if (out.empty() && evaluation.consistent) out.push_back("every axiom holds, so the model allows it");
  return out;
}

Complaints Recheck::complaints_as_stuck(Deadlock const& deadlock) {
  auto const& x = deadlock.execution;
  if (deadlock.waiters.empty()) return {"nothing waits"};
  auto out = Checker(program_, x, deadlock.waiters).candidate(runs_);
  if (out.empty()) out = axioms_.broken_by(x);
  return out.empty() ? Checker(program_, x, deadlock.waiters).waiting(model_) : out;
}

Complaints Recheck::complaints_as_faulty(FaultyExecution const& faulty) {
  if (faulty.faults.empty()) return {"nothing has a fault"};
  auto const& x = faulty.execution;
  for (auto const& fault : faulty.faults)
    if (fault.by >= program_.threads.size()) return {"a fault is of a CPU that runs nothing"};
  auto out = Checker(program_, x, {}, faulty.faults).candidate(runs_);
  return out.empty() ? axioms_.broken_by(x) : out;
}

Complaints complaints(Program const& program, MemoryModel const& model, Execution const& x, unsigned unroll) {
  PreparedAxioms const axioms(model);
  return Recheck(program, axioms, unroll).complaints(x);
}
Complaints complaints_as_stuck(Program const& program, MemoryModel const& model, Deadlock const& deadlock,
                               unsigned unroll) {
  PreparedAxioms const axioms(model);
  return Recheck(program, axioms, unroll).complaints_as_stuck(deadlock);
}
Complaints complaints_as_faulty(Program const& program, MemoryModel const& model,
                                FaultyExecution const& faulty, unsigned unroll) {
  PreparedAxioms const axioms(model);
  return Recheck(program, axioms, unroll).complaints_as_faulty(faulty);
}
Complaints complaints_as_forbidden(Program const& program, MemoryModel const& model, Execution const& x,
                                   unsigned unroll) {
  PreparedAxioms const axioms(model);
  return Recheck(program, axioms, unroll).complaints_as_forbidden(x);
}

Value observe(Execution const& x, Observable const& observable) {
  if (auto const* r = std::get_if<Register>(&observable)) return x.locals[r->cpu][r->local];
  if (auto const* cell = std::get_if<Cell>(&observable)) return final_value(x, cell->address);
  return final_value(x, address(std::get<WholeArray>(observable).object)); // its first cell
}

} // namespace barrister::proofs
