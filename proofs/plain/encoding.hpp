// SPDX-License-Identifier: BSD-2-Clause
// The executions of a litmus test, or of a protocol, as clauses, as plainly as can be: for each execution
// that spec/semantics.md says there is, whatever a memory model says of it, the clauses have an assignment in
// which every literal given here is true only if it is true of that execution. They may have further
// assignments; they lack none.
#pragma once
#include "proofs/plain/turns.hpp"
#include "spec/derivation.hpp"
#include "spec/lemma.hpp"
#include "spec/litmus_test.hpp"
#include "spec/memory_model.hpp"
#include <map>
#include <variant>

namespace barrister::proofs::plain {

struct Unsupported {
  std::string what; // with a place, where it has one
};

// Values and addresses that come from themselves: of a read of what is only written, or written there,
// because that was read. Where they are assumed away, executions that have some are left out.
enum class Circles : std::uint8_t { Any, AssumedAway };

class Encoding {
public:
  // Loops go that many rounds, and are cut where they want one more.
  static std::variant<Encoding, Unsupported> of(LitmusTest const&, LockSemantics, unsigned rounds);
  static std::variant<Encoding, Unsupported> of(Protocol const&, LockSemantics, unsigned rounds,
                                                Circles = Circles::Any);

  Clauses const& clauses() const { return clauses_; }
  Literal last() const { return last_; } // the greatest variable

  // Initial writes, then those of each thread in an order that each program order is part of.
  std::vector<LemmaEvent> const& events() const { return events_; }
  TagNames const& tag_names() const { return tag_names_; }
  // Its a and b are of events(). What cannot be told is never true.
  Literal literal(LemmaFact const&) const;

  // Executions that are neither cut nor faulty are complete; of the others, threads may have done only a
  // beginning.
  Literal is_cut() const { return is_cut_; }
  Literal has_fault() const { return has_fault_; }
  Literal satisfies_proposition() const { return satisfies_; } // of complete executions, in their final state
  Literal passes_filter() const { return passes_; }            // always, where there is none

  // Of protocols. Its events' threads are runs: of tasks and acts by context, then of interrupts as they are
  // raised.
  // Some task is owed a turn (spec/semantics.md 5.5), where these agents do not act: one of these holds.
  std::vector<Literal> unfinished(std::vector<std::string> const& without = {}) const;
  Literal begins_with(std::size_t start) const { return starts_.at(start); }
  std::vector<Literal> acts_of(std::string const& agent) const;            // each says that there is one
  Literal is_against(std::size_t claim) const { return shown_.at(claim); } // of the protocol's
  std::vector<UnfoldedRun> const& runs() const { return runs_; }
  Turns const& turns() const { return turns_; }

  // An executed event is at this cell, or has this value; never true of what it cannot have.
  Literal is_at(EventId, Value cell) const;
  Literal has(EventId, Value) const;

private:
  friend class Encoder;
  friend class LitmusEncoder;
  friend class ProtocolEncoder;
  using Pair = std::pair<EventId, EventId>;
  struct Described { // what facts are about
    CpuId thread = no_cpu;
    std::uint32_t step = 0, since = 0;
    Literal executed = 0;
    TagSet tags{}, tags_if{}, tags_else{}; // `tags` whatever `decides` is
    Literal decides = 0;
    std::map<Value, Literal> cells{}, values{};
    Literal half_of_rmw = 0;
    Literal no_end = 0, no_start = 0;
    Literal hands_on = 0; // something that is executed depends on it by data
  };
  Literal of_pair(std::map<Pair, Literal> const&, Pair) const;
  Literal tagged(LemmaFact const&) const;
  Literal same_cpu(EventId, EventId) const;
  Literal program_order(EventId, EventId) const; // if both are executed

  Clauses clauses_;
  Literal last_ = 0;
  TagNames tag_names_;
  std::vector<LemmaEvent> events_;
  std::vector<Described> described_;
  std::map<Pair, Literal> reads_from_, before_, from_reads_, same_cell_, same_value_, other_value_, address_,
      data_, control_, readers_;
  std::map<Pair, Literal> rmw_; // with when its write is executed
  Literal is_cut_ = 0, has_fault_ = 0, satisfies_ = 0, passes_ = 0;
  Literal has_current_ = never;                   // a task that is owed a turn is current already
  std::map<std::string, Literal> could_schedule_; // by agent: an act of it could make one so
  std::vector<Literal> starts_, shown_;
  std::map<std::string, std::vector<Literal>> acts_;
  std::vector<UnfoldedRun> runs_;
  Turns turns_;
};

} // namespace barrister::proofs::plain
