// SPDX-License-Identifier: BSD-2-Clause
#include "solver/enumerate/candidate.hpp"
#include <algorithm>
#include <bit>

namespace barrister::solver {
namespace {

template <class Add>
void present(std::vector<Dependency> const& all, std::vector<bool> const& absent, Add add) {
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!absent[i]) add(all[i].from, all[i].to);
}

class Loader {
public:
  Loader(Evaluator& evaluator, EventGraph const& graph, Candidate const& candidate, Level level)
      : evaluator_(evaluator), graph_(graph), c_(candidate), level_(level), size_(graph.events.size()),
        words_(evaluator.words()) {}

  void rf_and_co() {
    pairs("rf", [&](auto add) {
      for (auto r : c_.reads) add(c_.source[r], r);
    });
    pairs("co", [&](auto add) {
      for (auto const& order : c_.orders)
        for (std::size_t i = 0; i < order.size(); ++i)
          for (std::size_t j = i + 1; j < order.size(); ++j) add(order[i], order[j]);
    });
    if (level_ == Level::Co)
      for (auto i : evaluator_.coherence_choices()) {
        auto out = evaluator_.choice(i);
        std::ranges::fill(out, 0);
        for (auto const& order : c_.orders)
          for (std::size_t a = 0; a < order.size(); ++a)
            for (std::size_t b = a + 1; b < order.size(); ++b)
              out[order[a] * words_ + order[b] / 64] |= std::uint64_t{1} << (order[b] % 64);
      }
    auto last = wanted("FW");
    if (last.empty()) return;
    std::ranges::fill(last, 0);
    for (auto const& order : c_.orders)
      if (!order.empty() && is_observed(graph_, order.front()))
        last[order.back() / 64] |= std::uint64_t{1} << (order.back() % 64);
  }

  void all_but_rf_and_co() {
    auto const cpu = [&](EventId e) { return graph_.events[e].thread; };
    auto const kind = [&](EventId e) { return graph_.events[e].kind; };
    events("R", [&](EventId e) { return kind(e) == EventKind::Read; });
    events("W", [&](EventId e) { return kind(e) == EventKind::Write; });
    events("M", [&](EventId e) { return kind(e) != EventKind::Fence; });
    events("F", [&](EventId e) { return is_fence(graph_.events[e]); });
    events("IW", [&](EventId e) { return e < graph_.initial_writes; });
    for (std::size_t i = 0; i < graph_.tag_names.size(); ++i) {
      auto const tag = static_cast<Tag>(i);
      events(graph_.tag_names.name(tag), [&](EventId e) { return c_.tags[e].has(tag); });
    }
    each_pair("po", [&](EventId a, EventId b) { return is_before(graph_, a, b); });
    each_pair("int", [&](EventId a, EventId b) { return cpu(a) == cpu(b); });
    each_pair("ext", [&](EventId a, EventId b) { return cpu(a) != cpu(b); });
    each_pair("id", [](EventId a, EventId b) { return a == b; });
    each_pair("loc", [&](EventId a, EventId b) { return c_.cell[a] != no_cell && c_.cell[a] == c_.cell[b]; });
    each_pair("same-value", [&](EventId a, EventId b) {
      return has_value(graph_.events[a]) && has_value(graph_.events[b]) && c_.value[a] == c_.value[b];
    });
    pairs("rmw", [&](auto add) {
      for (auto [r, w] : graph_.rmw) add(r, w);
    });
    pairs("addr", [&](auto add) { present(graph_.addr, c_.no_addr, add); });
    pairs("data", [&](auto add) { present(graph_.data, c_.no_data, add); });
    pairs("ctrl", [&](auto add) { present(graph_.ctrl, c_.no_ctrl, add); });
  }

private:
  std::span<std::uint64_t> wanted(std::string_view name) { return evaluator_.base(name, level_); }
  template <class Contains> void events(std::string_view name, Contains contains) {
    auto out = wanted(name);
    if (out.empty()) return;
    std::ranges::fill(out, 0);
    for (EventId e = 0; e < size_; ++e)
      if (test(c_.executed, e) && contains(e)) out[e / 64] |= std::uint64_t{1} << (e % 64);
  }
  template <class Contains> void each_pair(std::string_view name, Contains contains) {
    auto out = wanted(name);
    if (out.empty()) return;
    std::ranges::fill(out, 0);
    for (EventId a = 0; a < size_; ++a) {
      if (!test(c_.executed, a)) continue;
      for (EventId b = 0; b < size_; ++b)
        if (test(c_.executed, b) && contains(a, b)) out[a * words_ + b / 64] |= std::uint64_t{1} << (b % 64);
    }
  }
  template <class Pairs> void pairs(std::string_view name, Pairs each) {
    auto out = wanted(name);
    if (out.empty()) return;
    std::ranges::fill(out, 0);
    each([&](EventId a, EventId b) {
      if (test(c_.executed, a) && test(c_.executed, b))
        out[a * words_ + b / 64] |= std::uint64_t{1} << (b % 64);
    });
  }

