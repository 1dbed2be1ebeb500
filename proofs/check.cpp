// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/check.hpp"
#include "proofs/choices.hpp"
#include "proofs/describe.hpp"
#include "proofs/interpret.hpp"
#include "proofs/reader.hpp"
#include <algorithm>

namespace barrister::proofs {
namespace {

using Complaints = std::vector<std::string>;

class Checker {
public:
  Checker(Program const& program, Execution const& x, LockSemantics locks, std::span<Waiter const> waiters = {})
      : program_(program), x_(x), locks_(locks), waiters_(waiters) {}

  // All that does not depend on the model.
  Complaints candidate(unsigned unroll) {
    if (!has_shape()) return std::move(complaints_);
    auto const expected = waiters_.empty() ? Completion::Complete : Completion::Stuck;
    if (x_.completion != expected)
      complain(waiters_.empty() ? "the execution is not complete" : "the execution is not stuck");
    if (auto const rerun = run_again(unroll)) compare(*rerun);
    check_rf();
    check_co();
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
  std::string name(EventId e) const {
    return "event " + std::to_string(e) + ", " + describe(program_, x_.events[e]) + ",";
  }
  bool is_write(EventId e) const { return x_.events[e].kind == EventKind::Write; }
  bool is_read(EventId e) const { return x_.events[e].kind == EventKind::Read; }
  static std::string name_of(CpuId cpu) { return "P" + std::to_string(cpu); }
  EventId count() const { return static_cast<EventId>(x_.events.size()); }

  // Whether the parts are of one size: what else is checked relies on it.
  bool has_shape() {
    if (!(x_.tag_names == program_.tag_names)) {
      complain("the execution names its tags otherwise than the program");
      return false;
    }
    for (auto const* relation : {&x_.po, &x_.addr, &x_.data, &x_.ctrl, &x_.rmw, &x_.rf, &x_.co})
      if (relation->size() != x_.events.size()) {
        complain("a relation is not over the events of the execution");
        return false;
      }
    for (auto const& e : x_.events)
      if (!e.is_initial() && e.cpu >= program_.threads.size()) {
        complain("an event is of CPU " + std::to_string(e.cpu) + ", which runs nothing");
        return false;
      }
    return true;
  }

  std::optional<Execution> run_again(unsigned unroll) {
    std::vector<std::vector<Value>> reads(program_.threads.size());
    for (auto const& e : x_.events)
      if (e.kind == EventKind::Read && !e.is_initial())
        reads[e.cpu].push_back(e.value);
      else if (e.kind == EventKind::Fence && (e.tags.has(Tag::Lf) || e.tags.has(Tag::Rl)))
        reads[e.cpu].push_back(number(1));
      else if (e.kind == EventKind::Fence && (e.tags.has(Tag::Lkr) || e.tags.has(Tag::Ru)))
        reads[e.cpu].push_back(number(0));
    std::vector<ThreadRun> runs;
    for (auto const& waiter : waiters_) // what the lock is read to be: held
      if (waiter.what == Waiter::For::Lock && waiter.cpu < reads.size())
        reads[waiter.cpu].push_back(number(1));
    for (CpuId cpu = 0; cpu < program_.threads.size(); ++cpu) {
      runs.push_back(interpret(program_, cpu, reads[cpu], unroll, locks_));
      auto const thread = name_of(cpu);
      if (auto const waiter = std::ranges::find(waiters_, cpu, &Waiter::cpu); waiter != waiters_.end()) {
        if (!stop(runs.back(), *waiter)) complain(thread + " does not come to where it is said to wait");
        continue;
      }
      switch (runs.back().end) {
      case ThreadRun::End::Complete: break;
      case ThreadRun::End::Stuck: complain(thread + " waits for ever on the values it reads"); break;
      case ThreadRun::End::Cut: complain(thread + " runs a loop more often than allowed"); break;
      case ThreadRun::End::NeedsValue: complain(thread + " reads more often than claimed"); break;
      case ThreadRun::End::Fault: complain(thread + " has no meaning: " + runs.back().fault); break;
      }
    }
    if (!complaints_.empty()) return std::nullopt;
    return assemble(program_, runs);
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
    run.events.resize(first);
    for (auto* pairs : {&run.addr, &run.data, &run.ctrl, &run.rmw})
      std::erase_if(*pairs, [&](auto const& pair) { return pair.second >= first; });
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

  void compare(Execution const& rerun) {
    if (rerun.observed != x_.observed) complain("the objects whose final value is asked for are others");
    if (rerun.events.size() != x_.events.size()) {
      complain("run again, the program has " + std::to_string(rerun.events.size()) + " events, not " +
               std::to_string(x_.events.size()));
      return;
    }
    for (EventId e = 0; e < count(); ++e)
      if (!(rerun.events[e] == x_.events[e]))
        complain(name(e) + " is, run again, " + describe(program_, rerun.events[e]));
    compare("po", x_.po, rerun.po);
    compare("addr", x_.addr, rerun.addr);
    compare("data", x_.data, rerun.data);
    compare("ctrl", x_.ctrl, rerun.ctrl);
    compare("rmw", x_.rmw, rerun.rmw);
    if (x_.locals != rerun.locals) complain("run again, the locals end with other values");
  }
  void compare(std::string const& relation, Relation const& claimed, Relation const& derived) {
    for (auto [a, b] : (claimed - derived).pairs())
      complain(relation + " should not relate " + name(a) + " to " + name(b));
    for (auto [a, b] : (derived - claimed).pairs())
      complain(relation + " should relate " + name(a) + " to " + name(b));
  }

  void check_rf() {
    std::vector<unsigned> sources(x_.events.size());
    for (auto [write, read] : x_.rf.pairs()) {
      ++sources[read];
      if (!is_write(write) || !is_read(read))
        complain("rf from " + name(write) + " to " + name(read) + " is not from a write to a read");
      else if (x_.events[write].address != x_.events[read].address)
        complain(name(read) + " reads from another cell: " + name(write));
      else if (x_.events[write].value != x_.events[read].value)
        complain(name(read) + " reads from another value: " + name(write));
    }
    for (EventId e = 0; e < count(); ++e)
      if (is_read(e) && sources[e] != 1)
        complain(name(e) + " reads from " + std::to_string(sources[e]) + " writes");
  }

  void check_co() {
    for (auto [a, b] : x_.co.pairs()) {
      if (!is_write(a) || !is_write(b) || x_.events[a].address != x_.events[b].address)
        complain("co relates " + name(a) + " to " + name(b) + " but orders writes of one cell only");
      else if (x_.events[b].is_initial())
        complain("co puts " + name(a) + " before the initial write");
    }
    for (EventId a = 0; a < count(); ++a)
      for (EventId b = 0; b < a; ++b)
        if (is_write(a) && is_write(b) && x_.events[a].address == x_.events[b].address &&
            x_.co.contains(a, b) == x_.co.contains(b, a))
          complain("co does not order " + name(b) + " and " + name(a));
    for (auto [a, b] : (x_.co.then(x_.co) - x_.co).pairs())
      complain("co is not transitive from " + name(a) + " to " + name(b));
    if (!x_.co.irreflexive()) complain("co has a write before itself");
  }

  Program const& program_;
  Execution const& x_;
  LockSemantics locks_;
  std::span<Waiter const> waiters_;
  Complaints complaints_;
};

Complaints broken_axioms(MemoryModel const& model, Execution const& x) {
  auto const evaluation = evaluate(model, x);
  auto out = complaints_about_choices(model, x, evaluation);
  for (std::size_t i = 0; i < model.checks.size(); ++i)
    if (model.checks[i].role == Role::Axiom && !evaluation.holds[i]) {
      auto const& check = model.checks[i];
      out.push_back("the axiom '" + (check.name.empty() ? check.text : check.name) + "' does not hold");
    }
  return out;
}

} // namespace

Complaints complaints(Program const& program, MemoryModel const& model, Execution const& x, unsigned unroll) {
  auto out = Checker(program, x, model.locks).candidate(unroll);
  return out.empty() ? broken_axioms(model, x) : out;
}

Complaints complaints_as_stuck(Program const& program, MemoryModel const& model, Deadlock const& deadlock,
                               unsigned unroll) {
  auto const& x = deadlock.execution;
  if (deadlock.waiters.empty()) return {"nothing waits"};
  auto out = Checker(program, x, model.locks, deadlock.waiters).candidate(unroll);
  if (out.empty()) out = broken_axioms(model, x);
  return out.empty() ? Checker(program, x, model.locks, deadlock.waiters).waiting(model) : out;
}

Complaints complaints_as_forbidden(Program const& program, MemoryModel const& model, Execution const& x,
                                   unsigned unroll) {
  auto out = Checker(program, x, model.locks).candidate(unroll);
  if (!out.empty()) return out;
  auto const evaluation = evaluate(model, x);
  out = complaints_about_choices(model, x, evaluation);
  if (out.empty() && evaluation.consistent) out.push_back("every axiom holds, so the model allows it");
  return out;
}

Value observe(Execution const& x, Observable const& observable) {
  if (auto const* r = std::get_if<Register>(&observable)) return x.locals[r->cpu][r->local];
  if (auto const* cell = std::get_if<Cell>(&observable)) return final_value(x, cell->address);
  return final_value(x, address(std::get<WholeArray>(observable).object)); // its first cell
}

} // namespace barrister::proofs
