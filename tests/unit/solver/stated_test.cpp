// SPDX-License-Identifier: BSD-2-Clause
// Axioms that are stated, axioms that are learned, enumeration and brute force on classic tests, under every
// shipped model.
#include "litmus.hpp"
#include "solver/enumerate/enumerate.hpp"
#include "solver/protocol/litmus.hpp"
#include "solver/unfold/threads.hpp"
#include "tests/support/summary.hpp"
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

struct Classic {
  std::string name;
  std::vector<std::string> bodies;
  std::string question;
};

// clang-format off
std::vector<Classic> const classics = {
    {"SB", {"WRITE_ONCE(*x, 1); r0 = READ_ONCE(*y);", "WRITE_ONCE(*y, 1); r0 = READ_ONCE(*x);"}, "exists (0:r0=0 /\\ 1:r0=0)"},
    {"SBmb", {"WRITE_ONCE(*x, 1); smp_mb(); r0 = READ_ONCE(*y);", "WRITE_ONCE(*y, 1); smp_mb(); r0 = READ_ONCE(*x);"}, "exists (0:r0=0 /\\ 1:r0=0)"},
    {"MP", {"WRITE_ONCE(*x, 1); smp_store_release(y, 1);", "r0 = smp_load_acquire(y); r1 = READ_ONCE(*x);"}, "exists (1:r0=1 /\\ 1:r1=0)"},
    {"MPpointer", {"WRITE_ONCE(*y, 1); rcu_assign_pointer(*p, y);", "q = rcu_dereference(*p); r0 = READ_ONCE(*q);"}, "exists (1:q=y /\\ 1:r0=0)"},
    {"LB", {"r0 = READ_ONCE(*x); WRITE_ONCE(*y, 1);", "r0 = READ_ONCE(*y); WRITE_ONCE(*x, r0);"}, "exists (0:r0=1 /\\ 1:r0=1)"},
    {"LBctrl", {"r0 = READ_ONCE(*x); if (r0) WRITE_ONCE(*y, 1);", "r0 = READ_ONCE(*y); if (r0) { WRITE_ONCE(*x, 1); } else { WRITE_ONCE(*x, 2); }"}, "exists (0:r0=1)"},
    {"IRIW", {"WRITE_ONCE(*x, 1);", "WRITE_ONCE(*y, 1);", "r0 = READ_ONCE(*x); smp_rmb(); r1 = READ_ONCE(*y);", "r0 = READ_ONCE(*y); smp_rmb(); r1 = READ_ONCE(*x);"}, "exists (2:r0=1 /\\ 2:r1=0 /\\ 3:r0=1 /\\ 3:r1=0)"},
    {"R", {"WRITE_ONCE(*x, 1); smp_mb(); WRITE_ONCE(*y, 1);", "WRITE_ONCE(*y, 2); smp_mb(); r0 = READ_ONCE(*x);"}, "exists (y=2 /\\ 1:r0=0)"},
    {"TwoPlusTwoW", {"WRITE_ONCE(*x, 1); smp_wmb(); WRITE_ONCE(*y, 2);", "WRITE_ONCE(*y, 1); smp_wmb(); WRITE_ONCE(*x, 2);"}, "exists (x=1 /\\ y=1)"},
    {"CoRR", {"WRITE_ONCE(*x, 1);", "r0 = READ_ONCE(*x); r1 = READ_ONCE(*x);"}, "~exists (1:r0=1 /\\ 1:r1=0)"},
    {"Increments", {"atomic_inc(x); r0 = atomic_add_return(2, x);", "r0 = atomic_fetch_add_relaxed(1, x);"}, "forall (x=4)"},
    {"Cmpxchg", {"r0 = cmpxchg(x, 0, 1); WRITE_ONCE(*y, 1);", "r0 = cmpxchg_acquire(x, 0, 2); r1 = cmpxchg_relaxed(y, 1, 3);"}, "exists (0:r0=0 /\\ 1:r0=0)"},
    {"AddUnless", {"r0 = atomic_add_unless(x, 1, 1);", "r0 = atomic_add_unless(x, 1, 1); r1 = xchg_release(x, 5);"}, "exists (0:r0=1 /\\ 1:r0=1)"},
    {"Locks", {"spin_lock(l); r0 = READ_ONCE(*x); WRITE_ONCE(*x, r0 + 1); spin_unlock(l);", "spin_lock(l); r0 = READ_ONCE(*x); WRITE_ONCE(*x, r0 + 1); spin_unlock(l);"}, "forall (x=2)"},
    {"Trylock", {"r0 = spin_trylock(l); if (r0) { WRITE_ONCE(*x, 1); spin_unlock(l); }", "spin_lock(l); r1 = READ_ONCE(*x); spin_unlock(l);"}, "exists (0:r0=0 /\\ 1:r1=0)"},
    {"Rcu", {"rcu_read_lock(); r0 = READ_ONCE(*x); r1 = READ_ONCE(*y); rcu_read_unlock();", "WRITE_ONCE(*x, 1); synchronize_rcu(); WRITE_ONCE(*y, 1);"}, "exists (0:r0=0 /\\ 0:r1=1)"},
    {"RcuInABranch", {"r2 = READ_ONCE(*z); if (r2) { rcu_read_lock(); r0 = READ_ONCE(*x); r1 = READ_ONCE(*y); rcu_read_unlock(); } else { r0 = READ_ONCE(*y); }", "WRITE_ONCE(*x, 1); synchronize_rcu(); WRITE_ONCE(*y, 1);", "WRITE_ONCE(*z, 1);"}, "exists (0:r0=0 /\\ 0:r1=1)"},
    {"RcuLockAloneInABranch", {"r2 = READ_ONCE(*z); if (r2) rcu_read_lock(); r0 = READ_ONCE(*x); if (r2) rcu_read_unlock();", "WRITE_ONCE(*z, 1); synchronize_rcu(); WRITE_ONCE(*x, 1);"}, "exists (0:r0=1 /\\ 0:r2=1)"},
    {"Race", {"*x = 1; smp_wmb(); WRITE_ONCE(*y, 1);", "r0 = READ_ONCE(*y); if (r0) r1 = *x;"}, "exists (1:r0=1 /\\ 1:r1=0)"},
    {"Wait", {"WRITE_ONCE(*x, 1); smp_store_release(y, 1);", "r0 = smp_load_acquire(y); while (r0 == 0) { r0 = smp_load_acquire(y); } r1 = READ_ONCE(*x);"}, "forall (1:r1=1)"},
    {"Filter", {"WRITE_ONCE(*x, 1); r0 = READ_ONCE(*y);", "WRITE_ONCE(*y, 1); r0 = READ_ONCE(*x);"}, "filter (0:r0=0 \\/ x=2) exists (1:r0=0)"}};
// clang-format on

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

TEST(Stated, ACapLeavesTheQuestionsAnswered) {
  auto const test = small_test(classics[0].bodies, classics[0].question);
  auto const result = search(test, stated(load_shipped_model("lkmm")), counting(1));
  EXPECT_TRUE(result.capped);
  EXPECT_TRUE(result.satisfying);
  EXPECT_TRUE(result.falsifying);
}

} // namespace
} // namespace barrister::solver