  Evaluator& evaluator_;
  EventGraph const& graph_;
  Candidate const& c_;
  Level level_;
  std::size_t size_, words_;
};

} // namespace

Candidate::Candidate(EventGraph const& graph)
    : executed((graph.events.size() + 63) / 64), cell(graph.events.size(), no_cell),
      value(graph.events.size()), tags(graph.events.size()), source(graph.events.size()),
      orders(graph.initial_writes), no_addr(graph.addr.size()), no_data(graph.data.size()),
      no_ctrl(graph.ctrl.size()), locals(graph.threads) {
  for (EventId e = 0; e < graph.initial_writes; ++e) {
    set(executed, e);
    cell[e] = e;
    value[e] = graph.terms[graph.events[e].value].value;
  }
}

void load(Evaluator& evaluator, EventGraph const& graph, Candidate const& candidate, Level level) {
  Loader loader(evaluator, graph, candidate, level);
  if (level == Level::Fixed || level == Level::Run)
    loader.all_but_rf_and_co();
  else
    loader.rf_and_co();
}

Execution extract(EventGraph const& graph, Candidate const& c) {
  Execution x;
  auto const all = graph.events.size();
  std::vector<EventId> index(all);
  for (EventId e = 0; e < all; ++e) {
    if (!test(c.executed, e)) continue;
    index[e] = static_cast<EventId>(x.events.size());
    auto const& from = graph.events[e];
    Event event{from.kind, from.thread, from.instruction, std::nullopt, number(0), c.tags[e]};
    if (c.cell[e] != no_cell) event.address = graph.terms[*graph.events[c.cell[e]].address].value;
    event.value = c.value[e];
    x.events.push_back(event);
  }
  auto const size = x.events.size();
  for (auto* r : {&x.po, &x.addr, &x.data, &x.ctrl, &x.rmw, &x.rf, &x.co}) *r = Relation(size);
  auto const into = [&](Relation& r) {
    return [&](EventId a, EventId b) {
      if (test(c.executed, a) && test(c.executed, b)) r.insert(index[a], index[b]);
    };
  };
  for (EventId b = 0; b < all; ++b)
    for (EventId a = 0; a < b; ++a)
      if (is_before(graph, a, b)) into(x.po)(a, b);
  present(graph.addr, c.no_addr, into(x.addr));
  present(graph.data, c.no_data, into(x.data));
  present(graph.ctrl, c.no_ctrl, into(x.ctrl));
  for (auto [r, w] : graph.rmw) into(x.rmw)(r, w);
  for (auto r : c.reads) x.rf.insert(index[c.source[r]], index[r]);
  for (auto const& order : c.orders)
    for (std::size_t i = 0; i < order.size(); ++i)
      for (std::size_t j = i + 1; j < order.size(); ++j) x.co.insert(index[order[i]], index[order[j]]);
  x.locals = c.locals;
  x.observed = graph.observed;
  x.tag_names = graph.tag_names;
  return x;
}

Relation extract(Candidate const& c, std::span<std::uint64_t const> rows, std::size_t words) {
  std::vector<EventId> index(words * 64);
  EventId executed = 0;
  for (EventId e = 0; words > 0 && e < rows.size() / words; ++e)
    if (test(c.executed, e)) index[e] = executed++;
  Relation out(executed);
  for (EventId a = 0; words > 0 && a < rows.size() / words; ++a) {
    if (!test(c.executed, a)) continue;
    for (std::size_t w = 0; w < words; ++w)
      for (auto rest = rows[a * words + w] & c.executed[w]; rest != 0; rest &= rest - 1)
        out.insert(index[a], index[w * 64 + static_cast<std::size_t>(std::countr_zero(rest))]);
  }
  return out;
}

} // namespace barrister::solver
