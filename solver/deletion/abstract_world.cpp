// SPDX-License-Identifier: BSD-2-Clause
#include "solver/deletion/abstract_world.hpp"
#include "solver/deletion/phantom.hpp"
#include "solver/deletion/retention.hpp"
#include "solver/model/coherence.hpp"
#include "solver/model/survives.hpp"
#include "spec/world_of.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::solver {
namespace {

std::set<std::string> absent_sets(EventGraph const& graph) {
  TagSet present;
  for (auto const& event : graph.events)
    present = present | event.tags | event.zero_tags | event.nonzero_tags;
  std::set<std::string> out;
  for (std::size_t t = 0; t < graph.tag_names.size(); ++t)
    if (!present.has(static_cast<Tag>(t))) out.insert(std::string(graph.tag_names.name(static_cast<Tag>(t))));
  return out;
}

void keep_acts(Protocol& world, std::string const& agent, std::size_t count) {
  std::vector<ContextId> there;
  for (ContextId c = 0; c < world.contexts.size(); ++c)
    if (world.contexts[c].agent == agent) there.push_back(c);
  for (auto n = there.size(); n < count; ++n) {
    auto act = world.contexts[there.front()];
    act.name = fmt::format("{} {}", agent, n + 1);
    for (auto& cpu : act.cpus)
      if (cpu >= world.declared) cpu = static_cast<CpuId>(world.cpus++);
    world.contexts.push_back(std::move(act));
    world.program.threads.push_back(Thread(world.program.threads[there.front()]));
  }
}

// Two writes of one act may have been on one spare CPU, so that all share all.
void add_phantoms(Protocol& world, Effects const& effects, Retention const& kept) {
  std::vector<CpuId> spare;
  for (auto const& [what, count] : kept.phantoms)
    for (std::size_t n = 0; n < count; ++n) spare.push_back(static_cast<CpuId>(world.cpus + spare.size()));
  bool is_any_spare = false;
  for (auto const& [what, count] : kept.phantoms) {
    auto const placement = placement_of(world, effects.writers.at(what));
    auto cpus = placement.declared;
    if (placement.may_be_spare) cpus.insert(cpus.end(), spare.begin(), spare.end());
    is_any_spare = is_any_spare || placement.may_be_spare;
    for (std::size_t n = 0; n < count; ++n) add_phantom(world, what, effects.writes.at(what), cpus);
  }
  if (is_any_spare) world.cpus += spare.size();
}

bool has_loops(ProtocolGraph const& graph) {
  return std::ranges::any_of(graph.runs, [](UnfoldedRun const& run) { return !run.cuts.empty(); });
}

} // namespace

AbstractWorld abstract_world(Protocol const& protocol, Claim const& claim, MemoryModel const& model,
                             unsigned rounds, Deadline deadline) {
  AbstractWorld out;
  auto const agents = unbounded_agents(protocol, claim);
  out.refused = why_not_deleted(protocol, claim, agents);
  if (!out.refused.empty()) return out;

  auto const world = world_of(protocol, claim);
  auto const closed = closed_effects(world, agents, rounds, is_coherent(model), deadline);
  out.refused = closed.refused;
  if (!out.refused.empty()) return out;
  auto const absent = absent_sets(closed.graph.events);
  if (auto const axiom = what_does_not_survive_deletion(model, absent); !axiom.empty()) {
    out.refused = fmt::format("'{}' of {} may forbid more where less happens", axiom, model.name);
    return out;
  }
  bool const is_of_races_alone = claim.kind == Claim::Kind::NoRaces;
  for (auto const& check : model.checks)
    if (is_of_races_alone && is_of_races(check) && !is_still_raised(model, check, absent)) {
      out.refused = fmt::format("'{}' of {} may be raised by more than is left", check.name, model.name);
      return out;
    }
  // What waits in rounds that change nothing looks at the last writes, which are not among those that are
  // kept.
  if (claim.kind == Claim::Kind::Terminates && has_loops(closed.graph)) {
    out.refused = "there are loops";
    return out;
  }
  auto const kept = retention(closed, agents, is_of_races_alone ? 2 : 1);
  out.refused = kept.refused;
  if (!out.refused.empty()) return out;

  out.protocol = world;
  for (auto const& [agent, count] : kept.acts) keep_acts(out.protocol, agent, count);
  for (auto const& context : out.protocol.contexts) out.acts += agents.contains(context.agent);
  add_phantoms(out.protocol, closed.effects, kept);
  for (auto const& [what, count] : kept.phantoms) out.phantoms += count;
  return out;
}

} // namespace barrister::solver
