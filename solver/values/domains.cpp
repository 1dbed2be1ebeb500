// SPDX-License-Identifier: BSD-2-Clause
#include "solver/values/domains.hpp"
#include "spec/relation.hpp"
#include <algorithm>
#include <bit>
#include <set>

namespace barrister::solver {
namespace {

using Values = std::vector<Value>;
void add(Values& into, Value v) {
  auto at = std::ranges::lower_bound(into, v);
  if (at == into.end() || *at != v) into.insert(at, v);
}

struct Domain {
  Values some; // where it is not wide
  bool is_wide = false;
  std::set<ObjectId> objects; // where it is
  friend bool operator==(Domain const&, Domain const&) = default;
};
void widen(Domain& d) {
  for (auto v : d.some)
    if (v.is_address()) d.objects.insert(v.object);
  d.some.clear();
  d.is_wide = true;
}
void add(Domain& into, Domain more) {
  if (into.is_wide != more.is_wide) into.is_wide ? widen(more) : widen(into);
  for (auto v : more.some) add(into.some, v);
  into.objects.insert(more.objects.begin(), more.objects.end());
}

bool gives_truth(Operator op) {
  switch (op) {
  case Operator::Equal:
  case Operator::NotEqual:
  case Operator::Less:
  case Operator::LessEqual:
  case Operator::Greater:
  case Operator::GreaterEqual:
  case Operator::LogicalNot: return true;
  case Operator::Add:
  case Operator::Subtract:
  case Operator::Multiply:
  case Operator::Divide:
  case Operator::Modulo:
  case Operator::And:
  case Operator::Or:
  case Operator::Xor:
  case Operator::ShiftLeft:
  case Operator::ShiftRight:
  case Operator::Negate:
  case Operator::Complement: return false;
  }
  return false;
}

// Cells, and behind them owned variables, as places that values flow between. A chain of values, each
// computed from the one before, visits each computed write at most once; so places that feed each other are
// given new values in as many rounds as they have such writes, after what feeds them has all of its values.
class Computer {
public:
  Computer(EventGraph const& graph, std::size_t largest, std::vector<EventId> const& wide_reads)
      : graph_(graph), largest_(largest), of_(graph.terms.size()), is_wide_read_(graph.events.size()) {
    for (auto r : wide_reads) is_wide_read_[r] = true;
    out_.of_address.resize(graph.events.size());
    for (EventId e = 0; e < graph.initial_writes; ++e) {
      out_.cells.push_back(graph.terms[*graph.events[e].address].value);
      cell_at_[out_.cells.back()] = e;
    }
    places_ = out_.cells.size() + graph.owned_initial.size();
  }

  Domains run() {
    // Where accesses may be is itself known from values only: as more is found out, all is done again.
    for (bool settled = false; !settled;) {
      auto const before = flows_;
      values_.assign(places_, {});
      for (auto const& level : levels()) fill(level);
      compute();
      find_flows();
      settled = flows_ == before;
    }
    for (EventId e = 0; e < graph_.events.size(); ++e)
      if (graph_.events[e].address) out_.of_address[e] = cells_of(*graph_.events[e].address);
    for (auto& domain : of_) {
      out_.of_term.push_back(std::move(domain.some));
      out_.is_wide.push_back(domain.is_wide);
      out_.objects.emplace_back(domain.objects.begin(), domain.objects.end());
    }
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
    if (of_[address].is_wide)
      for (CellId cell = 0; cell < out_.cells.size(); ++cell)
        if (of_[address].objects.contains(out_.cells[cell].object)) out.push_back(cell);
    for (auto a : of_[address].some)
      if (auto at = cell_at_.find(a); at != cell_at_.end()) out.push_back(at->second);
    std::ranges::sort(out);
    return out;
  }

