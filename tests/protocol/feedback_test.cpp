// SPDX-License-Identifier: BSD-2-Clause
// Loops that go on for what comes behind them, made by chance: what is said to hold for any number of rounds
// holds for eight.
#include "cli/check_protocol.hpp"
#include "tests/protocol/verdicts.hpp"
#include "tests/support/generate_feedback.hpp"
#include "tests/support/load.hpp"
#include "tests/support/seed.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

// Of the one claim; with as many rounds as it takes, unless so many are given.
ClaimVerdict verdict(Protocol const& protocol, MemoryModel const& model,
                     std::optional<unsigned> rounds = {}) {
  cli::ProtocolEffort effort;
  effort.unroll = rounds;
  effort.check = cli::CheckLevel::None;
  effort.wants_flags = false;
  return cli::check_protocol(protocol, {{protocol.claims.front(), {}}}, model, effort, [](unsigned) {})
      .claims.front()
      .verdict;
}

// Of these, holds is said, which is wrong (proofs/lemmas/await.md, "What this leaves out"):
// BARRISTER_LEFT_OUT=1 makes them, too.
FeedbackShapes shapes() {
  bool const all = number_from_environment("BARRISTER_LEFT_OUT", 0) != 0;
  FeedbackShapes out;
  out.acts_lock_and_assume = out.rounds_raise = out.lets_in_late = all;
  return out;
}

TEST(RandomFeedback, WhatHoldsForAnyNumberOfRoundsHoldsForEight) {
  std::vector<MemoryModel> models;
  for (auto const* name : {"lkmm", "lkmm", "lkmm-v4.17", "weak", "strong"})
    models.push_back(load_model_for_protocols(name));
  using Kind = ClaimVerdict::Kind;
  std::map<Kind, std::size_t> by_default, with_eight;
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 1000);
  for (auto seed = first; seed < first + count; ++seed) {
    auto const text = generate_feedback(seed, shapes());
    auto const protocol = protocol_of(text);
    ASSERT_EQ(protocol.claims.size(), 1U) << "seed " << seed << "\n" << text;
    auto const& model = models[seed % models.size()];
    auto const any = verdict(protocol, model).kind, eight = verdict(protocol, model, 8).kind;
    ++by_default[any];
    ++with_eight[eight];
    EXPECT_FALSE(any == Kind::Holds && eight == Kind::Violated)
        << "seed " << seed << ", " << model.name << "\n"
        << text;
  }
  std::cout << by_default[Kind::Holds] << " hold, " << by_default[Kind::HoldsWithin] << " within a bound, "
            << by_default[Kind::Violated] << " do not; with eight rounds " << with_eight[Kind::Violated]
            << " do not\n";
  // Where none ends within the bound.
  EXPECT_LE(by_default[Kind::Unknown] + with_eight[Kind::Unknown], count / 50);
  EXPECT_TRUE(count < 100 || by_default[Kind::Holds] > count / 10);
  EXPECT_TRUE(count < 100 || with_eight[Kind::Violated] > count / 4);
}

} // namespace
} // namespace barrister
