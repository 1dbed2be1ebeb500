// SPDX-License-Identifier: BSD-2-Clause
#include "spec/sequential.hpp"
#include <algorithm>

namespace barrister {
namespace {

bool is_base(MemoryModel const& model, NodeId n, char const* name) {
  return model.nodes[n].kind == NodeKind::Base && model.nodes[n].name == name;
}
// rf^-1 ; co
bool is_from_reads(MemoryModel const& model, NodeId n) {
  auto const& node = model.nodes[n];
  if (node.kind != NodeKind::Sequence) return false;
  auto const& first = model.nodes[node.a];
  return first.kind == NodeKind::Inverse && is_base(model, first.a, "rf") && is_base(model, node.b, "co");
}
void operands_of_union(MemoryModel const& model, NodeId n, std::vector<NodeId>& out) {
  auto const& node = model.nodes[n];
  if (node.kind != NodeKind::Union) return out.push_back(n);
  operands_of_union(model, node.a, out);
  operands_of_union(model, node.b, out);
}
bool says_so(MemoryModel const& model, Check const& check) {
  if (check.role != Role::Axiom || check.test != Test::Acyclic || check.negated) return false;
  std::vector<NodeId> parts;
  operands_of_union(model, check.node, parts);
  auto const has = [&](char const* name) {
    return std::ranges::any_of(parts, [&](NodeId n) { return is_base(model, n, name); });
  };
  return has("po") && has("rf") && has("co") &&
         std::ranges::any_of(parts, [&](NodeId n) { return is_from_reads(model, n); });
}

} // namespace

bool is_sequential(MemoryModel const& model) {
  return std::ranges::any_of(model.checks, [&](Check const& check) { return says_so(model, check); });
}

} // namespace barrister
