// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/evaluate.hpp"
#include "proofs/base.hpp"
#include "proofs/node_values.hpp"
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

class Sets {
public:
  using Value = SetOrRelation;
  Sets(MemoryModel const& model, Execution const& x) : model_(model), x_(x) {}

  Value nothing(bool is_set) const { return proofs::nothing(is_set, x_.events.size()); }
  Value anything(bool is_set) const { return nothing(is_set); } // and who asked is told
  // What the execution says a choice is; nothing where it says nothing.
  std::optional<Value> given(NodeId id) const {
    if (model_.nodes[id].kind == NodeKind::Variable) return std::nullopt;
    auto const at = static_cast<std::size_t>(std::ranges::find(model_.choices, id) - model_.choices.begin());
    return at < x_.choices.size() ? x_.choices[at] : Relation(x_.events.size());
  }

  Value compute(Node const& node, Value const* a, Value const* b) const {
    auto const relation = [](Value const* v) -> Relation const& { return std::get<Relation>(*v); };
    auto const set = [](Value const* v) -> EventSet const& { return std::get<EventSet>(*v); };
    switch (node.kind) {
    case NodeKind::Base:
      return node.is_set ? Value(base_set(node.name, x_)) : Value(base_relation(node.name, x_));
    case NodeKind::Empty: return nothing(node.is_set);
    case NodeKind::Universe: return EventSet::all(x_.events.size());
    case NodeKind::Union: return combine(*a, *b, [](auto const& l, auto const& r) { return l | r; });
    case NodeKind::Intersection: return combine(*a, *b, [](auto const& l, auto const& r) { return l & r; });
    case NodeKind::Difference: return combine(*a, *b, [](auto const& l, auto const& r) { return l - r; });
    case NodeKind::Complement: return std::visit([](auto const& v) -> Value { return v.complement(); }, *a);
    case NodeKind::Sequence: return relation(a).then(relation(b));
    case NodeKind::Inverse: return relation(a).inverse();
    case NodeKind::Closure: return relation(a).closure();
    case NodeKind::ReflexiveClosure: return relation(a).closure().reflexive();
    case NodeKind::Reflexive: return relation(a).reflexive();
    case NodeKind::Product: return Relation::product(set(a), set(b));
    case NodeKind::Identity: return Relation::identity(set(a));
    case NodeKind::Domain: return relation(a).domain();
    case NodeKind::Range: return relation(a).range();
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets:
    case NodeKind::ChosenOrder:
    case NodeKind::Variable: break; // NodeValues has them
    }
    assert(false && "every kind of node has a value");
    return nothing(node.is_set);
  }

private:
  MemoryModel const& model_;
  Execution const& x_;
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
  Sets const sets(model, x);
  NodeValues<Sets> values(model, sets, most_rounds(x.events.size()));
  for (auto const& check : model.checks) values.of(check.node);
  for (auto choice : model.choices)
    for (auto operand : operands(model, choice)) values.of(operand);
  if (auto const group = values.unsettled()) out.unsettled = does_not_settle(model.fixpoints[*group]);
  // Fixpoints first: solving one forgets what was computed from it.
  for (auto const& fixpoint : model.fixpoints)
    for (auto variable : fixpoint.variables) values.of(variable);
  out.nodes.reserve(model.nodes.size());
  for (NodeId id = 0; id < model.nodes.size(); ++id) out.nodes.push_back(values.of(id));
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
  out.flags.erase(std::unique(out.flags.begin(), out.flags.end()), out.flags.end());
  return out;
}

} // namespace barrister::proofs
