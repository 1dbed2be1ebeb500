// SPDX-License-Identifier: BSD-2-Clause
#include "solver/schedule.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

using Groups = std::vector<std::uint32_t>;

void add(Groups& into, std::uint32_t group) {
  auto at = std::ranges::lower_bound(into, group);
  if (at == into.end() || *at != group) into.insert(at, group);
}
bool has(Groups const& groups, std::uint32_t group) { return std::ranges::binary_search(groups, group); }

// A fixpoint's nodes are its variables, its bodies and what is in between; behind these it is a value like any other.
NodeId last_of(Fixpoint const& f) { return std::max(std::ranges::max(f.bodies), std::ranges::max(f.variables)); }

class Planner {
public:
  Planner(MemoryModel const& model, std::vector<bool> const& needed)
      : model_(model), needed_(needed), groups_(groups_of_nodes(model)) {}

  std::vector<Step> plan() {
    std::vector<NodeId> nodes;
    for (NodeId n = 0; n < model_.nodes.size(); ++n)
      if (needed_[n]) nodes.push_back(n);
    return steps(nodes, {});
  }

private:
  NodeId last(std::uint32_t group) const { return last_of(model_.fixpoints[group]); }
  bool inside(NodeId n, std::uint32_t group) const { return has(groups_[n], group) && n <= last(group); }

  // `nodes` ascend; `open` are the groups whose repetition these steps stand in. A group's step stands where its
  // last node is: everything else its bodies need has come by then.
  std::vector<Step> steps(std::vector<NodeId> const& nodes, Groups const& open) const {
    std::vector<Step> out;
    for (auto n : nodes) {
      auto outermost = std::ranges::find_if(
          groups_[n], [&](auto g) { return !has(open, g) && inside(n, g) && is_outermost(n, g, open); });
      if (outermost == groups_[n].end()) {
        if (model_.nodes[n].kind != NodeKind::Variable) out.push_back({n, {}, {}});
        continue;
      }
      auto const group = *outermost;
      auto const end = *std::ranges::find_if(nodes.rbegin(), nodes.rend(), [&](NodeId m) { return inside(m, group); });
      if (n != end) continue;
      auto deeper = open;
      add(deeper, group);
      Step step{n, group, {}};
      for (auto body : model_.fixpoints[group].bodies) step.bodies.push_back(steps(parts(body, group), deeper));
      out.push_back(std::move(step));
    }
    return out;
  }
  // The needed nodes of a group that a body of it is made of, ascending.
  std::vector<NodeId> parts(NodeId body, std::uint32_t group) const {
    std::vector<bool> reached(model_.nodes.size());
    std::vector<NodeId> out;
    auto const reach = [&](NodeId n) {
      if (inside(n, group) && needed_[n]) reached[n] = true;
    };
    reach(body);
    for (auto n = static_cast<NodeId>(model_.nodes.size()); n-- > 0;) {
      if (!reached[n]) continue;
      out.push_back(n);
      for_each_operand(model_.nodes[n], reach);
      if (auto const& node = model_.nodes[n]; node.kind == NodeKind::Variable && node.a != group)
        for (auto b : model_.fixpoints[node.a].bodies) reach(b);
    }
    std::ranges::reverse(out);
    return out;
  }
  bool is_outermost(NodeId n, std::uint32_t group, Groups const& open) const {
    return std::ranges::none_of(groups_[n], [&](auto g) {
      return g != group && !has(open, g) && inside(n, g) && last(g) > last(group);
    });
  }

  MemoryModel const& model_;
  std::vector<bool> const& needed_;
  std::vector<Groups> groups_;
};

} // namespace

std::vector<std::vector<std::uint32_t>> groups_of_nodes(MemoryModel const& model) {
  std::vector<Groups> out(model.nodes.size());
  for (std::uint32_t g = 0; g < model.fixpoints.size(); ++g)
    for (auto v : model.fixpoints[g].variables) add(out[v], g);
  for (NodeId n = 0; n < model.nodes.size(); ++n)
    for_each_operand(model.nodes[n], [&](NodeId o) {
      for (auto g : Groups(out[o]))
        if (n <= last_of(model.fixpoints[g])) add(out[n], g);
    });
  return out;
}

void close_under_operands(MemoryModel const& model, std::vector<bool>& needed) {
  for (bool changed = true; changed;) {
    changed = false;
    auto const need = [&](NodeId o) {
      if (!needed[o]) changed = needed[o] = true;
    };
    for (auto n = static_cast<NodeId>(model.nodes.size()); n-- > 0;) {
      if (!needed[n]) continue;
      for_each_operand(model.nodes[n], need);
      if (model.nodes[n].kind != NodeKind::Variable) continue;
      auto const& group = model.fixpoints[model.nodes[n].a];
      for (auto v : group.variables) need(v);
      for (auto b : group.bodies) need(b);
    }
  }
}

std::vector<Step> make_schedule(MemoryModel const& model, std::vector<bool> const& needed) {
  return Planner(model, needed).plan();
}

} // namespace barrister::solver
