// SPDX-License-Identifier: BSD-2-Clause
#include "solver/model/survives.hpp"
#include <algorithm>
#include <array>
#include <string_view>

namespace barrister::solver {
namespace {

// Of a set or relation N, G the execution and G' what is left of it.
struct Facts {
  bool shrinks = true;          // N in G' has nothing that N in G has not
  bool keeps = true;            // N in G' has all that N in G has of what is left
  bool starts = true;           // what pairs start in is never taken out; of a set, its events
  bool ends = true;             // what they end in
  bool is_test = true;          // part of the identity
  bool is_ext = true;           // from one CPU to another
  bool one_stays = true;        // of each pair, one end is never taken out
  bool end_brings_start = true; // where the end of a pair stays, so does its start
  bool start_brings_end = true; // the other way round
  bool is_empty = true;         // in G, and so in G'
  friend bool operator==(Facts const&, Facts const&) = default;
};
constexpr Facts nothing_known{false, false, false, false, false, false, false, false, false, false};

// What is taken out, by what it does to the sets and relations that models are made of.
class TakenOut {
public:
  virtual ~TakenOut() = default;
  virtual Facts of_set(std::string const& name) const = 0;
  virtual Facts of_relation(std::string const& name) const = 0;
};

// What a round has that changed nothing is in none of these.
constexpr std::array<std::string_view, 12> sets_that_stay{
    "W",         "IW",          "FW",        "Rcu-lock", "Rcu-unlock", "Sync-rcu",
    "Srcu-lock", "Srcu-unlock", "Sync-srcu", "LKR",      "LKW",        "UL"};

class IdleRounds : public TakenOut {
public:
  Facts of_set(std::string const& name) const override {
    bool const stays = std::ranges::find(sets_that_stay, name) != sets_that_stay.end();
    return {true, true, stays, stays, false, false, stays, false, false, false};
  }
  Facts of_relation(std::string const& name) const override {
    Facts out{true, true, false, false, name == "id", name == "ext", false, false, false, false};
    if (name == "rf") out.starts = true;             // a write
    if (name == "co") out.starts = out.ends = true;  // both are
    if (name == "rmw") out.starts = out.ends = true; // of one that succeeded
    if (name == "data") out.ends = true;             // what is written, or given to srcu_read_unlock()
    // The condition of a round that is taken out may have been computed from a read that is left.
    if (name == "ctrl") out.keeps = false;
    return out;
  }
};

class Events : public TakenOut {
public:
  explicit Events(std::set<std::string> const& absent) : absent_(absent) {}
  Facts of_set(std::string const& name) const override {
    bool const stays = name == "IW";
    Facts out{true, true, stays, stays, false, false, stays, false, false, absent_.contains(name)};
    if (name == "FW") out.shrinks = false; // the last writes of what is left
    return out;
  }
  Facts of_relation(std::string const& name) const override {
    Facts out{true, true, false, false, name == "id", name == "ext", false, false, false, false};
    if (name == "rf") out.end_brings_start = true; // what is left reads what is left
    if (name == "rmw") out.end_brings_start = out.start_brings_end = true;
    return out;
  }

private:
  std::set<std::string> const& absent_;
};

class Analysis {
public:
  Analysis(MemoryModel const& model, TakenOut const& taken_out)
      : model_(model), taken_out_(taken_out), facts_(model.nodes.size()) {
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
      out.end_brings_start = brings(model_.nodes[n], &Facts::end_brings_start, &Facts::start_brings_end);
      out.start_brings_end = brings(model_.nodes[n], &Facts::start_brings_end, &Facts::end_brings_start);
      out.is_empty = is_empty(model_.nodes[n]);
      facts_[n] = out.is_empty ? Facts{} : out;
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
  Facts base(Node const& node) const {
    return node.is_set ? taken_out_.of_set(node.name) : taken_out_.of_relation(node.name);
  }
  bool brings(Node const& node, bool Facts::*one, bool Facts::*other) const {
    auto const &a = facts_[node.a], &b = facts_[node.b];
    switch (node.kind) {
    case NodeKind::Base: return base(node).*one;
    case NodeKind::Empty:
    case NodeKind::Identity: return true;
    case NodeKind::Union:
    case NodeKind::Sequence: return a.*one && b.*one;
    case NodeKind::Intersection: return a.*one || b.*one;
    case NodeKind::Difference:
    case NodeKind::Closure:
    case NodeKind::ReflexiveClosure:
    case NodeKind::Reflexive: return a.*one;
    case NodeKind::Inverse: return a.*other;
    case NodeKind::Variable: return of_variable_[node.a][node.b].*one;
    default: return false;
    }
  }
  bool is_empty(Node const& node) const {
    auto const &a = facts_[node.a], &b = facts_[node.b];
    switch (node.kind) {
    case NodeKind::Base: return base(node).is_empty;
    case NodeKind::Empty: return true;
    case NodeKind::Union: return a.is_empty && b.is_empty;
    case NodeKind::Intersection:
    case NodeKind::Sequence:
    case NodeKind::Product: return a.is_empty || b.is_empty;
    case NodeKind::Difference:
    case NodeKind::Inverse:
    case NodeKind::Closure:
    case NodeKind::Identity:
    case NodeKind::Domain:
    case NodeKind::Range: return a.is_empty;
    case NodeKind::Variable: return of_variable_[node.a][node.b].is_empty;
    default: return false;
    }
  }
  bool weaken() {
    bool changed = false;
    for (std::size_t g = 0; g < model_.fixpoints.size(); ++g)
      for (std::size_t i = 0; i < of_variable_[g].size(); ++i) {
        auto const& body = facts_[model_.fixpoints[g].bodies[i]];
        auto& known = of_variable_[g][i];
        Facts const both{known.shrinks && body.shrinks,
                         known.keeps && body.keeps,
                         known.starts && body.starts,
                         known.ends && body.ends,
                         known.is_test && body.is_test,
                         known.is_ext && body.is_ext,
                         known.one_stays && body.one_stays,
                         known.end_brings_start && body.end_brings_start,
                         known.start_brings_end && body.start_brings_end,
                         known.is_empty && body.is_empty};
        changed = changed || both != known;
        known = both;
      }
    return changed;
  }

  Facts of(Node const& node) const {
    auto const &a = facts_[node.a], &b = facts_[node.b];
    switch (node.kind) {
    case NodeKind::Base: return base(node);
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
      return {a.shrinks, a.keeps && are_middles_left(a), a.starts, a.ends, a.is_test, false};
    case NodeKind::ReflexiveClosure:
      return {a.shrinks, a.keeps && are_middles_left(a), false, false, a.is_test, false};
    case NodeKind::Reflexive: return {a.shrinks, a.keeps, false, false, a.is_test, false};
    case NodeKind::Product:
      return {a.shrinks && b.shrinks, a.keeps && b.keeps, a.starts, b.starts, false, false};
    case NodeKind::Identity: return {a.shrinks, a.keeps, a.starts, a.starts, true, false};
    case NodeKind::Domain:
      return {a.shrinks, a.keeps && (a.ends || a.is_test || a.start_brings_end), a.starts, a.starts, false,
              false};
    case NodeKind::Range:
      return {a.shrinks, a.keeps && (a.starts || a.is_test || a.end_brings_start), a.ends, a.ends, false,
              false};
    case NodeKind::Variable: return of_variable_[node.a][node.b];
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets:
    case NodeKind::ChosenOrder: break;
    }
    return nothing_known;
  }
  static bool are_middles_left(Facts const& a) {
    return a.starts || a.ends || a.is_test || a.end_brings_start || a.start_brings_end;
  }
  // The event in the middle is left: it is one that stays, or an end of the pair.
  static Facts sequence(Facts const& a, Facts const& b) {
    bool const is_middle_left =
        a.ends || b.starts || a.is_test || b.is_test || a.start_brings_end || b.end_brings_start;
    return {a.shrinks && b.shrinks,
            a.keeps && b.keeps && is_middle_left,
            a.starts || (a.is_test && b.starts),
            b.ends || (b.is_test && a.ends),
            a.is_test && b.is_test,
            (a.is_test && b.is_ext) || (a.is_ext && b.is_test)};
  }

  MemoryModel const& model_;
  TakenOut const& taken_out_;
  std::vector<Facts> facts_;
  std::vector<std::vector<Facts>> of_variable_; // by group, by position
};

} // namespace

bool survives(MemoryModel const& model) {
  IdleRounds const rounds;
  Analysis const facts(model, rounds);
  return std::ranges::all_of(model.checks, [&](Check const& check) {
    return check.role != Role::Axiom || (!check.negated && facts[check.node].shrinks);
  });
}

bool survives(MemoryModel const& model, Check const& check) {
  auto const facts = Analysis(model, IdleRounds())[check.node];
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

std::string what_does_not_survive_deletion(MemoryModel const& model, std::set<std::string> const& absent) {
  Events const events(absent);
  Analysis const facts(model, events);
  for (auto const& check : model.checks)
    if (check.role == Role::Axiom && (check.negated || !facts[check.node].shrinks)) return check.text;
  return {};
}

bool is_still_raised(MemoryModel const& model, Check const& flag, std::set<std::string> const& absent) {
  Events const events(absent);
  return flag.test == Test::Empty && flag.negated && Analysis(model, events)[flag.node].keeps;
}

} // namespace barrister::solver
