// SPDX-License-Identifier: BSD-2-Clause
// What was found out about a protocol under a model.
#pragma once
#include "spec/fault.hpp"
#include "spec/protocol_execution.hpp"

namespace barrister {

// No execution that a claim speaks of begins there.
struct EmptyStart {
  std::string start; // its name
  enum class Why : std::uint8_t {
    Assumption, // all pass what is assumed before, and none `assumed`
    Unfinished, // in each, some task is owed a turn
    Model       // the model allows none
  } why = Why::Model;
  Instruction assumed{};
};

struct ClaimVerdict {
  enum class Kind : std::uint8_t {
    Holds,       // whatever the world does
    HoldsWithin, // as long as no loop goes round, and no agent acts, more often than was tried
    Violated,    // of a cover: nothing reaches it
    Vacuous,     // it would hold, but there is a start without an execution that it speaks of
    Unknown
  } kind = Kind::Unknown;
  std::string reason;    // of Unknown; of HoldsWithin: what lets a loop go on, or how often agents acted
  bool is_final = false; // of HoldsWithin, Vacuous: more rounds of loops decide no more
  bool feeds_back =
      false; // of HoldsWithin: what comes behind a loop may make it go on, however many are tried
  bool leaves_out_rounds =
      false; // of Holds, Violated: executions with more rounds there are, but they show no more
  bool only_by_thin_air = false; // what shows it rests on values that justify themselves
  bool none_shows = false;       // no execution within the bound breaks it; of a cover: none reaches it
  // Violated: an execution that shows it; of a cover that is reached: one that reaches it.
  std::optional<ProtocolExecution> execution;
  std::optional<Lasso> lasso;    // Violated: a livelock
  std::vector<EmptyStart> empty; // of those it speaks of; whatever the verdict
  // Of Holds, where agents act any number of times: it holds however often, for it does in a world of so many
  // acts and single writes of others (proofs/lemmas/deletion.md).
  struct AnyNumber {
    std::size_t acts = 0, phantoms = 0;
  };
  std::optional<AnyNumber> any_number;
  double seconds = 0;
};

// An execution in which a run ends with a fault; every other run ends, waits, or is at any point of its code
// (spec/semantics.md 11).
struct ProtocolFault {
  Fault fault;
  ProtocolExecution execution;
  unsigned unroll = 0; // rounds of a loop that it was found with
};

// What no execution comes to, of the file that this was asked of, however often loops go round.
struct Unreached {
  std::vector<Instruction> statements; // one for each place
  std::vector<ContextId> contexts;     // handlers and acts that never run
};

// A flag of the model, not of races, and an execution that raises it in which every run ends.
struct RaisedFlag {
  std::string name;
  std::vector<std::pair<ContextId, InstructionId>> by; // statements: one, or two that do together
  ProtocolExecution execution;
};

struct ProtocolResult {
  std::string model, engine;
  unsigned unroll = 0;
  std::vector<ClaimVerdict> claims;    // as Protocol::claims
  std::optional<ProtocolFault> fault;  // then nothing is said of the claims
  std::vector<RaisedFlag> flags;       // by name
  std::vector<std::string> open_flags; // whether some execution raises these is not known
  std::optional<Unreached> unreached;  // nothing: it was not asked, or is not known
  std::string unknown;                 // why there is no answer to anything; or empty
  std::size_t events = 0, runs = 0;    // unfolded
};

} // namespace barrister
