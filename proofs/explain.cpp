// SPDX-License-Identifier: BSD-2-Clause
// Why is this pair of events in that relation? There are many derivations; this finds the one with the fewest
// steps that a reader has a name for. Each pair of each relation gets a weight, the weight of its best
// derivation, by Knuth's generalisation of Dijkstra's algorithm, done the plain way: improve until nothing
// changes. A derivation weighs more than all its parts, so that following the best one down always ends,
// recursive definitions included.
#include "proofs/explain.hpp"
#include "proofs/operands.hpp"
#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace barrister::proofs {
namespace {

using Weight = std::uint64_t;
constexpr Weight unknown = std::numeric_limits<Weight>::max() / 4;
constexpr Weight one_step = 1'000'000'000;
constexpr Weight one_node = 1'000;              // of the definition behind a name: small definitions say most
constexpr Weight bare_po = one_step * 2;        // any name for a piece of po says more than po
constexpr Weight with_parts = one_step * 3 / 2; // to-write: an addr and a wmb say more, two pieces of po less
constexpr Weight says_little = one_step * 50;   // loc, int, S * T: what filters a relation, not what makes it

constexpr std::array<std::string_view, 7> communication = {"rfe", "rfi", "coe", "coi", "fr", "fre", "fri"};
constexpr std::array<std::string_view, 4> filters = {"loc", "int", "ext", "id"};
bool is_one_of(auto const& names, std::string const& name) {
  return std::ranges::find(names, name) != names.end();
}

struct Part {
  NodeId node;
  EventId from, to;
};
// One step with a name, or parts one after another; with neither, the two events are one.
struct Derivation {
  Weight weight = unknown;
  std::string name;
  std::vector<Part> parts;
  void take(Derivation other) {
    if (other.weight < weight) *this = std::move(other);
  }
};

class Explainer {
public:
  Explainer(MemoryModel const& model, Execution const& x, Evaluation const& evaluation)
      : model_(model), po_(x.po), values_(evaluation.nodes), size_(x.events.size()),
        named_(model.nodes.size()), name_weights_(model.nodes.size()), weights_(model.nodes.size()) {
    for (auto const& [name, id] : model.names) {
      auto& known = named_[id];
      auto const is_better = is_one_of(communication, name) || name.size() < known.size();
      if (known.empty() || (is_better && !is_one_of(communication, known))) known = name;
    }
  }

  std::vector<Link> steps(Part const& root) {
    if (weights_[root.node].empty()) weigh(root.node);
    std::vector<Link> out;
    write(root, false, out);
    return out;
  }
  // Of `empty r & s^-1` the cycle that the two make; of `empty r & s`, the side with the longer way round is
  // the one that tells a story.
  std::vector<Link> steps_of_both(Part const& root) {
    Sides sides;
    take_sides(root, sides);
    if (sides.there.empty()) return steps(root);
    auto out = sides.back.empty() ? longest(sides.there) : lightest(sides.there);
    std::ranges::copy(longest(sides.back), std::back_inserter(out));
    return out;
  }

