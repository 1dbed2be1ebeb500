// SPDX-License-Identifier: BSD-2-Clause
// What is learned of a weak model is nowhere too strong: whatever can be under sc, whose executions lkmm all
// has, can be under lkmm. Loops and agents are among it, so what is learned of twins is tried, too.
#include "solver/protocol/verify.hpp"
#include "tests/support/generate_protocol.hpp"
#include "tests/support/load.hpp"
#include "tests/support/print_protocol.hpp"
#include "tests/support/seed.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

TEST(RandomProtocols, WhatCanBeUnderScCanBeUnderLkmm) {
  auto const sc = load_model_for_protocols("sc"), lkmm = load_model_for_protocols("lkmm");
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 1000);
  std::size_t shown = 0;
  for (auto seed = first; seed < first + count; ++seed) {
    auto const protocol = generate_protocol(seed);
    auto const strong = solver::verify(protocol, sc, {}), weak = solver::verify(protocol, lkmm, {});
    if (!strong.unknown.empty() || !weak.unknown.empty()) continue;
    for (std::size_t i = 0; i < protocol.claims.size(); ++i) {
      if (!strong.claims[i].execution) continue;
      ++shown;
      ASSERT_TRUE(weak.claims[i].execution) << "seed " << seed << ", " << protocol.claims[i].name << "\n"
                                            << to_text(protocol);
    }
  }
  EXPECT_GT(shown, count / 4);
  std::cout << shown << " claims with an execution under sc\n";
}

} // namespace
} // namespace barrister
