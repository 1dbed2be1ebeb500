// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/random_model.hpp"

namespace barrister {
namespace {

class ModelMaker {
public:
  ModelMaker(Chance& chance, int deepest) : chance_(chance), deepest_(deepest) {}

  MemoryModel make() {
    for (auto const* name : {"R", "W", "F", "FW", "MB", "RMW"}) add({NodeKind::Base, true, 0, 0, name});
    for (auto const* name : {"po", "rf", "co", "loc", "ext", "int", "id", "rmw", "data"})
      add({NodeKind::Base, false, 0, 0, name});
    for (auto sets : {true, false}) add({NodeKind::Empty, sets, 0, 0, ""});
    add({NodeKind::Universe, true, 0, 0, ""});
    some_nodes(5);
    fixpoint(0);
    some_nodes(5);
    if (below(2) == 0) fixpoint(0);
    some_nodes(5);
    for (NodeId n = 0; n < model_.nodes.size(); ++n)
      if (visible_[n]) check(n);
    return std::move(model_);
  }

private:
  std::size_t below(std::size_t n) { return chance_() % n; }
  NodeId add(Node node, bool grows = false) {
    model_.nodes.push_back(std::move(node));
    grows_.push_back(grows);
    visible_.push_back(true);
    return static_cast<NodeId>(model_.nodes.size() - 1);
  }
  // A node of the sort; `constant`: one that no open variable makes grow.
  NodeId any(bool is_set, bool constant = false) {
    for (;;) {
      auto const n = static_cast<NodeId>(below(model_.nodes.size()));
      if (visible_[n] && model_.nodes[n].is_set == is_set && !(constant && grows_[n])) return n;
    }
  }
  NodeId combine(NodeKind kind, bool is_set, NodeId a, NodeId b) {
    return add({kind, is_set, a, b, ""}, grows_[a] || grows_[b]);
  }
  NodeId some_node() {
    bool const is_set = below(3) == 0;
    switch (below(is_set ? 6 : 12)) {
    case 0: return combine(NodeKind::Union, is_set, any(is_set), any(is_set));
    case 1: return combine(NodeKind::Intersection, is_set, any(is_set), any(is_set));
    case 2: return combine(NodeKind::Difference, is_set, any(is_set), any(is_set, true));
    case 3: {
      auto const a = any(is_set, true);
      return combine(NodeKind::Complement, is_set, a, a);
    }
    case 4: return unary(is_set ? NodeKind::Domain : NodeKind::Inverse, is_set, any(false));
    case 5: return unary(is_set ? NodeKind::Range : NodeKind::Closure, is_set, any(false));
    case 6: return unary(NodeKind::ReflexiveClosure, false, any(false));
    case 7: return unary(NodeKind::Reflexive, false, any(false));
    case 8: return unary(NodeKind::Identity, false, any(true));
    case 9: return combine(NodeKind::Product, false, any(true), any(true));
    default: return combine(NodeKind::Sequence, false, any(false), any(false));
    }
  }
  NodeId unary(NodeKind kind, bool is_set, NodeId a) { return combine(kind, is_set, a, a); }
  void some_nodes(std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) some_node();
  }

  // One to three variables of either sort, whose bodies may hold one fixpoint more.
  void fixpoint(int depth) {
    auto const group = static_cast<NodeId>(model_.fixpoints.size());
    model_.fixpoints.emplace_back();
    Fixpoint f;
    auto const first = model_.nodes.size();
    auto const variables = 1 + below(3);
    for (std::size_t i = 0; i < variables; ++i)
      f.variables.push_back(
          add({NodeKind::Variable, below(4) == 0, group, static_cast<NodeId>(i), ""}, true));
    some_nodes(4);
    if (depth < deepest_ && below(2) == 0) fixpoint(depth + 1);
    some_nodes(2);
    for (auto v :
         f.variables) { // as from the front end, a body that needs no variable would come before them
      bool const is_set = model_.nodes[v].is_set;
      f.bodies.push_back(combine(NodeKind::Union, is_set, v, any(is_set)));
    }
    model_.fixpoints[group] = f;
    close(first, f, depth);
  }
  // Behind a fixpoint, only what it gives can be named, as in cat.
  void close(std::size_t first, Fixpoint const& f, int depth) {
    for (auto n = first; n < grows_.size(); ++n)
      if (grows_[n]) visible_[n] = false;
    for (auto v : f.variables) {
      visible_[v] = true;
      if (depth == 0) grows_[v] = false;
    }
  }

  void check(NodeId n) {
    auto const test = model_.nodes[n].is_set
                          ? Test::Empty
                          : std::array{Test::Acyclic, Test::Irreflexive, Test::Empty}[below(3)];
    auto const role = std::array{Role::Axiom, Role::Flag, Role::Requirement}[below(3)];
    model_.checks.push_back({role, test, below(2) == 0, n, "check-" + std::to_string(n), {}, ""});
  }

  Chance& chance_;
  int deepest_;
  MemoryModel model_;
  std::vector<bool> grows_;   // depends on a variable that is open
  std::vector<bool> visible_; // may be an operand
};

} // namespace

MemoryModel random_model(Chance& chance, int deepest) { return ModelMaker(chance, deepest).make(); }

Execution random_execution(Chance& chance) {
  auto const below = [&](std::size_t n) { return chance() % n; };
  Execution x;
  auto const size = below(20) == 0 ? 120 + below(90) : below(4) == 0 ? 60 + below(11) : 1 + below(12);
  for (std::size_t e = 0; e < size; ++e) {
    Event event;
    event.kind = std::array{EventKind::Read, EventKind::Write, EventKind::Fence}[below(3)];
    event.cpu = below(5) == 0 ? no_cpu : static_cast<CpuId>(below(3));
    if (event.kind != EventKind::Fence) event.address = address(static_cast<ObjectId>(below(3)));
    if (below(3) == 0) event.tags = event.tags | Tag::Mb;
    if (below(3) == 0) event.tags = event.tags | Tag::Rmw;
    x.events.push_back(event);
  }
  for (auto* r : {&x.po, &x.addr, &x.data, &x.ctrl, &x.rmw, &x.rf, &x.co}) {
    *r = Relation(size);
    for (std::size_t i = below(size + 1); i > 0; --i)
      r->insert(static_cast<EventId>(below(size)), static_cast<EventId>(below(size)));
  }
  return x;
}

} // namespace barrister
