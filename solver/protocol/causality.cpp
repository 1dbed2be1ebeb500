// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/causality.hpp"
#include "solver/graph/kept_order.hpp"
#include "spec/plain_accesses.hpp"
#include "spec/sequential.hpp"
#include <algorithm>
#include <set>

namespace barrister::solver {
namespace {

using Literals = std::vector<Literal>;

// Where an interrupt is raised, where its handler begins, or what is executed at a step.
struct Moment {
  RunId run;
  std::uint32_t step;
  bool is_beginning = false;
  Literal is_there = always;
};

// The nodes are the events that are executed; then, of each handler that is, where it is raised and where it
// begins; and then, where all is interleaved, the beginning of each grace period, whose event is its end.
class Circles {
public:
  Circles(Gates& gates, ProtocolEncoding const& encoding, Concrete const& concrete, bool is_sequential,
          Brackets& brackets, std::vector<RunId> const& handlers)
      : gates_(gates), encoding_(encoding), program_(encoding.program()), graph_(encoding.graph()),
        concrete_(concrete), is_sequential_(is_sequential), brackets_(brackets),
        events_(concrete.graph.events.size()) {
    node_of_.assign(graph_.events.events.size(), none);
    for (EventId e = 0; e < events_; ++e) node_of_[concrete.origin[e]] = e;
    for (auto r : handlers)
      if (is(encoding.turns().executed(r))) handlers_.push_back(r);
    auto const moments = events_ + 2 * handlers_.size();
    for (EventId e = 0; is_sequential_ && e < events_; ++e)
      if (is_grace_period(event(e).tags)) grace_periods_.push_back(e);
    after_ = Relation(moments + grace_periods_.size());
    for (std::size_t i = 0; i < handlers_.size(); ++i) {
      auto const& cause = *graph_.runs[handlers_[i]].cause;
      moments_.push_back({cause.run, cause.step, false, is_taken(i)});
      moments_.push_back({handlers_[i], 0, true, is_taken(i)});
    }
    for (auto e : grace_periods_) moments_.push_back({event(e).thread, event(e).since, false, executed(e)});
  }

  // One through the beginning of each handler that is on some, and through the end of each grace period: the
  // facts that make it.
  std::vector<Literals> run() {
    if (handlers_.empty()) return {};
    relate();
    auto out = end_readers();
    for (std::size_t i = 0; i < handlers_.size(); ++i)
      if (auto const circle = after_.shortest_path(beginning(i), beginning(i))) out.push_back(facts(*circle));
    for (auto const ends : grace_periods_)
      if (auto const circle = after_.shortest_path(ends, ends)) out.push_back(facts(*circle));
    return out;
  }

private:
  static constexpr EventId none = ~EventId{0};
  using Edge = std::pair<EventId, EventId>;

  EventId raising(std::size_t i) const { return static_cast<EventId>(events_ + 2 * i); }
  EventId beginning(std::size_t i) const { return raising(i) + 1; }
  // It was raised, then; where it is not taken, nothing is said of its raising.
  Literal is_taken(std::size_t i) const { return encoding_.turns().executed(handlers_[i]); }
  bool is(Literal l) const { return l == always || (l != never && gates_.value(l) == true); }
  GraphEvent const& event(EventId node) const { return graph_.events.events[concrete_.origin[node]]; }
  Literal executed(EventId node) const { return program_.executed(concrete_.origin[node]); }

  void add(EventId from, EventId to, Literals why) {
    if (after_.contains(from, to) || !std::ranges::all_of(why, [&](Literal l) { return is(l); })) return;
    after_.insert(from, to);
    why_[{from, to}] = std::move(why);
  }

  void relate() {
    for (std::size_t i = 0; i < handlers_.size(); ++i) {
      add(raising(i), beginning(i), {is_taken(i)});
      needs(i);
    }
    if (is_sequential_)
      interleave();
    else
      depend();
    turns();
    for (auto r : concrete_.candidate.reads) read(r);
  }

