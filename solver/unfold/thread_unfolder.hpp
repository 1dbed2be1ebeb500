// SPDX-License-Identifier: BSD-2-Clause
// Unrolls one thread into events under guards.
//
// One pass over each thread keeps, for every local, a term for its value and the reads that value comes from.
// At an `if`, both branches run on copies; where they meet, a local that differs becomes a Select.
//
// Dependencies are herd7's for C (herdtools7 pull request 183): data and addr follow values through locals
// alone; ctrl starts at the reads a condition was computed from and ends at each event of the branch taken,
// not behind it. A local assigned in a branch hands the branch's reads on to conditions it is used in, not to
// data.
//
// Each Labelled has a term for whether it was left. Behind a statement that may have left one, the rest of
// the block is a branch of its own, under the guard that nothing was left.
#pragma once
#include "solver/graph/graph_builder.hpp"
#include "spec/memory_model.hpp"
#include <functional>
#include <map>
#include <set>
#include <span>
#include <utility>

namespace barrister::solver {

struct Source {
  EventId read;
  GuardId when;
  friend auto operator<=>(Source const&, Source const&) = default;
};
using Sources = std::vector<Source>; // ascending, no duplicates

struct Known { // about a value
  TermId term = 0;
  Sources data, ctrl; // reads it comes from: through values alone; through a branch, too
  friend bool operator==(Known const&, Known const&) = default;
};

// Whether interrupts are off, and how deep preemption is disabled; in protocols.
struct Depth {
  int irqs = 0, preemption = 0; // irqs: 1 where they are off
  friend bool operator==(Depth const&, Depth const&) = default;
};

// By the local that has the flags which were saved: whether interrupts were on, where that is one on all
// ways.
using SavedFlags = std::map<LocalId, bool>;

struct Open { // a Labelled that is being run
  TermId left = 0;
  Sources decided;            // reads that decided whether we are still in it
  std::optional<Depth> depth; // where it was left
  SavedFlags saved{};         // there
};

struct State {
  std::vector<Known> locals;
  std::vector<Open> open; // outermost first
  Depth depth;
  SavedFlags saved{};
  bool is_dead = false; // every way here has left a block
};

void join(Sources& into, Sources const& more);
SavedFlags common(SavedFlags, SavedFlags const&); // what both say

class ThreadUnfolder {
public:
  ThreadUnfolder(GraphBuilder&, Program const&, Thread const&, CpuId cpu, unsigned rounds, LockSemantics);
  virtual ~ThreadUnfolder() = default;
  std::vector<TermId> run(); // the final term of each local

protected:
  Known value_of(Expression const& e);
  EventId next_event() const { return static_cast<EventId>(b_.graph.events.size()); }
  void demand(TermId term);
  void assign(LocalId target, Known value);
  // The reads that decided about what runs now.
  Sources deciding() const;
  EventId add(GraphEvent event);
  void depend(std::vector<Dependency>& relation, Sources const& sources, EventId to);
  // A read of the cell at `address`, its value included.
  EventId read(Known const& address, TagSet tags, TagSet zero = {}, TagSet nonzero = {});
  EventId write(Known const& address, Known const& value, TagSet tags);
  // What a cell holds after a store: cut to the object's type, which may depend on which object it is.
  TermId stored(Known const& address, TermId value);
  Known known(EventId read) const { return {b_.graph.events[read].value, {{read, guard_}}, {}}; }

  // Runs `f` where, besides what holds here, the condition holds (or does not): its events depend on the
  // reads the condition was computed from.
  template <class F> void under(Known const& condition, bool holds, F f) {
    auto const guard = b_.also(guard_, {condition.term, holds});
    if (!guard) return;
    auto const outer_guard = std::exchange(guard_, *guard);
    auto const outer_branch = branch_;
    join(branch_, condition.data);
    join(branch_, condition.ctrl);
    f();
    branch_ = outer_branch;
    guard_ = outer_guard;
  }
  Sources simpler(Sources const&);
  Sources restricted(Sources const& sources, Condition condition);
  // The state after one branch or the other.
  void meet(Known const& condition, State const& yes, State const& no);
  std::optional<Depth> meet(std::optional<Depth>, std::optional<Depth>);
  template <class Yes, class No> void branch(Known const& condition, Yes yes, No no) {
    auto const before = state_;
    under(condition, true, yes);
    auto const after_yes = std::exchange(state_, before);
    under(condition, false, no);
    auto const after_no = std::exchange(state_, before);
    auto const& term = b_.graph.terms[condition.term];
    if (term.kind == Term::Kind::Constant)
      state_ = truth(term.value) ? after_yes : after_no;
    else
      meet(condition, after_yes, after_no);
  }
  TermId left();
  // Runs `f` where no block around was left. Where one was, the locals stay as they are.
  template <class F> void unless_left(F f) {
    auto const any = left();
    if (auto const& term = b_.graph.terms[any]; term.kind == Term::Kind::Constant) {
      if (!truth(term.value)) f();
      return;
    }
    if (can_stop_ && is_open_question(state_.open.front().left)) {
      // First whether the run has stopped: nothing is asked behind it, so this leaves no trace in what is
      // known.
      branch(
          {state_.open.front().left, {}, {}}, [&] { stop(); },
          [&] {
            state_.open.front().left = b_.constant(number(0));
            unless_left(f);
          });
      return;
    }
    branch(
        {any, {}, {}},
        [&] {
          for (auto& o : state_.open)
            if (o.left == any) o.left = b_.constant(number(1));
          state_.is_dead = true;
        },
        [&] {
          for (auto& o : state_.open) o.left = b_.constant(number(0));
          f();
        });
  }
  void decide(Known const& condition, unsigned decides);

