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

void Turns::make_order() {
  auto const size = pieces_.size();
  order_.assign(size, std::vector<Literal>(size, 0)); // 0: they cannot meet
  for (std::size_t p = 0; p < size; ++p)
    for (std::size_t q = 0; q < p; ++q) {
      if (pieces_[p].run == pieces_[q].run)
        order_[q][p] = always;
      else if (may_meet(pieces_[p].run, pieces_[q].run))
        order_[q][p] = gates_.fresh();
      order_[p][q] = -order_[q][p];
    }
  for (std::size_t a = 0; a < size; ++a)
    for (std::size_t b = 0; b < size; ++b) {
      if (a == b || order_[a][b] == 0) continue;
      for (std::size_t c = 0; c < size; ++c) {
        if (c == a || c == b || order_[b][c] == 0 || order_[a][c] == 0) continue;
        if (pieces_[a].run == pieces_[b].run && pieces_[b].run == pieces_[c].run) continue;
        gates_.require({-order_[a][b], -order_[b][c], order_[a][c]});
      }
    }
}
Literal Turns::order(std::size_t a, std::size_t b) const { return order_[a][b] == 0 ? never : order_[a][b]; }

Literal Turns::before(RunId a, std::uint32_t step, RunId b, std::uint32_t other) const {
  if (a == b) return step < other ? always : never;
  if (!may_meet(a, b)) return never;
  return gates_.both(same_cpu(a, b), order(piece_of(a, step), piece_of(b, other)));
}

// What comes between two pieces of a run comes right before one that is executed, and where its kind may.
void Turns::keep_together() {
  for (RunId around = 0; around < graph_.runs.size(); ++around)
    for (RunId inside = 0; inside < graph_.runs.size(); ++inside)
      if (inside != around && may_meet(inside, around)) keep_apart(inside, around);
}
void Turns::keep_apart(RunId inside, RunId around) {
  auto const meet = gates_.all({same_cpu(inside, around), executed(inside), executed(around)});
  auto const& own = of_run_[around];
  for (std::size_t i = 1; i < own.size(); ++i) {
    auto const& piece = pieces_[own[i]];
    auto const reached = program_.holds(graph_.runs[around].steps[piece.first].guard);
    auto const allowed = may_take_turn(kind(inside), piece.depth) ? reached : never;
    for (auto p : of_run_[inside]) gates_.require({-meet, -order(own[i - 1], p), -order(p, own[i]), allowed});
  }
  // Acts and interrupts have their turn as a whole: of two runs, one may be inside the other.
  if (kind(inside) == Context::Kind::Task) return;
  auto const& pieces = of_run_[inside];
  if (pieces.size() < 2 || kind(around) == Context::Kind::Interrupt) return;
  for (auto q : own)
    for (std::size_t i = 1; i < pieces.size(); ++i)
      gates_.require({-meet, -order(pieces[0], q), order(pieces[i], q)});
}

// A run that is stuck keeps its CPU from whom it does not let have a turn.
void Turns::block() {
  for (RunId r = 0; r < graph_.runs.size(); ++r)
    for (auto const& stuck : graph_.runs[r].stuck) {
      auto const depth = graph_.runs[r].steps[stuck.step].depth;
      for (RunId other = 0; other < graph_.runs.size(); ++other) {
        if (other == r || !may_meet(r, other) || may_take_turn(kind(other), depth)) continue;
        for (auto p : of_run_[other]) {
          auto const here = program_.holds(graph_.runs[other].steps[pieces_[p].first].guard);
          gates_.require(
              {-program_.holds(stuck.stops), -same_cpu(r, other), -here, -order(of_run_[r].back(), p)});
        }
      }
    }
}

} // namespace barrister::solver
