// SPDX-License-Identifier: BSD-2-Clause
// What has no meaning is found, shown with what led to it, agreed on by brute force, and re-checked by
// proofs.
#include "litmus.hpp"
#include "proofs/check.hpp"
#include "solver/verify.hpp"
#include "tests/support/summary.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

struct Case {
  char const* name;
  std::vector<std::string> bodies;
  std::vector<std::string> faults; // "P0: follows NULL", in any order
};
std::ostream& operator<<(std::ostream& out, Case const& c) { return out << c.name; }

class Faults : public testing::TestWithParam<Case> {
protected:
  static LitmusResult result(LitmusTest const& test, MemoryModel const& model, Engine engine) {
    Options options;
    options.engine = engine;
    auto out = verify(test, model, options);
    EXPECT_EQ(out.unknown, "");
    for (auto const& fault : out.faults)
      EXPECT_EQ(proofs::complaints_as_faulty(test.program, model, fault, options.unroll),
                std::vector<std::string>());
    return out;
  }
  static std::vector<std::string> told(LitmusTest const& test, LitmusResult const& r) {
    std::vector<std::string> out;
    for (auto const& x : r.faults)
      out.push_back(test.program.threads[x.faults.front().by].name + ": " +
                    in_words(x.faults.front(), test.program));
    std::ranges::sort(out);
    return out;
  }
};

