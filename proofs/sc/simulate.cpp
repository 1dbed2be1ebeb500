// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/sc/simulate.hpp"
#include "proofs/sc/astray.hpp"
#include "proofs/sc/execution_of.hpp"
#include "proofs/sc/walk.hpp"
#include <algorithm>
#include <array>
#include <set>

namespace barrister::proofs {
namespace {

// One access in so many strays: most executions want few that do, and some want many.
constexpr std::array<unsigned, 3> odds{2, 4, 8};
// Every other way guesses nothing: who guesses wrong has made no execution.
constexpr std::array<unsigned, 4> guesses{1, 2, 4, 8};

using Key = std::vector<std::uint64_t>;

std::uint64_t key(Value v) { return v.object * 0x9e3779b97f4a7c15u + static_cast<std::uint64_t>(v.number); }

// What was done, in which order: ways that differ in nothing else are one.
Key key(std::uint32_t start, sc::Record const& record) {
  Key out{start};
  for (auto const& [context, cpu] : record.runs) out.push_back(std::uint64_t{context} << 32 | cpu);
  for (auto const& did : record.done) {
    out.push_back(std::uint64_t{did.run} << 8 | static_cast<std::uint64_t>(did.kind));
    out.push_back(key(did.value));
    out.push_back(did.write);
  }
  return out;
}
// Nothing is said of who came first on two CPUs.
Key key(ProtocolExecution const& x) {
  Key out{x.start};
  for (auto const& run : x.runs) {
    out.push_back(std::uint64_t{run.context} << 32 | run.cpu);
    out.push_back(run.steps << 2 | static_cast<std::uint64_t>(run.end));
    for (auto const* values : {&run.choices, &run.owned_reads})
      for (auto const& v : *values) out.push_back(key(v));
  }
  for (auto const& turns : x.turns) {
    out.push_back(turns.size());
    for (auto const& turn : turns) out.push_back(std::uint64_t{turn.run} << 32 | turn.steps);
  }
  for (auto const& event : x.execution.events) out.push_back(key(event.value));
  for (auto const* relation : {&x.execution.rf, &x.execution.co})
    for (auto const& [a, b] : relation->pairs()) out.push_back(std::uint64_t{a} << 32 | b);
  return out;
}

class Simulator {
public:
  Simulator(Protocol const& protocol, SimulationLimits const& limits)
      : limits_(limits), world_(protocol), chance_(limits.seed), left_(limits.moves) {
    world_.records = true;
    for (auto const& object : protocol.program.objects)
      astray_.written.resize(astray_.written.size() + object.initial.size());
  }

  Simulation run() {
    find(limits_.runs);
    if (limits_.astray == 0) return std::move(out_);
    left_ = limits_.moves;
    world_.astray = &astray_;
    auto const before = out_.executions.size();
    find(before + limits_.astray);
    out_.astray = out_.executions.size() - before;
    return std::move(out_);
  }

private:
  void find(std::size_t executions) {
    auto const most_tried = 4 * (executions - out_.executions.size());
    for (std::size_t tried = 0; tried < most_tried && out_.executions.size() < executions && left_ > 0;
         ++tried) {
      if (!why_give_up(limits_.deadline).empty()) return;
      if (world_.astray) {
        astray_.seed = chance_();
        astray_.one_in = odds[tried % odds.size()];
        astray_.guesses = tried % 2 == 0 ? 0 : guesses[tried / 2 % guesses.size()];
      }
      walk(static_cast<std::uint32_t>(tried % world_.protocol.starts.size()));
    }
  }
  void walk(std::uint32_t start) {
    auto const way =
        sc::walk(world_, world_.protocol.starts[start], chance_, std::min(left_, limits_.longest));
    left_ -= std::min(left_, way.moves + 1);
    bool const is_finished = way.end == sc::Walk::End::Finished;
    if (is_finished && !ways_.insert(key(start, way.state.record)).second) return;
    auto execution = is_finished ? sc::execution_of(world_, start, way.state) : std::nullopt;
    if (!execution) {
      ++out_.others;
      return;
    }
    if (!seen_.insert(key(*execution)).second) return;
    for (auto const& event : execution->execution.events)
      if (event.kind == EventKind::Write && !event.is_initial())
        astray_
            .written[world_.first_cell[event.address->object] +
                     static_cast<std::size_t>(event.address->number)]
            .insert(event.value);
    out_.executions.push_back(std::move(*execution));
  }

  SimulationLimits const& limits_;
  sc::World world_;
  sc::Astray astray_;
  std::mt19937_64 chance_;
  std::size_t left_; // moves
  std::set<Key> ways_, seen_;
  Simulation out_;
};

} // namespace

Simulation simulate(Protocol const& protocol, SimulationLimits const& limits) {
  return Simulator(protocol, limits).run();
}

} // namespace barrister::proofs
