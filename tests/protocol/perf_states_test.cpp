// SPDX-License-Identifier: BSD-2-Clause
// proofs/perf-install under sc, in worlds whose states can be counted up: the engine says what they say.
#include "cli/protocols.hpp"
#include "tests/protocol/agree.hpp"
#include "tests/support/load.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace barrister {
namespace {

class PerfInstallStates : public testing::TestWithParam<std::string> {};

// Of the agents of the file, these alone act, and once.
Protocol with_agents(Protocol protocol, std::vector<std::string> const& agents) {
  std::set<std::string> seen;
  for (auto& context : protocol.contexts)
    if (!context.agent.empty() && !seen.insert(context.agent).second) context.agent += " again";
  std::erase_if(protocol.claims, [](Claim const& c) { return !c.any_times.empty(); });
  for (auto& claim : protocol.claims)
    for (auto const& context : protocol.contexts)
      if (!context.agent.empty() && std::ranges::find(agents, context.agent) == agents.end() &&
          std::ranges::find(claim.without, context.agent) == claim.without.end())
        claim.without.push_back(context.agent);
  return protocol;
}

TEST_P(PerfInstallStates, AreAsTheEngineSays) {
  auto const sc = load_model_for_protocols("sc");
  frontend::Diagnostics diagnostics;
  auto const path = std::string(BARRISTER_SOURCE) + "/proofs/perf-install/perf-install.protocol";
  auto const file = cli::load_protocol(path, diagnostics);
  ASSERT_TRUE(file);
  auto const protocol = frontend::resolve(*file, GetParam(), diagnostics);
  ASSERT_TRUE(protocol);
  for (auto const& agents :
       std::vector<std::vector<std::string>>{{"unplug", "plug"}, {"scheduler"}, {"mover"}}) {
    auto const agreement = compare(with_agents(*protocol, agents), sc, 4);
    EXPECT_TRUE(agreement.is_compared) << agents.front();
    EXPECT_EQ(agreement.difference, "") << agents.front();
  }
}

// One of each kind that there is under sc.
INSTANTIATE_TEST_SUITE_P(Variants, PerfInstallStates,
                         testing::Values("V410", "V414", "V49", "V44", "M3", "M4", "M6", "M7a", "M10",
                                         "NO_GET_CPU", "M11", "AGAIN", "M15"),
                         [](auto const& variant) { return variant.param; });

} // namespace
} // namespace barrister