TEST_P(Faults, AreFoundByEnumeration) {
  auto const test = small_test(GetParam().bodies);
  auto const lkmm = load_shipped_model("lkmm");
  auto const r = result(test, lkmm, Engine::Enumeration);
  auto expected = GetParam().faults;
  std::ranges::sort(expected);
  EXPECT_EQ(told(test, r), expected);
}
TEST_P(Faults, AreThoseThatConstraintsGive) {
  auto const test = small_test(GetParam().bodies);
  for (auto const& model : {load_shipped_model("lkmm"), load_lkmm_with_herd7_locks()}) {
    auto const one = summary(result(test, model, Engine::Enumeration));
    auto const other = summary(result(test, model, Engine::Z3));
    EXPECT_EQ(one, other) << to_string(one, test) << to_string(other, test);
  }
}
TEST_P(Faults, AreThoseOfBruteForce) {
  auto const test = small_test(GetParam().bodies);
  for (auto const& model :
       {load_shipped_model("lkmm"), load_shipped_model("sc"), load_lkmm_with_herd7_locks()}) {
    auto const slow = enumerate(test, model, Options().unroll);
    ASSERT_TRUE(slow);
    auto const fast = summary(result(test, model, Engine::Enumeration));
    EXPECT_EQ(summary(*slow), fast) << to_string(summary(*slow), test) << to_string(fast, test);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Litmus, Faults,
    testing::Values(
        Case{"ANullThatIsFollowed",
             {"q = READ_ONCE(*p); WRITE_ONCE(*q, 2);", "WRITE_ONCE(*p, 0);"},
             {"P0: follows NULL"}},
        Case{"ANullThatIsAskedFor",
             {"q = READ_ONCE(*p); if (q) WRITE_ONCE(*q, 2);", "WRITE_ONCE(*p, 0);"},
             {}},
        Case{"ANullThatNobodySees",
             {"q = READ_ONCE(*p); WRITE_ONCE(*q, 2);", "r0 = READ_ONCE(*x); if (r0 == 7) WRITE_ONCE(*p, 0);"},
             {}},
        Case{"ANullThatTheModelForbids",
             {"r0 = smp_load_acquire(x); if (r0) { q = READ_ONCE(*p); r1 = READ_ONCE(*q); }",
              "WRITE_ONCE(*p, 0); WRITE_ONCE(*p, y); smp_store_release(x, 1);"},
             {}},
        Case{"ANullThatTheModelAllows",
             {"r0 = READ_ONCE(*x); if (r0) { q = READ_ONCE(*p); r1 = READ_ONCE(*q); }",
              "WRITE_ONCE(*p, 0); WRITE_ONCE(*p, y); smp_store_release(x, 1);"},
             {"P0: follows NULL"}},
        Case{"ANumberThatIsFollowed",
             {"smp_store_release(x + 0 * 1 - x + 5, 1);"},
             {"P0: follows the number 5"}},
        Case{"APlaceBeyondAnObject",
             {"q = x + 1; r0 = READ_ONCE(*q);"},
             {"P0: follows x[1], beyond the object"}},
        Case{"ADivisionByZero",
             {"r0 = READ_ONCE(*x); r1 = 8 / r0;", "WRITE_ONCE(*x, 2);"},
             {"P0: divides 8 by 0"}},
        Case{"ARemainderByZero", {"r0 = 8 % READ_ONCE(*x);"}, {"P0: takes the remainder of 8 by 0"}},
        Case{"AShiftTooFar",
             {"r0 = READ_ONCE(*x); r1 = 1 << r0;", "WRITE_ONCE(*x, 64);"},
             {"P0: shifts 1 by 64"}},
        Case{"AShiftByLessThanNothing", {"r0 = READ_ONCE(*x) - 1; r1 = 1 >> r0;"}, {"P0: shifts 1 by -1"}},
        Case{"AProductOfAnAddress", {"r0 = x * 1;"}, {"P0: computes x * 1, which has no value"}},
        Case{"ANegatedAddress", {"r0 = -READ_ONCE(*p);"}, {"P0: computes -x, which has no value"}},
        Case{"InACondition", {"if (4 / READ_ONCE(*x)) WRITE_ONCE(*y, 1);"}, {"P0: divides 4 by 0"}},
        Case{"InTheConditionOfALoop",
             {"while (READ_ONCE(*x) / READ_ONCE(*y)) r0 = 1;"},
             {"P0: divides 0 by 0"}},
        Case{"InTheTestThatALoopIsCutAt",
             {"r0 = 0; while (2 / (2 - r0)) r0 = r0 + 1;"},
             {"P0: divides 2 by 0"}},
        Case{"InWhatIsStored", {"WRITE_ONCE(*y, 1 % READ_ONCE(*x));"}, {"P0: takes the remainder of 1 by 0"}},
        Case{"InAnArgumentOfWhatFails", {"r0 = cmpxchg(x, 1, 3 / READ_ONCE(*y));"}, {"P0: divides 3 by 0"}},
        Case{"InWhatIsExpected", {"r0 = cmpxchg(x, 3 / READ_ONCE(*y), 1);"}, {"P0: divides 3 by 0"}},
        Case{"InWhatIsAddedToAnAddress",
             {"r0 = atomic_add_return(1, y); WRITE_ONCE(*z, x); atomic_sub(READ_ONCE(*p), z);"},
             {}},
        Case{"AnRmwOfNull",
             {"q = READ_ONCE(*p); r0 = xchg(q, 1);", "WRITE_ONCE(*p, 0);"},
             {"P0: follows NULL"}},
        Case{"ALockThatIsNull",
             {"q = READ_ONCE(*p); spin_lock(q);", "WRITE_ONCE(*p, 0);"},
             {"P0: follows NULL"}},
        Case{"OnTwoCpus",
             {"r0 = READ_ONCE(*x); r1 = 1 / (r0 - 1);", "WRITE_ONCE(*x, 1); r0 = 1 / READ_ONCE(*y);"},
             {"P0: divides 1 by 0", "P1: divides 1 by 0"}},
        Case{"OnTwoCpusInEveryExecution",
             {"r0 = 1 / READ_ONCE(*x);", "r0 = 1 / READ_ONCE(*y);"},
             {"P0: divides 1 by 0", "P1: divides 1 by 0"}},
        Case{"WhereAnotherCpuWaitsForALockOfTheFault",
             {"spin_lock(l); r0 = 1 / READ_ONCE(*x); spin_unlock(l);",
              "r0 = READ_ONCE(*y); while (!r0) r0 = READ_ONCE(*y); WRITE_ONCE(*x, 1);"},
             {"P0: divides 1 by 0"}},
        Case{"WhereAnotherCpuCanOnlyWait",
             {"spin_lock(l); WRITE_ONCE(*y, 1); r0 = READ_ONCE(*x); r1 = 1 / (r0 - 1); spin_unlock(l);",
              "WRITE_ONCE(*x, 1); r0 = smp_load_acquire(y); if (r0) { spin_lock(l); spin_unlock(l); }"},
             {"P0: divides 1 by 0"}},
        Case{"WhereAnotherCpuWaitsForItsOwnReader",
             {"r0 = READ_ONCE(*x); r1 = 1 / (r0 - 1);",
              "rcu_read_lock(); WRITE_ONCE(*x, 1); synchronize_rcu();"},
             {"P0: divides 1 by 0"}}),
    [](auto const& it) { return std::string(it.param.name); });

TEST(Fault, OfWhatAnRmwComputesIsNotLostByConstraints) {
  auto const test = small_test({"atomic_sub(READ_ONCE(*p), y);"});
  Options options;
  EXPECT_EQ(verify(test, load_shipped_model("lkmm"), options).faults.size(), 1u);
  options.engine = Engine::Z3;
  EXPECT_EQ(verify(test, load_shipped_model("lkmm"), options).unknown,
            "a value may have no meaning, where constraints do not say how");
}
TEST(Fault, CountsNeitherWayAndPassesNoFilter) {
  auto const test = load_test("C f\n{}\nP0(int *x, int **p) { int r0 = READ_ONCE(*x); if (r0) { int *q = "
                              "READ_ONCE(*p); WRITE_ONCE(*q, 1); } }\nP1(int *x) { WRITE_ONCE(*x, 1); }\n"
                              "filter (x=7)\nexists (0:r0=1)\n");
  auto const r = verify(test, load_shipped_model("lkmm"), {});
  EXPECT_EQ(r.positive + r.negative, 0u);
  ASSERT_EQ(r.faults.size(), 1u);
  EXPECT_EQ(r.faults.front().execution.completion, Completion::Fault);
}

} // namespace
} // namespace barrister::solver
