// SPDX-License-Identifier: BSD-2-Clause
// A state of a protocol under sequential consistency. In every state each run is right before a step, or has
// ended: what is local has been done already, and locals that nothing reads any more are 0, so that states
// that go on alike compare equal.
#pragma once
#include "proofs/sc/liveness.hpp"
#include "spec/protocol.hpp"

namespace barrister::sc {

// Statements of a block still to be executed, from `next` on.
struct Frame {
  enum class Kind : std::uint8_t { Plain, Labelled, Test, Round } kind = Kind::Plain;
  Block const* block = nullptr;
  std::size_t next = 0;
  Loop const* loop = nullptr; // of Test and Round
  friend bool operator==(Frame const&, Frame const&) = default;
};

// Tasks are numbered by themselves; acts and interrupts by how deep they are on the stack of their CPU.
struct RunName {
  CpuId cpu = no_such_cpu; // of an act or an interrupt
  std::size_t number = 0;
  static constexpr CpuId no_such_cpu = ~CpuId{0};
  bool is_task() const { return cpu == no_such_cpu; }
  friend auto operator<=>(RunName const&, RunName const&) = default;
};
inline RunName task(std::size_t number) { return {RunName::no_such_cpu, number}; }
constexpr RunName ended_in_reader{RunName::no_such_cpu, ~std::size_t{0}}; // any run that has ended in one

// The values of locals; those that are 0 take no space.
class Locals {
public:
  Value operator[](LocalId) const;
  void set(LocalId, Value);
  void forget_all_but(LiveLocals const&); // they are 0
  template <class F> void for_each(F f) const {
    for (auto const& [local, value] : values_) f(local, value);
  }
  friend bool operator==(Locals const&, Locals const&) = default;

private:
  std::vector<std::pair<LocalId, Value>> values_; // ascending
};

struct Run {
  std::uint32_t number = 0; // of Record::runs
  ContextId context = 0;
  CpuId cpu = 0;
  std::vector<Frame> frames; // the innermost is the last; none: it has ended
  Locals locals;
  bool irqs_off = false;
  int preemption = 0;   // how often it is disabled
  unsigned readers = 0; // how many, one in the other, it is in
  bool in_grace_period = false;
  // By its grace period: readers that were open when it began, and still are.
  std::vector<RunName> awaited;
  std::vector<Value> srcu;           // the srcu_structs of those readers that it is in, the outermost first
  std::optional<Value> srcu_awaited; // whose readers its grace period waits for:
  // so many of this run's, which were open then, and still are.
  std::vector<std::pair<RunName, std::size_t>> awaited_of_srcu;
  bool has_ended() const { return frames.empty(); }
  friend bool operator==(Run const&, Run const&) = default;
};

struct Cpu {
  std::vector<Run> stack; // acts and interrupts; the last one runs
  // The task that has the turn and does not give it to others: it has disabled interrupts or preemption.
  std::optional<std::size_t> holder;
  std::vector<unsigned> raised; // by context, up to the last interrupt: those not taken yet
  friend bool operator==(Cpu const&, Cpu const&) = default;
};

// How a state was come to, where that is asked for. States that go on alike are equal, whatever it is.
struct Record {
  static constexpr std::uint32_t last = ~std::uint32_t{0}, to_come = last - 1;
  struct Did {
    enum class Kind : std::uint8_t { Begins, Chooses, Reads, ReadsOwned, Writes, Steps } kind;
    std::uint32_t run;
    Value value; // of what chooses, reads or writes
    // A write of the same cell, numbered as they were done from the initial one: what a read sees, if it is
    // not the last one, or is still to come; what a write comes before in co, if it is not the last one.
    std::uint32_t write = last;
  };
  struct Written {
    std::uint32_t number;
    Value value;
    std::vector<CpuId> known_to; // that wrote or read it
  };
  bool is_on = false;
  std::vector<std::pair<ContextId, CpuId>> runs; // as they began
  std::vector<Did> done;
  // Where accesses stray: how many each run has made, and of each cell the writes, in the order of co.
  std::vector<std::uint32_t> accesses;
  std::vector<std::vector<Written>> memory;

  std::uint32_t begin(ContextId, CpuId); // the number of a new run
  void add(Did::Kind, std::uint32_t run, Value = number(0), std::uint32_t write = last);
  void remember(std::size_t cell, CpuId, Value, std::uint32_t before);
  friend bool operator==(Record const&, Record const&) { return true; }
};

struct State {
  std::vector<Value> cells, owned;
  std::vector<unsigned> counts; // by accumulator
  std::vector<Run> tasks;
  std::vector<Cpu> cpus;
  std::vector<bool> has_acted;       // by context
  bool reader_left_open = false;     // by a run that has ended
  std::vector<Value> srcu_left_open; // likewise, one for each reader
  std::string fault;                 // what had no meaning: nothing goes on from here
  Record record;
  friend bool operator==(State const&, State const&) = default;
};
inline Run& run_of(State& s, RunName name) {
  return name.is_task() ? s.tasks[name.number] : s.cpus[name.cpu].stack[name.number];
}
inline Run const& run_of(State const& s, RunName name) {
  return name.is_task() ? s.tasks[name.number] : s.cpus[name.cpu].stack[name.number];
}

struct Astray;

struct HashOfState {
  std::size_t operator()(State const&) const;
};

// What does not change.
struct World {
  explicit World(Protocol const&, std::vector<std::string> without = {},
                 std::vector<std::string> any_times = {}, unsigned most_counted = 3);
  Protocol const& protocol;
  std::vector<std::string> without;   // agents that do not act
  std::vector<std::string> any_times; // agents that act any number of times
  unsigned most_counted;              // an accumulator goes no further
  bool records = false;               // how its states were come to
  Astray const* astray = nullptr;     // accesses stray: its states are recorded
  std::vector<std::size_t> first_cell,
      first_owned;               // in State::cells, by object; in State::owned, by variable
  std::vector<ContextId> tasks;  // the context of each
  std::vector<bool> has_assumes; // by context
  std::unordered_map<Statement const*, LiveLocals> live; // before each statement
  std::size_t owned_by(OwnedId variable, std::uint32_t owner) const { return first_owned[variable] + owner; }
};

} // namespace barrister::sc
