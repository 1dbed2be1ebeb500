// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/sc/simulate.hpp"
#include "proofs/sc/execution_of.hpp"
#include "proofs/sc/walk.hpp"
#include <algorithm>
#include <set>

namespace barrister::proofs {
namespace {

// What was done, in which order: executions that differ in nothing else are one.
std::vector<std::uint64_t> trace(std::uint32_t start, sc::Record const& record) {
  std::vector<std::uint64_t> out{start};
  for (auto const& [context, cpu] : record.runs) out.push_back(std::uint64_t{context} << 32 | cpu);
  for (auto const& did : record.done) {
    out.push_back(std::uint64_t{did.run} << 8 | static_cast<std::uint64_t>(did.kind));
    out.push_back(did.value.object * 0x9e3779b97f4a7c15u + static_cast<std::uint64_t>(did.value.number));
  }
  return out;
}

} // namespace

Simulation simulate(Protocol const& protocol, SimulationLimits const& limits) {
  Simulation out;
  sc::World world(protocol);
  world.records = true;
  std::mt19937_64 chance(limits.seed);
  std::set<std::vector<std::uint64_t>> seen;
  auto left = limits.moves;
  for (std::size_t tried = 0; tried < 4 * limits.runs && out.executions.size() < limits.runs && left > 0;
       ++tried) {
    auto const start = static_cast<std::uint32_t>(tried % protocol.starts.size());
    auto const way = sc::walk(world, protocol.starts[start], chance, std::min(left, limits.longest));
    left -= std::min(left, way.moves + 1);
    bool const is_finished = way.end == sc::Walk::End::Finished;
    if (is_finished && !seen.insert(trace(start, way.state.record)).second) continue;
    auto execution = is_finished ? sc::execution_of(world, start, way.state) : std::nullopt;
    if (execution)
      out.executions.push_back(std::move(*execution));
    else
      ++out.others;
  }
  return out;
}

} // namespace barrister::proofs
