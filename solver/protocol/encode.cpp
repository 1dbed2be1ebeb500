// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/encode.hpp"
#include <algorithm>

namespace barrister::solver {

ProtocolEncoding::ProtocolEncoding(Gates& gates, Protocol const& protocol, ProtocolGraph const& graph,
                                   Domains const& domains, Candidates const& candidates)
    : gates_(gates), protocol_(protocol), graph_(graph), domains_(domains),
      program_(gates, graph.events, domains, candidates), turns_(gates, protocol, graph, program_) {
  for (auto const& assumed : graph.assumed)
    gates.require({-program_.holds(assumed.guard), program_.truth(assumed.term)});
  std::vector<Literal> cuts;
  for (RunId r = 0; r < graph.runs.size(); ++r) {
    auto const& run = graph.runs[r];
    for (auto const& cut : run.cuts) cuts.push_back(program_.holds(cut.guard));
    // Whether it would be taken in the end is asked of one that was raised and never taken.
    for (auto guard : run.takeable_beyond)
      beginnings_beyond_.push_back(
          gates.all({program_.holds(run.cause->guard), -turns_.executed(r), program_.holds(guard)}));
  }
  cuts.insert(cuts.end(), beginnings_beyond_.begin(), beginnings_beyond_.end());
  is_cut_itself_ = gates.any(cuts);
  std::vector<Literal> faults;
  for (auto const& f : graph.events.faults) faults.push_back(program_.holds(f.stops));
  stops_at_fault_ = gates.any(faults);
  acts();
  interrupts();
  interrupts_in_order();
  owned();
  finals();
  stuck();
  imagined_beyond_ = imagined_beyond();
  is_cut_ = gates.either(is_cut_itself_, imagined_beyond_);
  gates.require({-some_stops_early_, stops_at_fault_, is_cut_});
}

Literal ProtocolEncoding::po(EventId a, EventId b) const {
  auto const &x = graph_.events.events[a], &y = graph_.events.events[b];
  if (x.thread == no_cpu || y.thread == no_cpu) return never;
  auto const executed = gates_.both(program_.executed(a), program_.executed(b));
  if (x.thread == y.thread) return a < b ? executed : never;
  return gates_.both(executed, turns_.before(x, y));
}
Literal ProtocolEncoding::start(std::uint32_t s) const { return program_.has(graph_.start, number(s)); }
Literal ProtocolEncoding::is_stuck(RunId r) const {
  std::vector<Literal> ways;
  for (auto const& stuck : graph_.runs[r].stuck)
    if (stuck.at != StuckAt::At::Fault) ways.push_back(program_.holds(stuck.stops));
  return gates_.any(ways);
}

void ProtocolEncoding::acts() {
  for (RunId r = 0; r + 1 < graph_.runs.size(); ++r) {
    auto const &first = protocol_.contexts[graph_.runs[r].context],
               &next = protocol_.contexts[graph_.runs[r + 1].context];
    if (first.kind == Context::Kind::Act && next.kind == Context::Kind::Act && first.agent == next.agent &&
        !first.recurs)
      in_order(r, r + 1);
  }
}
// Acts of one agent are alike, so they may be taken to act in the order of their CPUs, spare ones last, and
// of their turns there.
void ProtocolEncoding::in_order(RunId first, RunId second) {
  auto const executed = turns_.executed(second);
  gates_.require({-executed, turns_.executed(first)});
  auto const rank = [&](CpuId cpu) { return std::min<std::size_t>(cpu, protocol_.declared); };
  for (auto c : graph_.events.cpus_of_run[first])
    for (auto d : graph_.events.cpus_of_run[second])
      if (rank(c) > rank(d)) gates_.require({-executed, -turns_.on(first, c), -turns_.on(second, d)});
  if (!graph_.runs[first].steps.empty() && turns_.may_meet(first, second))
    gates_.require({-executed, -turns_.same_cpu(first, second), turns_.before(first, 0, second, 0)});
}

// An interrupt that was raised runs on the CPU it was raised on, unless that ends with interrupts masked, or
// it would decline whatever it chooses.
void ProtocolEncoding::interrupts() {
  for (RunId r = 0; r < graph_.runs.size(); ++r) {
    auto const& run = graph_.runs[r];
    if (!run.cause) continue;
    auto const raised = program_.holds(run.cause->guard);
    std::vector<Literal> somewhere{-raised}, nowhere;
    for (auto cpu : graph_.events.cpus_of_run[r]) {
      auto const there = program_.has(run.cause->cpu, number(cpu));
      somewhere.push_back(there);
      gates_.require({-raised, -there, turns_.on(r, cpu)});
    }
    for (auto l : somewhere)
      if (l != -raised) nowhere.push_back(-l);
    nowhere.push_back(raised);
    raised_nowhere_.push_back(gates_.all(nowhere));
    somewhere.push_back(raised_nowhere_.back());
    gates_.require(somewhere);
    std::vector<Literal> why_not{-raised, raised_nowhere_.back(), turns_.executed(r), stops_at_fault_};
    for (auto guard : run.takeable_beyond) why_not.push_back(program_.holds(guard));
    for (RunId other = 0; other < graph_.runs.size(); ++other) {
      auto const ends = [&](GuardId guard, Depth depth) {
        if (other != r && depth.irqs > 0)
          why_not.push_back(gates_.both(program_.holds(guard), turns_.same_cpu(r, other)));
      };
      for (auto const& stuck : graph_.runs[other].stuck) ends(stuck.stops, stuck.depth);
      for (auto const& cut : graph_.runs[other].cuts) ends(cut.guard, cut.depth);
    }
    for (auto way : run.takeable) {
      why_not.push_back(-program_.truth(way));
      gates_.require(why_not);
      why_not.pop_back();
    }
    // After what raised it, where that was on the same CPU.
    auto const cause = run.cause->run;
    if (!run.steps.empty() && turns_.may_meet(r, cause))
      gates_.require(
          {-turns_.executed(r), -turns_.same_cpu(r, cause), turns_.before(cause, run.cause->step, r, 0)});
  }
}

// Interrupts that one run raises on one CPU are alike, and do not know which of them they are: so they may be
// taken to run in the order in which they were raised, and those that never run to be the last. Otherwise the
// solver has to rule out each way to give the requests of a loop to the interrupts it raised.
void ProtocolEncoding::interrupts_in_order() {
  for (RunId first = 0; first < graph_.runs.size(); ++first)
    for (RunId second = first + 1; second < graph_.runs.size(); ++second) {
      auto const &one = graph_.runs[first], &other = graph_.runs[second];
      if (!one.cause || !other.cause || one.context != other.context || one.cause->run != other.cause->run ||
          one.steps.empty() || !turns_.may_meet(first, second))
        continue;
      auto const together = turns_.same_cpu(first, second), executed = turns_.executed(second);
      gates_.require({-executed, -together, -program_.holds(one.cause->guard), turns_.executed(first)});
      gates_.require({-executed, -together, -turns_.executed(first), turns_.before(first, 0, second, 0)});
    }
}

Literal ProtocolEncoding::before(OwnedAccess const& write, OwnedAccess const& read) const {
  if (read.run != final_read) return turns_.before(write.run, write.step, read.run, read.step);
  return turns_.on(write.run, read.step);
}
void ProtocolEncoding::owned() {
  for (std::size_t i = 0; i < graph_.events.owned_reads.size(); ++i) owned_read(i);
}
void ProtocolEncoding::owned_read(std::size_t index) {
  auto const& read = graph_.events.owned_reads[index];
  auto const& variable = protocol_.owned[read.variable];
  bool const by_cpu = variable.owner == OwnedVariable::Owner::Cpu;
  bool const is_final = read.run == final_read;
  struct Earlier {
    OwnedAccess const* write;
    Literal there; // it is executed, and before the read
  };
  std::vector<Earlier> all;
  for (auto const& write : graph_.events.owned_writes) {
    if (write.variable != read.variable) continue;
    Literal there = never;
    if (by_cpu)
      there = before(write, read);
    else if (is_final ? graph_.runs[write.run].context == read.step : write.run == read.run)
      there = is_final || write.step < read.step ? always : never;
    there = gates_.both(there, program_.holds(write.guard));
    if (there != never) all.push_back({&write, there});
  }
  auto const reads = is_final ? always : program_.holds(read.guard);
  auto const gives = [&](Literal when, TermId value) {
    program_.values().require_same({reads, when}, value, read.value);
  };
  // What it sees is chosen, and nothing that is there may come behind that.
  std::vector<Literal> seen{-reads};
  for (auto const& one : all) {
    auto const sees = gates_.fresh();
    seen.push_back(sees);
    gates_.require({-sees, one.there});
    for (auto const& other : all) {
      auto const later =
          &other == &one ? never
          : by_cpu       ? turns_.before(one.write->run, one.write->step, other.write->run, other.write->step)
          : one.write->step < other.write->step ? always
                                                : never;
      if (later != never) gates_.require({-sees, -other.there, -later});
    }
    gives(sees, one.write->value);
  }
  std::vector<Literal> none;
  for (auto const& one : all) none.push_back(-one.there);
  auto const initially = gates_.all(none);
  seen.push_back(initially);
  gates_.require(seen);
  auto const& initial = graph_.events.owned_initial[read.variable];
  for (std::uint32_t owner = 0; owner < initial.size(); ++owner) {
    auto const is_owner = is_final                                 ? (owner == read.step ? always : never)
                          : by_cpu                                 ? turns_.on(read.run, owner)
                          : owner == graph_.runs[read.run].context ? always
                                                                   : never;
    gives(gates_.both(initially, is_owner), initial[owner]);
  }
}

// What a cell holds in the end is what the last write to it wrote.
void ProtocolEncoding::finals() {
  auto const& events = graph_.events.events;
  for (TermId t = 0; t < graph_.events.terms.size(); ++t) {
    auto const& term = graph_.events.terms[t];
    if (term.kind != Term::Kind::FinalAt) continue;
    for (CellId cell = 0; cell < domains_.cells.size(); ++cell) {
      auto const here = program_.has(term.a, domains_.cells[cell]);
      if (here == never) continue;
      for (EventId w = 0; w < events.size(); ++w) {
        if (events[w].kind != EventKind::Write) continue;
        auto const there = program_.accesses(w, cell);
        if (there == never) continue;
        program_.values().require_same({gates_.all({here, there, program_.last(w)})}, events[w].value, t);
      }
    }
  }
}

void ProtocolEncoding::require_last_writes() {
  auto const& events = graph_.events.events;
  std::map<CellId, Literal> there_is_one;
  for (auto const& term : graph_.events.terms) {
    if (term.kind != Term::Kind::FinalAt) continue;
    for (CellId cell = 0; cell < domains_.cells.size(); ++cell) {
      auto const here = program_.has(term.a, domains_.cells[cell]);
      if (here == never) continue;
      auto const [at, is_new] = there_is_one.try_emplace(cell, always);
      if (is_new) {
        std::vector<Literal> ways;
        for (EventId w = 0; w < events.size(); ++w)
          if (events[w].kind == EventKind::Write && program_.accesses(w, cell) != never)
            ways.push_back(gates_.both(program_.accesses(w, cell), program_.last(w)));
        at->second = gates_.any(ways);
      }
      gates_.require({-here, at->second});
    }
  }
}

// A reader that this run has begun and does not end, be it that it stops or that it comes to its end: readers
// nest, so more were begun than ended.
Literal ProtocolEncoding::leaves_reader_open(RunId r) const {
  auto const& events = graph_.events.events;
  std::vector<Literal> deeper; // than its index
  for (EventId e = 0; e < events.size(); ++e) {
    if (events[e].thread != r) continue;
    bool const begins = events[e].tags.has(Tag::RcuLock);
    if (!begins && !events[e].tags.has(Tag::RcuUnlock)) continue;
    auto const executed = program_.executed(e);
    auto const before = deeper;
    auto const was = [&](std::size_t depth) { return depth < before.size() ? before[depth] : never; };
    if (begins) deeper.push_back(never);
    for (std::size_t depth = 0; depth < deeper.size(); ++depth) {
      auto const then = !begins ? was(depth + 1) : depth == 0 ? always : was(depth - 1);
      deeper[depth] = gates_.choose(executed, then, was(depth));
    }
  }
  return deeper.empty() ? never : deeper[0];
}
// Of SRCU, one ends where its index comes to: in its own run, or through memory (srcu_down_read(),
// srcu_up_read()).
Literal ProtocolEncoding::some_endless_reader_of(TermId srcu) const {
  auto const& g = graph_.events;
  std::vector<Literal> ways;
  for (EventId begin = 0; begin < g.events.size(); ++begin)
    if (g.events[begin].tags.has(Tag::SrcuLock)) {
      auto const is_of_it = program_.values().same(*g.events[begin].address, srcu);
      ways.push_back(gates_.all({program_.executed(begin), is_of_it, -ends_reader(begin, srcu, {begin})}));
    }
  return gates_.any(ways);
}
// Some event that ends it takes what this one reads; `passed`: the reads on the way. Where it is handed on
// more often than is looked at, the reader may end or not: a replay knows.
Literal ProtocolEncoding::ends_reader(EventId read, TermId srcu, std::vector<EventId> passed) const {
  auto const& g = graph_.events;
  std::vector<Literal> ways;
  for (auto const& data : g.data) {
    if (data.from != read) continue;
    auto const takes = gates_.both(program_.holds(data.when), program_.executed(data.to));
    if (g.events[data.to].tags.has(Tag::SrcuUnlock)) {
      ways.push_back(gates_.both(takes, program_.values().same(*g.events[data.to].address, srcu)));
      continue;
    }
    constexpr std::size_t most_passed = 8;
    for (EventId other = 0; other < g.events.size() && passed.size() <= most_passed; ++other) {
      if (g.events[other].kind != EventKind::Read || std::ranges::find(passed, other) != passed.end())
        continue;
      auto const hands_on = program_.rf(data.to, other);
      if (hands_on == never) continue;
      auto longer = passed;
      longer.push_back(other);
      ways.push_back(gates_.all({takes, hands_on, ends_reader(other, srcu, std::move(longer))}));
    }
  }
  return gates_.any(ways);
}
void ProtocolEncoding::stuck() {
  std::vector<Literal> open, all, stops_early, meaningless = raised_nowhere_;
  for (RunId r = 0; r < graph_.runs.size(); ++r) {
    open.push_back(leaves_reader_open(r));
    for (auto const& stuck : graph_.runs[r].stuck)
      if (stuck.at != StuckAt::At::Fault) all.push_back(program_.holds(stuck.stops));
  }
  some_endless_reader_ = gates_.any(open);
  some_stuck_ = gates_.any(all);
  meaningless.insert(meaningless.end(), program_.meaningless().begin(), program_.meaningless().end());
  is_meaningless_ = gates_.any(meaningless);
  for (RunId r = 0; r < graph_.runs.size(); ++r)
    for (auto const& stuck : graph_.runs[r].stuck)
      if (stuck.at == StuckAt::At::Elsewhere)
        stops_early.push_back(program_.holds(stuck.stops));
      else if (stuck.at != StuckAt::At::Fault)
        gates_.require({-program_.holds(stuck.stops), why(r, stuck), stops_at_fault_});
  some_stops_early_ = gates_.any(stops_early);
}
Literal ProtocolEncoding::why(RunId r, StuckAt const& stuck) const {
  switch (stuck.at) {
  case StuckAt::At::Wait: return program_.falsity(stuck.passes);
  case StuckAt::At::GracePeriod:
    return stuck.readers_of ? some_endless_reader_of(*stuck.readers_of) : some_endless_reader_;
  case StuckAt::At::Fault: return always; // ProgramEncoding has asked
  case StuckAt::At::Elsewhere: return some_stops_early_;
  case StuckAt::At::Turn: return gates_.either(is_kept_from_cpu(r), is_put_aside(r, stuck));
  }
  return never;
}
// By another run that does not end.
Literal ProtocolEncoding::is_kept_from_cpu(RunId r) const {
  std::vector<Literal> ways;
  for (RunId other = 0; other < graph_.runs.size(); ++other) {
    if (other == r || !turns_.may_meet(r, other)) continue;
    std::vector<Literal> keeps_it;
    auto const keeps = [&](GuardId guard, Depth depth) {
      auto const from_it = turns_.may_take_turn(r, depth) ? turns_.begins_in(other, r) : always;
      keeps_it.push_back(gates_.both(program_.holds(guard), from_it));
    };
    for (auto const& s : graph_.runs[other].stuck)
      if (s.at != StuckAt::At::Turn) keeps(s.stops, s.depth);
    for (auto const& cut : graph_.runs[other].cuts) keeps(cut.guard, cut.depth);
    ways.push_back(gates_.both(gates_.any(keeps_it), turns_.same_cpu(r, other)));
  }
  return gates_.any(ways);
}
// A task, at a point where others may be current, that is current nowhere in the end.
Literal ProtocolEncoding::is_put_aside(RunId r, StuckAt const& stuck) const {
  auto const& context = protocol_.contexts[graph_.runs[r].context];
  if (context.kind != Context::Kind::Task || !protocol_.current) return never;
  if (graph_.runs[r].steps[stuck.step].depth != Depth{}) return never;
  std::vector<Literal> nowhere;
  for (auto const current : graph_.final_owned[*protocol_.current])
    nowhere.push_back(-program_.has(current, context.task));
  return gates_.all(nowhere);
}

Literal ProtocolEncoding::some_put_aside() const {
  std::vector<Literal> ways;
  for (RunId r = 0; r < graph_.runs.size(); ++r)
    for (auto const& stuck : graph_.runs[r].stuck)
      if (stuck.at == StuckAt::At::Turn)
        if (auto const aside = is_put_aside(r, stuck); aside != never)
          ways.push_back(gates_.both(program_.holds(stuck.stops), -is_kept_from_cpu(r)));
  return gates_.any(ways);
}

// Whether an act could make a task current that is so nowhere is not known: a loop of it goes round too
// often.
Literal ProtocolEncoding::imagined_beyond() const {
  std::vector<Literal> ways;
  for (auto const& act : graph_.imagined) ways.push_back(program_.truth(act.goes_on));
  auto const some = gates_.any(ways);
  return some == never ? never : gates_.both(some, some_put_aside());
}

// An act of the agent could make it current, were it to come now. Whoever is stuck keeps its CPU from that.
Literal ProtocolEncoding::could_be_scheduled(RunId r, std::string const& agent) const {
  auto const& task = protocol_.contexts[graph_.runs[r].context].task;
  std::vector<Literal> ways;
  for (auto const& act : graph_.imagined) {
    if (act.agent != agent) continue;
    std::vector<Literal> way{program_.truth(act.passes), program_.has(act.current, task)};
    for (RunId other = 0; other < graph_.runs.size(); ++other)
      for (auto const& stuck : graph_.runs[other].stuck)
        if (stuck.at != StuckAt::At::Turn && stuck.at != StuckAt::At::Elsewhere && stuck.depth != Depth{})
          way.push_back(-gates_.both(program_.holds(stuck.stops), turns_.on(other, act.cpu)));
    ways.push_back(gates_.all(way));
  }
  return gates_.any(ways);
}
Literal ProtocolEncoding::is_unfinished(std::string const& agent) const {
  std::vector<Literal> ways;
  for (RunId r = 0; r < graph_.runs.size(); ++r)
    for (auto const& stuck : graph_.runs[r].stuck)
      if (stuck.at == StuckAt::At::Turn)
        if (auto const aside = is_put_aside(r, stuck); aside != never)
          ways.push_back(
              gates_.all({program_.holds(stuck.stops), -is_kept_from_cpu(r), could_be_scheduled(r, agent)}));
  return gates_.any(ways);
}

} // namespace barrister::solver
