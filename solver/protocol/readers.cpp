// SPDX-License-Identifier: BSD-2-Clause
// Expressions get numbers, equal ones the same, and the body of the fixpoint is to have that of the pattern.
#include "solver/protocol/readers.hpp"
#include <algorithm>
#include <tuple>

namespace barrister::solver {
namespace {

using Number = std::size_t;

class Numbering {
public:
  Numbering(MemoryModel const& model, NodeId variable) : model_(model) {
    number_[variable] = make(NodeKind::Variable, {});
  }

  Number make(NodeKind kind, std::vector<Number> of, std::string name = "") {
    if (kind == NodeKind::Sequence) of = flat(of);
    if (kind == NodeKind::Union || kind == NodeKind::Intersection) std::ranges::sort(of);
    auto const [at, is_new] = made_.try_emplace({kind, of, std::move(name)}, made_.size());
    if (is_new && kind == NodeKind::Sequence) parts_[at->second] = std::move(of);
    return at->second;
  }
  // Nothing where it is computed from variables that have no number.
  std::optional<Number> of(NodeId n) {
    if (auto const at = number_.find(n); at != number_.end()) return at->second;
    auto const& node = model_.nodes[n];
    if (node.kind == NodeKind::Variable) return std::nullopt;
    std::vector<Number> from;
    for (auto o : operands(node)) {
      auto const one = of(o);
      if (!one) return std::nullopt;
      from.push_back(*one);
    }
    return number_[n] = make(node.kind, std::move(from), node.name);
  }
  void let(NodeId variable, Number is) { number_[variable] = is; }

private:
  std::vector<Number> flat(std::vector<Number> const& of) const {
    std::vector<Number> out;
    for (auto one : of)
      if (auto const at = parts_.find(one); at != parts_.end())
        out.insert(out.end(), at->second.begin(), at->second.end());
      else
        out.push_back(one);
    return out;
  }

  MemoryModel const& model_;
  std::map<std::tuple<NodeKind, std::vector<Number>, std::string>, Number> made_;
  std::map<Number, std::vector<Number>> parts_; // of sequences
  std::map<NodeId, Number> number_;
};

Number pattern(Numbering& n, Number pairs) {
  auto const base = [&](char const* name) { return n.make(NodeKind::Base, {}, name); };
  auto const without = [&](char const* all, NodeKind end) {
    return n.make(NodeKind::Difference, {base(all), n.make(end, {pairs})});
  };
  auto const along = [&](Number from, Number to) {
    return n.make(NodeKind::Sequence,
                  {n.make(NodeKind::Identity, {from}), base("po"), n.make(NodeKind::Identity, {to})});
  };
  auto const open = without("Rcu-lock", NodeKind::Domain), closing = without("Rcu-unlock", NodeKind::Range);
  auto const either = n.make(NodeKind::Union, {open, closing});
  auto const loose = along(either, either);
  auto const next =
      n.make(NodeKind::Difference, {along(open, closing), n.make(NodeKind::Sequence, {loose, loose})});
  return n.make(NodeKind::Union, {pairs, next});
}

} // namespace

std::optional<Readers> readers_of(MemoryModel const& model, NodeId variable) {
  auto const& node = model.nodes[variable];
  if (node.kind != NodeKind::Variable || node.is_set) return std::nullopt;
  auto const& group = model.fixpoints[node.a];
  Numbering numbers(model, variable);
  // Those that a round computes before: as they are computed from the same pairs, they only name something.
  for (std::size_t i = 0; i < node.b; ++i) {
    auto const is = numbers.of(group.bodies[i]);
    if (!is) return std::nullopt;
    numbers.let(group.variables[i], *is);
  }
  auto const body = numbers.of(group.bodies[node.b]);
  if (!body || *body != pattern(numbers, *numbers.of(variable))) return std::nullopt;
  auto const base = [&](char const* name) {
    auto const at = std::ranges::find_if(
        model.nodes, [&](Node const& n) { return n.kind == NodeKind::Base && n.name == name; });
    return static_cast<NodeId>(at - model.nodes.begin());
  };
  return Readers{base("Rcu-lock"), base("Rcu-unlock")};
}

} // namespace barrister::solver
