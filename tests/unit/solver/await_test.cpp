// SPDX-License-Identifier: BSD-2-Clause
// Rounds that change nothing need no bound; and rounds that only look so do.
#include "litmus.hpp"
#include "solver/verify.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using solver::Engine;

// "holds", or "within" where a bound is reached, or what is against it; each engine says the same.
std::string answer(std::vector<std::string> const& bodies, std::string const& question, unsigned unroll = 2,
                   std::string const& model = "lkmm") {
  std::string out;
  for (auto const engine : {Engine::Enumeration, Engine::Cadical}) {
    solver::Options options;
    options.engine = engine;
    options.unroll = unroll;
    auto const r = solver::verify(small_test(bodies, question), load_shipped_model(model), options);
    auto const one = !r.unknown.empty()             ? "unknown: " + r.unknown
                     : !r.faults.empty()            ? "fault"
                     : r.positive > 0               ? "violated"
                     : r.positive + r.negative == 0 ? "none ends"
                     : r.bound_reached              ? "within"
                                                    : "holds";
    EXPECT_EQ(r.leaves_out_rounds && r.bound_reached, false);
    if (out.empty()) out = one;
    EXPECT_EQ(out, one) << bodies.front();
  }
  return out;
}

std::string const sets_x = "WRITE_ONCE(*x, 1);";

