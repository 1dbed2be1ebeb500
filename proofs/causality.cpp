// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/causality.hpp"
#include "spec/plain_accesses.hpp"
#include "spec/sequential.hpp"
#include <map>

namespace barrister::proofs {
namespace {

// Behind the events, each interrupt that is taken has two nodes: it is raised, and it begins. Then, where all
// is interleaved, each grace period has one, its beginning; its event is its end.
class Causes {
public:
  Causes(Protocol const& protocol, MemoryModel const& model, ProtocolExecution const& x,
         History const& history)
      : protocol_(protocol), x_(x), history_(history), is_sequential_(is_sequential(model)),
        events_(x.execution.events.size()), event_of_(assemble(protocol, x, history).event_of) {
    for (std::uint32_t r = 0; r < x.runs.size(); ++r)
      if (x.runs[r].cause) handlers_.push_back(r);
    auto const moments = static_cast<EventId>(events_ + 2 * handlers_.size());
    for (EventId e = 0; is_sequential_ && e < events_; ++e)
      if (is_grace_period(x.execution.events[e].tags))
        grace_periods_.push_back({static_cast<EventId>(moments + grace_periods_.size()), e});
    before_ = Relation(moments + grace_periods_.size());
    place_of_.resize(before_.size());
  }

  std::vector<std::string> run() {
    find_places();
    for (std::size_t i = 0; i < handlers_.size(); ++i) relate(i);
    add_turns();
    add_memory();
    auto out = end_readers();
    auto const all = before_.closure();
    for (std::size_t i = 0; i < handlers_.size(); ++i)
      if (all.contains(begins(i), begins(i)))
        out.push_back(name_of(protocol_, x_.runs[handlers_[i]]) +
                      " is raised because of what it does itself");
    for (auto const& [begins, ends] : grace_periods_)
      if (all.contains(ends, ends)) out.push_back("a grace period ends because of what comes behind its end");
    return out;
  }

private:
  struct Place {
    CpuId cpu = no_cpu;
    std::size_t at = 0; // among all that this CPU does
  };

  EventId is_raised(std::size_t i) const { return static_cast<EventId>(events_ + 2 * i); }
  EventId begins(std::size_t i) const { return is_raised(i) + 1; }

  void find_places() {
    std::map<StepOf, Place> steps;
    std::map<std::uint32_t, Place> beginnings;
    std::vector<std::size_t> done(x_.runs.size());
    for (CpuId cpu = 0; cpu < x_.turns.size(); ++cpu) {
      std::size_t at = 0;
      for (auto const& turn : x_.turns[cpu]) {
        beginnings.try_emplace(turn.run, Place{cpu, at++});
        for (std::size_t i = 0; i < turn.steps; ++i) steps[{turn.run, done[turn.run]++}] = {cpu, at++};
      }
    }
    for (std::size_t i = 0; i < handlers_.size(); ++i) {
      auto const& cause = *x_.runs[handlers_[i]].cause;
      place_of_[is_raised(i)] = steps.at({cause.run, cause.step});
      if (auto const found = beginnings.find(handlers_[i]); found != beginnings.end())
        place_of_[begins(i)] = found->second;
    }
    if (!is_sequential_) return;
    for (auto const& [where, place] : steps) {
      auto const& step = history_.runs[where.run].steps[where.step];
      for (auto e = step.first; e < step.last; ++e) place_of_[event_of_[where.run][e]] = place;
      if (!step.ends_grace_period) continue;
      for (auto const& [begins, ends] : grace_periods_)
        if (event_of_[where.run][step.first] == ends)
          place_of_[begins] = steps.at({where.run, where.step - 1});
    }
  }

