// SPDX-License-Identifier: BSD-2-Clause
#include "cli/culprits.hpp"
#include "proofs/evaluate.hpp"
#include <algorithm>
#include <deque>

namespace barrister::cli {
namespace {

using Events = std::set<EventId>;

constexpr std::size_t most_of_one_check = 64;
// What a fixpoint is made of may be itself, in many ways: who does not find the others soon gives up.
constexpr std::size_t most_tries = 2000;

class Finder {
public:
  Finder(MemoryModel const& model, Execution const& x)
      : model_(model), size_(static_cast<EventId>(x.events.size())), evaluation_(proofs::evaluate(model, x)) {
  }

  std::set<Culprits> run() {
    std::set<Culprits> out;
    if (!evaluation_.unsettled.empty()) return out;
    for (std::size_t i = 0; i < model_.checks.size(); ++i) {
      if (model_.checks[i].role != Role::Axiom || evaluation_.holds[i]) continue;
      auto of_check = of(model_.checks[i]);
      std::ranges::stable_sort(of_check, {}, &Events::size);
      of_check.resize(std::min(of_check.size(), most_of_one_check));
      for (auto& events : of_check) out.insert({i, std::move(events)});
    }
    return out;
  }

private:
  bool has(NodeId n, EventId a, EventId b) const {
    return std::get<Relation>(evaluation_.nodes[n]).contains(a, b);
  }
  bool has(NodeId n, EventId e) const { return std::get<EventSet>(evaluation_.nodes[n]).contains(e); }

  std::vector<Events> of(Check const& check) {
    std::vector<Events> out;
    auto const n = check.node;
    auto const take = [&](auto collect) {
      found_.clear();
      tries_ = 0;
      if (collect()) out.push_back(found_);
    };
    for (EventId a = 0; a < size_; ++a) {
      if (model_.nodes[n].is_set) {
        if (has(n, a)) take([&] { return member(n, a); });
      } else if (check.test == Test::Acyclic) {
        if (auto const cycle = path(n, a, a); !cycle.empty()) take([&] { return along(n, cycle); });
      } else {
        for (EventId b = 0; b < size_; ++b)
          if (has(n, a, b) && (a == b || check.test == Test::Empty)) take([&] { return edge(n, a, b); });
      }
    }
    return out;
  }

  // A shortest one, both ends in it; empty where there is none.
  std::vector<EventId> path(NodeId n, EventId start, EventId end) const {
    std::vector<std::optional<EventId>> from(size_);
    std::deque<EventId> open{start};
    while (!open.empty() && !from[end]) {
      auto const e = open.front();
      open.pop_front();
      for (EventId next = 0; next < size_; ++next)
        if (!from[next] && has(n, e, next)) {
          from[next] = e;
          open.push_back(next);
        }
    }
    if (!from[end]) return {};
    std::vector<EventId> out{end};
    do out.push_back(*from[out.back()]);
    while (out.back() != start);
    std::ranges::reverse(out);
    return out;
  }
  bool along(NodeId n, std::vector<EventId> const& events) {
    for (std::size_t i = 0; i + 1 < events.size(); ++i)
      if (!edge(n, events[i], events[i + 1])) return false;
    return true;
  }

  // What is asked about while it is being told is not told by that.
  template <class Tell> bool once(NodeId n, EventId a, EventId b, Tell tell) {
    if (++tries_ > most_tries) return false;
    auto const [at, is_new] = open_.insert({n, a, b});
    if (!is_new) return false;
    auto const before = found_;
    bool const is_told = tell();
    if (!is_told) found_ = before;
    open_.erase(at);
    return is_told;
  }
  bool edge(NodeId n, EventId a, EventId b) {
    return has(n, a, b) && once(n, a, b, [&] { return make_edge(n, a, b); });
  }
  bool make_edge(NodeId n, EventId a, EventId b) {
    auto const& node = model_.nodes[n];
    found_.insert({a, b});
    switch (node.kind) {
    case NodeKind::Union: return edge(node.a, a, b) || edge(node.b, a, b);
    case NodeKind::Intersection: return edge(node.a, a, b) && edge(node.b, a, b);
    case NodeKind::Difference: return edge(node.a, a, b);
    case NodeKind::Sequence: return sequence(node, a, b);
    case NodeKind::Inverse: return edge(node.a, b, a);
    case NodeKind::Closure: return along(node.a, path(node.a, a, b));
    case NodeKind::ReflexiveClosure: return a == b || along(node.a, path(node.a, a, b));
    case NodeKind::Reflexive: return a == b || edge(node.a, a, b);
    case NodeKind::Product: return member(node.a, a) && member(node.b, b);
    case NodeKind::Identity: return member(node.a, a);
    case NodeKind::Variable: return edge(model_.fixpoints[node.a].bodies[node.b], a, b);
    case NodeKind::Base:
    case NodeKind::Complement: // its facts are of these two
    case NodeKind::Empty:
    case NodeKind::Universe:
    case NodeKind::Domain:
    case NodeKind::Range:
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets:
    case NodeKind::ChosenOrder: break;
    }
    return true;
  }
  bool sequence(Node const& node, EventId a, EventId b) {
    auto const through = [&](EventId m) {
      return has(node.a, a, m) && has(node.b, m, b) && edge(node.a, a, m) && edge(node.b, m, b);
    };
    if (through(a) || through(b)) return true; // it takes no other event
    for (EventId m = 0; m < size_; ++m)
      if (through(m)) return true;
    return false;
  }
  bool member(NodeId n, EventId e) {
    return has(n, e) && once(n, e, e, [&] { return make_member(n, e); });
  }
  bool make_member(NodeId n, EventId e) {
    auto const& node = model_.nodes[n];
    found_.insert(e);
    switch (node.kind) {
    case NodeKind::Union: return member(node.a, e) || member(node.b, e);
    case NodeKind::Intersection: return member(node.a, e) && member(node.b, e);
    case NodeKind::Difference: return member(node.a, e);
    case NodeKind::Domain:
      for (EventId other = 0; other < size_; ++other)
        if (edge(node.a, e, other)) return true;
      return false;
    case NodeKind::Range:
      for (EventId other = 0; other < size_; ++other)
        if (edge(node.a, other, e)) return true;
      return false;
    case NodeKind::Variable: return member(model_.fixpoints[node.a].bodies[node.b], e);
    case NodeKind::Base:
    case NodeKind::Complement: // its facts are of this event
    case NodeKind::Empty:
    case NodeKind::Universe:
    case NodeKind::Sequence:
    case NodeKind::Inverse:
    case NodeKind::Closure:
    case NodeKind::ReflexiveClosure:
    case NodeKind::Reflexive:
    case NodeKind::Product:
    case NodeKind::Identity:
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets:
    case NodeKind::ChosenOrder: break;
    }
    return true;
  }

  MemoryModel const& model_;
  EventId size_;
  proofs::Evaluation evaluation_;
  Events found_;
  std::size_t tries_ = 0;
  std::set<std::tuple<NodeId, EventId, EventId>> open_;
};

} // namespace

std::set<Culprits> culprits(MemoryModel const& model, Execution const& x) { return Finder(model, x).run(); }

} // namespace barrister::cli
