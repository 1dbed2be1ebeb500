// SPDX-License-Identifier: BSD-2-Clause
// A program: shared objects, and one structured body per CPU. Names are resolved, macros are expanded, and
// every access to shared memory is an instruction of its own: expressions read locals alone.
#pragma once
#include "spec/place.hpp"
#include "spec/tag.hpp"
#include "spec/value.hpp"
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace barrister {

using CpuId = std::uint32_t;
using LocalId = std::uint32_t;       // index into Thread::locals
using InstructionId = std::uint32_t; // index into Thread::instructions
using OwnedId = std::uint32_t;       // index into Protocol::owned
using AccumulatorId = std::uint32_t; // index into Protocol::accumulators

// A scalar in a struct; its name goes on from the object's: ".a", ".b[1]".
struct Member {
  std::string name;
  Type type;
};
// A shared variable, an array of them, or a struct. `initial` has one value per cell, as
// the test says it: the type cuts it.
struct Object {
  std::string name;
  Type type;
  std::vector<Value> initial{number(0)};
  bool is_array = false;
  std::vector<Member> members{}; // of a struct or an array of structs: one per cell
  bool is_observed = false;      // the final value of a cell of it is asked for
};
Type const& type_of_cell(Object const&, std::int64_t cell);

struct Local {
  std::string name; // empty for a temporary of the lowering
  Type type;
  Value initial; // parameters start with the address they name
};

struct Expression;
using ExpressionPtr = std::shared_ptr<Expression const>;
struct Constant {
  Value value;
};
struct LocalUse {
  LocalId local;
};
struct Operation {
  Operator op;
  ExpressionPtr left, right; // right is null when unary
  Type type{};               // in which it is computed
};
struct Conversion {
  ExpressionPtr operand;
  Type type;
};
struct ThisCpu {}; // the number of the CPU that runs this; in protocols
struct Expression {
  std::variant<Constant, LocalUse, Operation, Conversion, ThisCpu> node;
};

struct Statement;
using Block = std::vector<Statement>;

struct Assign {
  LocalId target;
  ExpressionPtr value;
};
// `until`, here and in Rmw: a waiting operation, which passes when this is not 0 with what was read in
// `target`, and is stuck otherwise. The rounds of waiting before are no events: they read, and order nothing.
struct Load {
  LocalId target;
  ExpressionPtr address;
  TagSet tags;
  bool starts_dependencies = true; // not __load{deref} (spec/lkmm_events.md)
  ExpressionPtr until{};
};
struct Store {
  ExpressionPtr address, value;
  TagSet tags;
};
// A fence. With an address, it is an event of SRCU: of that srcu_struct, and, up to Linux 6.3, with the value
// that srcu_read_lock() gives and srcu_read_unlock() takes (0 where there is none).
struct Fence {
  TagSet tags;
  ExpressionPtr address;
  ExpressionPtr value = nullptr;
};

enum class RmwResult : std::uint8_t { None, Old, New, Succeeded };
// A read-modify-write. Exchange: old -> operand. CompareExchange: old -> operand if old == expected.
// Arithmetic: old -> old op operand. AddUnless: old -> old + operand if `old test expected`. A failed one has
// no write, no fences, and a read of its own tags. Read and write carry Tag::Rmw besides. What one between
// fences gives starts no dependencies.
struct Rmw {
  enum class Kind : std::uint8_t { Exchange, CompareExchange, Arithmetic, AddUnless } kind;
  Operator op = Operator::Add; // Arithmetic only
  RmwResult result = RmwResult::None;
  LocalId target = 0; // unless result is None
  ExpressionPtr address, operand, expected;
  struct Tags {
    TagSet read, write, failed;   // failed: the read of a failed one
    std::optional<TagSet> fences; // of a fence before the read and another one behind the write
    friend bool operator==(Tags const&, Tags const&) = default;
  } tags;
  ExpressionPtr until{};
  Operator test = Operator::NotEqual; // AddUnless only
  Type type{};                        // in which the new value is computed
};
inline Rmw::Tags same_tags(TagSet t) { return {t, t, t, std::nullopt}; }

// Spinlocks. The lock word is 0 when free and 1 when held. Lock is a waiting operation: it passes when it
// reads 0 (events LKR, LKW) and is stuck otherwise. Trylock yields 1 (LKR, LKW) or 0 (LF). IsLocked: RL or
// RU.
struct Lock {
  ExpressionPtr address;
};
struct Unlock {
  ExpressionPtr address;
};
struct Trylock {
  LocalId target;
  ExpressionPtr address;
};
struct IsLocked {
  LocalId target;
  ExpressionPtr address;
};

// What a condition decides, it decides to the end of the arm; where a Leave makes it decide what runs behind
// the statement, to the end of the `decides`-th Labelled around it (1: the innermost; see spec/leaving.hpp).
struct If {
  ExpressionPtr condition;
  Block then, otherwise;
  unsigned decides = 0;
};
// Before each round `test` runs and `condition` is asked; the body runs if it is not 0.
struct Loop {
  Block test;
  ExpressionPtr condition;
  Block body;
  unsigned decides = 0;
};
// `break`, `continue`, `return`, `switch` and forward `goto` are jumps to the end of a block around them.
struct Labelled {
  Block body;
};
struct Leave {
  unsigned levels; // to the end of which Labelled around: 0 is the innermost
};

// In protocols alone (spec/protocol.hpp).
struct Choose { // any of 0 to count - 1
  LocalId target;
  unsigned count;
};
// Of the CPU that runs this, or of this context. A Probe names the owner: a CPU, or a context.
struct OwnedLoad {
  LocalId target;
  OwnedId variable;
  ExpressionPtr owner{};
};
struct OwnedStore {
  OwnedId variable;
  ExpressionPtr value;
};
struct Count {
  AccumulatorId accumulator;
};
struct CountLoad { // in a Probe alone
  LocalId target;
  AccumulatorId accumulator;
};
// There are no executions in which this is 0.
struct Assume {
  ExpressionPtr condition;
};
// Interrupts are on or off, preemption is disabled so many times. A task starts with both on, an interrupt
// handler with interrupts off and preemption disabled once, an act with preemption disabled once.
struct Mask {
  enum class Irqs : std::uint8_t {
    Keep,
    Off,
    On,     // whatever they were
    Save,   // off; `flags` becomes 1 where they were on, else 0
    Restore // as `flags` says
  } irqs = Irqs::Keep;
  int preemption = 0; // added
  LocalId flags = 0;
  // A step of its own: others may have their turn between what comes before it and it.
  bool is_step() const { return (irqs != Irqs::Keep && irqs != Irqs::On) || preemption > 0; }
};
struct Raise { // an interrupt on that CPU: context `interrupt` runs there once
  std::uint32_t interrupt;
  ExpressionPtr cpu;
};

struct Statement {
  std::variant<Assign, Load, Store, Fence, Rmw, Lock, Unlock, Trylock, IsLocked, If, Loop, Labelled, Leave,
               Choose, OwnedLoad, OwnedStore, Count, CountLoad, Assume, Mask, Raise>
      node;
  InstructionId instruction = 0; // the statement of the user's text that this came from
};

// A statement as the user wrote it: for traces.
struct Instruction {
  Place place;
  std::string text;       // one line, runs of white space folded
  std::uint32_t call = 0; // whose body it stands in: of Thread::calls
};
// A call, whose body stands in its place. The first of a thread is the thread's own code.
struct Call {
  std::string function;
  std::uint32_t from = 0; // the call it is made in
};

struct Thread {
  std::string name; // "P0"
  std::vector<Local> locals;
  Block body;
  std::vector<Instruction> instructions;
  std::vector<Call> calls{{}};
};

struct Program {
  std::vector<Object> objects;
  std::vector<Thread> threads; // CPU i runs threads[i]
  TagNames tag_names;
};

} // namespace barrister
