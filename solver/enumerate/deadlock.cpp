// SPDX-License-Identifier: BSD-2-Clause
// A lock: the CPU waits for ever if the lock is held when everything else has come to rest, so for each set
// of places to wait at, the program that stops there is asked for executions that end with those locks held.
// What happens before a wait is not touched by it, so the model's axioms say of these what they say of any
// other.
//
// A grace period inside a reader of its own CPU: such an execution has no end in which the reader is over,
// and none in which it is not; unless the model says otherwise, which is found by asking it about a program
// of a reader and a grace period in it, and nothing else.
#include "solver/enumerate/deadlock.hpp"
#include "solver/enumerate/stop.hpp"
#include "solver/enumerate/waiting_places.hpp"
#include "solver/unfold/threads.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// Sets of places looked at are few because most cannot be; this bounds how many are made to find out.
constexpr std::size_t most_sets = 10'000;
constexpr std::size_t most_tried = 200, most_given_up = 3;

using Places = std::vector<WaitingPlace const*>;
// What the user sees of them: in a loop, many places are one statement.
using Statements = std::vector<std::pair<CpuId, InstructionId>>;

Proposition is_held(Value lock) {
  Proposition free;
  free.kind = Proposition::Kind::Equal;
  free.left = Cell{lock};
  free.values = {number(0)};
  Proposition out;
  out.kind = Proposition::Kind::Not;
  out.operands = {free};
  return out;
}

class Finder {
public:
  Finder(LitmusTest const& test, PreparedModel const& model, EventGraph const& graph, Budget const& budget,
         std::size_t most)
      : test_(test), model_(model), graph_(graph), budget_(budget), most_(most),
        places_(waiting_places(graph)), by_cpu_(graph.threads) {
    out_.all = places_.all;
    for (auto const& place : places_.found)
      if (place.what == Waiter::For::Lock || waits_for_its_reader(place))
        by_cpu_[graph.events[place.event].thread].push_back(&place);
  }

  Deadlocks run() {
    for (std::size_t size = 1; size <= graph_.threads; ++size) {
      Places chosen;
      choose(0, size, chosen);
    }
    return std::move(out_);
  }

private:
  bool is_too_much() const { return sets_ > most_sets || tried_ >= most_ || given_up_ >= most_given_up; }
  Value address_of(EventId e) const { return graph_.terms[*graph_.events[e].address].value; }

  Statements statements_of(Places const& places) const {
    Statements out;
    for (auto const* place : places)
      out.emplace_back(graph_.events[place->event].thread, graph_.events[place->event].instruction);
    return out;
  }

  void choose(CpuId cpu, std::size_t missing, Places& chosen) {
    if (is_too_much()) {
      out_.all = false;
      return;
    }
    if (missing == 0) return consider(chosen);
    if (cpu + missing > graph_.threads) return;
    for (auto const* place : by_cpu_[cpu]) {
      chosen.push_back(place);
      choose(cpu + 1, missing - 1, chosen);
      chosen.pop_back();
    }
    choose(cpu + 1, missing, chosen);
  }
  void consider(Places const& chosen) {
    ++sets_;
    auto const statements = statements_of(chosen);
    if (std::ranges::any_of(found_,
                            [&](auto const& known) { return std::ranges::includes(statements, known); }))
      return;
    std::vector<EventId> at;
    for (auto const* place : chosen) at.push_back(place->event);
    for (auto const* place : chosen)
      if (place->what == Waiter::For::Lock && possible_holders(graph_, place->event, at).empty()) return;
    ++tried_;
    look(chosen, at);
  }
  void look(Places const& chosen, std::vector<EventId> const& at) {
    LitmusTest test = test_;
    test.filter.reset();
    test.observed.clear();
    test.proposition = {};
    test.proposition.kind = Proposition::Kind::And;
    for (auto const* place : chosen)
      if (place->what == Waiter::For::Lock) {
        test.proposition.operands.push_back(is_held(address_of(place->event)));
        test.observed.push_back(Cell{address_of(place->event)});
      }
    auto found = enumerate(test, model_, stopped(graph_, at), budget_);
    if (!found.satisfying) {
      if (found.unknown.empty()) return;
      ++given_up_;
      out_.all = false;
      return;
    }
    Deadlock deadlock{{}, std::move(found.states[*found.satisfying].execution)};
    deadlock.execution.completion = Completion::Stuck;
    for (auto const* place : chosen) deadlock.waiters.push_back(waiter(*place, at, deadlock.execution));
    out_.found.push_back(std::move(deadlock));
    found_.push_back(statements_of(chosen));
  }

