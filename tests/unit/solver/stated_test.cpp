// SPDX-License-Identifier: BSD-2-Clause
// Axioms that are stated, axioms that are learned, enumeration and brute force on classic tests, under every
// shipped model.
#include "classics.hpp"
#include "litmus.hpp"
#include "solver/enumerate/enumerate.hpp"
#include "solver/protocol/litmus.hpp"
#include "solver/question/state_question.hpp"
#include "solver/unfold/threads.hpp"
#include "tests/support/stated.hpp"
#include "tests/support/summary.hpp"
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

// With a choice of nothing, which keeps it from being learned.
MemoryModel stated(MemoryModel model) {
  auto const none = static_cast<NodeId>(model.nodes.size());
  model.nodes.push_back({NodeKind::Empty, false, 0, 0, ""});
  model.nodes.push_back({NodeKind::ChosenOrder, false, none, none, "nothing"});
  model.choices.push_back(none + 1);
  return model;
}
LitmusSearch counting(std::uint64_t most) {
  LitmusSearch how;
  how.most = most;
  return how;
}

class EveryWay : public testing::TestWithParam<Classic> {};
INSTANTIATE_TEST_SUITE_P(Classics, EveryWay, testing::ValuesIn(classics),
                         [](auto const& test_info) { return test_info.param.name; });

TEST_P(EveryWay, SaysTheSame) {
  auto const test = small_test(GetParam().bodies, GetParam().question);
  constexpr unsigned rounds = 2;
  constexpr std::uint64_t most = 5'000;
  auto const graph = unfold(test.program, rounds);
  for (auto const* name : {"lkmm", "strong", "weak", "sc", "tso"}) {
    auto const model = load_shipped_model(name);
    auto const slow = barrister::enumerate(test, model, rounds);
    ASSERT_TRUE(slow);
    auto const expected = to_string(summary(*slow), test);
    for (auto const& of : {model, stated(model)}) {
      auto const found = search(test, of, counting(most));
      EXPECT_EQ(to_string(summary(found), test), expected) << name;
      EXPECT_FALSE(found.capped);
      EXPECT_EQ(found.satisfying.has_value(), slow->positive > 0) << name;
      EXPECT_EQ(found.falsifying.has_value(), slow->negative > 0) << name;
    }
    EXPECT_EQ(to_string(summary(enumerate(test, model, graph, {})), test), expected) << name;
  }
}

// As one question, of which nothing is learned.
TEST_P(EveryWay, IsStatedAsAWhole) {
  auto const test = small_test(GetParam().bodies, GetParam().question);
  constexpr unsigned rounds = 2;
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "sc", "tso"}) {
    auto const model = load_shipped_model(name);
    auto const slow = barrister::enumerate(test, model, rounds);
    ASSERT_TRUE(slow);
    for (auto const& of : {model, stated(model)})
      for (auto const asked : {AskedOf::Satisfies, AskedOf::Falsifies}) {
        auto const question = state_question(test, asked, of, rounds);
        ASSERT_TRUE(std::holds_alternative<StatedQuestion>(question)) << std::get<NotStated>(question).why;
        auto const count = asked == AskedOf::Satisfies ? slow->positive : slow->negative;
        EXPECT_EQ(is_satisfiable(std::get<StatedQuestion>(question)), count > 0) << name;
      }
  }
}

TEST(Stated, ACapLeavesTheQuestionsAnswered) {
  auto const test = small_test(classics[0].bodies, classics[0].question);
  auto const result = search(test, stated(load_shipped_model("lkmm")), counting(1));
  EXPECT_TRUE(result.capped);
  EXPECT_TRUE(result.satisfying);
  EXPECT_TRUE(result.falsifying);
}

} // namespace
} // namespace barrister::solver
