// SPDX-License-Identifier: BSD-2-Clause
#include "solver/domains.hpp"
#include "spec/relation.hpp"
#include <algorithm>
#include <set>

namespace barrister::solver {
namespace {

using Values = std::vector<Value>;
void add(Values& into, Value v) {
  auto at = std::ranges::lower_bound(into, v);
  if (at == into.end() || *at != v) into.insert(at, v);
}
void add(Values& into, Values const& more) {
  for (auto v : more) add(into, v);
}

// Cells, and behind them owned variables, as places that values flow between. A chain of values, each
// computed from the one before, visits each computed write at most once; so places that feed each other are
// given new values in as many rounds as they have such writes, after what feeds them has all of its values.
class Computer {
public:
  explicit Computer(EventGraph const& graph) : graph_(graph) {
    out_.of_term.resize(graph.terms.size());
    out_.of_address.resize(graph.events.size());
    for (EventId e = 0; e < graph.initial_writes; ++e) {
      out_.cells.push_back(graph.terms[*graph.events[e].address].value);
      cell_at_[out_.cells.back()] = e;
    }
    places_ = out_.cells.size() + graph.owned_initial.size();
  }

  Domains run() {
    // Where accesses may be is itself known from values only: as more is found out, all is done again.
    for (bool settled = false; !settled && !out_.too_large;) {
      auto const before = flows_;
      values_.assign(places_, {});
      for (auto const& level : levels()) fill(level);
      compute();
      find_flows();
      settled = flows_ == before;
    }
    for (EventId e = 0; e < graph_.events.size(); ++e)
      if (graph_.events[e].address) out_.of_address[e] = cells_of(*graph_.events[e].address);
    return std::move(out_);
  }

private:
  using Place = std::uint32_t;
  struct Group { // places that feed each other
    std::vector<Place> places;
    std::size_t rounds = 1;
  };

  Place place_of(OwnedId v) const { return static_cast<Place>(out_.cells.size() + v); }
  std::vector<CellId> cells_of(TermId address) const {
    std::vector<CellId> out;
    for (auto a : out_.of_term[address])
      if (auto at = cell_at_.find(a); at != cell_at_.end()) out.push_back(at->second);
    std::ranges::sort(out);
    return out;
  }

  void compute() {
    auto const& of = out_.of_term;
    auto const at_address = [&](TermId address, Values& values) {
      for (auto a : of[address])
        if (auto at = cell_at_.find(a); at != cell_at_.end()) add(values, values_[at->second]);
    };
    for (TermId t = 0; t < graph_.terms.size(); ++t) {
      auto const& term = graph_.terms[t];
      Values values;
      switch (term.kind) {
      case Term::Kind::Constant: values = {term.value}; break;
      case Term::Kind::ReadValue:
        if (graph_.events[term.a].answers)
          values = {number(0), number(1)};
        else
          at_address(*graph_.events[term.a].address, values);
        break;
      case Term::Kind::Operation:
        for (auto l : of[term.a])
          for (auto r : is_unary(term.op) ? Values{number(0)} : of[term.b])
            if (auto v = apply(graph_, term, l, r)) add(values, *v);
        break;
      case Term::Kind::Select:
        if (std::ranges::any_of(of[term.a], truth)) values = of[term.b];
        if (!std::ranges::all_of(of[term.a], truth)) add(values, of[term.c]);
        break;
      case Term::Kind::Convert:
        for (auto v : of[term.a]) add(values, convert(v, graph_.types[term.b]));
        break;
      case Term::Kind::Free:
        for (unsigned i = 0; i < graph_.free[term.a]; ++i) add(values, number(i));
        break;
      case Term::Kind::Cpu:
        for (auto cpu : graph_.cpus_of_run[term.a]) add(values, number(cpu));
        break;
      case Term::Kind::Owned: values = values_[place_of(graph_.owned_reads[term.a].variable)]; break;
      case Term::Kind::FinalAt: at_address(term.a, values); break;
      case Term::Kind::Holds: values = {number(0), number(1)}; break;
      }
      out_.too_large = out_.too_large || values.size() > Domains::largest;
      out_.of_term[t] = std::move(values);
      if (out_.too_large) return;
    }
  }

