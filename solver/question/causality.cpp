// SPDX-License-Identifier: BSD-2-Clause
#include "solver/question/causality.hpp"
#include "solver/encode/acyclic.hpp"
#include "solver/graph/kept_order.hpp"
#include "spec/plain_accesses.hpp"
#include "spec/sequential.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// The vertices are the events, and then, of each handler, where it is raised and where it begins.
class Causes {
public:
  Causes(ProtocolEncoding const& encoding, MemoryModel const& model)
      : encoding_(encoding), program_(encoding.program()), graph_(encoding.graph()), gates_(program_.gates()),
        events_(graph_.events.events), size_(static_cast<EventId>(events_.size())),
        is_sequential_(is_sequential(model)) {
    for (RunId r = 0; r < graph_.runs.size(); ++r)
      if (graph_.runs[r].cause && !graph_.runs[r].steps.empty()) handlers_.push_back(r);
    for (auto r : handlers_) {
      auto const& cause = *graph_.runs[r].cause;
      moments_.push_back(
          {cause.run, cause.step, executed_run(r)}); // of one that is not taken nothing is said
      moments_.push_back({r, 0, executed_run(r)});
    }
  }

  void run() {
    if (handlers_.empty()) return;
    std::vector<EventId> beginnings;
    for (std::size_t i = 0; i < handlers_.size(); ++i) {
      beginnings.push_back(beginning(i));
      add(raising(i), beginning(i), {executed_run(handlers_[i])});
      needs(i);
    }
    if (!is_sequential_) depend();
    turns();
    communicate();
    require_acyclic_through(gates_, beginnings, edges_);
  }

private:
  struct Moment {
    RunId run;
    std::uint32_t step;
    Literal is_there;
  };
  EventId raising(std::size_t i) const { return static_cast<EventId>(size_ + 2 * i); }
  EventId beginning(std::size_t i) const { return raising(i) + 1; }
  bool is_beginning(EventId v) const { return v >= size_ && (v - size_) % 2 == 1; }
  Literal executed_run(RunId r) const { return encoding_.turns().executed(r); }
  Literal both_executed(EventId a, EventId b) const {
    return gates_.both(program_.executed(a), program_.executed(b));
  }
  // What an answer decides are marks of locks.
  bool is_plain_access(EventId e) const {
    return is_plain(events_[e].tags | events_[e].zero_tags | events_[e].nonzero_tags);
  }
  void add(EventId from, EventId to, std::vector<Literal> there) {
    if (auto const l = gates_.all(std::move(there)); l != never) edges_.push_back({from, to, l});
  }

  // What raising it depends on.
  void needs(std::size_t i) {
    auto const& cause = *graph_.runs[handlers_[i]].cause;
    for (auto const& [read, when] : cause.depends)
      add(read, raising(i), {program_.executed(read), program_.holds(when), executed_run(handlers_[i])});
  }
  void depend() {
    auto const& all = graph_.events;
    for (auto const* relation : {&all.addr, &all.data, &all.ctrl})
      for (auto const& [from, to, when] : *relation)
        if (events_[to].kind == EventKind::Write && !is_plain_access(from) && !is_plain_access(to))
          add(from, to, {both_executed(from, to), program_.holds(when)});
    for (auto const& [from, to] : all.rmw) add(from, to, {both_executed(from, to)});
    for (EventId to = 0; to < size_; ++to)
      if (events_[to].kind == EventKind::Write && events_[to].thread != no_cpu && !is_plain(events_[to].tags))
        for (auto const& [read, when, behind] : graph_.runs[events_[to].thread].awaited)
          if (behind <= to) add(read, to, {both_executed(read, to), program_.holds(when)});
  }

  bool are_ordered(EventId a, EventId b) const { return are_kept_in_order(events_[a], events_[b]); }
  bool may_matter(EventId a, EventId b) const {
    if (is_sequential_) return true;
    if (a < size_) return b < size_ && are_ordered(a, b);
    if (b >= size_) return true;
    return is_beginning(a) && moments_[a - size_].run == events_[b].thread &&
           events_[b].kind == EventKind::Write;
  }
  Moment moment(EventId v) const {
    if (v >= size_) return moments_[v - size_];
    return {events_[v].thread, events_[v].step, program_.executed(v)};
  }
  void turns() {
    auto const first = static_cast<EventId>(graph_.events.initial_writes);
    auto const last = static_cast<EventId>(size_ + moments_.size());
    for (auto a = first; a < last; ++a)
      for (auto b = first; b < last; ++b)
        if (a != b && may_matter(a, b)) in_turn(a, moment(a), b, moment(b));
  }
  void in_turn(EventId a, Moment const& x, EventId b, Moment const& y) {
    if (x.run == y.run) {
      bool const is_before = a < size_ && b < size_ ? a < b
                             : is_beginning(a)      ? !is_beginning(b)
                                                    : !is_beginning(b) && x.step < y.step;
      if (is_before) add(a, b, {x.is_there, y.is_there});
      return;
    }
    auto const& turns = encoding_.turns();
    if (!turns.may_meet(x.run, y.run)) return;
    add(a, b,
        {x.is_there, y.is_there, turns.same_cpu(x.run, y.run),
         turns.order(turns.piece_of(x.run, x.step), turns.piece_of(y.run, y.step))});
  }

  void communicate() {
    for (EventId w = 0; w < size_; ++w) {
      if (events_[w].kind != EventKind::Write) continue;
      for (EventId e = 0; e < size_; ++e) {
        bool const is_read = events_[e].kind == EventKind::Read;
        if (is_read) add(w, e, {program_.rf(w, e)});
        if (is_sequential_ && is_read) add(e, w, {program_.fr(e, w)});
        if (is_sequential_ && events_[e].kind == EventKind::Write && e != w) add(w, e, {program_.co(w, e)});
      }
    }
  }

  ProtocolEncoding const& encoding_;
  ProgramEncoding const& program_;
  ProtocolGraph const& graph_;
  Gates& gates_;
  std::vector<GraphEvent> const& events_;
  EventId size_;
  bool is_sequential_;
  std::vector<RunId> handlers_;
  std::vector<Moment> moments_;
  std::vector<EdgeIf> edges_;
};

} // namespace

std::string why_no_causality(ProtocolGraph const& graph, MemoryModel const& model) {
  bool const waits =
      std::ranges::any_of(graph.events.events, [](GraphEvent const& e) { return e.tags.has(Tag::SyncRcu); });
  bool const is_raised =
      std::ranges::any_of(graph.runs, [](UnfoldedRun const& run) { return run.cause.has_value(); });
  return is_sequential(model) && waits && is_raised ? "an interrupt may be raised behind a grace period" : "";
}

void require_causality(ProtocolEncoding const& encoding, MemoryModel const& model) {
  Causes(encoding, model).run();
}

} // namespace barrister::solver
