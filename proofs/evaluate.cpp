// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/evaluate.hpp"
#include "proofs/base.hpp"
#include "proofs/operands.hpp"
#include <algorithm>
#include <cassert>

namespace barrister::proofs {
namespace {

SetOrRelation nothing(bool is_set, std::size_t events) {
  return is_set ? SetOrRelation(EventSet(events)) : SetOrRelation(Relation(events));
}
template <class F> SetOrRelation combine(SetOrRelation const& a, SetOrRelation const& b, F f) {
  return std::visit(
      [&](auto const& left) -> SetOrRelation { return f(left, std::get<std::decay_t<decltype(left)>>(b)); },
      a);
}

class Evaluator {
public:
  Evaluator(MemoryModel const& model, Execution const& x)
      : model_(model), x_(x), values_(model.nodes.size()), is_open_(model.fixpoints.size()) {}

  std::vector<SetOrRelation> all() {
    // Fixpoints first: solving one forgets what was computed from it.
    for (auto const& fixpoint : model_.fixpoints)
      for (auto variable : fixpoint.variables) value(variable);
    std::vector<SetOrRelation> out;
    for (NodeId id = 0; id < model_.nodes.size(); ++id) out.push_back(value(id));
    return out;
  }

private:
  SetOrRelation const& value(NodeId id) {
    if (!values_[id]) {
      if (model_.nodes[id].kind == NodeKind::Variable)
        solve(model_.nodes[id].a);
      else if (is_choice(model_.nodes[id].kind))
        values_[id] = choice(id);
      else
        values_[id] = compute(model_.nodes[id]);
    }
    return *values_[id];
  }
  EventSet const& set(NodeId id) { return std::get<EventSet>(value(id)); }
  Relation const& relation(NodeId id) { return std::get<Relation>(value(id)); }

  // Computing the second operand may solve a fixpoint, and forget the first: hence the copies here and below.
  template <class F> SetOrRelation both(Node const& node, F f) {
    auto const first = value(node.a);
    return combine(first, value(node.b), f);
  }

  SetOrRelation compute(Node const& node) {
    auto const size = x_.events.size();
    switch (node.kind) {
    case NodeKind::Base:
      return node.is_set ? SetOrRelation(base_set(node.name, x_))
                         : SetOrRelation(base_relation(node.name, x_));
    case NodeKind::Empty: return nothing(node.is_set, size);
    case NodeKind::Universe: return EventSet::all(size);
    case NodeKind::Union: return both(node, [](auto const& a, auto const& b) { return a | b; });
    case NodeKind::Intersection: return both(node, [](auto const& a, auto const& b) { return a & b; });
    case NodeKind::Difference: return both(node, [](auto const& a, auto const& b) { return a - b; });
    case NodeKind::Complement:
      return std::visit([](auto const& a) -> SetOrRelation { return a.complement(); }, value(node.a));
    case NodeKind::Sequence: {
      auto const first = relation(node.a);
      return first.then(relation(node.b));
    }
    case NodeKind::Inverse: return relation(node.a).inverse();
    case NodeKind::Closure: return relation(node.a).closure();
    case NodeKind::ReflexiveClosure: return relation(node.a).closure().reflexive();
    case NodeKind::Reflexive: return relation(node.a).reflexive();
    case NodeKind::Product: {
      auto const first = set(node.a);
      return Relation::product(first, set(node.b));
    }
    case NodeKind::Identity: return Relation::identity(set(node.a));
    case NodeKind::Domain: return relation(node.a).domain();
    case NodeKind::Range: return relation(node.a).range();
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets:
    case NodeKind::ChosenOrder:
    case NodeKind::Variable: break; // value() has them
    }
    assert(false && "every kind of node has a value");
    return nothing(node.is_set, size);
  }

  // What the execution says it is; nothing where it says nothing.
  SetOrRelation choice(NodeId id) const {
    auto const at = static_cast<std::size_t>(std::ranges::find(model_.choices, id) - model_.choices.begin());
    return at < x_.choices.size() ? x_.choices[at] : Relation(x_.events.size());
  }

  // Gives the variables of a group their fixpoint. While it is open, its variables have the latest value;
  // what depends on them, inner fixpoints included, is forgotten and computed again when it changes.
  void solve(NodeId group) {
    auto const& [variables, bodies] = model_.fixpoints[group];
    is_open_[group] = true;
    for (auto variable : variables)
      values_[variable] = nothing(model_.nodes[variable].is_set, x_.events.size());
    auto const stale = dependents(group);
    auto const limit = 2 * x_.events.size() * x_.events.size() + 10; // ends also what is not monotone
    bool changed = true;
    for (std::size_t round = 0; changed && round < limit; ++round) {
      changed = false;
      for (std::size_t i = 0; i < variables.size(); ++i) {
        auto next = value(bodies[i]);
        auto& last = values_[variables[i]];
        if (next == *last) continue;
        last = std::move(next);
        changed = true;
        for (NodeId id = 0; id < stale.size(); ++id)
          if (stale[id] && !is_open(id)) values_[id].reset();
      }
    }
    is_open_[group] = false;
  }
  bool is_open(NodeId id) const {
    return model_.nodes[id].kind == NodeKind::Variable && is_open_[model_.nodes[id].a];
  }

  // The nodes whose value depends on a variable of the group. Variables of other open groups are given.
  std::vector<bool> dependents(NodeId group) const {
    std::vector<bool> out(model_.nodes.size());
    for (auto variable : model_.fixpoints[group].variables) out[variable] = true;
    for (bool changed = true; changed;) {
      changed = false;
      for (NodeId id = 0; id < model_.nodes.size(); ++id) {
        if (out[id] || is_open(id) ||
            std::ranges::none_of(operands(model_, id), [&](NodeId o) { return out[o]; }))
          continue;
        out[id] = changed = true;
      }
    }
    return out;
  }

  MemoryModel const& model_;
  Execution const& x_;
  std::vector<std::optional<SetOrRelation>> values_;
  std::vector<bool> is_open_; // groups being solved
};

bool succeeds(Check const& check, SetOrRelation const& value) {
  auto const passes = [&] {
    if (check.test == Test::Empty) return std::visit([](auto const& v) { return v.empty(); }, value);
    auto const& relation = std::get<Relation>(value);
    return check.test == Test::Acyclic ? relation.acyclic() : relation.irreflexive();
  };
  return passes() != check.negated;
}

} // namespace

Evaluation evaluate(MemoryModel const& model, Execution const& x) {
  Evaluation out;
  out.nodes = Evaluator(model, x).all();
  for (auto const& check : model.checks) {
    auto const holds = succeeds(check, out.nodes[check.node]);
    out.holds.push_back(holds);
    switch (check.role) {
    case Role::Axiom: out.consistent &= holds; break;
    case Role::Flag:
      if (holds) out.flags.push_back(check.name);
      break;
    case Role::Requirement: out.undefined |= !holds; break;
    }
  }
  std::ranges::sort(out.flags);
  auto const repeated = std::ranges::unique(out.flags);
  out.flags.erase(repeated.begin(), repeated.end());
  return out;
}

} // namespace barrister::proofs
