// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/cat/graph.hpp"
#include <algorithm>

namespace barrister::frontend::cat {

bool is_unary(NodeKind k) {
  switch (k) {
  case NodeKind::Complement:
  case NodeKind::Inverse:
  case NodeKind::Closure:
  case NodeKind::ReflexiveClosure:
  case NodeKind::Reflexive:
  case NodeKind::Identity:
  case NodeKind::Domain:
  case NodeKind::Range: return true;
  default: return false;
  }
}
bool is_binary(NodeKind k) {
  switch (k) {
  case NodeKind::Union:
  case NodeKind::Intersection:
  case NodeKind::Difference:
  case NodeKind::Sequence:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder:
  case NodeKind::Product: return true;
  default: return false;
  }
}

NodeId Graph::node(NodeKind kind, bool is_set, NodeId a, NodeId b, std::string const& name) {
  auto [at, is_new] = known_.try_emplace(Key(kind, is_set, a, b, name), static_cast<NodeId>(nodes_.size()));
  if (is_new) nodes_.push_back({kind, is_set, a, b, name});
  return at->second;
}

NodeId Graph::base(std::string const& name, bool is_set) { return node(NodeKind::Base, is_set, 0, 0, name); }
NodeId Graph::empty(bool is_set) { return node(NodeKind::Empty, is_set); }
NodeId Graph::universe() { return node(NodeKind::Universe, true); }

namespace {
constexpr std::string_view placeholder_name = "element "; // with its number, a name that nobody can write
}
NodeId Graph::placeholder(bool is_set) {
  return base(std::string(placeholder_name) + std::to_string(placeholders_++), is_set);
}
bool is_placeholder(Node const& n) {
  return n.kind == NodeKind::Base && n.name.starts_with(placeholder_name);
}

NodeId Graph::choice(NodeKind kind, NodeId a, NodeId b, std::string const& name) {
  nodes_.push_back({kind, false, a, b, name});
  return static_cast<NodeId>(nodes_.size() - 1);
}

NodeId Graph::unary(NodeKind kind, NodeId a) {
  bool gives_set =
      kind == NodeKind::Domain || kind == NodeKind::Range || (kind == NodeKind::Complement && is_set(a));
  switch (kind) {
  case NodeKind::Complement:
    if (is(a, NodeKind::Complement)) return nodes_[a].a;
    if (is(a, NodeKind::Empty) && gives_set) return universe();
    if (is(a, NodeKind::Universe)) return empty(true);
    break;
  case NodeKind::Inverse:
    if (is(a, NodeKind::Inverse)) return nodes_[a].a;
    if (is(a, NodeKind::Identity)) return a;
    [[fallthrough]];
  case NodeKind::Closure:
    if (is(a, kind)) return a;
    [[fallthrough]];
  case NodeKind::Identity:
  case NodeKind::Domain:
  case NodeKind::Range:
    if (is(a, NodeKind::Empty)) return empty(gives_set);
    break;
  case NodeKind::ReflexiveClosure:
  case NodeKind::Reflexive:
    if (is(a, kind)) return a;
    break;
  default: break;
  }
  return node(kind, gives_set, a);
}

NodeId Graph::binary(NodeKind kind, NodeId a, NodeId b) {
  bool gives_set = kind != NodeKind::Product && is_set(a);
  bool a_empty = is(a, NodeKind::Empty), b_empty = is(b, NodeKind::Empty);
  switch (kind) {
  case NodeKind::Union:
    if (a == b || b_empty) return a;
    if (a_empty) return b;
    break;
  case NodeKind::Intersection:
    if (a == b || a_empty) return a;
    if (b_empty) return b;
    break;
  case NodeKind::Difference:
    if (a_empty || b_empty) return a;
    if (a == b) return empty(gives_set);
    break;
  default:
    if (a_empty || b_empty) return empty(false);
    break;
  }
  // a | b written b | a elsewhere is the same node, printed as it was first written.
  bool commutes = kind == NodeKind::Union || kind == NodeKind::Intersection;
  if (commutes && known_.contains(Key(kind, gives_set, b, a, std::string()))) std::swap(a, b);
  return node(kind, gives_set, a, b);
}

std::uint32_t Graph::open_fixpoint(std::vector<bool> const& are_sets, std::vector<std::string> names,
                                   Place place) {
  auto group = static_cast<std::uint32_t>(fixpoints_.size());
  Fixpoint fixpoint;
  for (NodeId i = 0; i < are_sets.size(); ++i)
    fixpoint.variables.push_back(node(NodeKind::Variable, are_sets[i], group, i));
  fixpoint.bodies = fixpoint.variables;
  fixpoint.names = std::move(names);
  fixpoint.place = std::move(place);
  fixpoints_.push_back(std::move(fixpoint));
  return group;
}
NodeId Graph::variable(std::uint32_t fixpoint, std::size_t position) const {
  return fixpoints_[fixpoint].variables[position];
}
void Graph::close_fixpoint(std::uint32_t fixpoint, std::vector<NodeId> bodies) {
  fixpoints_[fixpoint].bodies = std::move(bodies);
}

void Graph::move_into(MemoryModel& model) {
  std::vector<bool> needed(nodes_.size());
  std::vector<NodeId> waiting;
  auto need = [&](NodeId n) {
    if (!needed[n]) waiting.push_back(n);
    needed[n] = true;
  };
  for (auto& c : model.checks) need(c.node);
  for (auto& [name, n] : model.names) need(n);
  for (auto n : model.choices) need(n);
  while (!waiting.empty()) {
    auto& n = nodes_[waiting.back()];
    waiting.pop_back();
    if (is_unary(n.kind) || is_binary(n.kind)) need(n.a);
    if (is_binary(n.kind)) need(n.b);
    if (n.kind == NodeKind::Variable)
      for (auto& all : {fixpoints_[n.a].variables, fixpoints_[n.a].bodies}) std::ranges::for_each(all, need);
  }

  std::vector<NodeId> moved(nodes_.size());
  std::vector<std::uint32_t> moved_fixpoint(fixpoints_.size());
  for (std::size_t f = 0; f < fixpoints_.size(); ++f) {
    moved_fixpoint[f] = static_cast<std::uint32_t>(model.fixpoints.size());
    if (needed[fixpoints_[f].variables.front()]) model.fixpoints.push_back(std::move(fixpoints_[f]));
  }
  for (NodeId n = 0; n < nodes_.size(); ++n) {
    if (!needed[n]) continue;
    moved[n] = static_cast<NodeId>(model.nodes.size());
    auto node = std::move(nodes_[n]);
    if (is_unary(node.kind) || is_binary(node.kind)) node.a = moved[node.a];
    if (is_binary(node.kind)) node.b = moved[node.b];
    if (node.kind == NodeKind::Variable) node.a = moved_fixpoint[node.a];
    model.nodes.push_back(std::move(node));
  }
  for (auto& f : model.fixpoints) {
    for (auto& v : f.variables) v = moved[v];
    for (auto& b : f.bodies) b = moved[b];
  }
  for (auto& c : model.checks) c.node = moved[c.node];
  for (auto& [name, n] : model.names) n = moved[n];
  for (auto& n : model.choices) n = moved[n];
}

} // namespace barrister::frontend::cat
