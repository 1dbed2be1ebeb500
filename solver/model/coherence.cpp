// SPDX-License-Identifier: BSD-2-Clause
#include "solver/model/coherence.hpp"
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

  // Relations that contain a base relation in every execution: models add to rf and co what locks say, and
  // choose an order of the writes, which is co.
  bool contains(NodeId n, char const* name) const {
    auto const& it = node(n);
    switch (it.kind) {
    case NodeKind::Base: return it.name == name;
    case NodeKind::Union: return contains(it.a, name) || contains(it.b, name);
    case NodeKind::Closure:
    case NodeKind::ReflexiveClosure:
    case NodeKind::Reflexive: return contains(it.a, name);
    case NodeKind::ChosenOrder: return std::string_view(name) == "co" && orders_all_writes(it.a);
    case NodeKind::Empty:
    case NodeKind::Universe:
    case NodeKind::Intersection:
    case NodeKind::Difference:
    case NodeKind::Complement:
    case NodeKind::Sequence:
    case NodeKind::Inverse:
    case NodeKind::Product:
    case NodeKind::Identity:
    case NodeKind::Domain:
    case NodeKind::Range:
    case NodeKind::Variable:
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets: return false;
    }
    return false;
  }
  // (S * S) & loc, where S has all writes.
  bool orders_all_writes(NodeId n) const {
    auto const all_writes = [&](NodeId s) { return has_writes(s); };
    return either_order(n, NodeKind::Intersection, named("loc"),
                        [&](NodeId m) { return both(m, NodeKind::Product, all_writes, all_writes); });
  }
  bool has_writes(NodeId s) const {
    auto const& it = node(s);
    return base(s, "W") || it.kind == NodeKind::Universe ||
           (it.kind == NodeKind::Union && (has_writes(it.a) || has_writes(it.b)));
  }
  auto containing(char const* name) const {
    return [this, name](NodeId n) { return contains(n, name); };
  }
  bool contains_from_reads(NodeId n) const {
    return both(
               n, NodeKind::Sequence,
               [&](NodeId l) { return node(l).kind == NodeKind::Inverse && contains(node(l).a, "rf"); },
               containing("co")) ||
           (node(n).kind == NodeKind::Union &&
            (contains_from_reads(node(n).a) || contains_from_reads(node(n).b)));
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

// `acyclic po-loc | rf | co | fr`, and nothing more.
bool is_coherence(MemoryModel const& model, Check const& c) {
  if (!is_axiom(c, Test::Acyclic)) return false;
  Shape const shape{model};
  std::vector<NodeId> parts;
  shape.flatten(c.node, parts);
  auto const has = [&](auto is) { return std::ranges::any_of(parts, is); };
  return parts.size() == 4 && has([&](NodeId n) { return shape.po_of_location(n); }) &&
         has(shape.named("rf")) && has(shape.named("co")) &&
         has([&](NodeId n) { return shape.from_reads(n); });
}
bool implies_coherence(MemoryModel const& model, Check const& c) {
  if (!is_axiom(c, Test::Acyclic)) return false;
  Shape const shape{model};
  std::vector<NodeId> parts;
  shape.flatten(c.node, parts);
  auto const has = [&](auto is) { return std::ranges::any_of(parts, is); };
  return has([&](NodeId n) { return shape.po_of_location(n) || shape.base(n, "po"); }) &&
         has(shape.containing("rf")) && has(shape.containing("co")) &&
         has([&](NodeId n) { return shape.contains_from_reads(n); });
}

} // namespace

bool is_coherent(MemoryModel const& model) {
  return std::ranges::any_of(model.checks, [&](Check const& c) { return implies_coherence(model, c); });
}
bool says_coherence(MemoryModel const& model, Check const& c) { return is_coherence(model, c); }

bool says_atomicity(MemoryModel const& model, Check const& c) {
  Shape const shape{model};
  auto const fre = [&](NodeId n) {
    return shape.external(n, [&](NodeId m) { return shape.contains_from_reads(m); });
  };
  auto const coe = [&](NodeId n) { return shape.external(n, shape.containing("co")); };
  return is_axiom(c, Test::Empty) &&
         shape.either_order(c.node, NodeKind::Intersection, shape.containing("rmw"),
                            [&](NodeId n) { return shape.both(n, NodeKind::Sequence, fre, coe); });
}
bool is_atomic(MemoryModel const& model) {
  return std::ranges::any_of(model.checks, [&](Check const& c) { return says_atomicity(model, c); });
}

} // namespace barrister::solver
