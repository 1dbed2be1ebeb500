// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/circumstances.hpp"
#include <algorithm>
#include <set>

namespace barrister::solver {

std::vector<Literal> environment(ProtocolEncoding const& encoding, Protocol const& protocol,
                                 Claim const& claim) {
  std::vector<Literal> out, starts;
  for (auto s : claim.from) starts.push_back(encoding.start(s));
  if (!claim.from.empty()) out.push_back(encoding.program().gates().any(starts));
  for (RunId r = 0; r < encoding.graph().runs.size(); ++r) {
    auto const& agent = protocol.contexts[encoding.graph().runs[r].context].agent;
    if (!agent.empty() && std::ranges::find(claim.without, agent) != claim.without.end())
      out.push_back(-encoding.turns().executed(r));
  }
  return out;
}

std::vector<Literal> nobody_is_owed_a_turn(ProtocolEncoding const& encoding, Claim const& claim) {
  std::set<std::string> schedulers;
  for (auto const& act : encoding.graph().imagined) schedulers.insert(act.agent);
  std::vector<Literal> out;
  for (auto const& agent : schedulers)
    if (std::ranges::find(claim.without, agent) == claim.without.end())
      out.push_back(-encoding.is_unfinished(agent));
  return out;
}

std::vector<Literal> ends(ProtocolEncoding const& encoding, Claim const& claim) {
  if (claim.speaks_of_all) return {-encoding.some_stops_early()};
  auto out = nobody_is_owed_a_turn(encoding, claim);
  out.push_back(-encoding.is_cut());
  return out;
}

} // namespace barrister::solver
