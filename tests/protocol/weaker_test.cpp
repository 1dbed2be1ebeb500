// SPDX-License-Identifier: BSD-2-Clause
// What is learned of a weak model is nowhere too strong: whatever can be under sc, whose executions every
// other model has, can be under that, with several tasks on a CPU, too. Loops and agents are among it, so
// what is learned of twins is tried, too. And what is said to be possible is replayed.
#include "proofs/replay.hpp"
#include "solver/protocol/verify.hpp"
#include "spec/world_of.hpp"
#include "tests/support/generate_protocol.hpp"
#include "tests/support/load.hpp"
#include "tests/support/print_protocol.hpp"
#include "tests/support/seed.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

void replay(Protocol const& protocol, MemoryModel const& model, ProtocolResult const& result) {
  auto const none = std::vector<std::string>();
  if (result.fault) {
    EXPECT_EQ(proofs::complaints_as_faulty(protocol, model, *result.fault, result.fault->unroll), none);
  }
  for (std::size_t i = 0; i < result.claims.size(); ++i) {
    auto const& claim = protocol.claims[i];
    auto const& execution = result.claims[i].execution;
    if (!execution) continue;
    EXPECT_EQ(proofs::complaints(world_of(protocol, claim), model, *execution, result.unroll), none)
        << claim.name;
  }
}

TEST(RandomProtocols, WhatCanBeUnderScCanBeUnderEveryModel) {
  auto const sc = load_model_for_protocols("sc");
  std::vector<MemoryModel> weaker;
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "tso"})
    weaker.push_back(load_model_for_protocols(name));
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 1000);
  std::size_t shown = 0, faults = 0;
  for (auto seed = first; seed < first + count; ++seed) {
    auto const protocol = generate_protocol(seed);
    auto const& model = seed % 2 == 0 ? weaker.front() : weaker[seed / 2 % weaker.size()];
    SCOPED_TRACE("BARRISTER_SEED=" + std::to_string(seed) + " under " + model.name + "\n" +
                 to_text(protocol));
    solver::ProtocolOptions options;
    options.steps = 1'000'000;
    auto const strong = solver::verify(protocol, sc, options),
               weak = solver::verify(protocol, model, options);
    if (!strong.unknown.empty() || !weak.unknown.empty()) continue;
    replay(protocol, model, weak);
    faults += strong.fault.has_value();
    ASSERT_LE(strong.fault.has_value(), weak.fault.has_value());
    if (HasFailure()) return;
    if (weak.fault) continue;
    for (std::size_t i = 0; i < protocol.claims.size(); ++i) {
      if (!strong.claims[i].execution) continue;
      ++shown;
      ASSERT_TRUE(weak.claims[i].execution) << protocol.claims[i].name;
    }
  }
  EXPECT_GT(shown, count / 4);
  std::cout << shown << " claims with an execution under sc, " << faults << " faults\n";
}

} // namespace
} // namespace barrister