  // Of the cycles of a relation one that weighs least: the first with fewest pairs, if there is none better.
  std::vector<EventId> cycle(NodeId id) {
    if (weights_[id].empty()) weigh(id);
    auto out = *relation(id).shortest_cycle();
    auto const weigh_pairs = [&](std::vector<EventId> const& all) {
      Weight sum = 0;
      for (std::size_t i = 0; i < all.size(); ++i) sum += weight({id, all[i], all[(i + 1) % all.size()]});
      return sum;
    };
    auto least = weigh_pairs(out);
    for (EventId e = 0; e < size_; ++e)
      if (auto found = lightest_from(id, e, least); !found.empty()) {
        least = weigh_pairs(found);
        out = std::move(found);
      }
    return out;
  }

private:
  // Back to where it begins, through events behind that one alone; empty where none is lighter than that.
  std::vector<EventId> lightest_from(NodeId id, EventId begin, Weight than) const {
    std::vector<Weight> known(size_, unknown);
    std::vector<EventId> before(size_, begin);
    std::vector<bool> is_done(size_, false);
    auto const& pairs = relation(id);
    auto const go_on = [&](EventId from, Weight so_far) {
      for (EventId to = begin; to < size_; ++to)
        if (auto const sum = so_far + weight({id, from, to}); pairs.contains(from, to) && sum < known[to]) {
          known[to] = sum;
          before[to] = from;
        }
    };
    go_on(begin, 0);
    for (;;) {
      auto next = begin;
      for (EventId e = begin + 1; e < size_; ++e)
        if (!is_done[e] && known[e] < than && (next == begin || known[e] < known[next])) next = e;
      if (next == begin) break;
      is_done[next] = true;
      go_on(next, known[next]);
    }
    if (known[begin] >= than) return {};
    std::vector<EventId> out{begin};
    for (auto e = before[begin]; e != begin; e = before[e]) out.push_back(e);
    std::reverse(out.begin() + 1, out.end());
    return out;
  }
  struct Sides { // of an intersection: what it holds of the pair, and, of what is inverted, of the pair
                 // turned round
    std::vector<Part> there, back;
  };
  void take_sides(Part const& p, Sides& out) const {
    auto const& node = model_.nodes[p.node];
    auto const& [id, a, b] = p;
    if (node.kind == NodeKind::Union) {
      take_sides({relation(node.a).contains(a, b) ? node.a : node.b, a, b}, out);
    } else if (node.kind == NodeKind::Intersection) {
      take_sides({node.a, a, b}, out);
      take_sides({node.b, a, b}, out);
    } else if (node.kind == NodeKind::Inverse) {
      out.back.push_back({node.a, b, a});
    } else {
      out.there.push_back(p);
    }
  }
  std::vector<Link> longest(std::vector<Part> const& sides) {
    std::vector<Link> out;
    for (auto const& side : sides)
      if (auto told = steps(side); told.size() > out.size()) out = std::move(told);
    return out;
  }
  std::vector<Link> lightest(std::vector<Part> const& sides) {
    std::vector<Link> out;
    auto least = unknown;
    for (auto const& side : sides) {
      auto told = steps(side);
      if (weight(side) >= least) continue;
      least = weight(side);
      out = std::move(told);
    }
    return out;
  }

  Relation const& relation(NodeId id) const { return std::get<Relation>(values_[id]); }
  Weight weight(Part const& p) const {
    if (!relation(p.node).contains(p.from, p.to) || weights_[p.node].empty()) return unknown;
    return weights_[p.node][p.from * size_ + p.to];
  }

  // The relations below a node, itself included, operands first as far as there is an order.
  std::set<NodeId> below(NodeId root) const {
    std::set<NodeId> out;
    std::vector<NodeId> open{root};
    while (!open.empty()) {
      auto const id = open.back();
      open.pop_back();
      if (model_.nodes[id].is_set || !out.insert(id).second) continue;
      for (auto operand : operands(model_, id)) open.push_back(operand);
    }
    return out;
  }

  // Gives weights to all that the node is made of.
  void weigh(NodeId root) {
    auto const nodes = below(root);
    for (auto id : nodes) {
      weights_[id].assign(size_ * size_, unknown);
      name_weights_[id] = weight_of_name(id);
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (auto id : nodes)
        while (improve(id)) changed = true;
    }
  }
  bool improve(NodeId id) {
    bool improved = false;
    for (auto [a, b] : relation(id).pairs()) {
      auto& known = weights_[id][a * size_ + b];
      auto const found = best({id, a, b}).weight;
      if (found < known) {
        known = found;
        improved = true;
      }
    }
    return improved;
  }

