// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/cat/placeholder.hpp"

namespace barrister::frontend::cat {
namespace {

enum class End : std::uint8_t { To, From };

// The edges of n({e}) all have e at this end, and n is, edge by edge, what any event makes it.
bool has_end(Graph const& g, NodeId n, NodeId p, End end) {
  auto const& node = g.node(n);
  auto const constant = [&](NodeId o) { return !mentions(g, o, p); };
  auto const bound = [&](NodeId o) { return has_end(g, o, p, end); };
  switch (node.kind) {
  case NodeKind::Empty: return true;
  case NodeKind::Identity: return node.a == p;
  case NodeKind::Product:
    return end == End::To ? node.b == p && constant(node.a) : node.a == p && constant(node.b);
  case NodeKind::Union: return bound(node.a) && bound(node.b);
  case NodeKind::Intersection:
    return (bound(node.a) && (constant(node.b) || bound(node.b))) || (constant(node.a) && bound(node.b));
  case NodeKind::Difference: return bound(node.a) && (constant(node.b) || bound(node.b));
  case NodeKind::Sequence:
    return end == End::To ? constant(node.a) && bound(node.b) : bound(node.a) && constant(node.b);
  case NodeKind::Inverse: return has_end(g, node.a, p, end == End::To ? End::From : End::To);
  default: return false;
  }
}

} // namespace

bool mentions(Graph const& g, NodeId n, NodeId p) {
  if (n == p) return true;
  auto const& node = g.node(n);
  if (is_binary(node.kind)) return mentions(g, node.a, p) || mentions(g, node.b, p);
  return is_unary(node.kind) && mentions(g, node.a, p);
}

bool ends_in(Graph const& g, NodeId n, NodeId p) { return has_end(g, n, p, End::To); }
bool starts_in(Graph const& g, NodeId n, NodeId p) { return has_end(g, n, p, End::From); }

bool is_additive(Graph const& g, NodeId n, NodeId p) {
  if (n == p) return true;
  auto const& node = g.node(n);
  auto const constant = [&](NodeId o) { return !mentions(g, o, p); };
  auto const additive = [&](NodeId o) { return is_additive(g, o, p); };
  switch (node.kind) {
  case NodeKind::Empty: return true;
  case NodeKind::Union: return additive(node.a) && additive(node.b);
  case NodeKind::Intersection:
  case NodeKind::Product:
  case NodeKind::Sequence:
    return (additive(node.a) && constant(node.b)) || (constant(node.a) && additive(node.b));
  case NodeKind::Difference: return additive(node.a) && constant(node.b);
  case NodeKind::Inverse:
  case NodeKind::Identity:
  case NodeKind::Domain:
  case NodeKind::Range: return additive(node.a);
  default: return false;
  }
}

NodeId substitute(Graph& g, NodeId n, NodeId p, NodeId by) {
  if (n == p) return by;
  if (!mentions(g, n, p)) return n;
  auto const node = g.node(n);
  auto const a = substitute(g, node.a, p, by);
  return is_binary(node.kind) ? g.binary(node.kind, a, substitute(g, node.b, p, by)) : g.unary(node.kind, a);
}

} // namespace barrister::frontend::cat
