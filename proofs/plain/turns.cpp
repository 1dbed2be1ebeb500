// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/turns.hpp"
#include <algorithm>

namespace barrister::proofs::plain {

using Runs = std::vector<UnfoldedRun>;

// Acts and interrupts go on to their end, but for those on top of them.
bool may_take_turn(Context::Kind around, Depth depth, Context::Kind inside) {
  if (depth.irqs > 0) return false;
  if (inside == Context::Kind::Interrupt) return true;
  return depth.preemption == 0 && (around == Context::Kind::Task || inside == Context::Kind::Act);
}

std::size_t count_pieces(Runs const& runs) {
  std::size_t out = 0;
  for (auto const& run : runs)
    for (std::size_t s = 0; s < run.steps.size(); ++s) out += s == 0 || run.steps[s].depth.irqs == 0;
  return out;
}

Turns::Turns(Runs const& runs, Gates& gates)
    : of_run_(runs.size()), same_cpu_(runs.size(), std::vector<Literal>(runs.size(), always)) {
  for (RunId a = 0; a < runs.size(); ++a)
    for (RunId b = 0; b < a; ++b) {
      std::vector<Literal> ways;
      for (auto [cpu, on] : runs[a].on)
        if (auto const at = runs[b].on.find(cpu); at != runs[b].on.end())
          ways.push_back(gates.both(on, at->second));
      same_cpu_[a][b] = same_cpu_[b][a] = gates.any(ways);
    }
  cut(runs);
  auto const size = pieces_.size();
  order_.assign(size, std::vector<Literal>(size, never));
  for (auto const& own : of_run_)
    for (std::size_t i = 0; i < own.size(); ++i)
      for (std::size_t j = i + 1; j < own.size(); ++j) order_[own[i]][own[j]] = always;
  for (RunId a = 0; a < runs.size(); ++a)
    for (RunId b = 0; b < a; ++b)
      if (may_meet(a, b)) order_pair(runs, a, b, gates);
  for (RunId a = 0; a < runs.size(); ++a)
    for (RunId b = 0; b < a; ++b)
      for (RunId c = 0; c < b; ++c)
        if (may_meet(a, b) && may_meet(b, c) && may_meet(a, c)) order_three(runs, a, b, c, gates);
  before_ = order_;
  for (std::size_t p = 0; p < size; ++p)
    for (std::size_t q = 0; q < size; ++q)
      if (auto const a = pieces_[p].run, b = pieces_[q].run; a != b)
        before_[p][q] = gates.both(same_cpu(a, b), order_[p][q]);
  for (RunId around = 0; around < runs.size(); ++around)
    for (RunId inside = 0; inside < runs.size(); ++inside)
      if (may_meet(inside, around)) keep_together(runs, inside, around, gates);
}

void Turns::cut(Runs const& runs) {
  for (RunId r = 0; r < runs.size(); ++r) {
    auto const may_be_left = [&](Depth depth) {
      for (RunId other = 0; other < runs.size(); ++other)
        if (may_meet(r, other) && may_take_turn(runs[r].kind, depth, runs[other].kind)) return true;
      return false;
    };
    for (std::uint32_t s = 0; s < runs[r].steps.size(); ++s) {
      if (s > 0 && !may_be_left(runs[r].steps[s].depth)) continue;
      of_run_[r].push_back(pieces_.size());
      pieces_.push_back({r, s});
    }
  }
}
std::size_t Turns::piece_of(RunId r, std::uint32_t step) const {
  auto const& own = of_run_[r];
  auto const next = std::ranges::upper_bound(own, step, {}, [&](auto p) { return pieces_[p].first; });
  return *(next - 1);
}

// By piece: those between which `inside` cannot come have one number.
std::vector<std::size_t> Turns::blocks(Runs const& runs, RunId around, RunId inside) const {
  std::vector<std::size_t> out;
  for (auto p : of_run_[around]) {
    auto const depth = runs[around].steps[pieces_[p].first].depth;
    bool const is_next = !out.empty() && may_take_turn(runs[around].kind, depth, runs[inside].kind);
    out.push_back(out.empty() ? 0 : out.back() + is_next);
  }
  return out;
}

// What comes into no block of another run is before or behind all of it: one literal for two blocks.
void Turns::order_pair(Runs const& runs, RunId a, RunId b, Gates& gates) {
  auto const &first = of_run_[a], &second = of_run_[b];
  if (first.empty() || second.empty()) return;
  auto const of_a = blocks(runs, a, b), of_b = blocks(runs, b, a);
  std::vector grid(of_a.back() + 1, std::vector<Literal>(of_b.back() + 1));
  for (auto& row : grid)
    for (auto& l : row) l = gates.fresh();
  for (std::size_t i = 0; i < grid.size(); ++i)
    for (std::size_t j = 0; j < grid[i].size(); ++j) {
      if (i > 0) gates.require({-grid[i][j], grid[i - 1][j]});
      if (j > 0) gates.require({-grid[i][j - 1], grid[i][j]});
    }
  // Of two that are no tasks, the one that begins later ends before the other goes on.
  if (runs[a].kind != Context::Kind::Task && runs[b].kind != Context::Kind::Task) {
    auto const a_first = grid[0][0];
    for (auto const& row : grid) gates.require({-a_first, -row.back(), row.front()});
    for (std::size_t j = 0; j < grid[0].size(); ++j) gates.require({a_first, grid.back()[j], -grid[0][j]});
  }
  for (std::size_t i = 0; i < first.size(); ++i)
    for (std::size_t j = 0; j < second.size(); ++j) {
      order_[first[i]][second[j]] = grid[of_a[i]][of_b[j]];
      order_[second[j]][first[i]] = -grid[of_a[i]][of_b[j]];
    }
}
// The first piece of each block with regard to two others.
std::vector<std::size_t> Turns::firsts(Runs const& runs, RunId r, RunId other, RunId third) const {
  auto const x = blocks(runs, r, other), y = blocks(runs, r, third);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (i == 0 || x[i] != x[i - 1] || y[i] != y[i - 1]) out.push_back(of_run_[r][i]);
  return out;
}
void Turns::order_three(Runs const& runs, RunId a, RunId b, RunId c, Gates& gates) const {
  for (auto p : firsts(runs, a, b, c))
    for (auto q : firsts(runs, b, a, c))
      for (auto r : firsts(runs, c, a, b)) { // no circle, either way
        gates.require({-order(p, q), -order(q, r), -order(r, p)});
        gates.require({-order(q, p), -order(r, q), -order(p, r)});
      }
}

// A turn is lost right before a step that is executed.
void Turns::keep_together(Runs const& runs, RunId inside, RunId around, Gates& gates) const {
  auto const meet = gates.both(same_cpu(inside, around), gates.both(runs[inside].guard, runs[around].guard));
  auto const& own = of_run_[around];
  auto const block = blocks(runs, around, inside);
  for (std::size_t i = 1; i < own.size(); ++i) {
    if (block[i] == block[i - 1]) continue;
    auto const is_executed = runs[around].steps[pieces_[own[i]].first].guard;
    for (auto p : firsts(runs, inside, around, around))
      gates.require({-meet, -order(own[i - 1], p), -order(p, own[i]), is_executed});
  }
}

Literal Turns::before(RunId a, std::uint32_t step, RunId b, std::uint32_t other) const {
  if (a == b) return step < other ? always : never;
  return may_meet(a, b) ? before_[piece_of(a, step)][piece_of(b, other)] : never;
}

void Turns::keep_cpu(Runs const& runs, Literal open, Gates& gates) const {
  for (RunId r = 0; r < runs.size(); ++r)
    for (auto const& stop : runs[r].stops)
      for (RunId other = 0; other < runs.size(); ++other)
        if (stop.at != Stop::At::Turn && stop.at != Stop::At::Cut && may_meet(r, other) &&
            !of_run_[other].empty() && !of_run_[r].empty())
          keep_from(runs[r], stop, r, runs[other], other, open, gates);
}
// Where the other one may have a turn: not, if this one began inside it.
void Turns::keep_from(UnfoldedRun const& stopped, Stop const& stop, RunId r, UnfoldedRun const& kept,
                      RunId other, Literal open, Gates& gates) const {
  auto is_kept = always;
  if (may_take_turn(stopped.kind, stop.depth, kept.kind)) {
    if (stopped.kind == Context::Kind::Task) return;
    is_kept = order(of_run_[other].front(), of_run_[r].front());
  }
  for (std::uint32_t s = 0; s < kept.steps.size(); ++s)
    gates.require(
        {-stop.here, -is_kept, -kept.steps[s].guard, -before_[of_run_[r].back()][piece_of(other, s)], open});
}

} // namespace barrister::proofs::plain