  Domain at_address(TermId address) const {
    Domain out;
    for (auto cell : cells_of(address)) add(out, values_[cell]);
    return out;
  }
  // Any number; and any address where one may be.
  Domain anything_at(TermId address) const {
    auto out = at_address(address);
    if (!out.is_wide) widen(out);
    if (std::ranges::any_of(cells_of(address), [&](CellId c) { return graph_.holds_pointers[c]; }))
      for (auto const& cell : out_.cells) out.objects.insert(cell.object);
    return out;
  }
  // What is left of any number under a mask of a few bits.
  static std::optional<Values> under_mask(Domain const& l, Domain const& r, Type const& type) {
    auto const& mask = l.is_wide ? r : l;
    if (mask.is_wide) return std::nullopt;
    std::uint64_t bits = 0;
    for (auto v : mask.some) bits |= static_cast<std::uint64_t>(shown(v, type).number);
    if (std::popcount(bits) > 5 || std::ranges::any_of(mask.some, &Value::is_address)) return std::nullopt;
    Values out;
    for (auto part = bits;; part = (part - 1) & bits) {
      add(out, number(static_cast<std::int64_t>(part)));
      if (part == 0) return out;
    }
  }
  Domain operate(Term const& term) const {
    auto const &l = of_[term.a], &r = of_[term.b];
    Domain out;
    if (!l.is_wide && (is_unary(term.op) || !r.is_wide)) {
      for (auto x : l.some)
        for (auto y : is_unary(term.op) ? Values{number(0)} : r.some)
          if (auto v = apply(graph_, term, x, y)) add(out.some, *v);
      return out;
    }
    if (gives_truth(term.op)) {
      out.some = {number(0), number(1)};
    } else if (auto masked =
                   term.op == Operator::And ? under_mask(l, r, type_of(graph_, term)) : std::nullopt) {
      out.some = std::move(*masked);
    } else {
      add(out, l);
      if (!is_unary(term.op)) add(out, r);
      if (!out.is_wide) widen(out);
    }
    return out;
  }
  Domain domain_of(Term const& term) const {
    Domain out;
    switch (term.kind) {
    case Term::Kind::Constant: out.some = {term.value}; break;
    case Term::Kind::ReadValue:
      if (is_wide_read_[term.a])
        out = anything_at(*graph_.events[term.a].address);
      else if (graph_.events[term.a].answers)
        out.some = {number(0), number(1)};
      else
        out = at_address(*graph_.events[term.a].address);
      break;
    case Term::Kind::Operation: out = operate(term); break;
    case Term::Kind::Select:
      // Both arms, whatever is known of the condition so far: it may come to hold by what the arm gives.
      out = of_[term.b];
      add(out, of_[term.c]);
      break;
    case Term::Kind::Convert:
      out = of_[term.a];
      if (out.is_wide && graph_.types[term.b].bits == 1) out = {{number(0), number(1)}, false, {}};
      for (auto& v : out.some) v = convert(v, graph_.types[term.b]);
      std::ranges::sort(out.some);
      out.some.erase(std::unique(out.some.begin(), out.some.end()), out.some.end());
      break;
    case Term::Kind::Free:
      for (unsigned i = 0; i < graph_.free[term.a]; ++i) out.some.push_back(number(i));
      break;
    case Term::Kind::Cpu:
      for (auto cpu : graph_.cpus_of_run[term.a]) add(out.some, number(cpu));
      break;
    case Term::Kind::Owned: out = values_[place_of(graph_.owned_reads[term.a].variable)]; break;
    case Term::Kind::FinalAt: out = at_address(term.a); break;
    case Term::Kind::Holds: out.some = {number(0), number(1)}; break;
    }
    if (out.some.size() > largest_ && term.kind != Term::Kind::Cpu) widen(out);
    return out;
  }
  void compute() {
    for (TermId t = 0; t < graph_.terms.size(); ++t) of_[t] = domain_of(graph_.terms[t]);
  }

  void fill(std::vector<Group> const& level) {
    std::size_t most = 0;
    for (auto const& group : level) most = std::max(most, group.rounds);
    for (std::size_t round = 0; round < most; ++round) {
      compute();
      std::vector<bool> open(places_);
      for (auto const& group : level)
        for (auto p : group.places) open[p] = round < group.rounds;
      auto next = values_;
      for (auto const& event : graph_.events)
        if (event.kind == EventKind::Write)
          for (auto cell : cells_of(*event.address))
            if (open[cell]) add(next[cell], of_[event.value]);
      for (OwnedId v = 0; v < graph_.owned_initial.size(); ++v)
        for (auto initial : graph_.owned_initial[v])
          if (open[place_of(v)]) add(next[place_of(v)], of_[initial]);
      for (auto const& write : graph_.owned_writes)
        if (open[place_of(write.variable)]) add(next[place_of(write.variable)], of_[write.value]);
      for (auto& domain : next)
        if (domain.some.size() > largest_) widen(domain);
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
  std::size_t largest_;
  Domains out_;
  std::map<Value, CellId> cell_at_;
  std::size_t places_ = 0;
  std::vector<Domain> of_;             // by term
  std::vector<bool> is_wide_read_;     // by event
  std::vector<Domain> values_;         // by place
  std::vector<std::set<Place>> flows_; // by place: those that values written there come from
  std::vector<std::size_t> computed_;  // by place: writes of values, or to addresses, that are no constants
};

} // namespace

Domains compute_domains(EventGraph const& graph, std::size_t largest,
                        std::vector<EventId> const& wide_reads) {
  return Computer(graph, largest, wide_reads).run();
}

bool is_any_wide(Domains const& d) { return std::ranges::find(d.is_wide, true) != d.is_wide.end(); }

} // namespace barrister::solver