TEST(Await, LoopsThatWaitNeedNoBound) {
  auto const mp = "WRITE_ONCE(*y, 1); smp_store_release(x, 1);";
  EXPECT_EQ(answer({mp, "while (smp_load_acquire(x) == 0) ; r0 = READ_ONCE(*y);"}, "~exists (1:r0=0)"),
            "holds");
  EXPECT_EQ(answer({mp, "while (READ_ONCE(*x) == 0) ; r0 = *y;"}, "~exists (1:r0=0)"), "violated");
  EXPECT_EQ(answer({mp, "do r0 = READ_ONCE(*x); while (r0 == 0);"}, "~exists (1:r0=0)"), "holds");
  EXPECT_EQ(answer({mp, "do { r0 = READ_ONCE(*x); r1 = READ_ONCE(*y); smp_rmb(); } while (r0 == 0);"},
                   "~exists (1:r0=0)"),
            "holds");
}
TEST(Await, LoopsThatTryNeedNoBound) {
  auto const add = "r1 = READ_ONCE(*y); WRITE_ONCE(*y, r1 + 1); ";
  auto const word = "while (cmpxchg_acquire(x, 0, 1)) ; " + std::string(add) + "smp_store_release(x, 0);";
  EXPECT_EQ(answer({word, word}, "~exists (~y=2)"), "holds");
  auto const lock = "while (!spin_trylock(l)) ; " + std::string(add) + "spin_unlock(l);";
  EXPECT_EQ(answer({lock, lock}, "~exists (~y=2)"), "holds");
  auto const bit =
      "do r0 = cmpxchg_acquire(x, 0, 1); while (r0 != 0); " + std::string(add) + "smp_store_release(x, 0);";
  EXPECT_EQ(answer({bit, bit}, "~exists (~y=2)"), "holds");
}
TEST(Await, AReaderOfASequenceCountNeedsNoBound) {
  auto const writer =
      "WRITE_ONCE(*z, 1); smp_wmb(); WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1); smp_store_release(z, 2);";
  auto const reader = "do { r0 = smp_load_acquire(z); r1 = READ_ONCE(*x); r2 = READ_ONCE(*y); smp_rmb(); } "
                      "while ((r0 & 1) || READ_ONCE(*z) != r0);";
  EXPECT_EQ(answer({writer, reader}, "~exists (1:r1=0 /\\ 1:r2=1)"), "holds");
}
TEST(Await, LoopsInLoopsNeedNoBound) {
  EXPECT_EQ(
      answer({"WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1);",
              "do { do ; while (READ_ONCE(*x) == 0); } while (READ_ONCE(*y) == 0); r0 = READ_ONCE(*x);"},
             "~exists (1:r0=0)"),
      "holds");
}
TEST(Await, ARoundThatIsCountedIsNotIdle) {
  EXPECT_EQ(answer({sets_x, "r0 = 0; while (READ_ONCE(*x) == 0) r0 = r0 + 1;"}, "~exists (1:r0=9)"),
            "within");
  EXPECT_EQ(answer({sets_x, "r0 = 0; while (READ_ONCE(*x) == 0) r0++; WRITE_ONCE(*y, r0);"}, "~exists (y=9)"),
            "within");
  // Nobody looks at it, or only before it has another value.
  EXPECT_EQ(answer({sets_x, "while (READ_ONCE(*x) == 0) r0 = READ_ONCE(*y);"}, "~exists (x=0)"), "holds");
  EXPECT_EQ(answer({sets_x, "while (READ_ONCE(*x) == 0) r0 = READ_ONCE(*y); r0 = 3;"}, "~exists (1:r0=9)"),
            "holds");
}
TEST(Await, ASumOfWhatIsReadIsNotIdle) {
  EXPECT_EQ(
      answer({"WRITE_ONCE(*y, 1); " + sets_x, "r0 = 0; while (READ_ONCE(*x) == 0) r0 = r0 + READ_ONCE(*y);"},
             "~exists (1:r0=9)"),
      "within");
}
TEST(Await, WhatARoundReadAndAnotherLooksAtIsNotIdle) {
  auto const counts = "WRITE_ONCE(*x, 1); WRITE_ONCE(*x, 2); WRITE_ONCE(*x, 3);";
  EXPECT_EQ(
      answer({counts, "r1 = 0; do { r0 = r1; r1 = READ_ONCE(*x); } while (r1 != 3);"}, "~exists (1:r0=9)"),
      "within");
  EXPECT_EQ(
      answer({counts, "r1 = 0; do { if (READ_ONCE(*y)) r0 = READ_ONCE(*x); } while (READ_ONCE(*x) != 3);"},
             "~exists (1:r0=9)"),
      "holds"); // y is 0
  EXPECT_EQ(answer({"WRITE_ONCE(*y, 1); " + std::string(counts),
                    "r0 = 0; do { if (READ_ONCE(*y)) r0 = READ_ONCE(*x); } while (READ_ONCE(*x) != 3);"},
                   "~exists (1:r0=9)"),
            "within");
  // The last round reads it again.
  EXPECT_EQ(answer({"WRITE_ONCE(*y, 1); " + sets_x,
                    "r0 = 0; while (READ_ONCE(*x) == 0) r0 = READ_ONCE(*y); WRITE_ONCE(*z, r0);"},
                   "~exists (z=2)"),
            "holds");
}
TEST(Await, ARoundThatWritesIsNotIdle) {
  EXPECT_EQ(answer({sets_x, "while (READ_ONCE(*x) == 0) WRITE_ONCE(*y, 0);"}, "~exists (y=1)"), "within");
  EXPECT_EQ(answer({sets_x, "while (READ_ONCE(*x) == 0) smp_store_release(y, 0);"}, "~exists (y=1)"),
            "within");
  EXPECT_EQ(answer({sets_x, "while (READ_ONCE(*x) == 0) if (READ_ONCE(*z) == 0) WRITE_ONCE(*y, 0);"},
                   "~exists (y=1)"),
            "within");
  EXPECT_EQ(answer({sets_x, "while (READ_ONCE(*x) == 0) r0 = cmpxchg(y, 0, 0);"}, "~exists (y=1)"), "within");
  EXPECT_EQ(answer({sets_x, "while (xchg(x, 0) == 0) ;"}, "~exists (y=1)"), "within");
  // None of its ways writes.
  EXPECT_EQ(answer({sets_x, "while (READ_ONCE(*x) == 0) r0 = cmpxchg(y, 1, 0);"}, "~exists (y=1)"), "holds");
  EXPECT_EQ(
      answer({sets_x, "while (READ_ONCE(*x) == 0) if (READ_ONCE(*z)) WRITE_ONCE(*y, 0);"}, "~exists (y=1)"),
      "holds");
}
TEST(Await, ARoundWithAReaderIsNotIdle) {
  EXPECT_EQ(
      answer({sets_x, "while (READ_ONCE(*x) == 0) { rcu_read_lock(); rcu_read_unlock(); }"}, "~exists (y=1)"),
      "within");
  EXPECT_EQ(answer({sets_x, "while (READ_ONCE(*x) == 0) synchronize_rcu();"}, "~exists (y=1)"), "within");
}
TEST(Await, AFenceInARoundOrdersNothingInAShorterRun) {
  auto const sb = "WRITE_ONCE(*y, 1); while (READ_ONCE(*x) == 0) smp_mb(); r0 = READ_ONCE(*z);";
  EXPECT_EQ(answer({"WRITE_ONCE(*x, 1); WRITE_ONCE(*z, 1); smp_mb(); r0 = READ_ONCE(*y);", sb},
                   "~exists (0:r0=0 /\\ 1:r0=0)"),
            "violated");
  EXPECT_EQ(
      answer({"WRITE_ONCE(*x, 1); WRITE_ONCE(*z, 1); smp_mb(); r0 = READ_ONCE(*y);", sb}, "~exists (0:r0=2)"),
      "holds");
}
// One waits for what comes behind a loop that is too long: it does not hide that it is.
TEST(Await, WhoWaitsForWhatIsBeyondTheBoundDoesNotHideIt) {
  auto const long_one = "r0 = 0; while (r0 < 6) { r0 = r0 + 1; WRITE_ONCE(*y, r0); } " + sets_x;
  EXPECT_EQ(answer({"r1 = READ_ONCE(*z); " + std::string(long_one),
                    "if (READ_ONCE(*z)) while (READ_ONCE(*x) == 0) ; r0 = READ_ONCE(*y);"},
                   "~exists (1:r0=6)"),
            "none ends");
  EXPECT_EQ(answer({"if (READ_ONCE(*z)) { " + std::string(long_one) + "}",
                    "WRITE_ONCE(*z, 1); while (READ_ONCE(*x) == 0) ; r0 = READ_ONCE(*y);",
                    "r0 = READ_ONCE(*z); if (r0) WRITE_ONCE(*x, 1);"},
                   "~exists (1:r0=6)"),
            "within");
}
TEST(Await, WhereNoneEndsNothingIsClaimed) {
  EXPECT_EQ(answer({"while (READ_ONCE(*x) == 0) ;"}, "~exists (y=1)"), "none ends");
}
TEST(Await, AFaultInARoundIsFound) {
  EXPECT_EQ(
      answer({"WRITE_ONCE(*y, 3); " + sets_x, "while (READ_ONCE(*x) == 0) r0 = 1 / (READ_ONCE(*y) - 3);"},
             "~exists (y=1)"),
      "fault");
}
TEST(Await, HerdsLoopsReachTheirBound) {
  solver::Options options;
  options.idle_rounds = solver::IdleRounds::Counted;
  auto const r = solver::verify(small_test({sets_x, "while (READ_ONCE(*x) == 0) ;"}),
                                load_shipped_model("lkmm"), options);
  EXPECT_TRUE(r.bound_reached);
  EXPECT_FALSE(r.leaves_out_rounds);
}

} // namespace
} // namespace barrister
