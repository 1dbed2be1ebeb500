// SPDX-License-Identifier: BSD-2-Clause
// What a program could do, loops unrolled: every event that some execution has, each under its guard. Values
// not yet known are terms over the values that reads return.
#pragma once
#include "spec/brackets.hpp"
#include "spec/execution.hpp"
#include <map>

namespace barrister::solver {

using TermId = std::uint32_t;
struct Term {
  enum class Kind : std::uint8_t {
    Constant,  // value
    ReadValue, // of event a: what a read returns, or a lock event answers
    Operation, // op on terms a and b (b unused when unary), in a type (c); no value where `apply` has none
    Select,    // b if term a is not 0, else c
    Convert,   // term a as an object of types[b] holds it
    // In protocols.
    Free,    // any number below free[a]
    Cpu,     // on which the run a is
    Owned,   // what the owned read a gives
    FinalAt, // the last value of the cell at the address that is term a
    Holds    // whether guard a does: 1 or 0
  } kind = Kind::Constant;
  Operator op = Operator::Add;
  std::uint32_t a = 0, b = 0, c = 0;
  Value value;
  friend auto operator<=>(Term const&, Term const&) = default;
};

// A guard: all of its conditions hold. Guard 0 has none.
using GuardId = std::uint32_t;
struct Condition {
  TermId term;
  bool holds; // the term must be not 0 (true), or 0 (false)
  friend auto operator<=>(Condition const&, Condition const&) = default;
};
using Guard = std::vector<Condition>; // ascending, no two of one term
// One has a condition, and the other that it does not hold: they never hold both.
bool have_opposites(Guard const&, Guard const&);

// A litmus test's thread, which has a CPU of its own; or the run of a protocol's context, wherever it is.
constexpr std::uint32_t no_thread = no_cpu; // of initial writes
struct GraphEvent {
  EventKind kind = EventKind::Fence;
  std::uint32_t thread = no_thread;
  GuardId guard = 0;
  std::optional<TermId> address;
  TermId value = 0; // written, or the ReadValue of the event itself
  TagSet tags;
  // Besides `tags`, by a term that is settled once a read has its value, or a lock event that the model
  // relates its answer: a trylock's LKR or LF.
  TermId decides = 0;
  TagSet zero_tags, nonzero_tags;
  bool answers = false; // no read, but its value is 0 or 1: a lock event that the model relates
  // A fence before a read-modify-write that may fail: what the next event, its read, returns decides the
  // guard.
  bool is_early = false;
  InstructionId instruction = 0;
  std::uint32_t step = 0; // of its run, in protocols
  // The first step behind which what others do is not before it: its own, but of a grace period that in which
  // it begins.
  std::uint32_t since = 0;
  // Where all is in a line: so many events right before it came after its beginning, and are not before it.
  std::uint32_t meanwhile = 0;
  std::uint32_t run = 0; // and of which run it is
};

// to depends on from when both are executed and `when` holds.
struct Dependency {
  EventId from, to;
  GuardId when;
};

// A waiting operation: an execution that gets to it passes if the term is not 0, and is stuck if it is 0.
struct Wait {
  std::uint32_t thread;
  EventId read; // whose value decides
  GuardId guard;
  TermId passes;
};
// A loop that wants one round more than it was unrolled for.
struct Cut {
  std::uint32_t thread;
  GuardId guard;
  EventId before;          // the event that comes next, or would
  std::size_t demands = 0; // so many of the graph's come before it
};

// Where the guard holds, the term must have a value: C gives no meaning to an execution in which it has none.
struct Demand {
  std::uint32_t thread;
  GuardId guard;
  TermId term;
  EventId before; // as of Cut
  InstructionId instruction = 0;
};

// A run may stop before a statement because of a fault: where the guard holds it does, and then one of the
// terms has no value, or the place is no cell, or no CPU. Only in graphs that were unfolded for that.
struct FaultAt {
  std::uint32_t thread;
  InstructionId instruction;
  GuardId stops;
  std::vector<TermId> terms;
  std::optional<TermId> place{};
  std::size_t cpus = 0; // so many there are, where the place is a CPU
};

// In protocols: an access of a variable that only its owner touches. A read by `final_read` is of what the
// owner that `step` names has in the end.
constexpr std::uint32_t final_read = ~std::uint32_t{0};
struct OwnedAccess {
  OwnedId variable;
  std::uint32_t run, step;
  GuardId guard;
  TermId value;          // written, or the Owned term of the read itself
  bool is_check = false; // whether a task is its CPU's current one: no step of the program's
};

// Events: initial writes by object and cell, then thread by thread in program order: the unrolled program is
// a DAG laid out in order.
struct EventGraph {
  std::string problem; // why it is not whole, and nothing may be concluded from it; or empty
  std::vector<Term> terms;
  std::vector<Guard> guards;
  std::vector<Type> types; // of Convert and Operation
  std::vector<GraphEvent> events;
  std::vector<Dependency> addr, data, ctrl;
  std::vector<std::pair<EventId, EventId>> rmw;
  std::vector<Wait> waits;
  std::vector<Cut> cuts;
  std::vector<Demand> demands;
  std::vector<FaultAt> faults;
  std::vector<unsigned> free;
  std::vector<std::vector<CpuId>> cpus_of_run; // where it may be
  std::vector<OwnedAccess> owned_reads, owned_writes;
  std::vector<std::vector<TermId>> owned_initial; // by variable, by owner
  std::vector<std::vector<TermId>> locals;        // final term of each local, by thread
  std::vector<bool> observed;                     // by object: its final value is asked for
  std::vector<bool> holds_pointers; // by initial write: its cell is of a pointer's type, or of none
  std::size_t initial_writes = 0;
  std::size_t threads = 0;
  TagNames tag_names;
};

// In program order, if both are executed. Of different runs of a protocol, their turns say it.
inline bool is_before(EventGraph const& graph, EventId a, EventId b) {
  auto const &x = graph.events[a], &y = graph.events[b];
  bool const are_unmatched = x.run != y.run && is_bracket(x.tags) && is_bracket(y.tags);
  return x.thread == y.thread && x.thread != no_thread && a + y.meanwhile < b && !are_unmatched;
}

// In which an Operation is computed: its c counts the types of the graph from 1 on; 0 is 64 bits, signed.
Type const& type_of(EventGraph const&, Term const& operation);
std::optional<Value> apply(EventGraph const&, Term const& operation, Value left, Value right);

// A fence in the sense of cat's F, which events of SRCU and of locks are not: they have an address.
bool is_fence(GraphEvent const&);
// Accesses have one, and events of SRCU, but not those of locks.
bool has_value(GraphEvent const&);
// Of a pointer, or of none: what may hold an address that the program never puts there.
bool may_be_pointer(Type const&);

// Is the final value of this initial write's cell asked for?
bool is_observed(EventGraph const&, EventId initial_write);

// Writes whose value or address is not a constant. A chain of values, each computed from the one before,
// visits each of them at most once, unless it justifies itself in a circle.
std::size_t computed_writes(EventGraph const&);

} // namespace barrister::solver
