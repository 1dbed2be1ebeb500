// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/axioms.hpp"
#include "solver/lemma/explanation.hpp"
#include "solver/lemma/whole.hpp"
#include "solver/protocol/evaluated.hpp"
#include <algorithm>
#include <deque>

namespace barrister::solver {
namespace {

constexpr std::size_t most_lemmas = 4; // of one axiom that forbids cycles, from one execution

class Learner {
public:
  Learner(Facts& facts, Lemmas& lemmas, ProtocolEncoding const& encoding, SharedModel const& ordered,
          Concrete const& concrete)
      : encoding_(encoding), model_(ordered->model), concrete_(concrete), lemmas_(lemmas),
        size_(static_cast<EventId>(concrete.graph.events.size())),
        evaluator_(evaluated(ordered, concrete, axioms_of(model_))),
        explanation_(facts, model_, concrete, evaluator_) {}

  std::size_t run() {
    if (problem_ = evaluator_.problem(); !problem_.empty()) return 0;
    std::optional<std::size_t> broken;
    for (auto l : evaluator_.levels())
      for (auto i : evaluator_.checks_at(l))
        if (!evaluator_.passes(i)) {
          broken = check_ = i;
          learn(model_.checks[i]);
        }
    if (broken && learned_ == 0) forbid_this(*broken);
    problem_ = lemmas_.problem();
    return learned_;
  }
  std::string const& problem() const { return problem_; }

private:
  bool contains(NodeId n, EventId a, EventId b) const {
    return (evaluator_.value(n)[a * evaluator_.words() + b / 64] >> (b % 64)) & 1;
  }

  void learn(Check const& check) {
    std::size_t learned = 0;
    if (model_.nodes[check.node].is_set) {
      for (EventId e = 0; e < size_; ++e)
        if ((evaluator_.value(check.node)[e / 64] >> (e % 64)) & 1)
          finish(explanation_.member(check.node, e));
      return;
    }
    switch (check.test) {
    case Test::Empty: {
      std::vector<bool> used(size_);
      for (EventId a = 0; a < size_; ++a)
        for (EventId b = 0; b < size_; ++b)
          if (contains(check.node, a, b) && !used[a] && !used[b] &&
              finish(explanation_.edge(check.node, a, b)))
            used[a] = used[b] = true;
      return;
    }
    case Test::Irreflexive:
      for (EventId e = 0; e < size_ && learned < most_lemmas; ++e)
        if (contains(check.node, e, e)) learned += finish(explanation_.edge(check.node, e, e));
      return;
    case Test::Acyclic: learn_cycles(check.node); return;
    }
  }
  // Shortest cycles, that have no event in common.
  void learn_cycles(NodeId n) {
    std::vector<std::vector<EventId>> cycles;
    for (EventId e = 0; e < size_; ++e)
      if (auto cycle = cycle_through(n, e); !cycle.empty()) cycles.push_back(std::move(cycle));
    std::ranges::stable_sort(cycles, {}, &std::vector<EventId>::size);
    std::vector<bool> used(size_);
    std::size_t learned = 0;
    for (auto const& cycle : cycles) {
      if (learned >= most_lemmas) break;
      if (std::ranges::any_of(cycle, [&](EventId e) { return used[e]; })) continue;
      bool good = true;
      for (std::size_t i = 0; good && i < cycle.size(); ++i)
        good = explanation_.edge(n, cycle[i], cycle[(i + 1) % cycle.size()]);
      if (finish(good)) {
        ++learned;
        for (auto e : cycle) used[e] = true;
      }
    }
  }
  // The shortest one, if there is any.
  std::vector<EventId> cycle_through(NodeId n, EventId start) const {
    std::vector<EventId> from(size_, size_);
    std::deque<EventId> queue{start};
    while (!queue.empty() && from[start] == size_) {
      auto const e = queue.front();
      queue.pop_front();
      for (EventId next = 0; next < size_; ++next)
        if (contains(n, e, next) && from[next] == size_) {
          from[next] = e;
          queue.push_back(next);
        }
    }
    if (from[start] == size_) return {};
    std::vector<EventId> cycle;
    for (EventId e = from[start];; e = from[e]) {
      cycle.push_back(e);
      if (e == start) break;
    }
    std::ranges::reverse(cycle);
    return cycle;
  }
  // What another check has already made of this execution is as good as new.
  bool finish(bool is_reason) {
    learned_ += is_reason ? lemmas_.learn(check_, explanation_.facts()) : 0;
    explanation_.clear();
    return is_reason && lemmas_.problem().empty();
  }
  // What has no better explanation is forbidden as it stands.
  void forbid_this(std::size_t check) {
    learned_ += lemmas_.learn_whole(check, concrete_, whole(encoding_, concrete_));
  }

  ProtocolEncoding const& encoding_;
  MemoryModel const& model_;
  Concrete const& concrete_;
  Lemmas& lemmas_;
  EventId size_;
  Evaluator evaluator_;
  Explanation explanation_;
  std::size_t check_ = 0; // that is being learned from
  std::size_t learned_ = 0;
  std::string problem_;
};

} // namespace

Axioms::Axioms(Gates& gates, Protocol const& protocol, ProtocolEncoding const& encoding,
               MemoryModel const& model, LemmaStore& store, AcceptsLemma const& accepts)
    : facts_(gates, encoding, model),
      lemmas_(gates, facts_, protocol, encoding.graph(), model, store, accepts), encoding_(encoding),
      model_(model) {}

SharedModel const& Axioms::ordered() {
  if (!ordered_) ordered_ = std::make_shared<OrderedModel const>(model_);
  return ordered_;
}

std::size_t Axioms::learn(Concrete const& concrete) {
  Learner learner(facts_, lemmas_, encoding_, ordered(), concrete);
  auto const learned = learner.run();
  problem_ = learner.problem();
  return learned;
}

} // namespace barrister::solver
