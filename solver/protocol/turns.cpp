// SPDX-License-Identifier: BSD-2-Clause
// One total order of all pieces always extends those of the CPUs, so it can be asked to be transitive
// whatever the CPUs are. A piece that is not executed sticks to the one behind it: nothing comes right before
// it.
#include "solver/protocol/turns.hpp"
#include <algorithm>

namespace barrister::solver {

Turns::Turns(Gates& gates, Protocol const& protocol, ProtocolGraph const& graph,
             ProgramEncoding const& program)
    : gates_(gates), protocol_(protocol), graph_(graph), program_(program), of_run_(graph.runs.size()) {
  same_cpu_.assign(graph.runs.size(), std::vector<Literal>(graph.runs.size(), always));
  for (RunId a = 0; a < graph.runs.size(); ++a)
    for (RunId b = 0; b < a; ++b) {
      std::vector<Literal> ways;
      for (auto cpu : graph.events.cpus_of_run[a]) ways.push_back(gates.both(on(a, cpu), on(b, cpu)));
      same_cpu_[a][b] = same_cpu_[b][a] = gates.any(ways);
    }
  cut();
  make_order();
  keep_together();
  block();
}

Literal Turns::on(RunId r, CpuId cpu) const { return program_.has(graph_.runs[r].cpu, number(cpu)); }
Literal Turns::same_cpu(RunId a, RunId b) const { return same_cpu_[a][b]; }
bool Turns::may_meet(RunId a, RunId b) const { return same_cpu_[a][b] != never; }

// At a point of this depth, in a run of another context.
bool Turns::may_take_turn(Context::Kind kind, Depth depth) const {
  return depth.irqs == 0 && (kind == Context::Kind::Interrupt || depth.preemption == 0);
}
bool Turns::can_be_interrupted(RunId r, Depth depth) const {
  for (RunId other = 0; other < graph_.runs.size(); ++other)
    if (other != r && may_meet(r, other) && may_take_turn(kind(other), depth)) return true;
  return false;
}

void Turns::cut() {
  for (RunId r = 0; r < graph_.runs.size(); ++r) {
    auto const& steps = graph_.runs[r].steps;
    for (std::uint32_t s = 0; s < steps.size(); ++s) {
      if (s > 0 && !can_be_interrupted(r, steps[s].depth)) continue;
      of_run_[r].push_back(pieces_.size());
      pieces_.push_back({r, s, steps[s].depth});
    }
  }
}
std::size_t Turns::piece_of(RunId r, std::uint32_t step) const {
  auto const& own = of_run_[r];
  auto const next = std::ranges::upper_bound(own, step, {}, [&](auto p) { return pieces_[p].first; });
  return *(next == own.begin() ? next : next - 1);
}

// Pieces of `around` between which `inside` cannot come have one number.
std::vector<std::size_t> Turns::blocks(RunId around, RunId inside) const {
  std::vector<std::size_t> out;
  bool const is_whole = kind(around) != Context::Kind::Task && kind(inside) != Context::Kind::Interrupt;
  for (auto p : of_run_[around]) {
    if (out.empty())
      out.push_back(0);
    else
      out.push_back(out.back() + (!is_whole && may_take_turn(kind(inside), pieces_[p].depth) ? 1 : 0));
  }
  return out;
}

// What comes into no block of another run is before it or behind it: one literal for all its pieces. That may
// be asked of runs on different CPUs, too, since the order can go CPU by CPU.
void Turns::make_order() {
  auto const size = pieces_.size(), runs = graph_.runs.size();
  order_.assign(size, std::vector<Literal>(size, 0)); // 0: they cannot meet
  for (auto const& own : of_run_)
    for (std::size_t i = 0; i < own.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) order_[own[j]][own[i]] = always, order_[own[i]][own[j]] = never;
  for (RunId a = 0; a < runs; ++a)
    for (RunId b = 0; b < a; ++b)
      if (may_meet(a, b)) order_pair(a, b);
  for (RunId a = 0; a < runs; ++a)
    for (RunId b = 0; b < a; ++b)
      for (RunId c = 0; c < b; ++c)
        if (may_meet(a, b) && may_meet(b, c) && may_meet(a, c)) order_three(a, b, c);
}
void Turns::order_pair(RunId a, RunId b) {
  auto const &first = of_run_[a], &second = of_run_[b];
  if (first.empty() || second.empty()) return;
  auto const of_a = blocks(a, b), of_b = blocks(b, a);
  std::vector grid(of_a.back() + 1, std::vector<Literal>(of_b.back() + 1));
  for (auto& row : grid)
    for (auto& l : row) l = gates_.fresh();
  for (std::size_t i = 0; i < grid.size(); ++i)
    for (std::size_t j = 0; j < grid[i].size(); ++j) {
      if (i > 0) gates_.require({-grid[i][j], grid[i - 1][j]});
      if (j > 0) gates_.require({-grid[i][j - 1], grid[i][j]});
    }
  // Of two handlers, the one that begins later ends before the other goes on, though interrupts be on in it.
  if (is_handler(a) && is_handler(b)) {
    auto const a_first = grid[0][0];
    for (auto const& row : grid) gates_.require({-a_first, -row.back(), row.front()});
    for (std::size_t j = 0; j < grid[0].size(); ++j) gates_.require({a_first, grid.back()[j], -grid[0][j]});
  }
  for (std::size_t i = 0; i < first.size(); ++i)
    for (std::size_t j = 0; j < second.size(); ++j) {
      order_[first[i]][second[j]] = grid[of_a[i]][of_b[j]];
      order_[second[j]][first[i]] = -grid[of_a[i]][of_b[j]];
    }
}
// The first piece of each block, with regard to two other runs.
std::vector<std::size_t> Turns::firsts(RunId r, RunId other, RunId third) const {
  auto const x = blocks(r, other), y = blocks(r, third);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (i == 0 || x[i] != x[i - 1] || y[i] != y[i - 1]) out.push_back(of_run_[r][i]);
  return out;
}
void Turns::order_three(RunId a, RunId b, RunId c) {
  for (auto p : firsts(a, b, c))
    for (auto q : firsts(b, a, c))
      for (auto r : firsts(c, a, b)) { // not in a circle, either way
        gates_.require({-order_[p][q], -order_[q][r], -order_[r][p]});
        gates_.require({-order_[q][p], -order_[r][q], -order_[p][r]});
      }
}
Literal Turns::order(std::size_t a, std::size_t b) const { return order_[a][b] == 0 ? never : order_[a][b]; }

Literal Turns::before(RunId a, std::uint32_t step, RunId b, std::uint32_t other) const {
  if (a == b) return step < other ? always : never;
  if (!may_meet(a, b)) return never;
  return gates_.both(same_cpu(a, b), order(piece_of(a, step), piece_of(b, other)));
}

Literal Turns::before(GraphEvent const& a, GraphEvent const& b) const {
  if (is_bracket(a.tags) && is_bracket(b.tags)) return never;
  return before(a.thread, a.step, b.thread, b.since);
}

// What comes between two blocks of a run comes right before a piece that is executed.
void Turns::keep_together() {
  for (RunId around = 0; around < graph_.runs.size(); ++around)
    for (RunId inside = 0; inside < graph_.runs.size(); ++inside)
      if (inside != around && may_meet(inside, around)) keep_apart(inside, around);
}
void Turns::keep_apart(RunId inside, RunId around) {
  auto const meet = gates_.all({same_cpu(inside, around), executed(inside), executed(around)});
  auto const& own = of_run_[around];
  auto const block = blocks(around, inside);
  for (std::size_t i = 1; i < own.size(); ++i) {
    if (block[i] == block[i - 1]) continue;
    auto const reached = program_.holds(graph_.runs[around].steps[pieces_[own[i]].first].guard);
    for (auto p : firsts(inside, around, around))
      gates_.require({-meet, -order(own[i - 1], p), -order(p, own[i]), reached});
  }
}

// A run that does not end keeps its CPU from whom it does not let have a turn, and from the handlers that it
// began in.
void Turns::block() {
  for (RunId r = 0; r < graph_.runs.size(); ++r)
    for (RunId other = 0; other < graph_.runs.size(); ++other) {
      if (other == r || of_run_[r].empty() || of_run_[other].empty() || !may_meet(r, other)) continue;
      auto const keeps_it = gates_.both(stays_for(r, other), same_cpu(r, other));
      for (auto p : of_run_[other])
        for (auto guard : guards_of(p))
          gates_.require({-keeps_it, -program_.holds(guard), -order(of_run_[r].back(), p)});
    }
}
// One holds where the run has its turn there: it begins, or comes to some step of the piece, which need not
// be the first.
std::vector<GuardId> Turns::guards_of(std::size_t piece) const {
  auto const r = pieces_[piece].run;
  auto const& run = graph_.runs[r];
  auto const& own = of_run_[r];
  if (piece == own.front() && kind(r) != Context::Kind::Task) return {run.guard};
  auto const end = piece == own.back() ? run.steps.size() : pieces_[piece + 1].first;
  std::vector<GuardId> out;
  for (std::size_t s = pieces_[piece].first; s < end; ++s) {
    auto const is_implied = [&](GuardId weaker) {
      return std::ranges::includes(graph_.events.guards[run.steps[s].guard], graph_.events.guards[weaker]);
    };
    if (std::ranges::none_of(out, is_implied)) out.push_back(run.steps[s].guard);
  }
  return out;
}
Literal Turns::stays_for(RunId r, RunId other) const {
  std::vector<Literal> outright, below;
  auto const stays = [&](GuardId guard, Depth depth) {
    (may_take_turn(kind(other), depth) ? below : outright).push_back(program_.holds(guard));
  };
  for (auto const& stuck : graph_.runs[r].stuck) stays(stuck.stops, stuck.depth);
  for (auto const& cut : graph_.runs[r].cuts) stays(cut.guard, cut.depth);
  auto out = gates_.any(outright);
  if (is_handler(r) && is_handler(other))
    out = gates_.either(out, gates_.both(gates_.any(below), begins_in(r, other)));
  return out;
}
// Of two handlers of one CPU: whether the other one is not to go on before this one ends.
Literal Turns::begins_in(RunId r, RunId other) const {
  if (!is_handler(r) || !is_handler(other) || of_run_[r].empty() || of_run_[other].empty()) return never;
  return order(of_run_[other].front(), of_run_[r].front());
}

} // namespace barrister::solver