  // Statements (unfold_step.cpp).
  void step(Assign const&);
  virtual void step(Store const& s);
  void step(Loop const& s) {
    begin_loop(s);
    round(s, 0);
    end_loop();
  }
  void step(Leave const& s) { leave(state_.open.size() - 1 - s.levels); }
  void leave(std::size_t open);
  void block(std::span<Statement const> statements);
  virtual void step(Load const& s);
  void wait(EventId read, Expression const& until);
  TermId would_pass(LocalId target, Known value, Expression const& until);
  EventId fence(TagSet tags);
  virtual void step(Fence const& s);
  struct Effect { // of a read-modify-write that read something
    Known success, next, expected;
  };
  Effect effect_of(Rmw const& s, Known const& address, Known const& old);
  Known result_of(Rmw const& s, Known const& address, Effect effect, Known const& old);
  virtual void step(Rmw const& s);
  void step(If const& s);
  void round(Loop const& s, unsigned done);
  void test(Loop const& s, unsigned done);
  void step(Labelled const& s);

  // In protocols alone: protocol/context_unfolder.hpp.
  virtual void step(Choose const&) {}
  virtual void step(OwnedLoad const&) {}
  virtual void step(OwnedStore const&) {}
  virtual void step(Count const&) {}
  virtual void step(CountLoad const&) {}
  virtual void step(Assume const&) {}
  virtual void step(Mask const&) {}
  virtual void step(Raise const&) {}
  virtual TermId this_cpu() { return b_.constant(number(cpu_)); }
  virtual void begin_statement() {} // it is come to
  virtual void begin_step() {}      // before what is a step of a protocol's run; it may stop there
  virtual void begin_turn() {}      // the step is taken
  bool may_have_left();
  bool has_stopped(State const&) const;
  bool is_open_question(TermId t) const { return b_.graph.terms[t].kind != Term::Kind::Constant; }
  void stop() {
    state_.open.front().left = b_.constant(number(1));
    state_.is_dead = true;
  }
  // Where a statement may have a fault, the run may stop before it.
  void may_fault(Statement const&);
  void may_fault(FaultAt, Expression const* place, std::span<Expression const* const> values);
  virtual std::size_t cpus() const { return 0; }
  virtual void stopped_by_fault() {}
  virtual void begin_loop(Loop const&) {}
  virtual void begin_round(Loop const&, unsigned) {}
  virtual void end_loop() {}
  // A waiting operation. `passes` says whether it would if it read the final value; in litmus tests it has to
  // pass, and is not asked.
  virtual void waiting(std::function<void()> const& pass, std::function<TermId()> const&) { pass(); }
  // Whether a loop whose condition this is may go round once more.
  virtual bool may_go_round(unsigned done, Known const&) const { return done < rounds_; }
  // The loop wants one round more.
  virtual void cut(Known const& condition);

  // Locks (unfold_lock.cpp).
  // A lock event that only marks its place, for the model to relate.
  EventId mark(Known const& address, TagSet tags);
  // The same, but with an answer: 0 for a free lock, 1 for a held one.
  EventId ask(Known const& address, TagSet zero, TagSet nonzero);
  void lock_write(Known const& address, EventId r);
  void step(Lock const& s);
  virtual void step(Unlock const& s);
  virtual void step(Trylock const& s);
  virtual void step(IsLocked const& s);

  GraphBuilder& b_;
  Program const& program_;
  Thread const& thread_;
  CpuId cpu_;
  unsigned rounds_;
  bool by_model_; // the locks are the model's
  State state_;
  GuardId guard_ = 0;
  Sources branch_; // reads that the branches around here were decided by
  InstructionId instruction_ = 0;
  Statement const* statement_ = nullptr;
  std::uint32_t step_ = 0, since_ = 0; // of the events that are made now
  std::set<InstructionId> const* may_fault_ = nullptr;
  bool can_stop_ = false;      // the outermost block is left where the run stops
  bool depths_differ_ = false; // where two ways meet
};

} // namespace barrister::solver
