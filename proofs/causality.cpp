// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/causality.hpp"
#include "spec/plain_accesses.hpp"
#include "spec/sequential.hpp"
#include <map>

namespace barrister::proofs {
namespace {

// Behind the events, each interrupt that is taken has two nodes: it is raised, and it begins.
class Causes {
public:
  Causes(Protocol const& protocol, MemoryModel const& model, ProtocolExecution const& x, History const& history)
      : protocol_(protocol), x_(x), history_(history), is_sequential_(is_sequential(model)),
        events_(x.execution.events.size()), event_of_(assemble(protocol, x, history).event_of) {
    for (std::uint32_t r = 0; r < x.runs.size(); ++r)
      if (x.runs[r].cause) handlers_.push_back(r);
    before_ = Relation(events_ + 2 * handlers_.size());
    place_of_.resize(before_.size());
  }

  std::vector<std::string> run() {
    find_places();
    for (std::size_t i = 0; i < handlers_.size(); ++i) relate(i);
    add_turns();
    add_memory();
    auto const all = before_.closure();
    std::vector<std::string> out;
    for (std::size_t i = 0; i < handlers_.size(); ++i)
      if (all.contains(begins(i), begins(i)))
        out.push_back(name_of(protocol_, x_.runs[handlers_[i]]) + " is raised because of what it does itself");
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
    }
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
    for (EventId a = 0; a < before_.size(); ++a)
      for (EventId b = 0; b < before_.size(); ++b) {
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
  // A read before a full barrier, and a write behind it; a read that acquires and a write behind it; a read and a write
  // that releases behind it.
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
  Relation before_;
  std::vector<Place> place_of_; // by node: of what has one
};

} // namespace

std::vector<std::string> complaints_about_causes(Protocol const& protocol, MemoryModel const& model,
                                                 ProtocolExecution const& x, History const& history) {
  return Causes(protocol, model, x, history).run();
}

} // namespace barrister::proofs
