// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/alike.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// Of each run, and what is owned by its number in the list.
struct ByRun {
  explicit ByRun(ProtocolGraph const& graph)
      : events(graph.runs.size()), owned_reads(graph.runs.size()), owned_writes(graph.runs.size()) {
    auto const& g = graph.events;
    for (EventId e = 0; e < g.events.size(); ++e)
      if (auto const r = g.events[e].thread; r != no_cpu) events[r].push_back(e);
    for (std::uint32_t i = 0; i < g.owned_reads.size(); ++i)
      if (auto const r = g.owned_reads[i].run; r != final_read) owned_reads[r].push_back(i);
    for (std::uint32_t i = 0; i < g.owned_writes.size(); ++i)
      owned_writes[g.owned_writes[i].run].push_back(i);
  }
  std::vector<std::vector<EventId>> events;
  std::vector<std::vector<std::uint32_t>> owned_reads, owned_writes;
};

// Of two runs, and whether the graph stays what it is.
class Exchange {
public:
  Exchange(Protocol const& protocol, ProtocolGraph const& graph, ByRun const& by_run, RunId one, RunId other)
      : protocol_(protocol), graph_(graph), by_run_(by_run), one_(one), other_(other),
        twin_(graph.events.events.size()), same_(graph.events.terms.size()) {
    for (EventId e = 0; e < twin_.size(); ++e) twin_[e] = e;
    auto const &ones = by_run.events[one], &others = by_run.events[other];
    if (ones.size() != others.size()) return;
    for (std::size_t i = 0; i < ones.size(); ++i) {
      twin_[ones[i]] = others[i];
      twin_[others[i]] = ones[i];
    }
  }

  bool changes_nothing(Asked const& asked) {
    if (by_run_.events[one_].size() != by_run_.events[other_].size() || !are_same_cpus() ||
        !owns_the_same() || !are_same(graph_.runs[one_], graph_.runs[other_]) || !are_events_same() ||
        !are_edges_same() || !are_places_same() || !is_rest_same())
      return false;
    auto const terms = asked(one_, other_);
    return terms &&
           std::ranges::all_of(*terms, [this](auto const& pair) { return is_same(pair.first, pair.second); });
  }

private:
  using Lists = std::vector<std::vector<std::uint32_t>>;
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

  // What one of the two has in a variable, the other has in one that begins like it.
  bool owns_the_same() {
    auto const& g = graph_.events;
    return are_twins(g.owned_reads, by_run_.owned_reads) && are_twins(g.owned_writes, by_run_.owned_writes) &&
           are_owned_same(g.owned_reads, by_run_.owned_reads) &&
           are_owned_same(g.owned_writes, by_run_.owned_writes);
  }
  bool are_twins(std::vector<OwnedAccess> const& accesses, Lists const& by_run) {
    auto const &ones = by_run[one_], &others = by_run[other_];
    if (ones.size() != others.size()) return false;
    for (std::size_t i = 0; i < ones.size(); ++i) {
      auto const &x = accesses[ones[i]], &y = accesses[others[i]];
      if (x.step != y.step || x.is_check != y.is_check || !are_twins(x.variable, y.variable)) return false;
      if (&accesses == &graph_.events.owned_reads)
        twin_read_.insert({{ones[i], others[i]}, {others[i], ones[i]}});
    }
    return true;
  }
  bool are_twins(OwnedId v, OwnedId w) {
    if (protocol_.owned[v].owner == OwnedVariable::Owner::Cpu ||
        protocol_.owned[w].owner == OwnedVariable::Owner::Cpu)
      return false;
    return variable_.emplace(v, w).first->second == w && variable_back_.emplace(w, v).first->second == v &&
           begin_alike(v, w);
  }
  bool begin_alike(OwnedId v, OwnedId w) {
    auto const &first = graph_.events.owned_initial[v], &second = graph_.events.owned_initial[w];
    auto const one = graph_.runs[one_].context, other = graph_.runs[other_].context;
    return is_same(first[one], second[other]) && is_same(second[other], first[one]);
  }
  bool are_owned_same(std::vector<OwnedAccess> const& accesses, Lists const& by_run) {
    auto const &ones = by_run[one_], &others = by_run[other_];
    for (std::size_t i = 0; i < ones.size(); ++i) {
      auto const &x = accesses[ones[i]], &y = accesses[others[i]];
      if (!is_same_guard(x.guard, y.guard) || !is_same_guard(y.guard, x.guard) ||
          !is_same(x.value, y.value) || !is_same(y.value, x.value))
        return false;
    }
    return true;
  }
  // Of what they have in the end, it is not looked for.
  std::optional<std::uint32_t> twin_of_read(std::uint32_t read) const {
    auto const& access = graph_.events.owned_reads[read];
    if (auto const found = twin_read_.find(read); found != twin_read_.end()) return found->second;
    bool const is_theirs =
        access.run == final_read && protocol_.owned[access.variable].owner != OwnedVariable::Owner::Cpu &&
        (access.step == graph_.runs[one_].context || access.step == graph_.runs[other_].context);
    return is_theirs ? std::nullopt : std::optional(read);
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
    case Term::Kind::Owned: return twin_of_read(x.a) == y.a;
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
    return x.kind == y.kind && run(x.thread) == y.thread && x.step == y.step && x.since == y.since &&
           x.tags == y.tags && x.zero_tags == y.zero_tags && x.nonzero_tags == y.nonzero_tags &&
           x.answers == y.answers && x.is_early == y.is_early &&
           x.address.has_value() == y.address.has_value() &&
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
    auto const& g = graph_.events;
    for (auto const* accesses : {&g.owned_reads, &g.owned_writes}) // what is final is of the questions alone
      for (auto const& a : *accesses)
        if (a.run != final_read && !is_of_them(a.run) &&
            (!is_same_guard(a.guard, a.guard) || !is_same_term(a.value)))
          return false;
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

  Protocol const& protocol_;
  ProtocolGraph const& graph_;
  ByRun const& by_run_;
  RunId one_, other_;
  std::vector<EventId> twin_;
  std::vector<std::optional<TermId>> same_;             // by term: the last one that was the same
  std::map<std::uint32_t, std::uint32_t> choice_;       // of Free
  std::map<OwnedId, OwnedId> variable_, variable_back_; // of the one, and of the other
  std::map<std::uint32_t, std::uint32_t> twin_read_;    // of owned variables
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
  ByRun const by_run(graph);
  for (RunId r = 0; r < graph.runs.size(); ++r) {
    if (protocol.contexts[graph.runs[r].context].kind != Context::Kind::Task) continue;
    auto const group = std::ranges::find_if(groups, [&](auto const& g) {
      return Exchange(protocol, graph, by_run, g.front(), r).changes_nothing(asked);
    });
    if (group == groups.end())
      groups.push_back({r});
    else
      group->push_back(r);
  }
  std::erase_if(groups, [](auto const& g) { return g.size() < 2; });
  return groups;
}

} // namespace barrister::solver
