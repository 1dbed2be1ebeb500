// SPDX-License-Identifier: BSD-2-Clause
// Protocols whose loops feed back, made by chance, have what they are made for.
#include "tests/support/generate_feedback.hpp"
#include "tests/support/grammar.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

TEST(Grammar, TextsAreDerivedFromRules) {
  Rules const rules{{"twice", {"<it> <it>"}}, {"name", {"a"}}, {"quoted", {"(<it>)"}}};
  Chance chance(1);
  auto const derived = [&](std::string const& text) { return derive(text, rules, {{"n", "1"}}, chance); };
  EXPECT_EQ(derived("if (x < 1 && y > 2) <name><n>;"), "if (x < 1 && y > 2) a1;");
  EXPECT_EQ(derived("<twice:<name><n>>"), "a1 a1");
  EXPECT_EQ(derived("<quoted:<quoted:b>>"), "((b))");
}
TEST(GenerateFeedback, TheSameSeedGivesTheSameAndAnotherAnother) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    EXPECT_EQ(generate_feedback(seed), generate_feedback(seed));
    EXPECT_NE(generate_feedback(seed), generate_feedback(seed + 1));
  }
}
TEST(GenerateFeedback, HasAllThatMayPassSomethingOn) {
  constexpr std::uint64_t seeds = 400;
  auto const times = [](std::string const& what, FeedbackShapes const& shapes = {}) {
    std::size_t out = 0;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed)
      out += generate_feedback(seed, shapes).find(what) != std::string::npos;
    return out;
  };
  FeedbackShapes const none{false, false, false};
  for (auto const* what :
       {"agent b1 times 1", "task d1 on 1", "agent d1 times 1", "assume(", "spin_trylock(", "interrupt h1",
        "this_cpu_write(o1", "!spin_is_locked(&held)", "if (i == 6) ", "raise(h1, t)"})
    EXPECT_GT(times(what, none), 0U) << what;
  for (auto const* what :
       {"spin_lock(&l); assume(READ_ONCE(", "assume(this_cpu_read(left)); spin_lock(",
        "spin_trylock(&l)) { assume(", "raise(sixth, ", "local_irq_disable(); raise(h1, 0)"}) {
    EXPECT_GT(times(what), 0U) << what;
    EXPECT_EQ(times(what, none), 0U) << what;
  }
}

} // namespace
} // namespace barrister
