// SPDX-License-Identifier: BSD-2-Clause
// The terms of a graph on values that are known so far.
#pragma once
#include "solver/graph/event_graph.hpp"
#include <optional>

namespace barrister::solver {

class KnownTerms {
public:
  explicit KnownTerms(EventGraph const& graph) : graph_(graph) {}
  void set(TermId leaf, Value v) { leaves_[leaf] = v; }

  struct Known {
    enum class Kind : std::uint8_t { Open, NoValue, Value } kind = Kind::Open;
    Value value;
  };
  Known at(TermId) const;
  std::optional<bool> holds(GuardId) const; // nothing while that is open

private:
  Known compute(TermId) const;
  EventGraph const& graph_;
  std::map<TermId, Value> leaves_;
  mutable std::map<TermId, Known> settled_; // what has been computed, and does not change
};

} // namespace barrister::solver