  // What raising it depends on.
  void needs(std::size_t i) {
    auto const& cause = *graph_.runs[handlers_[i]].cause;
    for (auto const& [read, when] : cause.depends)
      if (auto const from = node_of_[read]; from != none)
        add(from, raising(i), {executed(from), program_.holds(when), is_taken(i)});
  }
  void depend() {
    auto const& all = graph_.events;
    for (auto const* relation : {&all.addr, &all.data, &all.ctrl})
      for (auto const& [from, to, when] : *relation) {
        auto const a = node_of_[from], b = node_of_[to];
        if (a == none || b == none || event(b).kind != EventKind::Write ||
            is_plain(concrete_.candidate.tags[a]) || is_plain(concrete_.candidate.tags[b]))
          continue;
        add(a, b, {executed(a), executed(b), program_.holds(when)});
      }
    for (auto const& [from, to] : all.rmw)
      if (auto const a = node_of_[from], b = node_of_[to]; a != none && b != none)
        add(a, b, {executed(a), executed(b)});
    for (EventId b = 0; b < events_; ++b)
      if (event(b).kind == EventKind::Write && event(b).thread != no_cpu && !is_plain(event(b).tags))
        for (auto const& [read, when, behind] : graph_.runs[event(b).thread].awaited)
          if (auto const a = node_of_[read]; a != none && behind <= concrete_.origin[b])
            add(a, b, {executed(a), executed(b), program_.holds(when)});
  }
  bool are_ordered(EventId a, EventId b) const { return are_kept_in_order(event(a), event(b)); }

  // In the order of turns: what is raised and what begins, the handler's own writes, and what is ordered; or
  // all there is.
  void turns() {
    auto const size = static_cast<EventId>(events_ + moments_.size());
    auto const first = static_cast<EventId>(concrete_.graph.initial_writes);
    for (auto a = first; a < size; ++a)
      for (auto b = first; b < size; ++b) {
        if (a == b) continue;
        if (is_sequential_ || may_matter(a, b)) in_turn(a, moment(a), b, moment(b));
      }
  }
  bool may_matter(EventId a, EventId b) const {
    if (a < events_) return b < events_ && are_ordered(a, b);
    if (b >= events_) return true;
    auto const& begins = moments_[a - events_];
    return begins.is_beginning && begins.run == event(b).thread && event(b).kind == EventKind::Write;
  }
  Moment moment(EventId node) const {
    if (node >= events_) return moments_[node - events_];
    return {event(node).thread, event(node).step, false, executed(node)};
  }
  void in_turn(EventId a, Moment const& x, EventId b, Moment const& y) {
    if (x.run == y.run) {
      bool const is_before = a < events_ && b < events_ ? concrete_.origin[a] < concrete_.origin[b]
                             : x.is_beginning           ? !y.is_beginning
                                                        : !y.is_beginning && x.step < y.step;
      if (is_before) add(a, b, {x.is_there, y.is_there});
      return;
    }
    auto const& turns = encoding_.turns();
    if (!turns.may_meet(x.run, y.run) || !is(turns.same_cpu(x.run, y.run))) return;
    add(a, b,
        {x.is_there, y.is_there, turns.same_cpu(x.run, y.run),
         turns.order(turns.piece_of(x.run, x.step), turns.piece_of(y.run, y.step))});
  }

  void read(EventId r) {
    auto const w = concrete_.candidate.source[r];
    add(w, r, {program_.rf(concrete_.origin[w], concrete_.origin[r])});
    if (!is_sequential_) return;
    auto const& order = concrete_.candidate.orders[concrete_.candidate.cell[r]];
    for (auto after = std::ranges::find(order, w); after != order.end(); ++after)
      if (*after != w) add(r, *after, {program_.fr(concrete_.origin[r], concrete_.origin[*after])});
  }
  void interleave() {
    for (auto const& order : concrete_.candidate.orders)
      for (std::size_t i = 0; i + 1 < order.size(); ++i)
        add(order[i], order[i + 1],
            {program_.co(concrete_.origin[order[i]], concrete_.origin[order[i + 1]])});
  }

