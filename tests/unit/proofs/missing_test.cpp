// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/check.hpp"
#include "proofs/missing.hpp"
#include "tests/support/enumerate.hpp"
#include "tests/support/load.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

using proofs::Missing;

// Of the first execution that the condition asks for: "wmb 1", a barrier in P1.
std::vector<std::string> missing(std::string const& text, std::string const& model_name = "lkmm") {
  auto const test = load_test(text);
  auto const model = load_shipped_model(model_name);
  auto const all = enumerate(test, model, 2);
  for (auto const& x : all->executions) {
    if (!holds(test.proposition, test.program, [&](Observable const& o) { return proofs::observe(x, o); }))
      continue;
    auto const found = proofs::missing_barriers(model, x);
    if (!found) return {"none"};
    EXPECT_FALSE(found->why.steps.empty());
    std::vector<std::string> out;
    for (auto const& b : found->barriers) {
      EXPECT_TRUE(x.po.contains(b.before, b.behind));
      out.push_back(std::string(b.kind == Tag::Wmb   ? "wmb "
                                : b.kind == Tag::Rmb ? "rmb "
                                                     : "mb ") +
                    std::to_string(x.events[b.behind].cpu));
    }
    std::ranges::sort(out);
    return out;
  }
  return {"no execution"};
}

std::string test_of(std::vector<std::string> const& threads, std::string const& condition) {
  std::string text = "C t\n{}\n";
  for (std::size_t i = 0; i < threads.size(); ++i)
    text += "P" + std::to_string(i) + "(int *x, int *y)\n{\n" + threads[i] + "}\n";
  return text + "exists (" + condition + ")\n";
}

TEST(Missing, StoreBufferingLacksTwoFullBarriers) {
  auto const text =
      test_of({"WRITE_ONCE(*x, 1); int r0 = READ_ONCE(*y);", "WRITE_ONCE(*y, 1); int r0 = READ_ONCE(*x);"},
              "0:r0=0 /\\ 1:r0=0");
  EXPECT_EQ(missing(text), (std::vector<std::string>{"mb 0", "mb 1"}));
  EXPECT_EQ(missing(text, "tso"), (std::vector<std::string>{"mb 0", "mb 1"}));
}
TEST(Missing, WhereOneIsThereItIsTheOther) {
  EXPECT_EQ(missing(test_of({"WRITE_ONCE(*x, 1); smp_mb(); int r0 = READ_ONCE(*y);",
                             "WRITE_ONCE(*y, 1); int r0 = READ_ONCE(*x);"},
                            "0:r0=0 /\\ 1:r0=0")),
            (std::vector<std::string>{"mb 1"}));
}
TEST(Missing, MessagePassingLacksWeakerOnes) {
  EXPECT_EQ(missing(test_of(
                {"WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1);", "int r0 = READ_ONCE(*y); int r1 = READ_ONCE(*x);"},
                "1:r0=1 /\\ 1:r1=0")),
            (std::vector<std::string>{"rmb 1", "wmb 0"}));
}
TEST(Missing, NoBarrierForbidsWhatIsSequentiallyConsistent) {
  EXPECT_EQ(missing(test_of(
                {"WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1);", "int r0 = READ_ONCE(*y); int r1 = READ_ONCE(*x);"},
                "1:r0=0 /\\ 1:r1=1")),
            (std::vector<std::string>{"none"}));
}

} // namespace
} // namespace barrister
