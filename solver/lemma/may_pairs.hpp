// SPDX-License-Identifier: BSD-2-Clause
// Which events, and which pairs, may be in each set and relation of the model, in any execution: never less.
// What is taken away (`\`, `~`) counts as not taken, so that all of it is monotone, and fixpoints settle.
#pragma once
#include "solver/protocol/encode.hpp"
#include "spec/memory_model.hpp"
#include "spec/relation.hpp"

namespace barrister::solver {

class MayPairs {
public:
  // Of these nodes, and what they are made of.
  MayPairs(ProtocolEncoding const&, MemoryModel const&, std::vector<NodeId> const& wanted);
  // What is only met with something that is empty is not looked at: all may be in it.
  bool edge(NodeId n, EventId a, EventId b) const { return !settled_[n] || relations_[n].contains(a, b); }
  bool member(NodeId n, EventId e) const { return !settled_[n] || sets_[n].contains(e); }

private:
  void need(NodeId);
  std::vector<NodeId> needs(NodeId) const; // operands
  bool has_fixpoint() const;
  void settle_all();
  void settle(NodeId);
  bool is_empty(NodeId) const;
  void compute(NodeId);
  EventSet base_set(std::string const& name) const;
  Relation base_relation(std::string const& name) const;
  template <class F> Relation pairs(F holds) const;

  ProtocolEncoding const& encoding_;
  MemoryModel const& model_;
  std::size_t size_;
  std::vector<bool> needed_;
  std::vector<bool> needs_execution_; // is made of a relation of it, which costs much
  std::vector<bool> settled_;
  std::vector<EventSet> sets_;
  std::vector<Relation> relations_;
};

} // namespace barrister::solver
