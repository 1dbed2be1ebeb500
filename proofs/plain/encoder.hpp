// SPDX-License-Identifier: BSD-2-Clause
// Puts an encoding together: who reads what, and in which order the writes of a cell are, given who writes
// where and what.
#pragma once
#include "proofs/plain/encoding.hpp"
#include "proofs/plain/values.hpp"

namespace barrister::proofs::plain {

class Encoder {
public:
  // `finals`: what cells hold in the end.
  Encoder(Unfolding const&, Values&, std::map<Value, TermId> const& finals, Gates&);

protected:
  void memory(TagNames const&);
  Encoding finished();

  using Pair = Encoding::Pair;
  Literal executed(EventId e) const { return program_.events[e].executed; }
  bool is(EventId e, EventKind kind) const { return program_.events[e].kind == kind; }
  Literal same_cell(EventId, EventId);

  void describe_events();
  void describe_dependencies();
  void relate_cells();
  void relate_values();
  void order_writes();
  void pair_reads();
  void find_from_reads();
  // Of each Rcu-lock, the Rcu-unlock that it is matched with (readers.cpp).
  void match_readers();
  void match_reader(EventId lock, std::vector<EventId> const& later,
                    std::map<EventId, std::vector<Literal>>& starts);
  // The last write of each cell that is asked about (final_state.cpp).
  void find_final_values();
  void find_final_value(Value cell, TermId);

  Unfolding const& program_;
  Values& values_;
  std::map<Value, TermId> const& finals_;
  Gates& gates_;
  std::vector<EventId> reads_, writes_;
  Encoding out_;
};

// Of a litmus test: its condition and its filter, too (final_state.cpp).
class LitmusEncoder : public Encoder {
public:
  LitmusEncoder(LitmusTest const&, Unfolding const&, Values&, std::map<Value, TermId> const& finals, Gates&);
  Encoding encode();

private:
  TermId at_end(Observable const&) const;
  Literal proposition(Proposition const&);
  Literal equal(Proposition const&);

  LitmusTest const& test_;
};

} // namespace barrister::proofs::plain