  // Which events are the ends of a reader; of the second, none if it has no end.
  std::vector<std::pair<EventId, std::optional<EventId>>> readers() const {
    std::vector<std::pair<EventId, std::optional<EventId>>> out;
    std::map<std::uint32_t, std::vector<EventId>> open; // by run
    for (EventId e = 0; e < events_; ++e) {
      auto const& event = x_.execution.events[e];
      auto& begun = open[x_.run_of[e]];
      if (event.tags.has(Tag::RcuLock)) begun.push_back(e);
      if (!event.tags.has(Tag::RcuUnlock) || begun.empty()) continue;
      out.emplace_back(begun.back(), e);
      begun.pop_back();
    }
    for (auto const& [_, begun] : open)
      for (auto const lock : begun) out.emplace_back(lock, std::nullopt);
    // Of SRCU, where its index is given back once, out of a register.
    std::map<EventId, std::vector<EventId>> ends;
    for (auto const& [lock, unlock] : x_.execution.data.pairs())
      if (x_.execution.events[lock].tags.has(Tag::SrcuLock) &&
          x_.execution.events[unlock].tags.has(Tag::SrcuUnlock))
        ends[lock].push_back(unlock);
    for (auto const& [lock, unlocks] : ends)
      if (unlocks.size() == 1) out.emplace_back(lock, unlocks.front());
    return out;
  }
  // One of SRCU, for those of its srcu_struct.
  bool waits_for(EventId grace_period, EventId lock) const {
    auto const &waits = x_.execution.events[grace_period], &begun = x_.execution.events[lock];
    return waits.tags.has(Tag::SyncSrcu) ? begun.tags.has(Tag::SrcuLock) && begun.address == waits.address
                                         : begun.tags.has(Tag::RcuLock);
  }
  // A reader that begins before a grace period ends before that does.
  std::vector<std::string> end_readers() {
    std::vector<std::string> out;
    if (handlers_.empty()) return out;
    auto const all = readers();
    for (bool changed = !grace_periods_.empty(); changed;) {
      changed = false;
      auto const known = before_.closure();
      for (auto const& [lock, unlock] : all)
        for (auto const& [begins, ends] : grace_periods_) {
          if (!known.contains(lock, begins) || !waits_for(ends, lock)) continue;
          if (!unlock) return {"a grace period comes behind the beginning of a reader that has no end"};
          changed |= !before_.contains(*unlock, ends);
          before_.insert(*unlock, ends);
        }
    }
    return out;
  }

  void relate(std::size_t i) {
    auto const r = handlers_[i];
    auto const& cause = *x_.runs[r].cause;
    before_.insert(is_raised(i), begins(i));
    for (auto read : history_.runs[cause.run].steps[cause.step].depends)
      before_.insert(event_of_[cause.run][read], is_raised(i));
    for (auto e : event_of_[r])
      if (x_.execution.events[e].kind == EventKind::Write) before_.insert(begins(i), e);
  }
  void add_turns() {
    for (EventId a = 0; a < place_of_.size(); ++a)
      for (EventId b = 0; b < place_of_.size(); ++b) {
        auto const &first = place_of_[a], &second = place_of_[b];
        if (first.cpu != no_cpu && first.cpu == second.cpu && first.at < second.at) before_.insert(a, b);
      }
  }
  void add_memory() {
    auto const& x = x_.execution;
    add(x.rf);
    if (is_sequential_) {
      add(x.po);
      add(x.co);
      add(x.rf.inverse().then(x.co));
    }
    add(x.rmw);
    for (auto const& [a, b] : (x.addr | x.data | x.ctrl).pairs())
      if (x.events[b].kind == EventKind::Write && !is_plain(x.events[a].tags) && !is_plain(x.events[b].tags))
        before_.insert(a, b);
    for (std::uint32_t r = 0; r < x_.runs.size(); ++r)
      for (auto const& [a, b] : history_.runs[r].awaits)
        if (auto const write = event_of_[r][b]; !is_plain(x.events[write].tags))
          before_.insert(event_of_[r][a], write);
    for (auto const& [a, b] : x.po.pairs())
      if (stay_in_order(x.events[a], x.events[b])) before_.insert(a, b);
  }
  // A read before a full barrier, and a write behind it; a read that acquires and a write behind it; a read
  // and a write that releases behind it.
  static bool stay_in_order(Event const& first, Event const& second) {
    bool const reads = first.kind == EventKind::Read, writes = second.kind == EventKind::Write;
    auto const is_barrier = [](Event const& e) { return e.kind == EventKind::Fence && e.tags.has(Tag::Mb); };
    auto const is_marked = [](Event const& e, Tag tag) { return e.tags.has(tag) && !e.tags.has(Tag::Rmw); };
    return (reads && is_barrier(second)) || (is_barrier(first) && writes) ||
           (reads && writes &&
            (is_marked(first, Tag::Acquire) || is_marked(second, Tag::Release) || second.tags.has(Tag::Ul)));
  }
  void add(Relation const& relation) {
    for (auto const& [a, b] : relation.pairs()) before_.insert(a, b);
  }

  Protocol const& protocol_;
  ProtocolExecution const& x_;
  History const& history_;
  bool is_sequential_;
  std::size_t events_;
  std::vector<std::vector<EventId>> event_of_;
  std::vector<std::uint32_t> handlers_;
  struct GracePeriod {
    EventId begins, ends;
  };
  std::vector<GracePeriod> grace_periods_;
  Relation before_;
  std::vector<Place> place_of_; // by node: of what has one
};

} // namespace

std::vector<std::string> complaints_about_causes(Protocol const& protocol, MemoryModel const& model,
                                                 ProtocolExecution const& x, History const& history) {
  return Causes(protocol, model, x, history).run();
}

} // namespace barrister::proofs
