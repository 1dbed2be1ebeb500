// SPDX-License-Identifier: BSD-2-Clause
// Why a pair is in a relation of the model, in one execution: literals that hold in it, and that together put
// the pair there in any execution.
#pragma once
#include "solver/evaluator.hpp"
#include "solver/protocol/concrete.hpp"
#include "solver/protocol/fixpoint_ranks.hpp"
#include <set>
#include <tuple>

namespace barrister::solver {

class Reason {
public:
  Reason(Gates&, ProtocolEncoding const&, MemoryModel const&, Concrete const&, Evaluator const&);

  // False where it cannot be said; the literals are then of no use.
  bool edge(NodeId, EventId from, EventId to);
  bool member(NodeId, EventId);
  void executed(EventId);
  std::set<Literal> const& literals() const { return literals_; }
  void clear() { literals_.clear(); }

private:
  using Literals = std::vector<Literal>; // ascending
  using Tuple = std::tuple<NodeId, EventId, EventId>;
  template <class Make> bool remembered(Tuple, Make);
  bool make_edge(NodeId, EventId from, EventId to);
  bool make_member(NodeId, EventId);
  bool contains(NodeId, EventId, EventId) const;
  bool contains(NodeId, EventId) const;
  bool base_edge(std::string const& name, EventId, EventId);
  bool sequence(Node const&, EventId, EventId);
  bool closure(NodeId inner, EventId, EventId);
  bool variable(NodeId, EventId, EventId);
  bool no_edge(NodeId, EventId, EventId);
  bool no_member(NodeId, EventId);
  bool no_base_edge(std::string const& name, EventId, EventId);
  bool reader(EventId, EventId);
  bool no_reader(NodeKind side, EventId);
  template <class F> bool attempt(F);
  bool add(Literal);

  EventId origin(EventId e) const { return concrete_.origin[e]; }
  GraphEvent const& event(EventId e) const { return concrete_.graph.events[e]; }

  Gates& gates_;
  ProtocolEncoding const& encoding_;
  ProgramEncoding const& program_;
  MemoryModel const& model_;
  Concrete const& concrete_;
  Evaluator const& evaluator_;
  std::set<Literal> literals_;
  // Pairs of fixpoints that may be used now: those that were there before the one that is being explained.
  std::size_t limit_ = ~std::size_t{0};
  FixpointRanks ranks_;
  // What was said before; nothing where it cannot be said.
  std::map<Tuple, std::optional<Literals>> said_;
};

} // namespace barrister::solver
