// SPDX-License-Identifier: BSD-2-Clause
#include "solver/model/survives.hpp"
#include <algorithm>
#include <array>
#include <string_view>

namespace barrister::solver {
namespace {

// Of a set or relation N, G the execution and G' what is left of it.
struct Facts {
  bool shrinks = true;   // N in G' has nothing that N in G has not
  bool keeps = true;     // N in G' has all that N in G has of what is left
  bool starts = true;    // what pairs start in is never taken out; of a set, its events
  bool ends = true;      // what they end in
  bool is_test = true;   // part of the identity
  bool is_ext = true;    // from one CPU to another
  bool one_stays = true; // of each pair, one end is never taken out
  friend bool operator==(Facts const&, Facts const&) = default;
};
constexpr Facts nothing_known{false, false, false, false, false, false, false};

// What a round has that changed nothing is in none of these.
constexpr std::array<std::string_view, 12> sets_that_stay{
    "W",         "IW",          "FW",        "Rcu-lock", "Rcu-unlock", "Sync-rcu",
    "Srcu-lock", "Srcu-unlock", "Sync-srcu", "LKR",      "LKW",        "UL"};

Facts of_set(std::string const& name) {
  bool const stays = std::ranges::find(sets_that_stay, name) != sets_that_stay.end();
  return {true, true, stays, stays, false, false, stays};
}
Facts of_relation(std::string const& name) {
  Facts out{true, true, false, false, name == "id", name == "ext", false};
  if (name == "rf") out.starts = true;             // a write
  if (name == "co") out.starts = out.ends = true;  // both are
  if (name == "rmw") out.starts = out.ends = true; // of one that succeeded
  if (name == "data") out.ends = true;             // what is written, or given to srcu_read_unlock()
  // The condition of a round that is taken out may have been computed from a read that is left.
  if (name == "ctrl") out.keeps = false;
  return out;
}

class Analysis {
public:
  explicit Analysis(MemoryModel const& model) : model_(model), facts_(model.nodes.size()) {
    for (auto const& group : model.fixpoints) of_variable_.emplace_back(group.variables.size());
    // The most that can be said of all variables at once: it holds of each round of their iteration, by
    // induction, for they start from empty.
    do compute();
    while (weaken());
  }
  Facts const& operator[](NodeId n) const { return facts_[n]; }

private:
  void compute() {
    for (NodeId n = 0; n < model_.nodes.size(); ++n) {
      auto out = of(model_.nodes[n]);
      out.one_stays = out.starts || out.ends || one_stays(model_.nodes[n]);
      facts_[n] = out;
    }
  }
  bool one_stays(Node const& node) const {
    auto const &a = facts_[node.a], &b = facts_[node.b];
    switch (node.kind) {
    case NodeKind::Empty: return true;
    case NodeKind::Union: return a.one_stays && b.one_stays;
    case NodeKind::Intersection: return a.one_stays || b.one_stays;
    case NodeKind::Difference:
    case NodeKind::Inverse: return a.one_stays;
    case NodeKind::Variable: return of_variable_[node.a][node.b].one_stays;
    default: return false;
    }
  }
  bool weaken() {
    bool changed = false;
    for (std::size_t g = 0; g < model_.fixpoints.size(); ++g)
      for (std::size_t i = 0; i < of_variable_[g].size(); ++i) {
        auto const& body = facts_[model_.fixpoints[g].bodies[i]];
        auto& known = of_variable_[g][i];
        Facts const both{known.shrinks && body.shrinks,    known.keeps && body.keeps,
                         known.starts && body.starts,      known.ends && body.ends,
                         known.is_test && body.is_test,    known.is_ext && body.is_ext,
                         known.one_stays && body.one_stays};
        changed = changed || both != known;
        known = both;
      }
    return changed;
  }

