// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/encoder.hpp"
#include "proofs/plain/cell.hpp"

namespace barrister::proofs::plain {

Encoder::Encoder(Unfolding const& program, Values& values, std::map<Value, TermId> const& finals,
                 Gates& gates)
    : program_(program), values_(values), finals_(finals), gates_(gates) {
  for (EventId e = 0; e < program.events.size(); ++e) {
    if (is(e, EventKind::Read)) reads_.push_back(e);
    if (is(e, EventKind::Write)) writes_.push_back(e);
  }
}

void Encoder::memory(TagNames const& tag_names) {
  out_.tag_names_ = tag_names;
  out_.is_cut_ = program_.is_cut;
  out_.has_fault_ = program_.has_fault;
  describe_events();
  describe_dependencies();
  relate_cells();
  relate_values();
  order_writes();
  pair_reads();
  find_from_reads();
  match_readers();
  find_final_values();
}
Encoding Encoder::finished() {
  out_.clauses_ = gates_.clauses();
  out_.last_ = gates_.last();
  return std::move(out_);
}

void Encoder::describe_events() {
  for (auto const& event : program_.events) {
    out_.events_.push_back({event.kind, event.is_initial(), event.address.has_value(), {}, event.where});
    Encoding::Described d;
    d.thread = event.where.thread;
    d.step = event.step;
    d.since = event.since;
    d.executed = event.executed;
    d.tags = event.tags;
    d.tags_if = event.tags_if;
    d.tags_else = event.tags_else;
    d.decides = event.decides;
    if (event.address)
      for (auto [v, is] : values_.of(*event.address).is)
        if (is_cell(program_.program, v)) d.cells[v] = is;
    d.values = values_.of(event.value).is;
    d.half_of_rmw = d.no_end = d.no_start = d.hands_on = never;
    out_.described_.push_back(std::move(d));
  }
}
void Encoder::describe_dependencies() {
  for (EventId e = 0; e < program_.events.size(); ++e) {
    auto const& event = program_.events[e];
    for (auto [read, when] : event.from_address) out_.address_[{read, e}] = when;
    for (auto [read, when] : event.from_data) {
      out_.data_[{read, e}] = when;
      auto& hands_on = out_.described_[read].hands_on;
      hands_on = gates_.either(hands_on, gates_.both(when, event.executed));
    }
    for (auto [read, when] : event.from_control) out_.control_[{read, e}] = when;
    if (!event.rmw) continue;
    out_.rmw_[{*event.rmw, e}] = event.executed;
    out_.described_[e].half_of_rmw = out_.described_[*event.rmw].half_of_rmw = event.executed;
  }
}

Literal Encoder::same_cell(EventId a, EventId b) {
  return out_.of_pair(out_.same_cell_, {std::min(a, b), std::max(a, b)});
}
void Encoder::relate_cells() {
  for (EventId b = 0; b < program_.events.size(); ++b)
    for (EventId a = 0; a <= b; ++a) {
      auto const &first = program_.events[a], &second = program_.events[b];
      if (first.address && second.address)
        out_.same_cell_[{a, b}] = values_.are_same(*first.address, *second.address);
    }
}
void Encoder::relate_values() {
  auto const is_of_srcu = [](UnfoldedEvent const& e) { return e.kind == EventKind::Fence && e.address; };
  for (EventId b = 0; b < program_.events.size(); ++b)
    for (EventId a = 0; a <= b; ++a) {
      auto const &first = program_.events[a], &second = program_.events[b];
      if (!is_of_srcu(first) || !is_of_srcu(second)) continue;
      out_.same_value_[{a, b}] = values_.are_same(first.value, second.value);
      out_.other_value_[{a, b}] = values_.are_others(first.value, second.value);
    }
}

// One order of all writes has the order of each cell's in it.
void Encoder::order_writes() {
  std::map<Pair, Literal> order;
  auto const before = [&](EventId a, EventId b) { return a < b ? order.at({a, b}) : -order.at({b, a}); };
  for (auto b : writes_)
    for (auto a : writes_) {
      auto const same = a < b ? same_cell(a, b) : never;
      if (same == never || program_.events[b].is_initial()) continue;
      auto const here = gates_.both(same, gates_.both(executed(a), executed(b)));
      if (program_.events[a].is_initial()) {
        out_.before_[{a, b}] = here;
        continue;
      }
      auto const l = order[{a, b}] = gates_.fresh();
      out_.before_[{a, b}] = gates_.both(here, l);
      out_.before_[{b, a}] = gates_.both(here, -l);
    }
  for (auto const& [ab, _] : order)
    for (auto c : writes_) {
      auto const [a, b] = ab;
      if (c <= b || !order.contains({a, c}) || !order.contains({b, c})) continue;
      gates_.require({-before(a, b), -before(b, c), before(a, c)});
      gates_.require({before(a, b), before(b, c), -before(a, c)});
    }
}

void Encoder::pair_reads() {
  for (auto r : reads_) {
    std::vector<Literal> sources{-executed(r)};
    for (auto w : writes_) {
      auto const same = same_cell(w, r);
      if (same == never || executed(w) == never) continue;
      auto const l = out_.reads_from_[{w, r}] = gates_.fresh();
      for (auto needed : {same, executed(w), executed(r)}) gates_.require({-l, needed});
      values_.require_same(l, program_.events[w].value, program_.events[r].value);
      for (std::size_t i = 1; i < sources.size(); ++i) gates_.require({-l, -sources[i]});
      sources.push_back(l);
    }
    gates_.require(std::move(sources));
  }
}
void Encoder::find_from_reads() {
  for (auto r : reads_)
    for (auto w : writes_) {
      std::vector<Literal> ways;
      for (auto source : writes_)
        ways.push_back(gates_.both(out_.of_pair(out_.reads_from_, {source, r}),
                                   out_.of_pair(out_.before_, {source, w})));
      if (auto const l = gates_.any(ways); l != never) out_.from_reads_[{r, w}] = l;
    }
}

} // namespace barrister::proofs::plain
