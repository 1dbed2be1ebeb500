// SPDX-License-Identifier: BSD-2-Clause
// When each pair comes into a fixpoint, in one execution: in which of the rounds that lead there.
#pragma once
#include "solver/model/evaluator.hpp"

namespace barrister::solver {

class FixpointRanks {
public:
  FixpointRanks(MemoryModel const&, Evaluator const&, std::size_t events);
  static constexpr std::size_t none = ~std::size_t{0}; // above all ranks
  // Of a Variable that is a relation: lower ranks do not rest on higher ones. `none` where it cannot be told.
  std::size_t rank(NodeId variable, EventId, EventId);
  bool is_of_fixpoint(NodeId n) const { return !groups_[n].empty(); }

private:
  struct Grown {
    std::size_t rank;
    Relation now;
  };
  void grow(std::uint32_t group);
  Relation value(NodeId, std::uint32_t group);
  Relation evaluated(NodeId) const;

  MemoryModel const& model_;
  Evaluator const& evaluator_;
  std::size_t size_;
  std::vector<std::vector<std::uint32_t>> groups_;
  std::map<NodeId, std::vector<Grown>> grown_; // by variable
};

} // namespace barrister::solver
