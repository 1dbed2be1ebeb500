// SPDX-License-Identifier: BSD-2-Clause
#include "solver/deletion/any_number.hpp"
#include "solver/deletion/abstract_world.hpp"
#include "solver/deletion/agents.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::solver {
namespace {

using Kind = ClaimVerdict::Kind;

std::string so_many_acts(Protocol const& protocol, Agents const& agents) {
  std::string out;
  for (auto const& agent : agents)
    out += fmt::format("{}{} of {}", out.empty() ? "at most " : ", ",
                       std::ranges::count(protocol.contexts, agent, &Context::agent), agent);
  return out;
}

// Why the abstract world does not show it; or empty.
std::string why_not_shown(AbstractWorld const& world, Agents const& agents, ProtocolResult const& result) {
  auto const phantoms =
      world.phantoms == 0 ? "" : fmt::format(", and {} single writes of others", world.phantoms);
  auto const size = so_many_acts(world.protocol, agents) + phantoms;
  // What has no phantoms happens in a world of so many acts.
  auto const how_real = phantoms.empty() ? "'times' says how many acts, for a trace"
                                         : "whether acts come to these is not known";
  if (!result.unknown.empty()) return result.unknown;
  if (result.fault) return fmt::format("with {} there is a fault; {}", size, how_real);
  auto const& verdict = result.claims.front();
  switch (verdict.kind) {
  case Kind::Holds: return {};
  case Kind::HoldsWithin: return fmt::format("with {} loops go round further: {}", size, verdict.reason);
  case Kind::Violated: return fmt::format("it is broken with {}; {}", size, how_real);
  case Kind::Vacuous: return fmt::format("with {} nothing happens", size);
  case Kind::Unknown: break;
  }
  return verdict.reason;
}

} // namespace

void show_for_any_number(Protocol const& protocol, std::size_t claim, MemoryModel const& model,
                         ProtocolOptions const& options, LemmaStore& store, ClaimVerdict& verdict) {
  auto const& asked = protocol.claims[claim];
  auto const agents = unbounded_agents(protocol, asked);
  // A cover that is not reached is a claim, too: that nothing ever reaches it.
  bool const is_cover = asked.kind == Claim::Kind::Cover;
  if (agents.empty()) return;
  if (verdict.kind == Kind::Vacuous) { // more may come to what it speaks of
    verdict.kind = Kind::Unknown;
    verdict.reason = fmt::format("{} were tried", so_many_acts(protocol, agents));
    return;
  }
  if (verdict.kind != (is_cover ? Kind::Violated : Kind::Holds)) return;
  auto claim_of_all = asked;
  if (is_cover) claim_of_all.kind = Claim::Kind::Never;
  Deadline deadline;
  if (options.timeout.count() > 0) deadline = std::chrono::steady_clock::now() + options.timeout;
  auto const world = abstract_world(protocol, claim_of_all, model, options.unroll, deadline);
  auto why = world.refused;
  if (why.empty()) {
    auto of_world = options;
    of_world.claims.clear();
    of_world.misuse = LooksForMisuse::Never;
    of_world.of_file.clear();
    of_world.known.reset();
    of_world.ruled_out = 0;
    why = why_not_shown(world, agents, decide(world.protocol, model, of_world, store));
  }
  if (why.empty()) {
    verdict.any_number = {world.acts, world.phantoms};
    return;
  }
  verdict.kind = is_cover ? Kind::Unknown : Kind::HoldsWithin;
  verdict.is_final = true;
  verdict.reason =
      fmt::format("{} were tried; of more it is not shown: {}", so_many_acts(protocol, agents), why);
}

} // namespace barrister::solver