  Facts of(Node const& node) const {
    auto const &a = facts_[node.a], &b = facts_[node.b];
    switch (node.kind) {
    case NodeKind::Base: return node.is_set ? of_set(node.name) : of_relation(node.name);
    case NodeKind::Empty: return {};
    case NodeKind::Universe: return {true, true, false, false, false, false};
    case NodeKind::Union:
      return {a.shrinks && b.shrinks, a.keeps && b.keeps,     a.starts && b.starts,
              a.ends && b.ends,       a.is_test && b.is_test, a.is_ext && b.is_ext};
    case NodeKind::Intersection:
      return {a.shrinks && b.shrinks, a.keeps && b.keeps,     a.starts || b.starts,
              a.ends || b.ends,       a.is_test || b.is_test, a.is_ext || b.is_ext};
    case NodeKind::Difference:
      return {a.shrinks && b.keeps, a.keeps && b.shrinks, a.starts, a.ends, a.is_test, a.is_ext};
    case NodeKind::Complement: return {a.keeps, a.shrinks, false, false, false, false};
    case NodeKind::Sequence: return sequence(a, b);
    case NodeKind::Inverse: return {a.shrinks, a.keeps, a.ends, a.starts, a.is_test, a.is_ext};
    case NodeKind::Closure:
      return {a.shrinks, a.keeps && (a.starts || a.ends || a.is_test), a.starts, a.ends, a.is_test, false};
    case NodeKind::ReflexiveClosure:
      return {a.shrinks, a.keeps && (a.starts || a.ends || a.is_test), false, false, a.is_test, false};
    case NodeKind::Reflexive: return {a.shrinks, a.keeps, false, false, a.is_test, false};
    case NodeKind::Product:
      return {a.shrinks && b.shrinks, a.keeps && b.keeps, a.starts, b.starts, false, false};
    case NodeKind::Identity: return {a.shrinks, a.keeps, a.starts, a.starts, true, false};
    case NodeKind::Domain:
      return {a.shrinks, a.keeps && (a.ends || a.is_test), a.starts, a.starts, false, false};
    case NodeKind::Range:
      return {a.shrinks, a.keeps && (a.starts || a.is_test), a.ends, a.ends, false, false};
    case NodeKind::Variable: return of_variable_[node.a][node.b];
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets:
    case NodeKind::ChosenOrder: break;
    }
    return nothing_known;
  }
  // The event in the middle is left: it is one that stays, or an end of the pair.
  static Facts sequence(Facts const& a, Facts const& b) {
    bool const is_middle_left = a.ends || b.starts || a.is_test || b.is_test;
    return {a.shrinks && b.shrinks,
            a.keeps && b.keeps && is_middle_left,
            a.starts || (a.is_test && b.starts),
            b.ends || (b.is_test && a.ends),
            a.is_test && b.is_test,
            (a.is_test && b.is_ext) || (a.is_ext && b.is_test)};
  }

  MemoryModel const& model_;
  std::vector<Facts> facts_;
  std::vector<std::vector<Facts>> of_variable_; // by group, by position
};

} // namespace

bool survives(MemoryModel const& model) {
  Analysis const facts(model);
  return std::ranges::all_of(model.checks, [&](Check const& check) {
    return check.role != Role::Axiom || (!check.negated && facts[check.node].shrinks);
  });
}

bool survives(MemoryModel const& model, Check const& check) {
  auto const facts = Analysis(model)[check.node];
  // A flag tells what passes, a requirement what fails.
  bool const tells_what_is_there = check.negated == (check.role == Role::Flag);
  if (!tells_what_is_there) return facts.shrinks;
  switch (check.test) {
  // Of two rounds of one loop, one would be taken out, and the pair with it.
  case Test::Empty:
    return facts.keeps &&
           (model.nodes[check.node].is_set || facts.one_stays || facts.is_test || facts.is_ext);
  case Test::Irreflexive: return facts.keeps;
  case Test::Acyclic: break;
  }
  return false;
}

} // namespace barrister::solver
