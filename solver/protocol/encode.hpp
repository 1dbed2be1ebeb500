// SPDX-License-Identifier: BSD-2-Clause
// A protocol's executions as constraints, but for the axioms of a model: finished ones and cut ones.
#pragma once
#include "solver/protocol/turns.hpp"

namespace barrister::solver {

class ProtocolEncoding {
public:
  ProtocolEncoding(Gates&, Protocol const&, ProtocolGraph const&, Domains const&, Candidates const&);

  ProgramEncoding const& program() const { return program_; }
  Turns const& turns() const { return turns_; }
  ProtocolGraph const& graph() const { return graph_; }
  Literal po(EventId, EventId) const; // both executed, and in this order
  Literal start(std::uint32_t) const;
  Literal is_cut_itself() const { return is_cut_itself_; } // some loop wanted one round more
  Literal is_cut() const { return is_cut_; }               // or one of an act that may still come would
  // And of the rounds that it and the loops around it made, each loop had one at most that was idle: such are
  // the longer executions that are not as good as shorter ones.
  Literal is_cut_with_changes() const;
  Literal is_without_idle_rounds() const;
  // This run does not end; and each that is cut is so for that reason, or waits in idle rounds that see the
  // last writes: so it may go on for ever.
  Literal goes_on_for_ever(RunId) const;
  Literal is_stuck(RunId) const;
  Literal some_stuck() const { return some_stuck_; }
  // Some task waits to be made current, and an act of this agent could do it: the execution is not finished.
  Literal is_unfinished(std::string const& agent) const;
  // It waits there for its turn since it is current nowhere.
  Literal is_put_aside(RunId, StuckAt const&) const;
  // Some task waits for that for ever: nothing could, where no agent's is_unfinished() says so.
  Literal some_put_aside() const;
  Literal some_endless_reader() const { return some_endless_reader_; }
  // Some run stops at a fault: then others need no reason to stop.
  Literal stops_at_fault() const { return stops_at_fault_; }
  // Some run does not go on, where another comes to a fault, or is cut.
  Literal some_stops_early() const { return some_stops_early_; }
  // Some value has no meaning, where no run stops for that.
  Literal is_meaningless() const { return is_meaningless_; }
  // Whether some handler that was raised, and never taken, could be taken is not known: its beginning wanted
  // more rounds.
  Literal some_beginning_is_cut() const { return gates_.any(beginnings_beyond_); }

  // Some write to each cell whose value in the end is asked for is the last one: this follows, but from the
  // order of all of them.
  void require_last_writes();

private:
  void acts();
  void in_order(RunId first, RunId second);
  void interrupts();
  void interrupts_in_order();
  void owned();
  void owned_read(std::size_t read);
  void finals();
  void stuck();
  Literal some_endless_reader_of(TermId srcu) const;
  Literal ends_reader(EventId read, TermId srcu, std::vector<EventId> passed) const;
  Literal why(RunId, StuckAt const&) const;
  Literal is_kept_from_cpu(RunId) const;
  Literal could_be_scheduled(RunId, std::string const& agent) const;
  Literal before(OwnedAccess const& write, OwnedAccess const& read) const;
  Literal leaves_reader_open(RunId) const;
  Literal imagined_beyond() const;
  Literal has_one_value(TermId, TermId) const;
  Literal is_idle(IdleRound const&) const;
  Literal has_changes(CutAt const&) const;
  Literal waits_idly(CutAt const&) const;
  Literal sees_the_last(EventId read) const;

  Gates& gates_;
  Protocol const& protocol_;
  ProtocolGraph const& graph_;
  Domains const& domains_;
  ProgramEncoding program_;
  Turns turns_;
  std::vector<Literal> raised_nowhere_, beginnings_beyond_;
  Literal is_cut_ = never, is_cut_itself_ = never, imagined_beyond_ = never, some_stuck_ = never,
          some_endless_reader_ = never;
  Literal stops_at_fault_ = never, some_stops_early_ = never, is_meaningless_ = never;
};

} // namespace barrister::solver
