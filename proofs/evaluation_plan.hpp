// SPDX-License-Identifier: BSD-2-Clause
// How some nodes of a model are computed, whatever the execution is.
#pragma once
#include "proofs/steps.hpp"
#include "spec/execution.hpp"

namespace barrister::proofs {

enum class From : std::uint8_t { Events, Values, Orders }; // what a base set or relation is made from
struct BaseNode {
  NodeId node = 0;
  From from = From::Events;
  Relation Execution::*orders = nullptr;
};

struct EvaluationPlan {
  // `wanted`: the nodes that are asked for.
  EvaluationPlan(MemoryModel const&, std::vector<NodeId> wanted);

  std::vector<NodeId> wanted;
  std::vector<Step> steps;
  std::vector<NodeId> used; // nodes that have a value, ascending
  std::vector<BaseNode> bases;
};

} // namespace barrister::proofs
