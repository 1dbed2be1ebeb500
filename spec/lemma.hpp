// SPDX-License-Identifier: BSD-2-Clause
// What an engine has learned of a model: together these facts break one of its axioms, so that in no
// execution are all of them true; or keep a pair of events from raising one of its flags. Nothing else is
// said of the execution: it may have further events.
#pragma once
#include "spec/execution.hpp"

namespace barrister {

// Where an event of a litmus test is, whoever unrolls it.
struct EventName {
  CpuId thread = no_cpu; // no_cpu: the initial write of `cell`
  Value cell{};          // of an initial write alone
  InstructionId instruction = 0;
  std::vector<std::uint32_t> rounds{}; // of the loops around it, outermost first; what a loop asks before
                                       // round n is of round n
  std::uint32_t number = 0; // of the events that the instruction has in these rounds, in order
  friend auto operator<=>(EventName const&, EventName const&) = default;
};

// What the program says of an event, whatever is executed. Its tags, CPU and dependencies are facts.
struct LemmaEvent {
  EventKind kind = EventKind::Fence;
  bool is_initial = false;
  bool has_address = false;
  std::string name{}; // for people
  EventName where{};  // of a litmus test's
};

// Of events a and b, by number; of a alone where is_of_one() says so.
struct LemmaFact {
  enum class Kind : std::uint8_t {
    Executed,
    ReadsFrom, // b from a
    NotReadsFrom,
    Before, // in co
    NotBefore,
    FromReads, // a reads a write that is before b in co
    SameCell,  // both have an address, the same one; executed or not
    NotSameCell,
    SameValue,
    NotSameValue,
    SameCpu,
    OtherCpu,
    ProgramOrder, // where both are executed
    NotProgramOrder,
    Rmw, // where both are executed
    NotRmw,
    NotHalfOfRmw,
    Address, // of these three: where both are executed
    Data,
    Control,
    Tagged,
    NotTagged,
    Reader,  // a, a Rcu-lock, and b, a Rcu-unlock, are a pair: readers are brackets in program order
    NoEnd,   // a, if it is executed and a Rcu-lock, has no Rcu-unlock to make a pair
    NoStart, // a, if it is executed and a Rcu-unlock, has no Rcu-lock
    NoData   // on a, nothing that is executed depends by data
  } kind;
  EventId a = 0, b = 0;
  std::string set{}; // of Tagged and NotTagged: the set in cat
  friend auto operator<=>(LemmaFact const&, LemmaFact const&) = default;
};
bool is_of_one(LemmaFact::Kind);

// Of an axiom: it is broken. Of a flag: it is not raised, by these two events or, where `absent` is not told,
// by any.
struct Lemma {
  std::size_t check = 0; // index into MemoryModel::checks
  std::vector<LemmaEvent> events;
  std::vector<LemmaFact> facts;
  // Of a flag: the pair that is not in its relation, or twice the event that is not in its set.
  std::optional<std::pair<EventId, EventId>> absent{};
  // Instead of facts, where they could not be told apart: an execution, all of it.
  std::optional<Execution> whole{};
};
// Line by line, to be sent in.
std::string to_text(Lemma const&);

} // namespace barrister