  // What it costs to say no more than the node's name; unknown if that would say too little.
  Weight weight_of_name(NodeId id) const {
    auto const& node = model_.nodes[id];
    if (node.kind == NodeKind::Base) {
      if (is_one_of(filters, node.name)) return says_little;
      return one_step + (node.name == "po" ? bare_po : 1);
    }
    if (is_one_of(communication, named_[id]) || is_choice(node.kind)) return one_step + 1;
    if (!named_[id].empty() && is_within_po(id))
      return is_chain(id) ? says_little
                          : one_step + (is_made_of_named(id) ? with_parts : 0) +
                                one_node * static_cast<Weight>(below(id).size());
    // A variable that is not monotone may hold what its body no longer derives.
    auto const may_lack_parts = node.kind == NodeKind::Product || node.kind == NodeKind::Complement ||
                                node.kind == NodeKind::Variable;
    return may_lack_parts ? says_little : unknown;
  }
  // rcu-order: as long as it likes, so that only its links say what it is.
  bool is_chain(NodeId id) const {
    auto const nodes = below(id);
    auto const is_recursive = [&](NodeId part) {
      return std::ranges::any_of(below(part),
                                 [&](NodeId p) { return model_.nodes[p].kind == NodeKind::Variable; });
    };
    return std::ranges::any_of(nodes, [&](NodeId part) {
      auto const& node = model_.nodes[part];
      return node.kind == NodeKind::Sequence && (is_recursive(node.a) || is_recursive(node.b));
    });
  }
  bool is_made_of_named(NodeId id) const {
    return std::ranges::any_of(below(id), [&](NodeId part) {
      return part != id && !named_[part].empty() && model_.nodes[part].kind != NodeKind::Base;
    });
  }
  // A piece of po that no communication between CPUs was needed to make.
  bool is_within_po(NodeId id) const {
    std::set<NodeId> seen;
    return (relation(id) - po_).empty() &&
           std::ranges::all_of(operands(model_, id), [&](NodeId operand) { return is_local(operand, seen); });
  }
  bool is_local(NodeId id, std::set<NodeId>& seen) const {
    auto const& node = model_.nodes[id];
    if (node.is_set || !seen.insert(id).second || (relation(id) - po_).empty()) return true;
    if (is_choice(node.kind)) return false;
    if (node.kind == NodeKind::Base) return node.name != "rf" && node.name != "co";
    return std::ranges::all_of(operands(model_, id), [&](NodeId operand) { return is_local(operand, seen); });
  }
  std::string name(NodeId id) const {
    if (!named_[id].empty()) return named_[id];
    auto const& node = model_.nodes[id];
    switch (node.kind) {
    case NodeKind::Base:
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets:
    case NodeKind::ChosenOrder: return node.name;
    case NodeKind::Product: return "*";
    case NodeKind::Variable: return "rec";
    case NodeKind::Empty:
    case NodeKind::Universe:
    case NodeKind::Union:
    case NodeKind::Intersection:
    case NodeKind::Difference:
    case NodeKind::Complement:
    case NodeKind::Sequence:
    case NodeKind::Inverse:
    case NodeKind::Closure:
    case NodeKind::ReflexiveClosure:
    case NodeKind::Reflexive:
    case NodeKind::Identity:
    case NodeKind::Domain:
    case NodeKind::Range: break;
    }
    return "~";
  }

  Derivation through(std::vector<Part> parts) const {
    Weight sum = 1;
    for (auto const& part : parts) sum += weight(part);
    return {std::min(sum, unknown), "", std::move(parts)};
  }

