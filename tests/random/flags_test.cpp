// SPDX-License-Identifier: BSD-2-Clause
// Flags that are asked for, one by one, are those that some execution raises when all are looked at.
#include "proofs/lemma.hpp"
#include "proofs/races.hpp"
#include "solver/protocol/litmus.hpp"
#include "solver/verify.hpp"
#include "tests/support/generate.hpp"
#include "tests/support/load.hpp"
#include "tests/support/seed.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <iostream>

namespace barrister {
namespace {

TEST(Flags, AskedForAreThoseThatAllExecutionsRaise) {
  constexpr std::uint64_t tests = 60;
  auto const model = load_shipped_model("lkmm");
  solver::Options all;
  all.engine = solver::Engine::Enumeration;
  all.circular_values = solver::CircularValues::AsCounted;
  all.steps = 2'000'000;
  std::size_t compared = 0, partial = 0, with_races = 0, without = 0;
  auto const first = first_seed();
  for (auto seed = first; seed < first + tests && !HasFailure(); ++seed) {
    auto const test = load_test(to_text(generate(seed)));
    auto const counted = solver::verify(test, model, all);
    if (!counted.unknown.empty() || !counted.faults.empty() || counted.undefined) continue;
    solver::LitmusSearch how;
    how.most = 0; // every flag has to be asked for
    how.accepts = proofs::breaks;
    how.sat = {solver::SatSolver::Kind::Cadical, 500};
    auto const asked = solver::search(test, model, how);
    if (!asked.unknown.empty() || asked.circular_values) continue;
    partial += asked.flags_are_partial;
    if (asked.flags_are_partial) {
      for (auto const& flag : asked.flags)
        EXPECT_NE(std::ranges::find(counted.flags, flag), counted.flags.end()) << "BARRISTER_SEED=" << seed;
      continue;
    }
    EXPECT_EQ(asked.flags, counted.flags) << "BARRISTER_SEED=" << seed << "\n" << to_text(generate(seed));
    EXPECT_EQ(asked.racy.has_value(), counted.racy.has_value());
    if (asked.racy) {
      EXPECT_FALSE(proofs::races(model, *asked.racy).empty());
    }
    ++compared;
    ++(counted.racy ? with_races : without);
  }
  std::cout << compared << " compared, " << with_races << " with data races; of " << partial
            << " not all flags are known\n";
  EXPECT_LT(partial, tests / 4);
  EXPECT_GT(with_races, tests / 20);
  EXPECT_GT(without, tests / 20);
}

} // namespace
} // namespace barrister