  // A reader that begins before a grace period ends before that does. That no reader can that has no end: the
  // facts of each that would.
  std::vector<Literals> end_readers() {
    if (grace_periods_.empty()) return {};
    auto const readers = find_readers();
    std::map<Edge, Literals> endless;
    for (bool changed = true; changed;) {
      changed = false;
      for (auto const& [lock, unlock, pair] : readers)
        for (std::size_t i = 0; i < grace_periods_.size(); ++i) {
          auto const begins = static_cast<EventId>(events_ + 2 * handlers_.size() + i),
                     ends = grace_periods_[i];
          if (unlock != none ? after_.contains(unlock, ends) : endless.contains({lock, begins})) continue;
          auto const why = waits_for(ends, lock, pair);
          if (!why) continue;
          auto const path = after_.shortest_path(lock, begins);
          if (!path) continue;
          changed = true;
          if (unlock != none)
            add(unlock, ends, facts(*path, *why));
          else
            endless[{lock, begins}] = facts(*path, *why);
        }
    }
    std::vector<Literals> out;
    for (auto& [edge, why] : endless) out.push_back(std::move(why));
    return out;
  }
  bool ends_srcu(EventId lock, EventId unlock) const { // if it is given what that returned
    auto const& events = graph_.events.events;
    return events[lock].tags.has(Tag::SrcuLock) && events[unlock].tags.has(Tag::SrcuUnlock);
  }
  // One of SRCU, for those of its srcu_struct.
  std::optional<Literals> waits_for(EventId grace_period, EventId lock, Literals why) const {
    bool const is_srcu = event(grace_period).tags.has(Tag::SyncSrcu);
    if (is_srcu != event(lock).tags.has(Tag::SrcuLock)) return std::nullopt;
    if (!is_srcu) return why;
    auto const& cell = concrete_.candidate.cell;
    if (cell[grace_period] != cell[lock]) return std::nullopt;
    why.push_back(program_.same_cell(concrete_.origin[grace_period], concrete_.origin[lock]));
    return why;
  }
  struct Reader {
    EventId lock, unlock; // none: it has no end
    Literals why;
  };
  std::vector<Reader> find_readers() {
    std::vector<Reader> out;
    auto const add_reader = [&](EventId lock, EventId unlock, Literals why) {
      if (std::ranges::all_of(why, [&](Literal l) { return is(l); }))
        out.push_back({lock, unlock, std::move(why)});
    };
    std::map<RunId, std::vector<EventId>> open;
    for (EventId e = 0; e < events_; ++e) {
      auto& begun = open[event(e).thread];
      if (event(e).tags.has(Tag::RcuLock)) begun.push_back(e);
      if (!event(e).tags.has(Tag::RcuUnlock) || begun.empty()) continue;
      add_reader(begun.back(), e, {brackets_.pair(concrete_.origin[begun.back()], concrete_.origin[e])});
      begun.pop_back();
    }
    for (auto const& [_, begun] : open)
      for (auto const lock : begun)
        add_reader(lock, none, {executed(lock), brackets_.is_alone(concrete_.origin[lock])});
    // Of SRCU, where its index is given back once, out of a register.
    for (auto const& [from, to, when] : graph_.events.data) {
      auto const lock = node_of_[from], unlock = node_of_[to];
      if (lock == none || unlock == none || !ends_srcu(from, to)) continue;
      Literals why{executed(lock), executed(unlock), program_.holds(when)};
      for (auto const& other : graph_.events.data)
        if (other.from == from && other.to != to && ends_srcu(from, other.to))
          why.push_back(-program_.executed(other.to));
      add_reader(lock, unlock, std::move(why));
    }
    return out;
  }

  Literals facts(std::vector<EventId> const& path, Literals const& more = {}) const {
    std::set<Literal> out(more.begin(), more.end());
    for (std::size_t i = 0; i + 1 < path.size(); ++i)
      for (auto l : why_.at({path[i], path[i + 1]})) out.insert(l);
    out.erase(always);
    return {out.begin(), out.end()};
  }

  Gates& gates_;
  ProtocolEncoding const& encoding_;
  ProgramEncoding const& program_;
  ProtocolGraph const& graph_;
  Concrete const& concrete_;
  bool is_sequential_;
  Brackets& brackets_;
  std::size_t events_;
  std::vector<EventId> node_of_; // by event of the protocol's graph
  std::vector<RunId> handlers_;
  std::vector<Moment> moments_;
  std::vector<EventId> grace_periods_;
  Relation after_;
  std::map<Edge, Literals> why_;
};

} // namespace

Causality::Causality(Gates& gates, ProtocolEncoding const& encoding, MemoryModel const& model)
    : gates_(gates), encoding_(encoding), brackets_(gates, encoding), is_sequential_(is_sequential(model)) {
  for (RunId r = 0; r < encoding.graph().runs.size(); ++r)
    if (encoding.graph().runs[r].cause && !encoding.graph().runs[r].steps.empty()) handlers_.push_back(r);
}

std::size_t Causality::learn(Concrete const& concrete) {
  auto const circles = Circles(gates_, encoding_, concrete, is_sequential_, brackets_, handlers_).run();
  for (auto const& facts : circles) {
    Literals clause;
    for (auto l : facts) clause.push_back(-l);
    gates_.require(clause);
  }
  return circles.size();
}

} // namespace barrister::solver