  // The best derivation of a pair that the node's relation holds, as far as weights are known.
  Derivation best(Part const& p) const {
    auto const [id, a, b] = p;
    auto const& node = model_.nodes[id];
    Derivation out;
    if (auto const weight = name_weights_[id]; weight < unknown) {
      auto const is_no_step = a == b && weight == says_little;
      out = {weight, is_no_step ? "" : name(id), {}};
      if (node.name == "id") out.weight = 1;
    }
    switch (node.kind) {
    case NodeKind::Union:
    case NodeKind::Intersection:
      out.take(through({{node.a, a, b}}));
      out.take(through({{node.b, a, b}}));
      break;
    case NodeKind::Difference: out.take(through({{node.a, a, b}})); break;
    case NodeKind::Sequence: take_shortest_sequence(out, node.a, node.b, a, b); break;
    case NodeKind::Inverse: out.take(through({{node.a, b, a}})); break;
    case NodeKind::Reflexive:
    case NodeKind::ReflexiveClosure:
    case NodeKind::Closure:
      if (a == b && node.kind != NodeKind::Closure) out.take({1, "", {}});
      out.take(through({{node.a, a, b}}));
      if (node.kind != NodeKind::Reflexive) take_shortest_sequence(out, node.a, id, a, b);
      break;
    case NodeKind::Identity: out.take({1, "", {}}); break;
    case NodeKind::Variable: out.take(through({{model_.fixpoints[node.a].bodies[node.b], a, b}})); break;
    case NodeKind::Base: // has nothing below it
    case NodeKind::Empty:
    case NodeKind::Universe:
    case NodeKind::Complement: // said by its name alone
    case NodeKind::Product:
    case NodeKind::Domain:
    case NodeKind::Range:
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets:
    case NodeKind::ChosenOrder: break;
    }
    return out;
  }
  void take_shortest_sequence(Derivation& out, NodeId first, NodeId second, EventId a, EventId b) const {
    auto best_sum = unknown;
    EventId best_middle = 0;
    for (EventId middle = 0; middle < size_; ++middle) {
      auto const sum = weight({first, a, middle}) + weight({second, middle, b});
      if (sum >= best_sum) continue;
      best_sum = sum;
      best_middle = middle;
    }
    if (best_sum < unknown) out.take(through({{first, a, best_middle}, {second, best_middle, b}}));
  }

  // Appends the steps of a part. Below an inverse they are walked backwards, from `to` to `from`.
  void write(Part const& p, bool backwards, std::vector<Link>& out) const {
    auto derivation = best(p);
    if (!derivation.name.empty())
      out.push_back(backwards ? Link{p.to, p.from, derivation.name + "^-1"}
                              : Link{p.from, p.to, derivation.name});
    if (model_.nodes[p.node].kind == NodeKind::Inverse) backwards = !backwards;
    if (backwards) std::ranges::reverse(derivation.parts);
    for (auto const& part : derivation.parts) write(part, backwards, out);
  }

  MemoryModel const& model_;
  Relation const& po_;
  std::vector<SetOrRelation> const& values_;
  std::size_t size_;
  std::vector<std::string> named_;           // by node
  std::vector<Weight> name_weights_;         // by node
  std::vector<std::vector<Weight>> weights_; // by node, then by pair
};

std::vector<Link> violation(MemoryModel const& model, Execution const& x, Evaluation const& evaluation,
                            Check const& check) {
  if (check.negated || model.nodes[check.node].is_set) return {}; // nothing is there to show
  Explainer explainer(model, x, evaluation);
  auto const& relation = std::get<Relation>(evaluation.nodes[check.node]);
  if (check.test == Test::Empty) {
    auto const [a, b] = relation.pairs().front();
    return explainer.steps_of_both({check.node, a, b});
  }
  std::vector<Link> out;
  if (check.test == Test::Irreflexive) {
    for (EventId e = 0; e < x.events.size(); ++e) {
      if (!relation.contains(e, e)) continue;
      auto steps = explainer.steps({check.node, e, e});
      if (out.empty() || steps.size() < out.size()) out = std::move(steps);
    }
    return out;
  }
  auto const cycle = explainer.cycle(check.node);
  for (std::size_t i = 0; i < cycle.size(); ++i)
    std::ranges::copy(explainer.steps({check.node, cycle[i], cycle[(i + 1) % cycle.size()]}),
                      std::back_inserter(out));
  return out;
}

} // namespace

bool is_cycle(std::vector<Link> const& steps) {
  return !steps.empty() && steps.front().from == steps.back().to;
}

std::optional<Explanation> explain(MemoryModel const& model, Execution const& x) {
  auto const evaluation = evaluate(model, x);
  for (std::size_t i = 0; i < model.checks.size(); ++i)
    if (model.checks[i].role == Role::Axiom && !evaluation.holds[i])
      return Explanation{i, violation(model, x, evaluation, model.checks[i])};
  return std::nullopt;
}

} // namespace barrister::proofs
