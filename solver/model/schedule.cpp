// SPDX-License-Identifier: BSD-2-Clause
#include "solver/model/schedule.hpp"
#include <algorithm>
#include <map>
#include <utility>

namespace barrister::solver {
namespace {

using Groups = std::vector<std::uint32_t>;

void add(Groups& into, std::uint32_t group) {
  auto at = std::ranges::lower_bound(into, group);
  if (at == into.end() || *at != group) into.insert(at, group);
}
bool has(Groups const& groups, std::uint32_t group) { return std::ranges::binary_search(groups, group); }

// A fixpoint's nodes are its variables, its bodies and what is in between; behind these it is a value like
// any other.
NodeId last_of(Fixpoint const& f) {
  return std::max(std::ranges::max(f.bodies), std::ranges::max(f.variables));
}

class Planner {
public:
  Planner(MemoryModel const& model, std::vector<bool> const& needed, NodeGroups const& groups)
      : model_(model), needed_(needed), groups_(groups) {}

  std::vector<Scheduled> plan() {
    std::vector<NodeId> nodes;
    for (NodeId n = 0; n < model_.nodes.size(); ++n)
      if (needed_[n]) nodes.push_back(n);
    return steps(nodes, {});
  }

private:
  NodeId last(std::uint32_t group) const { return last_of(model_.fixpoints[group]); }
  bool inside(NodeId n, std::uint32_t group) const { return has(groups_[n], group) && n <= last(group); }

  // `nodes` ascend; `open` are the groups whose repetition these steps stand in. A group's step stands behind
  // its last node and its last body: everything else its bodies need has come by then.
  std::vector<Scheduled> steps(std::vector<NodeId> const& nodes, Groups const& open) const {
    std::map<std::uint32_t, NodeId> end; // of each group that is a step here
    for (auto n : nodes)
      if (auto const g = outermost(n, open)) end[*g] = n;
    for (auto& [g, last_node] : end)
      for (auto body : model_.fixpoints[g].bodies)
        if (std::ranges::binary_search(nodes, body)) last_node = std::max(last_node, body);

    std::vector<Scheduled> out;
    for (auto n : nodes) {
      if (!outermost(n, open) && model_.nodes[n].kind != NodeKind::Variable)
        out.push_back({n, {}, {}, operands(model_.nodes[n]), {}});
      for (auto const& [group, last_node] : end) {
        if (last_node != n) continue;
        auto deeper = open;
        add(deeper, group);
        Scheduled step{n, group, {}, {}, {}};
        for (auto body : model_.fixpoints[group].bodies)
          step.bodies.push_back(steps(parts(body, group), deeper));
        step.inputs = inputs(step);
        out.push_back(std::move(step));
      }
    }
    return out;
  }
  void look_inside(Scheduled const& step, std::vector<bool>& computed, std::vector<NodeId>& used) const {
    if (!step.group) {
      computed[step.node] = true;
      used.insert(used.end(), step.from.begin(), step.from.end());
      return;
    }
    for (auto v : model_.fixpoints[*step.group].variables) computed[v] = true;
    for (auto b : model_.fixpoints[*step.group].bodies) used.push_back(b);
    for (auto const& body : step.bodies)
      for (auto const& inner : body) look_inside(inner, computed, used);
  }
  std::vector<NodeId> inputs(Scheduled const& step) const {
    std::vector<bool> computed(model_.nodes.size());
    std::vector<NodeId> used, out;
    look_inside(step, computed, used);
    for (auto n : used)
      if (!computed[n]) {
        computed[n] = true;
        out.push_back(n);
      }
    return out;
  }
  std::optional<std::uint32_t> outermost(NodeId n, Groups const& open) const {
    std::optional<std::uint32_t> out;
    for (auto g : groups_[n])
      if (!has(open, g) && inside(n, g) && (!out || last(g) > last(*out))) out = g;
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
    for (bool changed = true; changed;) { // bodies of inner groups come behind their variables
      changed = false;
      for (auto n = static_cast<NodeId>(model_.nodes.size()); n-- > 0;) {
        if (!reached[n]) continue;
        auto const more = [&](NodeId o) {
          changed = changed || (!reached[o] && inside(o, group) && needed_[o]);
          reach(o);
        };
        std::ranges::for_each(operands(model_.nodes[n]), more);
        if (auto const& node = model_.nodes[n]; node.kind == NodeKind::Variable && node.a != group)
          for (auto b : model_.fixpoints[node.a].bodies) more(b);
      }
    }
    for (NodeId n = 0; n < model_.nodes.size(); ++n)
      if (reached[n]) out.push_back(n);
    return out;
  }

  MemoryModel const& model_;
  std::vector<bool> const& needed_;
  NodeGroups const& groups_;
};

} // namespace

NodeGroups groups_of_nodes(MemoryModel const& model) {
  NodeGroups out(model.nodes.size());
  std::vector<NodeId> ends;
  for (std::uint32_t g = 0; g < model.fixpoints.size(); ++g) {
    for (auto v : model.fixpoints[g].variables) add(out[v], g);
    ends.push_back(last_of(model.fixpoints[g]));
  }
  bool changed = !ends.empty();
  auto const take = [&](NodeId n, NodeId o) {
    if (n == o) return;
    for (auto g : out[o])
      if (n <= ends[g] && !has(out[n], g)) {
        add(out[n], g);
        changed = true;
      }
  };
  while (std::exchange(changed, false))
    for (NodeId n = 0; n < model.nodes.size(); ++n) {
      for (auto o : operands(model.nodes[n])) take(n, o);
      if (model.nodes[n].kind == NodeKind::Variable)
        for (auto body : model.fixpoints[model.nodes[n].a].bodies) take(n, body);
    }
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
      std::ranges::for_each(operands(model.nodes[n]), need);
      if (model.nodes[n].kind != NodeKind::Variable) continue;
      auto const& group = model.fixpoints[model.nodes[n].a];
      for (auto v : group.variables) need(v);
      for (auto b : group.bodies) need(b);
    }
  }
}

std::vector<Scheduled> make_schedule(MemoryModel const& model, std::vector<bool> const& needed) {
  return make_schedule(model, needed, groups_of_nodes(model));
}
std::vector<Scheduled> make_schedule(MemoryModel const& model, std::vector<bool> const& needed,
                                     NodeGroups const& groups) {
  return Planner(model, needed, groups).plan();
}

} // namespace barrister::solver
