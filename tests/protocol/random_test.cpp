// SPDX-License-Identifier: BSD-2-Clause
// Small protocols made by chance: the engine says what all states say.
#include "tests/protocol/agree.hpp"
#include "tests/support/generate_protocol.hpp"
#include "tests/support/load.hpp"
#include "tests/support/print_protocol.hpp"
#include "tests/support/seed.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

TEST(RandomProtocols, AreDecidedAsTheirStatesSay) {
  auto const sc = load_model_for_protocols("sc");
  std::size_t compared = 0, within = 0;
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 1000);
  for (auto seed = first; seed < first + count; ++seed) {
    auto const protocol = generate_protocol(seed);
    auto const agreement = compare(protocol, sc, 4);
    compared += agreement.is_compared;
    within += agreement.within;
    ASSERT_EQ(agreement.difference, "") << "seed " << seed << "\n" << to_text(protocol);
  }
  std::cout << compared << " compared, " << within << " claims within the bound\n";
}

// A loop that an agent may disturb for ever goes on for ever in the states, too.
TEST(RandomProtocols, AgentsThatActAnyNumberOfTimesKeepOnlyThoseLoopsGoingThatTheyCan) {
  auto const sc = load_model_for_protocols("sc");
  std::size_t compared = 0, within = 0; // the world is larger, and so are fewer
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 1000) / 10;
  for (auto seed = first; seed < first + count; ++seed) {
    auto protocol = generate_protocol(seed);
    auto const act = std::ranges::find(protocol.contexts, Context::Kind::Act, &Context::kind);
    if (act == protocol.contexts.end()) continue;
    std::erase_if(protocol.claims, [](Claim const& c) { return c.kind != Claim::Kind::Terminates; });
    for (auto& claim : protocol.claims) {
      claim.without.clear();
      claim.any_times = {act->agent};
    }
    auto const agreement = compare(protocol, sc, 2);
    compared += agreement.is_compared;
    within += agreement.within;
    ASSERT_EQ(agreement.difference, "") << "seed " << seed << "\n" << to_text(protocol);
  }
  std::cout << compared << " compared, " << within << " claims within the bound\n";
}

} // namespace
} // namespace barrister
