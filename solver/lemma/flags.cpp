// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/flags.hpp"
#include "solver/lemma/explanation.hpp"
#include "solver/lemma/may_flag.hpp"
#include "solver/lemma/whole.hpp"
#include "solver/model/schedule.hpp"
#include "solver/protocol/evaluated.hpp"

namespace barrister::solver {
namespace {

// Executions that do not raise a flag and whose reason cannot be told: one by one, they are too many.
constexpr std::size_t most_whole = 16;

bool compares_values(MemoryModel const& model, NodeId n) {
  std::vector<bool> needed(model.nodes.size());
  needed[n] = true;
  close_under_operands(model, needed);
  for (NodeId o = 0; o < needed.size(); ++o)
    if (needed[o] && model.nodes[o].kind == NodeKind::Base && model.nodes[o].name == "same-value")
      return true;
  return false;
}

} // namespace

Flags::Flags(Gates& gates, Axioms& axioms, ProtocolEncoding const& encoding, MemoryModel const& model,
             TakenAway taken_away)
    : gates_(gates), axioms_(axioms), encoding_(encoding), model_(model), taken_away_(taken_away) {}

bool Flags::can_ask(Check const& check) {
  return check.role == Role::Flag && check.test == Test::Empty && check.negated;
}

Literal Flags::raised(std::size_t check) { return flag(check).any; }

Flags::Flag const& Flags::flag(std::size_t check) {
  auto const [at, is_new] = flags_.try_emplace(check);
  auto& made = at->second;
  if (!is_new) return made;
  auto const node = model_.checks[check].node;
  auto const size = static_cast<EventId>(encoding_.graph().events.events.size());
  MayFlag may(gates_, encoding_, axioms_.facts().brackets(), model_, node, taken_away_);
  std::vector<Literal> ways;
  bool const has_values = compares_values(model_, node);
  auto const add = [&](EventId a, EventId b, Literal needs) {
    if (needs == never) return;
    // What is made after an execution was found says nothing of it.
    if (has_values) encoding_.program().same_value(a, b);
    auto const raised = gates_.fresh();
    gates_.require({-raised, needs});
    made.pairs[{a, b}] = raised;
    ways.push_back(raised);
  };
  for (EventId a = 0; a < size; ++a) {
    if (model_.nodes[node].is_set) {
      add(a, a, may.member(node, a));
      continue;
    }
    for (EventId b = 0; b < size; ++b) add(a, b, may.edge(node, a, b));
  }
  made.any = gates_.any(ways);
  return made;
}

std::size_t Flags::learn(std::size_t check, Concrete const& concrete) {
  auto const size = static_cast<EventId>(concrete.graph.events.size());
  auto const evaluator = evaluated(axioms_.ordered(), concrete, {check});
  if (problem_ = evaluator.problem(); !problem_.empty() || evaluator.passes(check)) return 0;

  std::map<EventId, EventId> here;
  for (EventId e = 0; e < size; ++e) here[concrete.origin[e]] = e;
  auto const& asked = flag(check);
  auto const node = model_.checks[check].node;
  Explanation explanation(axioms_.facts(), model_, concrete, evaluator);
  auto const literal = [&](EventId a, EventId b) {
    auto const at = asked.pairs.find({a, b});
    return at == asked.pairs.end() ? never : at->second;
  };
  std::size_t learned = 0;
  for (auto const& [pair, raised] : asked.pairs) {
    if (gates_.value(raised) != true) continue;
    auto const [a, b] = pair;
    bool const is_said = model_.nodes[node].is_set ? explanation.no_member(node, here.at(a))
                                                   : explanation.no_edge(node, here.at(a), here.at(b));
    if (is_said) learned += axioms_.lemmas().learn(check, explanation.facts(), {a, b, literal});
    explanation.clear();
  }
  if (learned == 0 && axioms_.lemmas().problem().empty() && whole_executions_++ < most_whole) {
    auto facts = whole(encoding_, concrete);
    facts.insert(asked.any);
    learned = axioms_.lemmas().learn_whole(check, concrete, facts);
  }
  problem_ = axioms_.lemmas().problem();
  if (learned == 0 && problem_.empty())
    problem_ = "why '" + model_.checks[check].name + "' is not raised cannot be said of all executions";
  return learned;
}

} // namespace barrister::solver
