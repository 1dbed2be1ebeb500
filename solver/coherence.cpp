// SPDX-License-Identifier: BSD-2-Clause
#include "solver/coherence.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

struct Shape {
  MemoryModel const& model;
  Node const& node(NodeId n) const { return model.nodes[n]; }
  bool base(NodeId n, char const* name) const {
    return node(n).kind == NodeKind::Base && node(n).name == name;
  }
  bool both(NodeId n, NodeKind kind, auto first, auto second) const {
    return node(n).kind == kind && first(node(n).a) && second(node(n).b);
  }
  bool either_order(NodeId n, NodeKind kind, auto first, auto second) const {
    return both(n, kind, first, second) || both(n, kind, second, first);
  }
  bool from_reads(NodeId n) const {
    return both(
        n, NodeKind::Sequence,
        [&](NodeId l) { return node(l).kind == NodeKind::Inverse && base(node(l).a, "rf"); },
        [&](NodeId r) { return base(r, "co"); });
  }
  auto named(char const* name) const {
    return [this, name](NodeId n) { return base(n, name); };
  }
  bool po_of_location(NodeId n) const {
    return either_order(n, NodeKind::Intersection, named("po"), named("loc"));
  }
  bool external(NodeId n, auto inner) const {
    return either_order(n, NodeKind::Intersection, named("ext"), inner);
  }
  // Operands of a union of unions.
  void flatten(NodeId n, std::vector<NodeId>& out) const {
    if (node(n).kind == NodeKind::Union) {
      flatten(node(n).a, out);
      flatten(node(n).b, out);
    } else {
      out.push_back(n);
    }
  }
};

bool is_axiom(Check const& c, Test test) { return c.role == Role::Axiom && c.test == test && !c.negated; }

bool orders_accesses(MemoryModel const& model, Check const& c, bool and_nothing_more) {
  if (!is_axiom(c, Test::Acyclic)) return false;
  Shape const shape{model};
  std::vector<NodeId> parts;
  shape.flatten(c.node, parts);
  auto const has = [&](auto is) { return std::ranges::any_of(parts, is); };
  bool const plain_po = has(shape.named("po"));
  return (has([&](NodeId n) { return shape.po_of_location(n); }) || (plain_po && !and_nothing_more)) &&
         has(shape.named("rf")) && has(shape.named("co")) &&
         has([&](NodeId n) { return shape.from_reads(n); }) && (!and_nothing_more || parts.size() == 4);
}

} // namespace

bool is_coherent(MemoryModel const& model) {
  return std::ranges::any_of(model.checks, [&](Check const& c) { return orders_accesses(model, c, false); });
}
bool says_coherence(MemoryModel const& model, Check const& c) { return orders_accesses(model, c, true); }

bool is_atomic(MemoryModel const& model) {
  Shape const shape{model};
  auto const fre = [&](NodeId n) { return shape.external(n, [&](NodeId m) { return shape.from_reads(m); }); };
  auto const coe = [&](NodeId n) { return shape.external(n, shape.named("co")); };
  return std::ranges::any_of(model.checks, [&](Check const& c) {
    return is_axiom(c, Test::Empty) &&
           shape.either_order(c.node, NodeKind::Intersection, shape.named("rmw"),
                              [&](NodeId n) { return shape.both(n, NodeKind::Sequence, fre, coe); });
  });
}

} // namespace barrister::solver
