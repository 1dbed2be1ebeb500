// SPDX-License-Identifier: BSD-2-Clause
// What must hold for two events to be in a relation of the model: never less than that it is so, often more.
// What is taken away (`\`) counts as not taken where it is not exact, and paths that may be there as there.
#pragma once
#include "solver/lemma/brackets.hpp"
#include "solver/lemma/may_pairs.hpp"
#include <map>

namespace barrister::solver {

// How what is taken away is counted, where it is exact.
enum class TakenAway : std::uint8_t { Exactly, NotAtAll };

class MayFlag {
public:
  MayFlag(Gates&, ProtocolEncoding const&, Brackets&, MemoryModel const&, NodeId, TakenAway);
  MayPairs const& pairs() const { return pairs_; }
  Literal edge(NodeId, EventId, EventId);
  Literal member(NodeId, EventId);

private:
  Literal base(std::string const& name, EventId, EventId);
  Literal sequence(Node const&, EventId, EventId);
  Literal through(Node const&, EventId, EventId);
  Literal executed(EventId, EventId);
  bool is_taken_exactly(NodeId) const;
  bool are_readers(NodeId) const;
  Literal may_be_no_end(Node const&, EventId);
  Literal final_write(EventId);
  Literal exact_edge(NodeId, EventId, EventId);
  Literal make_exact_edge(Node const&, EventId, EventId);
  Literal exact_member(NodeId, EventId);
  bool is_base(NodeId, char const* name) const;

  Gates& gates_;
  ProtocolEncoding const& encoding_;
  ProgramEncoding const& program_;
  Brackets& brackets_;
  MemoryModel const& model_;
  TakenAway taken_away_;
  MayPairs pairs_;
  std::map<std::tuple<NodeId, EventId, EventId>, Literal> exact_;
  std::vector<std::vector<EventId>> sources_; // of each read: writes that it may read
};

} // namespace barrister::solver
