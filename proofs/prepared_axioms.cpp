// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/prepared_axioms.hpp"
#include <algorithm>
#include <iterator>

namespace barrister::proofs {
namespace {

std::vector<NodeId> asked_for(MemoryModel const& model) {
  std::vector<NodeId> out;
  for (auto const& check : model.checks)
    if (check.role == Role::Axiom) out.push_back(check.node);
  for (auto choice : model.choices) {
    out.push_back(choice);
    std::ranges::copy(operands(model.nodes[choice]), std::back_inserter(out));
  }
  return out;
}

} // namespace

PreparedAxioms::PreparedAxioms(MemoryModel const& model) : model_(model), plan_(model, asked_for(model)) {}

} // namespace barrister::proofs
