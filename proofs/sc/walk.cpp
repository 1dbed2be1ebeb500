// SPDX-License-Identifier: BSD-2-Clause
// Some ways change over at every step, others let a run go on for long: both are rare among all ways.
#include "proofs/sc/walk.hpp"
#include <algorithm>
#include <array>

namespace barrister::sc {
namespace {

// Of eight moves, so many go on with what moved last, where it can.
constexpr std::array<unsigned, 3> patience{0, 4, 7};

std::size_t below(std::mt19937_64& chance, std::size_t n) { return chance() % n; }

bool is_step_of(Move const& move, RunName run) { return move.kind == Move::Kind::Step && move.run == run; }

// Each mover is as likely as each other, however many ways it has.
Next& choose(std::vector<Next>& next, RunName last, unsigned patient, std::mt19937_64& chance) {
  std::vector<Move> movers;
  for (auto const& n : next)
    if (std::ranges::find(movers, n.move) == movers.end()) movers.push_back(n.move);
  auto chosen = movers[below(chance, movers.size())];
  auto const same = std::ranges::find_if(movers, [last](Move const& m) { return is_step_of(m, last); });
  if (same != movers.end() && below(chance, 8) < patient) chosen = *same;
  std::vector<Next*> ways;
  for (auto& n : next)
    if (n.move == chosen) ways.push_back(&n);
  return *ways[below(chance, ways.size())];
}

} // namespace

Walk walk(World const& world, Start const& start, std::mt19937_64& chance, std::size_t most_moves) {
  Walk out;
  auto starts = initial_states(world, start);
  if (starts.empty()) {
    out.end = Walk::End::Excluded;
    return out;
  }
  out.state = std::move(starts[below(chance, starts.size())]);
  auto const patient = patience[below(chance, patience.size())];
  RunName last = ended_in_reader; // none
  for (; out.moves <= most_moves; ++out.moves) {
    auto next = next_states(world, out.state);
    bool const may_end = next.empty() || below(chance, 4) == 0; // acts may still come
    if (!out.state.fault.empty()) out.end = Walk::End::Fault;
    else if (may_end && progress(world, out.state) != Progress::GoesOn) out.end = Walk::End::Finished;
    else if (next.empty()) out.end = Walk::End::Excluded;
    if (out.end != Walk::End::Longer) return out;
    auto& [move, state] = choose(next, last, patient, chance);
    if (move.kind == Move::Kind::Step) last = move.run;
    out.state = std::move(state);
  }
  return out;
}

} // namespace barrister::sc
