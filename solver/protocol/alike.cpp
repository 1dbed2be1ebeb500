// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/alike.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// Of two runs, and whether the graph stays what it is.
class Exchange {
public:
  Exchange(ProtocolGraph const& graph, std::vector<std::vector<EventId>> const& events, RunId one,
           RunId other)
      : graph_(graph), events_(events), one_(one), other_(other), twin_(graph.events.events.size()),
        same_(graph.events.terms.size()) {
    for (EventId e = 0; e < twin_.size(); ++e) twin_[e] = e;
    if (events[one].size() != events[other].size()) return;
    for (std::size_t i = 0; i < events[one].size(); ++i) {
      twin_[events[one][i]] = events[other][i];
      twin_[events[other][i]] = events[one][i];
    }
  }

  bool changes_nothing(Asked const& asked) {
    if (events_[one_].size() != events_[other_].size() || !are_same_cpus() ||
        !are_same(graph_.runs[one_], graph_.runs[other_]) || !are_events_same() || !are_edges_same() ||
        !are_places_same() || !is_rest_same())
      return false;
    auto const terms = asked(one_, other_);
    return terms &&
           std::ranges::all_of(*terms, [this](auto const& pair) { return is_same(pair.first, pair.second); });
  }

private:
  RunId run(std::uint32_t r) const { return r == one_ ? other_ : r == other_ ? one_ : r; }

  // Nothing tells their CPUs apart, either.
  bool are_same_cpus() const {
    auto const& cpus = graph_.events.cpus_of_run;
    if (cpus[one_] == cpus[other_]) return true;
    if (cpus[one_].size() != 1 || cpus[other_].size() != 1) return false;
    for (RunId r = 0; r < cpus.size(); ++r)
      if (r != one_ && r != other_ &&
          std::ranges::any_of(cpus[r], [&](CpuId c) { return c == cpus[one_][0] || c == cpus[other_][0]; }))
        return false;
    return true;
  }

  // The exchange makes the second of the first.
  bool is_same(TermId a, TermId b) {
    if (same_[a] == b) return true;
    auto const &x = graph_.events.terms[a], &y = graph_.events.terms[b];
    if (x.kind != y.kind || !is_same(x, y)) return false;
    same_[a] = b;
    return true;
  }
  bool is_same(Term const& x, Term const& y) {
    switch (x.kind) {
    case Term::Kind::Constant: return x.value == y.value;
    case Term::Kind::ReadValue: return twin_[x.a] == y.a;
    case Term::Kind::Operation: return x.op == y.op && x.c == y.c && is_same(x.a, y.a) && is_same(x.b, y.b);
    case Term::Kind::Select: return is_same(x.a, y.a) && is_same(x.b, y.b) && is_same(x.c, y.c);
    case Term::Kind::Convert: return x.b == y.b && is_same(x.a, y.a);
    case Term::Kind::Free: return is_same_choice(x.a, y.a);
    case Term::Kind::Cpu: return x.a == y.a && run(x.a) == x.a;
    case Term::Kind::Owned: return x.a == y.a; // neither of the two owns anything
    case Term::Kind::FinalAt: return is_same(x.a, y.a);
    case Term::Kind::Holds: return is_same_guard(x.a, y.a);
    }
    return false;
  }
  // What they choose is exchanged, too: as it is first compared.
  bool is_same_choice(std::uint32_t a, std::uint32_t b) {
    if (!choice_.contains(a) && !choice_.contains(b) && graph_.events.free[a] == graph_.events.free[b]) {
      choice_[a] = b;
      choice_[b] = a;
    }
    return choice_.contains(a) && choice_.at(a) == b;
  }
  bool is_same_guard(GuardId a, GuardId b) {
    return std::ranges::equal(graph_.events.guards[a], graph_.events.guards[b],
                              [this](Condition const& c, Condition const& d) {
                                return c.holds == d.holds && is_same(c.term, d.term);
                              });
  }
  bool is_same(GraphEvent const& x, GraphEvent const& y) {
    return x.kind == y.kind && run(x.thread) == y.thread && x.step == y.step && x.tags == y.tags &&
           x.zero_tags == y.zero_tags && x.nonzero_tags == y.nonzero_tags && x.answers == y.answers &&
           x.is_early == y.is_early && x.address.has_value() == y.address.has_value() &&
           (!x.address || is_same(*x.address, *y.address)) && is_same_guard(x.guard, y.guard) &&
           is_same(x.value, y.value) && is_same(x.decides, y.decides);
  }
  bool are_events_same() {
    auto const& all = graph_.events.events;
    for (EventId e = 0; e < all.size(); ++e)
      if (!is_same(all[e], all[twin_[e]])) return false;
    return true;
  }

