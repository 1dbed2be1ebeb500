// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/exact.hpp"
#include <algorithm>
#include <array>
#include <string_view>

namespace barrister::solver {

bool is_exact(MemoryModel const& model, NodeId n) {
  constexpr std::array<std::string_view, 7> relations{"rf", "co", "id", "loc", "po", "int", "ext"};
  auto const& node = model.nodes[n];
  switch (node.kind) {
  case NodeKind::Empty:
  case NodeKind::Universe: return true;
  case NodeKind::Base: return node.is_set || std::ranges::find(relations, node.name) != relations.end();
  case NodeKind::Union:
  case NodeKind::Intersection:
  case NodeKind::Difference:
  case NodeKind::Sequence:
  case NodeKind::Product: return is_exact(model, node.a) && is_exact(model, node.b);
  case NodeKind::Complement: return node.is_set && is_exact(model, node.a);
  case NodeKind::Inverse:
  case NodeKind::Reflexive:
  case NodeKind::Identity:
  case NodeKind::Domain:
  case NodeKind::Range: return is_exact(model, node.a);
  case NodeKind::Closure:
  case NodeKind::ReflexiveClosure:
  case NodeKind::Variable:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder: break;
  }
  return false;
}

} // namespace barrister::solver
