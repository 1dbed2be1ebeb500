// SPDX-License-Identifier: BSD-2-Clause
// Why a pair is in a relation of the model, or is not, in one execution: facts that hold in it, and that
// together put the pair there, or keep it out, in any execution.
#pragma once
#include "solver/lemma/facts.hpp"
#include "solver/lemma/fixpoint_ranks.hpp"
#include "solver/model/evaluator.hpp"
#include "solver/protocol/concrete.hpp"
#include "solver/protocol/readers.hpp"
#include <set>

namespace barrister::solver {

class Explanation {
public:
  Explanation(Facts&, MemoryModel const&, Concrete const&, Evaluator const&);

  // False where it cannot be said; the facts are then of no use.
  bool edge(NodeId, EventId from, EventId to);
  bool member(NodeId, EventId);
  bool no_edge(NodeId, EventId from, EventId to); // why it is not there
  bool no_member(NodeId, EventId);
  std::set<Fact> const& facts() const { return facts_; }
  void clear() { facts_.clear(); }

private:
  using Tuple = std::tuple<NodeId, EventId, EventId>;
  template <class Make> bool remembered(Tuple, Make);
  bool make_edge(NodeId, EventId from, EventId to);
  bool make_member(NodeId, EventId);
  bool contains(NodeId, EventId, EventId) const;
  bool contains(NodeId, EventId) const;
  bool base_edge(std::string const& name, EventId, EventId);
  bool is_from_reads(Node const&) const;
  bool sequence(Node const&, EventId, EventId);
  bool closure(NodeId inner, EventId, EventId);
  bool variable(NodeId, EventId, EventId);
  bool no_sequence(Node const&, EventId, EventId);
  std::optional<EventId> source_of(EventId read) const;
  bool no_base_edge(std::string const& name, EventId, EventId);
  std::optional<Readers> const& readers(NodeId variable);
  bool no_reader(NodeId variable, EventId, EventId);
  bool no_end_of_reader(Node const& end, EventId);
  bool add_if_so(Fact::Kind, EventId, EventId);
  template <class F> bool attempt(F);
  bool add(Fact::Kind, EventId, EventId, NodeId = 0);
  void executed(EventId);

  EventId origin(EventId e) const { return concrete_.origin[e]; }
  GraphEvent const& event(EventId e) const { return concrete_.graph.events[e]; }

  Facts& known_;
  MemoryModel const& model_;
  Concrete const& concrete_;
  Evaluator const& evaluator_;
  std::set<Fact> facts_;
  // Pairs of fixpoints that may be used now: those that were there before the one that is being explained.
  std::size_t limit_ = ~std::size_t{0};
  FixpointRanks ranks_;
  std::map<NodeId, std::optional<Readers>> readers_;
  // What was said before; nothing where it cannot be said.
  std::map<Tuple, std::optional<std::vector<Fact>>> said_;
};

} // namespace barrister::solver