  void fill(std::vector<Group> const& level) {
    std::size_t most = 0;
    for (auto const& group : level) most = std::max(most, group.rounds);
    for (std::size_t round = 0; round < most && !out_.too_large; ++round) {
      compute();
      std::vector<bool> open(places_);
      for (auto const& group : level)
        for (auto p : group.places) open[p] = round < group.rounds;
      auto next = values_;
      for (auto const& event : graph_.events)
        if (event.kind == EventKind::Write)
          for (auto cell : cells_of(*event.address))
            if (open[cell]) add(next[cell], out_.of_term[event.value]);
      for (OwnedId v = 0; v < graph_.owned_initial.size(); ++v)
        for (auto initial : graph_.owned_initial[v])
          if (open[place_of(v)]) add(next[place_of(v)], out_.of_term[initial]);
      for (auto const& write : graph_.owned_writes)
        if (open[place_of(write.variable)]) add(next[place_of(write.variable)], out_.of_term[write.value]);
      if (next == values_) return;
      values_ = std::move(next);
    }
  }

  // From which places each term's values come.
  void find_flows() {
    std::vector<std::set<Place>> from(graph_.terms.size());
    auto const take = [&](TermId t, TermId other) { from[t].insert(from[other].begin(), from[other].end()); };
    for (TermId t = 0; t < graph_.terms.size(); ++t) {
      auto const& term = graph_.terms[t];
      auto const at = [&](TermId address) {
        take(t, address);
        for (auto cell : cells_of(address)) from[t].insert(cell);
      };
      switch (term.kind) {
      case Term::Kind::ReadValue:
        if (!graph_.events[term.a].answers) at(*graph_.events[term.a].address);
        break;
      case Term::Kind::FinalAt: at(term.a); break;
      case Term::Kind::Operation:
        take(t, term.a);
        take(t, term.b);
        break;
      case Term::Kind::Select:
        take(t, term.a);
        take(t, term.b);
        take(t, term.c);
        break;
      case Term::Kind::Convert: take(t, term.a); break;
      case Term::Kind::Owned: from[t].insert(place_of(graph_.owned_reads[term.a].variable)); break;
      default: break;
      }
    }
    flows_.assign(places_, {});
    computed_.assign(places_, 0);
    auto const flow = [&](TermId value, Place into) {
      flows_[into].insert(from[value].begin(), from[value].end());
      computed_[into] += graph_.terms[value].kind != Term::Kind::Constant;
    };
    for (auto const& event : graph_.events) {
      if (event.kind != EventKind::Write) continue;
      for (auto cell : cells_of(*event.address)) {
        flow(event.value, cell);
        flows_[cell].insert(from[*event.address].begin(), from[*event.address].end());
        computed_[cell] += graph_.terms[*event.address].kind != Term::Kind::Constant;
      }
    }
    for (auto const& write : graph_.owned_writes) flow(write.value, place_of(write.variable));
  }

  // Groups, those that feed others on lower levels. At first nothing is known, and all is one level.
  std::vector<std::vector<Group>> levels() const {
    if (flows_.empty()) {
      Group all;
      for (Place p = 0; p < places_; ++p) all.places.push_back(p);
      return {{all}};
    }
    Relation feeds(places_);
    for (Place into = 0; into < places_; ++into)
      for (auto from : flows_[into]) feeds.insert(from, into);
    auto const closed = feeds.closure();
    std::vector<std::vector<Group>> out;
    std::vector<bool> done(places_);
    for (std::size_t left = places_; left > 0;) {
      std::vector<Group> level;
      auto now = done;
      for (Place p = 0; p < places_; ++p) {
        if (now[p]) continue;
        bool is_ready = true;
        for (Place from = 0; from < places_; ++from)
          if (closed.contains(from, p) && !closed.contains(p, from) && !done[from]) is_ready = false;
        if (!is_ready) continue;
        Group group;
        for (Place q = p; q < places_; ++q)
          if (q == p || (closed.contains(p, q) && closed.contains(q, p))) {
            group.places.push_back(q);
            if (closed.contains(q, q)) group.rounds += computed_[q];
            now[q] = true;
          }
        left -= group.places.size();
        level.push_back(std::move(group));
      }
      done = std::move(now);
      out.push_back(std::move(level));
    }
    return out;
  }

  EventGraph const& graph_;
  Domains out_;
  std::map<Value, CellId> cell_at_;
  std::size_t places_ = 0;
  std::vector<Values> values_;         // by place
  std::vector<std::set<Place>> flows_; // by place: those that values written there come from
  std::vector<std::size_t> computed_;  // by place: writes of values, or to addresses, that are no constants
};

} // namespace

Domains compute_domains(EventGraph const& graph) { return Computer(graph).run(); }

} // namespace barrister::solver
