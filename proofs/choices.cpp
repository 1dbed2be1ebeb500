// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/choices.hpp"
#include <algorithm>

namespace barrister::proofs {
namespace {

// A choice with its operands' values.
struct Question {
  NodeKind kind;
  EventSet of;      // of ChosenSources, ChosenTargets
  Relation classes; // of ChosenOrder: without the diagonal
  Relation options; // edges to choose from; of ChosenOrder: edges that must be there

  bool contains(Relation const& chosen) const {
    if (kind == NodeKind::ChosenOrder) return is_order(chosen);
    auto const ends = kind == NodeKind::ChosenSources ? chosen.inverse() : chosen;
    if (!(chosen - options).empty() || !(ends.domain() == of)) return false;
    std::vector<unsigned> edges(of.size());
    for (auto [end, other] : ends.pairs()) ++edges[end];
    return std::ranges::all_of(edges, [](unsigned n) { return n <= 1; });
  }
  bool is_order(Relation const& chosen) const {
    if (!(chosen - classes).empty() || !(options - chosen).empty()) return false;
    if (!(chosen.then(chosen) - chosen).empty()) return false;
    return (classes - chosen - chosen.inverse()).empty() && (chosen & chosen.inverse()).empty();
  }
};

// `a`, `b`: the values of its operands.
Question question(MemoryModel const& model, std::size_t choice, Execution const& x, SetOrRelation const& a,
                  SetOrRelation const& b) {
  auto const& node = model.nodes[model.choices[choice]];
  auto const size = x.events.size();
  auto const& options = std::get<Relation>(b);
  if (node.kind != NodeKind::ChosenOrder) return {node.kind, std::get<EventSet>(a), Relation(size), options};
  auto const& all = std::get<Relation>(a);
  return {node.kind, EventSet(size), all - Relation::identity(size), (options | x.co) & all};
}

class Listing {
public:
  Listing(Question const& q, std::size_t size, std::size_t most) : q_(q), most_(most), chosen_(size) {}

  std::vector<Relation> run() {
    if (q_.kind == NodeKind::ChosenOrder) {
      order_from(q_.classes.pairs(), 0);
    } else {
      for (EventId e = 0; e < q_.of.size(); ++e)
        if (q_.of.contains(e)) ends_.push_back(e);
      pick(0);
    }
    return std::move(found_);
  }

private:
  void pick(std::size_t at) {
    if (found_.size() == most_) return;
    if (at == ends_.size()) {
      found_.push_back(chosen_);
      return;
    }
    bool const sources = q_.kind == NodeKind::ChosenSources;
    for (auto [a, b] : q_.options.pairs())
      if ((sources ? b : a) == ends_[at]) {
        chosen_.insert(a, b);
        pick(at + 1);
        chosen_.erase(a, b);
      }
  }
  // Every way to direct each pair of a class; those that are orders are kept.
  void order_from(std::vector<std::pair<EventId, EventId>> const& pairs, std::size_t at) {
    if (found_.size() == most_) return;
    while (at < pairs.size() && pairs[at].first > pairs[at].second) ++at;
    if (at == pairs.size()) {
      if (q_.is_order(chosen_)) found_.push_back(chosen_);
      return;
    }
    auto const [a, b] = pairs[at];
    for (auto [from, to] : {std::pair(a, b), std::pair(b, a)}) {
      if (q_.options.contains(to, from)) continue;
      chosen_.insert(from, to);
      if (chosen_.acyclic()) order_from(pairs, at + 1);
      chosen_.erase(from, to);
    }
  }

  Question const& q_;
  std::size_t most_;
  Relation chosen_;
  std::vector<EventId> ends_;
  std::vector<Relation> found_;
};

} // namespace

std::vector<std::string> complaints_about_number_of_choices(MemoryModel const& model, Execution const& x) {
  if (x.choices.size() == model.choices.size()) return {};
  return {"the execution has " + std::to_string(x.choices.size()) + " choices, the model makes " +
          std::to_string(model.choices.size())};
}
std::vector<std::string> complaints_about_choice(MemoryModel const& model, std::size_t choice,
                                                 Execution const& x, SetOrRelation const& a,
                                                 SetOrRelation const& b) {
  auto const& chosen = x.choices[choice];
  if (chosen.size() == x.events.size() && question(model, choice, x, a, b).contains(chosen)) return {};
  return {"the model cannot choose '" + model.nodes[model.choices[choice]].name + "' like this"};
}
std::vector<std::string> complaints_about_choices(MemoryModel const& model, Execution const& x,
                                                  Evaluation const& values) {
  auto out = complaints_about_number_of_choices(model, x);
  for (std::size_t i = 0; i < model.choices.size() && i < x.choices.size(); ++i) {
    auto const& node = model.nodes[model.choices[i]];
    std::ranges::move(complaints_about_choice(model, i, x, values.nodes[node.a], values.nodes[node.b]),
                      std::back_inserter(out));
  }
  return out;
}

std::vector<Relation> possible_choices(MemoryModel const& model, std::size_t choice, Execution const& x,
                                       Evaluation const& values, std::size_t most) {
  auto const& node = model.nodes[model.choices[choice]];
  auto const q = question(model, choice, x, values.nodes[node.a], values.nodes[node.b]);
  return Listing(q, x.events.size(), most).run();
}

bool make_choices(MemoryModel const& model, Execution& x, std::size_t most) {
  if (model.choices.empty()) return true;
  std::size_t tried = 0;
  x.choices.assign(model.choices.size(), Relation(x.events.size()));
  auto const from = [&](auto const& again, std::size_t choice) -> bool {
    auto const values = evaluate(model, x);
    if (choice == model.choices.size()) return values.unsettled.empty() && values.consistent;
    for (auto& chosen : possible_choices(model, choice, x, values, most)) {
      if (++tried > most) return false;
      x.choices[choice] = std::move(chosen);
      if (again(again, choice + 1)) return true;
    }
    return false;
  };
  return from(from, 0);
}

} // namespace barrister::proofs