  // Each of the list has its counterpart in it.
  template <class T, class F> bool are_same_all(std::vector<T> const& list, F&& is_counterpart) {
    return std::ranges::all_of(list, [&](T const& x) {
      return std::ranges::any_of(list, [&](T const& y) { return is_counterpart(x, y); });
    });
  }
  bool are_edges_same() {
    for (auto const* list : {&graph_.events.addr, &graph_.events.data, &graph_.events.ctrl})
      if (!are_same_all(*list, [this](Dependency const& x, Dependency const& y) {
            return twin_[x.from] == y.from && twin_[x.to] == y.to && is_same_guard(x.when, y.when);
          }))
        return false;
    return are_same_all(graph_.events.rmw, [this](auto const& x, auto const& y) {
      return twin_[x.first] == y.first && twin_[x.second] == y.second;
    });
  }
  bool are_places_same() {
    auto const& g = graph_.events;
    return are_same_all(g.waits,
                        [this](Wait const& x, Wait const& y) {
                          return run(x.thread) == y.thread && twin_[x.read] == y.read &&
                                 is_same_guard(x.guard, y.guard) && is_same(x.passes, y.passes);
                        }) &&
           are_same_all(g.demands,
                        [this](Demand const& x, Demand const& y) {
                          return run(x.thread) == y.thread && is_same_guard(x.guard, y.guard) &&
                                 is_same(x.term, y.term);
                        }) &&
           are_same_all(g.faults, [this](FaultAt const& x, FaultAt const& y) {
             return run(x.thread) == y.thread && is_same_guard(x.stops, y.stops) &&
                    x.place.has_value() == y.place.has_value() && (!x.place || is_same(*x.place, *y.place)) &&
                    x.cpus == y.cpus && std::ranges::equal(x.terms, y.terms, [this](TermId a, TermId b) {
                      return is_same(a, b);
                    });
           });
  }

