// SPDX-License-Identifier: BSD-2-Clause
// A protocol, resolved: a small world of CPUs, the contexts that run on them, and what is claimed of it.
// spec/protocol.md has the language, spec/semantics.md the meaning; the numbers here are that page's.
//
// A context is one sequential piece of code with locals of its own: a task that has code, one act of an
// agent, or an interrupt handler. It is a Thread of the program, and no thread of it is tied to a CPU: the
// execution says where each context ran, and in which order the contexts of one CPU took turns.
#pragma once
#include "spec/program.hpp"

namespace barrister {

using ContextId = std::uint32_t; // index into Protocol::contexts, and into its program's threads

// Initial memory: cells that differ from what the objects say, and owned variables that do.
struct Start {
  std::string name, sentence;
  Place place;
  std::vector<std::pair<Value, Value>> cells; // address, value; ascending
  struct Owned {
    OwnedId variable;
    std::uint32_t owner; // a CPU, or a context
    Value value;
  };
  std::vector<Owned> owned;
};

struct Context {
  enum class Kind : std::uint8_t {
    Task,     // has to run; where `Protocol::current` is there, only while it is its CPU's current task
    Act,      // may happen or not; takes its turn as a whole, but for interrupts
    Interrupt // one run for each Raise that is executed, on the CPU it names
  } kind = Kind::Task;
  std::string name;        // "installer", "balancer", "call_function"
  std::string agent;       // of an Act: acts of one agent have the same code, and the second needs the first
  std::vector<CpuId> cpus; // where it may run: chosen once. An Interrupt: any that the world declares
  Value task;              // of a Task: the address of its task_struct
  Place place;
  bool recurs = false; // of an Act: there are more of its agent, as many as are wanted; it needs no other
  // Of an Act: its agent acts any number of times, each time anew finitely often; those that are here are as many as
  // are looked at where it is not shown that more make no difference.
  bool is_unbounded = false;
};

// A variable that only its owner's code touches: no event, no ordering. A read gives what its owner's program
// order last wrote.
struct OwnedVariable {
  std::string name;
  Type type;
  enum class Owner : std::uint8_t { Cpu, Context } owner = Owner::Cpu;
  Value initial; // for every owner, unless the start says otherwise
  bool is_ghost = false;
};
// Only its last value can be seen: how often it was counted, or (ever) whether.
struct Accumulator {
  std::string name;
  bool is_ever = false;
};

// Code that asks about a final state: its Loads, OwnedLoads and CountLoads give final values, in no order,
// and it does nothing else that could be seen. `result` ends as the answer. Without a value (a NULL
// followed), the answer is no.
struct Probe {
  std::vector<Local> locals;
  Block body;
  LocalId result = 0;
};

// What a claim asks, for those who read why it is so: as the user wrote it, and what its parts come to.
struct Wording {
  struct Part {
    std::string text;
    Probe value;
  };
  struct Instance { // one for each value of the name that is bound: "c = 1"; else one alone
    std::string of;
    Probe probe;
    std::vector<Part> parts;
  };
  std::string text;
  std::vector<Instance> instances;
};

struct Claim {
  enum class Kind : std::uint8_t {
    Never,      // no complete or stuck execution ends where the probe says yes
    Finally,    // every one ends where it says yes
    Terminates, // `context` ends, in every fair execution
    NoDeadlock, // no execution is stuck
    NoRaces,    // no complete or stuck execution has what the model flags as a data race
    Cover       // some complete or stuck execution ends where the probe says yes
  } kind = Kind::Never;
  std::string name, sentence;
  Place place;
  Probe probe;                        // of Never, Finally, Cover
  Wording wording{};                  // of the probe; may be empty
  ContextId context = 0;              // of Terminates
  std::vector<std::uint32_t> from;    // indices into Protocol::starts; empty: all
  std::vector<std::string> without;   // agents that do not act
  std::vector<std::string> any_times; // agents that act any number of times: of Terminates
  bool speaks_of_all = false; // of Never: of executions, too, that are cut or unfinished (semantics 10.7)
};

struct Protocol {
  std::string name, variant;
  Program program;      // thread i is what context i runs; initial values are those where no start says more
  std::size_t declared; // CPUs of the world: 0 to declared - 1
  std::size_t cpus;     // with the spare ones behind them, one for each act that may use one
  std::vector<Context> contexts;
  std::vector<OwnedVariable> owned;
  std::vector<Accumulator> accumulators;
  std::vector<Start> starts; // at least one; one name may stand for several
  std::vector<Claim> claims;
  // The owned variable that holds, by CPU, the task that runs there.
  std::optional<OwnedId> current;
};

} // namespace barrister
