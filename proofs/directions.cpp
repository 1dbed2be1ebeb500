// SPDX-License-Identifier: BSD-2-Clause
// Of each set and relation of the model, what is known of it on a stem and any number of copies of a cycle:
// by abstract interpretation of the graph, from the bottom up.
#include "proofs/directions.hpp"
#include "proofs/brackets.hpp"
#include "proofs/evaluate.hpp"
#include "proofs/operands.hpp"
#include <algorithm>
#include <map>

namespace barrister::proofs {
namespace {

struct Shape {
  bool is_empty = true;
  bool forward = false, backward = false; // may relate an event to one of a later, of an earlier block
  bool is_local = true;                   // what it holds within a block, the events of that block decide
  friend bool operator==(Shape const&, Shape const&) = default;
};
constexpr Shape within_blocks{false, false, false, true};
constexpr Shape goes_forward{false, true, false, true};
constexpr Shape goes_anywhere{false, true, true, true};

Shape base(std::string const& name) {
  static std::map<std::string, Shape> const relations = {
      {"po", goes_forward},
      {"addr", goes_forward},
      {"data", goes_forward},
      {"ctrl", goes_forward},
      {"rf", goes_forward},
      {"co", goes_forward},
      {"rmw", within_blocks},
      {"id", within_blocks},
      {"loc", goes_anywhere},
      {"int", goes_anywhere},
      {"ext", goes_anywhere},
      {"same-value", goes_anywhere},
      {"FW", {false, false, false, false}}}; // what is written last, later blocks decide
  auto const at = relations.find(name);
  return at == relations.end() ? within_blocks : at->second;
}

class Shapes {
public:
  Shapes(MemoryModel const& model, Execution const& x, std::vector<std::uint8_t> const& blocks)
      : model_(model), evaluation_(evaluate(model, x)), shapes_(model.nodes.size()) {
    for (NodeId id = 0; id < model.nodes.size(); ++id)
      if (pairs_readers(id, blocks)) given_[id] = within_blocks;
    for (NodeId id = 0; id < model.nodes.size(); ++id) settled_.push_back(is_settled(id));
    for (bool changed = true; changed;) {
      changed = false;
      for (NodeId id = 0; id < model.nodes.size(); ++id) {
        auto next = shape(id);
        if (next.is_local && !next.forward && !next.backward && settled_[id] && is_empty(id)) next = {};
        changed |= next != shapes_[id];
        shapes_[id] = next;
      }
    }
  }

  std::string const& unsettled() const { return evaluation_.unsettled; }
  bool repeats(Check const& check) const {
    auto const& shape = shapes_[check.node];
    if (check.negated) return false;
    if (shape.is_empty) return true;
    switch (check.test) {
    case Test::Acyclic: return shape.is_local && !(shape.forward && shape.backward);
    case Test::Irreflexive: return shape.is_local;
    case Test::Empty: break;
    }
    return shape.is_local && !shape.forward && !shape.backward;
  }

private:
  Shape const& of(NodeId id) const { return shapes_[id]; }

  Shape shape(NodeId id) const {
    if (auto const at = given_.find(id); at != given_.end()) return at->second;
    auto const& node = model_.nodes[id];
    if (is_nothing_anywhere(id)) return {};
    switch (node.kind) {
    case NodeKind::Base: return base(node.name);
    case NodeKind::Empty: return {};
    case NodeKind::Universe: return within_blocks;
    case NodeKind::Union: return either(of(node.a), of(node.b));
    case NodeKind::Intersection: return both(of(node.a), of(node.b));
    case NodeKind::Difference: return without(of(node.a), of(node.b));
    case NodeKind::Complement: return without(node.is_set ? within_blocks : goes_anywhere, of(node.a));
    case NodeKind::Sequence: return is_fr(node) ? goes_forward : then(of(node.a), of(node.b));
    case NodeKind::Inverse: {
      auto out = of(node.a);
      std::swap(out.forward, out.backward);
      return out;
    }
    case NodeKind::Closure: return then(of(node.a), of(node.a));
    case NodeKind::ReflexiveClosure: return either(within_blocks, then(of(node.a), of(node.a)));
    case NodeKind::Reflexive: return either(within_blocks, of(node.a));
    case NodeKind::Product: {
      bool const is_empty = of(node.a).is_empty || of(node.b).is_empty;
      return is_empty ? Shape() : without(without(goes_anywhere, of(node.a)), of(node.b));
    }
    case NodeKind::Identity:
    case NodeKind::Variable: return of(*operands(model_, id).begin());
    case NodeKind::Domain:
    case NodeKind::Range: { // an event may be in it for a partner in another block
      auto const& a = of(node.a);
      return {a.is_empty, false, false, a.is_local && !a.forward && !a.backward};
    }
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets:
    case NodeKind::ChosenOrder: break;
    }
    return {false, true, true, false};
  }

