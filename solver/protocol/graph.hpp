// SPDX-License-Identifier: BSD-2-Clause
// What the contexts of a protocol could do, loops unrolled: one event graph, whose `cpu` is the run an event
// is of. On which CPU a run is, and when it has its turns, is not settled here.
#pragma once
#include "solver/protocol/idle_round.hpp"
#include "solver/unfold/live_locals.hpp"
#include "solver/unfold/thread_unfolder.hpp"
#include "solver/unfold/threads.hpp"
#include "spec/protocol.hpp"

namespace barrister::solver {

using RunId = std::uint32_t;
// An interrupt that raises interrupts that raise interrupts: so deep, no deeper. There a run is cut.
constexpr unsigned deepest_cause = 3;

struct UnfoldedStep {
  GuardId guard;
  Depth depth; // before it
  Statement const* statement;
  std::uint32_t path; // index into UnfoldedRun::paths
};
// A run stops here, if it does not pass: `stops` says so; and then `passes` is 0.
struct StuckAt {
  enum class At : std::uint8_t {
    Wait,
    GracePeriod, // a reader does not end
    Turn,        // another run of its CPU has the turn, and never ends; or nothing makes this task current
    Fault,       // what it does has no meaning
    Elsewhere    // another run comes to a fault, or is cut: this one need not go on
  } at;
  GuardId stops;
  TermId passes;      // of a Wait: on final values
  std::uint32_t step; // the waiting operation, which is not executed; or what comes next
  std::vector<TermId> locals;
  Depth depth;
  std::size_t fault = 0;              // of a Fault: index into EventGraph::faults
  std::optional<TermId> readers_of{}; // of a GracePeriod of SRCU: of this srcu_struct
};
struct CutAt {
  GuardId guard;
  Loop const* loop;   // null: it is an interrupt that raises one too deep
  std::uint32_t step; // the step that would come next, of those unrolled
  std::uint32_t path;
  std::vector<TermId> locals;
  Depth depth;
  unsigned rounds = 0; // that were made
  // Of these, and before it of the loops around: which may be idle.
  std::vector<std::vector<IdleRound>> idle{};
};
struct ChoiceAt {
  GuardId guard;
  TermId value;
};
// A round of a loop, from its first step on.
struct RoundAt {
  Loop const* loop;
  unsigned round;
  GuardId guard;
  std::uint32_t step, path; // the step that comes next
  std::vector<TermId> locals;
  Depth depth;
};

// A read without whose value, where the guard holds, the run makes none of its events from this one on.
struct AwaitedRead {
  EventId read;
  GuardId when;
  EventId behind;
};

struct UnfoldedRun {
  ContextId context = 0;
  GuardId guard = 0; // where it is executed at all
  TermId cpu = 0;    // where it is
  struct Cause {     // of an interrupt
    RunId run;
    std::uint32_t step;
    GuardId guard;
    TermId cpu;
    Sources depends; // what raising it depends on
  };
  std::optional<Cause> cause;
  std::vector<TermId> takeable; // of an interrupt: one holds where it would not decline, on final values
  std::vector<GuardId> takeable_beyond; // one holds where a loop at its beginning leaves that open
  std::vector<UnfoldedStep> steps;
  std::vector<StuckAt> stuck;
  std::vector<CutAt> cuts;
  std::vector<ChoiceAt> choices;
  std::vector<AwaitedRead> awaited;
  std::vector<RoundAt> rounds;
  // The rounds of loops that a step is in: outermost first.
  std::vector<std::vector<std::pair<Loop const*, unsigned>>> paths;
  std::vector<TermId> locals; // at the end
  Depth last;                 // at the end
};

struct Counted {
  AccumulatorId accumulator;
  RunId run;
  GuardId guard;
  std::uint32_t step; // that comes next
};
struct Assumed {
  RunId run;
  GuardId guard;
  TermId term;
  std::uint32_t step; // that comes next
};

// A statement is come to where this holds.
struct ReachedAt {
  ContextId context;
  InstructionId instruction;
  GuardId guard;
  friend bool operator==(ReachedAt const&, ReachedAt const&) = default;
};

// An act of the agent, if it ran as a whole from the final state, on this CPU.
struct ImaginedAct {
  std::string agent;
  CpuId cpu = 0;
  TermId passes = 0;  // 0 where it would wait, or assume what does not hold
  TermId current = 0; // the task that would be current there behind it
  TermId goes_on = 0; // not 0 where a loop of it goes round more often than is looked at
};

struct ProtocolGraph {
  EventGraph events;
  TermId start = 0; // which of Protocol::starts
  std::vector<UnfoldedRun> runs;
  std::vector<Counted> counted;
  std::vector<Assumed> assumed;
  std::vector<TermId> answers;                  // by claim: of its probe, or 0
  std::vector<std::vector<GuardId>> beyond;     // by claim: one holds where a loop of its probe goes on
  std::vector<std::vector<TermId>> final_owned; // by variable, by owner
  std::vector<ImaginedAct> imagined;
  std::vector<ReachedAt> reached;
  std::string problem; // why there is nothing to verify; or empty
};

// `rounds`: how often a loop goes round. Runs stop at faults before these statements, by context and
// instruction; and others may stop then, too, where they assume something. `asked`: by context, the locals
// whose last values are asked for; of contexts that are not named, none.
ProtocolGraph unfold(Protocol const&, unsigned rounds, Statements const& may_fault = {},
                     LockSemantics = LockSemantics::Waiting, GraphBuilder::Deadline = {},
                     std::vector<Locals> const& asked = {});

} // namespace barrister::solver
