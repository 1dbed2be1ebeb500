// SPDX-License-Identifier: BSD-2-Clause
#include "solver/enumerate/waiting_places.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

class Places {
public:
  explicit Places(EventGraph const& graph) : graph_(graph) {}

  WaitingPlaces run() {
    for (auto const& wait : graph_.waits)
      if (graph_.events[wait.read].tags.has(Tag::Lkr) && is_constant(wait.read))
        out_.found.push_back({Waiter::For::Lock, wait.read});
      else
        out_.all = false;
    for (EventId e = static_cast<EventId>(graph_.initial_writes); e < graph_.events.size(); ++e) {
      auto const tags = graph_.events[e].tags;
      auto const reader = tags.has(Tag::SyncRcu)    ? rcu_reader_around(e)
                          : tags.has(Tag::SyncSrcu) ? srcu_reader_around(e)
                                                    : std::nullopt;
      if (reader) out_.found.push_back({Waiter::For::Reader, e, reader->first, reader->second});
    }
    std::ranges::sort(out_.found, {}, &WaitingPlace::event);
    return std::move(out_);
  }

private:
  using Reader = std::pair<EventId, EventId>;
  Guard const& guard(EventId e) const { return graph_.guards[graph_.events[e].guard]; }
  bool is_constant(EventId e) const {
    return graph_.terms[*graph_.events[e].address].kind == Term::Kind::Constant;
  }
  bool implied(EventId e, EventId by) const { return std::ranges::includes(guard(by), guard(e)); }
  bool excluded(EventId e, EventId by) const {
    return std::ranges::any_of(guard(by), [&](Condition const& c) {
      return std::ranges::binary_search(guard(e), Condition{c.term, !c.holds});
    });
  }

  // The outermost pair of brackets around the grace period. None if it hangs on a branch whether there is
  // one.
  std::optional<Reader> rcu_reader_around(EventId grace_period) {
    std::vector<EventId> open;
    auto const cpu = graph_.events[grace_period].thread;
    std::size_t around = 0; // of `open`: those before the grace period
    std::optional<Reader> out;
    for (EventId e = 0; e < graph_.events.size(); ++e) {
      auto const& event = graph_.events[e];
      if (event.thread != cpu) continue;
      if (e == grace_period) around = open.size();
      bool const opens = event.tags.has(Tag::RcuLock), closes = event.tags.has(Tag::RcuUnlock);
      if ((!opens && !closes) || excluded(e, grace_period)) continue;
      if (!implied(e, grace_period)) {
        out_.all = false;
        return std::nullopt;
      }
      if (opens) open.push_back(e);
      if (!closes || open.empty()) continue;
      if (e > grace_period && open.size() <= around) {
        around = open.size() - 1;
        out = Reader{open.back(), e};
      }
      open.pop_back();
    }
    return out;
  }

  // A reader whose end is given just what its start returned.
  std::optional<Reader> srcu_reader_around(EventId grace_period) {
    std::vector<EventId> started;
    for (EventId e = 0; e < grace_period; ++e)
      if (graph_.events[e].thread == graph_.events[grace_period].thread &&
          graph_.events[e].tags.has(Tag::SrcuLock) && !excluded(e, grace_period) && may_meet(e, grace_period))
        started.push_back(e);
    for (auto start : started) {
      auto const finish = finish_of(start, grace_period);
      if (finish && *finish > grace_period) return Reader{start, *finish};
      if (!finish) out_.all = false;
    }
    return std::nullopt;
  }
  bool may_meet(EventId a, EventId b) const {
    return !is_constant(a) || !is_constant(b) || graph_.events[a].address == graph_.events[b].address;
  }
  std::optional<EventId> finish_of(EventId start, EventId grace_period) const {
    auto const is_sure = [&](EventId e) {
      return is_constant(e) && graph_.events[e].address == graph_.events[grace_period].address &&
             implied(e, grace_period);
    };
    for (auto const& [from, to, when] : graph_.data)
      if (from == start && graph_.events[to].tags.has(Tag::SrcuUnlock) && is_sure(from) && is_sure(to) &&
          std::ranges::includes(guard(grace_period), graph_.guards[when]))
        return to;
    return std::nullopt;
  }

  WaitingPlaces out_;
  EventGraph const& graph_;
};

} // namespace

WaitingPlaces waiting_places(EventGraph const& graph) { return Places(graph).run(); }

std::vector<EventId> possible_holders(EventGraph const& graph, EventId lock_read,
                                      std::span<EventId const> at) {
  auto const is_reached = [&](EventId e) {
    return std::ranges::none_of(
        at, [&](EventId stop) { return graph.events[stop].thread == graph.events[e].thread && stop <= e; });
  };
  auto const guard = [&](EventId e) -> Guard const& { return graph.guards[graph.events[e].guard]; };
  auto const is_constant = [&](TermId t) { return graph.terms[t].kind == Term::Kind::Constant; };
  auto const lock = *graph.events[lock_read].address;
  auto const is_undone = [&](EventId write) {
    for (EventId e = write + 1;
         e < graph.events.size() && graph.events[e].thread == graph.events[write].thread; ++e)
      if (graph.events[e].tags.has(Tag::Ul) && graph.events[e].address == lock && is_reached(e) &&
          std::ranges::includes(guard(write), guard(e)))
        return true;
    return false;
  };
  std::vector<EventId> out;
  for (EventId e = 0; e < graph.events.size(); ++e) {
    auto const& event = graph.events[e];
    if (event.kind != EventKind::Write || (is_constant(*event.address) && event.address != lock)) continue;
    bool const frees = is_constant(event.value) && !truth(graph.terms[event.value].value);
    if (frees || (e >= graph.initial_writes && (!is_reached(e) || is_undone(e)))) continue;
    out.push_back(e);
  }
  return out;
}

} // namespace barrister::solver
