// SPDX-License-Identifier: BSD-2-Clause
// The event graph as constraints: which events are executed, where, with which values, and what rf and co
// are.
#pragma once
#include "solver/encode/edges.hpp"
#include "solver/encode/value.hpp"
#include "solver/values/candidates.hpp"

namespace barrister::solver {

class ProgramEncoding {
public:
  // Where the program asks for a value that there is not, is cut, or stops, `meaningless` and the guards of
  // cuts, stops and faults say so: nothing is left out.
  ProgramEncoding(Gates&, EventGraph const&, Domains const&, Candidates const&);

  Literal executed(EventId e) const { return executed_[e]; }
  Literal holds(GuardId g) const; // made when it is asked for: most guards are of nothing
  Literal accesses(EventId, CellId) const;
  Literal same_cell(EventId, EventId) const;
  Literal same_value(EventId, EventId) const; // of accesses
  ValueEncoding const& values() const { return values_; }
  Literal has(TermId t, Value v) const { return values_.has(t, v); }
  Literal truth(TermId t) const { return values_.truth(t); }
  Literal falsity(TermId t) const { return values_.falsity(t); }
  Literal defined(TermId t) const { return values_.defined(t); }
  Literal rf(EventId write, EventId read) const { return sources_(read, write); }
  std::span<Edges::Edge const> sources(EventId read) const { return sources_.from(read); }
  Literal co(EventId first, EventId second) const { return co_(first, second); }
  std::vector<Literal> const& meaningless() const { return meaningless_; } // one for each place
  Literal fr(EventId read, EventId write) const;                           // made when it is asked for
  Literal last(EventId write) const;                                       // the co-last of its cell
  Literal tagged(EventId, std::string const& set) const;

  Gates& gates() const { return gates_; }
  EventGraph const& graph() const { return graph_; }

private:
  void encode_events();
  void encode_rf();
  void add_sources_of_thin_air(EventId, std::vector<Literal>&);
  void encode_co();
  void demand(Literal executed, TermId);

  Gates& gates_;
  EventGraph const& graph_;
  Domains const& domains_;
  Candidates const& candidates_;
  std::vector<Literal> meaningless_;
  ValueEncoding values_;
  mutable std::vector<Literal> guards_; // 0: not made yet
  std::vector<Literal> executed_;
  Edges sources_; // of rf: from each read
  Edges co_;
  mutable Edges fr_; // those that were asked for
};

} // namespace barrister::solver