  Waiter waiter(WaitingPlace const& place, std::vector<EventId> const& at, Execution const& x) const {
    auto const& event = graph_.events[place.event];
    Waiter out{place.what, event.thread, event.instruction, std::nullopt, 0, true};
    if (event.address) out.address = address_of(place.event);
    if (place.what == Waiter::For::Reader) {
      out.holder = reader_start(place, x);
      return out;
    }
    out.one_holder = possible_holders(graph_, place.event, at).size() == 1;
    for (EventId e = 0; e < x.events.size(); ++e)
      if (x.events[e].kind == EventKind::Write && x.events[e].address == out.address &&
          !x.co.domain().contains(e))
        out.holder = e;
    return out;
  }
  // In a loop an instruction has many events; the reader that is waited for has no end yet.
  EventId reader_start(WaitingPlace const& place, Execution const& x) const {
    auto const& start = graph_.events[place.start];
    EventId e = 0;
    while (e < x.events.size() &&
           !(x.events[e].cpu == start.thread && x.events[e].instruction == start.instruction &&
             x.events[e].tags == start.tags && is_open(x, e)))
      ++e;
    return e;
  }
  static bool is_open(Execution const& x, EventId start) {
    bool const is_srcu = x.events[start].tags.has(Tag::SrcuLock);
    std::size_t nested = 0;
    for (EventId e = start + 1; e < x.events.size() && x.events[e].cpu == x.events[start].cpu; ++e) {
      auto const tags = x.events[e].tags;
      if (is_srcu && tags.has(Tag::SrcuUnlock) && x.data.contains(start, e)) return false;
      if (is_srcu) continue;
      if (tags.has(Tag::RcuUnlock) && nested == 0) return false;
      nested = nested + tags.has(Tag::RcuLock) - tags.has(Tag::RcuUnlock);
    }
    return true;
  }

  // A reader and, between its ends, a grace period: has that an execution?
  bool waits_for_its_reader(WaitingPlace const& place) const {
    return !completes(place, true) && completes(place, false);
  }
  bool completes(WaitingPlace const& place, bool with_grace_period) const {
    LitmusTest alone;
    alone.program.objects.push_back({"domain", {}});
    Thread thread{"P0", {{"index", {}, number(0)}}, {}, {{}}};
    auto const domain = std::make_shared<Expression const>(Expression{Constant{address(0)}});
    auto const index = std::make_shared<Expression const>(Expression{LocalUse{0}});
    auto const tags = [&](EventId e) { return graph_.events[e].tags; };
    bool const is_srcu = graph_.events[place.event].address.has_value();
    if (is_srcu)
      thread.body.push_back({Load{0, domain, tags(place.start)}});
    else
      thread.body.push_back({Fence{tags(place.start), nullptr}});
    if (with_grace_period) thread.body.push_back({Fence{tags(place.event), is_srcu ? domain : nullptr}});
    if (is_srcu)
      thread.body.push_back({Store{domain, index, tags(place.finish)}});
    else
      thread.body.push_back({Fence{tags(place.finish), nullptr}});
    alone.program.threads.push_back(std::move(thread));
    auto const result = enumerate(alone, model_, unfold(alone.program, 1), {});
    return result.positive + result.negative > 0;
  }

  LitmusTest const& test_;
  PreparedModel const& model_;
  EventGraph const& graph_;
  Budget const& budget_;
  std::size_t most_, sets_ = 0, tried_ = 0, given_up_ = 0;
  WaitingPlaces places_;
  std::vector<Places> by_cpu_;
  std::vector<Statements> found_; // as out_.found
  Deadlocks out_;
};

} // namespace

Deadlocks find_deadlocks(LitmusTest const& test, PreparedModel const& model, EventGraph const& graph,
                         Budget const& budget, std::size_t most) {
  return Finder(test, model, graph, budget, most).run();
}

void add_deadlocks(LitmusResult& result, Deadlocks deadlocks) {
  result.deadlocks = std::move(deadlocks.found);
  result.all_deadlocks = deadlocks.all;
}

void explain_none(LitmusResult& result, LitmusTest const& test, PreparedModel const& model,
                  EventGraph const& graph, Budget const& budget) {
  auto unfiltered = test;
  unfiltered.filter.reset();
  if (test.filter) {
    auto const others = enumerate(unfiltered, model, graph, budget);
    result.filtered = others.positive + others.negative;
    if (result.filtered > 0) result.why_none = WhyNone::Filter;
    if (result.filtered > 0 || !others.unknown.empty()) return;
  }
  add_deadlocks(result, find_deadlocks(test, model, graph, budget, most_tried));
  if (result.bound_reached) return; // longer runs may end
  if (!result.deadlocks.empty()) {
    result.why_none = WhyNone::Waits;
    return;
  }
  if (!result.all_deadlocks) return;
  unfiltered.proposition = {};
  if (find_forbidden(unfiltered, model, graph, budget)) result.why_none = WhyNone::Axioms;
}

} // namespace barrister::solver