  static Shape either(Shape const& a, Shape const& b) {
    return {a.is_empty && b.is_empty, a.forward || b.forward, a.backward || b.backward,
            a.is_local && b.is_local};
  }
  static Shape both(Shape const& a, Shape const& b) {
    if (a.is_empty || b.is_empty) return {};
    return {false, a.forward && b.forward, a.backward && b.backward, a.is_local && b.is_local};
  }
  static Shape without(Shape const& a, Shape const& b) {
    if (a.is_empty) return {};
    return {false, a.forward, a.backward, a.is_local && b.is_local};
  }
  // A pair within a block may have its middle elsewhere if one side leaves the block and the other comes
  // back.
  static Shape then(Shape const& a, Shape const& b) {
    if (a.is_empty || b.is_empty) return {};
    bool const returns = (a.forward && b.backward) || (a.backward && b.forward);
    return {false, a.forward || b.forward, a.backward || b.backward, a.is_local && b.is_local && !returns};
  }

  bool is_base(NodeId id, std::string const& name) const {
    return model_.nodes[id].kind == NodeKind::Base && model_.nodes[id].name == name;
  }
  bool is_fr(Node const& node) const {
    auto const& first = model_.nodes[node.a];
    return first.kind == NodeKind::Inverse && is_base(first.a, "rf") && is_base(node.b, "co");
  }
  // What is empty in each block of the stem and the cycle, and decided there, is so in each copy.
  bool is_empty(NodeId id) const {
    return std::visit([](auto const& v) { return v.empty(); }, evaluation_.nodes[id]);
  }
  // Not defined through itself: what it is does not rest on what is being found out.
  bool is_settled(NodeId id) const {
    std::vector<bool> seen(model_.nodes.size());
    std::vector<NodeId> open{id};
    while (!open.empty()) {
      auto const n = open.back();
      open.pop_back();
      if (seen[n] || given_.contains(n)) continue;
      seen[n] = true;
      if (model_.nodes[n].kind == NodeKind::Variable) return false;
      for (auto operand : operands(model_, n)) open.push_back(operand);
    }
    return true;
  }
  // No event of the kind is in the stem or the cycle, and so in no copy. (A dependency may take more than two
  // copies to come about.)
  bool is_nothing_anywhere(NodeId id) const {
    auto const& node = model_.nodes[id];
    return node.kind == NodeKind::Base && (node.is_set || node.name == "rmw") && is_empty(id);
  }

  // A variable that relates the start of a reader to its end: and no reader is in two blocks.
  bool pairs_readers(NodeId id, std::vector<std::uint8_t> const& blocks) const {
    if (!matches_brackets(model_, id)) return false;
    auto const pairs = std::get<Relation>(evaluation_.nodes[id]).pairs();
    return !pairs.empty() &&
           std::ranges::all_of(pairs, [&](auto const& p) { return blocks[p.first] == blocks[p.second]; });
  }

  MemoryModel const& model_;
  Evaluation evaluation_;
  std::map<NodeId, Shape> given_;
  std::vector<bool> settled_;
  std::vector<Shape> shapes_;
};

} // namespace

std::vector<std::string> complaints_about_repetition(MemoryModel const& model, Execution const& x,
                                                     std::vector<std::uint8_t> const& blocks) {
  Shapes const shapes(model, x, blocks);
  if (!shapes.unsettled().empty()) return {shapes.unsettled()};
  std::vector<std::string> out;
  for (auto const& check : model.checks)
    if (check.role == Role::Axiom && !shapes.repeats(check))
      out.push_back("the axiom '" + (check.name.empty() ? check.text : check.name) +
                    "' may hold of two copies of the cycle, and not of more");
  return out;
}

} // namespace barrister::proofs
