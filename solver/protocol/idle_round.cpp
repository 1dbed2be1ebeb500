// SPDX-License-Identifier: BSD-2-Clause
// Finds rounds that may be idle while a run is unrolled. What cannot be said as a guard makes a round one
// that is not: then it counts, and nothing is lost.
#include "solver/protocol/context_unfolder.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// Of a local that branches give many values, no more ways are looked at.
constexpr std::size_t most_ways = 16;

bool changes_something(GraphEvent const& e) {
  if (e.kind == EventKind::Write || e.answers) return true;
  if (e.kind == EventKind::Read) return e.tags.has(Tag::Lkr);
  return e.address || is_of_srcu(e.tags) || is_grace_period(e.tags) || e.tags.has(Tag::RcuLock) ||
         e.tags.has(Tag::RcuUnlock);
}

} // namespace

// The round of that number begins here, or would.
void ContextUnfolder::end_round(unsigned number) {
  auto& of_loop = loops_.back();
  if (of_loop.last)
    if (auto round = idle_since(*of_loop.last)) {
      round->number = number - 1;
      of_loop.idle.push_back(std::move(*round));
    }
  of_loop.last = {next_event(),
                  masks_.size(),
                  b_.graph.owned_writes.size(),
                  graph_.counted.size(),
                  graph_.runs.size(),
                  own().cuts.size(),
                  state_};
}

std::optional<IdleRound> ContextUnfolder::idle_since(RoundsEnd const& begin) {
  if (state_.depth != begin.state.depth) return std::nullopt;
  IdleRound out{0, guard_, {}, {}, begin.event, next_event()};
  for (auto const change : changes_since(begin)) {
    if (b_.implies(guard_, change)) return std::nullopt;
    if (!b_.exclude_each_other(guard_, change)) out.changes.push_back(change);
  }
  for (auto const local : live_.at(loops_.back().loop)) {
    auto const &before = begin.state.locals[local], &now = state_.locals[local];
    if (before == now) continue;
    auto where = where_same(before, now, begin.event);
    if (where.empty()) return std::nullopt;
    out.same.push_back(std::move(where));
  }
  return out;
}

std::vector<GuardId> ContextUnfolder::changes_since(RoundsEnd const& begin) const {
  auto const& graph = b_.graph;
  std::vector<GuardId> out;
  // Where more is on than at its ends, others may have had their turn that now would have none.
  auto const& ends = begin.state.depth;
  for (auto i = begin.masks; i < masks_.size(); ++i)
    if (masks_[i].depth.irqs < ends.irqs || masks_[i].depth.preemption < ends.preemption)
      out.push_back(masks_[i].guard);
  for (auto e = begin.event; e < graph.events.size(); ++e)
    if (changes_something(graph.events[e])) out.push_back(graph.events[e].guard);
  for (auto i = begin.owned_writes; i < graph.owned_writes.size(); ++i)
    out.push_back(graph.owned_writes[i].guard);
  for (auto i = begin.counted; i < graph_.counted.size(); ++i) out.push_back(graph_.counted[i].guard);
  for (auto r = begin.runs; r < graph_.runs.size(); ++r) out.push_back(graph_.runs[r].cause->guard);
  auto const& cuts = graph_.runs[run_].cuts;
  for (auto i = begin.cuts; i < cuts.size(); ++i) out.push_back(cuts[i].guard);
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Where the value is what it was, by the same reads: then nothing behind depends on the round.
std::vector<SameThere> ContextUnfolder::where_same(Known const& before, Known const& now, EventId first) {
  std::vector<SameThere> ways;
  each_value(before.term, now.term, guard_, ways);
  std::erase_if(ways,
                [&](SameThere const& way) { return !comes_from_the_same(before, now, way.where, first); });
  return ways;
}
// Branch by branch: each has reads of its own.
void ContextUnfolder::each_value(TermId before, TermId now, GuardId where, std::vector<SameThere>& out) {
  if (out.size() >= most_ways) return;
  if (now == before) return out.push_back({where, before, now});
  auto const is_select = [&](TermId t) { return b_.graph.terms[t].kind == Term::Kind::Select; };
  if (!is_select(before) && !is_select(now)) return out.push_back({where, before, now});
  auto const term = b_.graph.terms[is_select(before) ? before : now];
  for (bool const arm : {true, false})
    if (auto const there = b_.also(where, {term.a, arm})) {
      auto const value = arm ? term.b : term.c;
      is_select(before) ? each_value(value, now, *there, out) : each_value(before, value, *there, out);
    }
}

bool ContextUnfolder::comes_from_the_same(Known const& before, Known const& now, GuardId where,
                                          EventId first) {
  auto const there = [&](Sources const& all) { // of reads before the round
    Sources out;
    for (auto const& [read, when] : all)
      if (read < first)
        if (auto const both = b_.both(where, when)) out.push_back({read, *both});
    std::ranges::sort(out);
    return out;
  };
  auto const ctrl = there(now.ctrl);
  return there(before.data) == there(now.data) && std::ranges::includes(ctrl, there(before.ctrl));
}

} // namespace barrister::solver