  template <class T, class F>
  static bool are_alike(std::vector<T> const& one, std::vector<T> const& other, F&& f) {
    return std::ranges::equal(one, other, std::forward<F>(f));
  }
  bool are_same(UnfoldedRun const& x, UnfoldedRun const& y) {
    return is_same_guard(x.guard, y.guard) &&
           are_alike(x.choices, y.choices,
                     [this](ChoiceAt const& a, ChoiceAt const& b) {
                       return is_same_guard(a.guard, b.guard) && is_same(a.value, b.value);
                     }) &&
           are_alike(x.steps, y.steps,
                     [this](UnfoldedStep const& a, UnfoldedStep const& b) {
                       return a.depth == b.depth && is_same_guard(a.guard, b.guard);
                     }) &&
           are_alike(x.stuck, y.stuck,
                     [this](StuckAt const& a, StuckAt const& b) {
                       return a.at == b.at && a.step == b.step && a.depth == b.depth &&
                              is_same_guard(a.stops, b.stops) && is_same(a.passes, b.passes);
                     }) &&
           are_alike(x.cuts, y.cuts,
                     [this](CutAt const& a, CutAt const& b) {
                       return (a.loop == nullptr) == (b.loop == nullptr) && a.step == b.step &&
                              a.depth == b.depth && is_same_guard(a.guard, b.guard);
                     }) &&
           are_alike(x.rounds, y.rounds, [this](RoundAt const& a, RoundAt const& b) {
             return a.round == b.round && a.step == b.step && a.depth == b.depth &&
                    is_same_guard(a.guard, b.guard);
           });
  }
  bool is_of_them(std::uint32_t r) const { return r == one_ || r == other_; }
  bool is_rest_same() {
    auto const is_same_term = [this](TermId t) { return is_same(t, t); };
    auto const owns = [this](OwnedAccess const& a) { return is_of_them(a.run); };
    auto const& g = graph_.events;
    if (std::ranges::any_of(g.owned_reads, owns) || std::ranges::any_of(g.owned_writes, owns)) return false;
    for (auto const* accesses : {&g.owned_reads, &g.owned_writes})
      for (auto const& a : *accesses)
        if (!is_same_guard(a.guard, a.guard) || !is_same_term(a.value)) return false;
    for (auto const& r : graph_.runs) {
      if (r.cause &&
          (is_of_them(r.cause->run) || !is_same_guard(r.cause->guard, r.cause->guard) ||
           !is_same_term(r.cause->cpu) || !std::ranges::all_of(r.cause->depends, [this](Source const& s) {
             return is_same_guard(s.when, s.when);
           })))
        return false;
      if (&r != &graph_.runs[one_] && &r != &graph_.runs[other_] && !is_untouched(r)) return false;
    }
    for (auto const& c : graph_.counted)
      if (is_of_them(c.run) || !is_same_guard(c.guard, c.guard)) return false;
    for (auto const& a : graph_.assumed)
      if (is_of_them(a.run) || !is_same_guard(a.guard, a.guard) || !is_same_term(a.term)) return false;
    for (auto const& a : graph_.imagined)
      if (!is_same_term(a.passes) || !is_same_term(a.current) || !is_same_term(a.goes_on)) return false;
    return is_same_term(graph_.start);
  }
  bool is_untouched(UnfoldedRun const& r) {
    auto const is_guard = [this](GuardId g) { return is_same_guard(g, g); };
    return is_guard(r.guard) && std::ranges::all_of(r.takeable, [this](TermId t) { return is_same(t, t); }) &&
           std::ranges::all_of(r.takeable_beyond, is_guard) &&
           std::ranges::all_of(r.steps, is_guard, &UnfoldedStep::guard) &&
           std::ranges::all_of(
               r.stuck, [&](StuckAt const& s) { return is_guard(s.stops) && is_same(s.passes, s.passes); }) &&
           std::ranges::all_of(r.cuts, is_guard, &CutAt::guard) &&
           std::ranges::all_of(
               r.choices,
               [&](ChoiceAt const& c) { return is_guard(c.guard) && is_same(c.value, c.value); }) &&
           std::ranges::all_of(r.rounds, is_guard, &RoundAt::guard);
  }

  ProtocolGraph const& graph_;
  std::vector<std::vector<EventId>> const& events_; // by run
  RunId one_, other_;
  std::vector<EventId> twin_;
  std::vector<std::optional<TermId>> same_;       // by term: the last one that was the same
  std::map<std::uint32_t, std::uint32_t> choice_; // of Free
};

} // namespace

Asked asked_of(std::vector<TermId> const& terms) {
  std::vector<std::pair<TermId, TermId>> same;
  for (auto t : terms) same.emplace_back(t, t);
  return [same](RunId, RunId) { return std::optional(same); };
}

std::vector<std::vector<RunId>> alike(Protocol const& protocol, ProtocolGraph const& graph,
                                      Asked const& asked) {
  std::vector<std::vector<RunId>> groups;
  if (protocol.current) return groups; // it names tasks
  std::vector<std::vector<EventId>> events(graph.runs.size());
  for (EventId e = 0; e < graph.events.events.size(); ++e)
    if (auto const r = graph.events.events[e].thread; r != no_cpu) events[r].push_back(e);
  for (RunId r = 0; r < graph.runs.size(); ++r) {
    if (protocol.contexts[graph.runs[r].context].kind != Context::Kind::Task) continue;
    auto const group = std::ranges::find_if(
        groups, [&](auto const& g) { return Exchange(graph, events, g.front(), r).changes_nothing(asked); });
    if (group == groups.end())
      groups.push_back({r});
    else
      group->push_back(r);
  }
  std::erase_if(groups, [](auto const& g) { return g.size() < 2; });
  return groups;
}

} // namespace barrister::solver
