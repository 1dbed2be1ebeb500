// SPDX-License-Identifier: BSD-2-Clause
// A loop that goes on because of what its own thread does behind it is cut in no execution: that it needs no
// more rounds is said where nothing of this can be, and alone there.
#include "litmus.hpp"
#include "solver/verify.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using solver::Engine;

LitmusResult asked(std::vector<std::string> const& bodies, std::string const& question, unsigned unroll,
                   std::string const& model = "lkmm", Engine engine = Engine::Cadical) {
  solver::Options options;
  options.engine = engine;
  options.unroll = unroll;
  return solver::verify(small_test(bodies, question), load_shipped_model(model), options);
}
std::string why_open(std::vector<std::string> const& bodies, std::string const& model = "lkmm") {
  auto const r = asked(bodies, "exists (0:r0=5)", 2, model);
  EXPECT_TRUE(r.unknown.empty()) << r.unknown;
  EXPECT_EQ(r.bound_reached, !r.feedback.empty());
  EXPECT_EQ(asked(bodies, "exists (0:r0=5)", 2, model, Engine::Enumeration).feedback, r.feedback);
  return r.feedback;
}

std::string const counts = "r0 = READ_ONCE(*x); r2 = 0; while (r2 < r0) r2 = r2 + 1; ";
std::string const answers = "r1 = READ_ONCE(*y); if (r1) WRITE_ONCE(*x, 5);";

TEST(Feedback, IsNamed) {
  EXPECT_EQ(why_open({counts + "WRITE_ONCE(*y, 1);", answers}),
            "others may see WRITE_ONCE(*y, 1) at line 6 before the loop ahead of it ends, and make it go on");
  EXPECT_GT(asked({counts + "WRITE_ONCE(*y, 1);", answers}, "exists (0:r0=5)", 5).positive, 0U); // so it is
}
TEST(Feedback, IsExcludedByWhatOrders) {
  for (auto const* behind : {"smp_store_release(y, 1);", "smp_mb(); WRITE_ONCE(*y, 1);", "xchg(y, 1);",
                             "spin_lock(l); spin_unlock(l);", "*y = 1;", ""})
    EXPECT_EQ(why_open({counts + behind, answers}), "") << behind;
  EXPECT_EQ(why_open({"r0 = smp_load_acquire(x); r2 = 0; while (r2 < r0) r2 = r2 + 1; WRITE_ONCE(*y, 1);",
                      answers}),
            "");
  EXPECT_EQ(
      why_open(
          {"r0 = READ_ONCE(*x); r2 = 0; while (r2 < r0) { r2 = r2 + 1; if (r2 == 5) WRITE_ONCE(*y, 1); }",
           answers}),
      "");
  for (auto const* model : {"sc", "tso"})
    EXPECT_EQ(why_open({counts + "WRITE_ONCE(*y, 1);", answers}, model), "") << model;
}
TEST(Feedback, IsOfWhatAnotherReads) {
  EXPECT_EQ(why_open({counts + "WRITE_ONCE(*z, 1);", answers}), "");
  EXPECT_EQ(why_open({counts + "WRITE_ONCE(*z, 1); r1 = READ_ONCE(*z);", answers, "WRITE_ONCE(*z, 2);"}), "");
  for (auto const* other : {"r1 = READ_ONCE(*z);", "r1 = xchg(z, 2);", "int *p = z; r1 = READ_ONCE(*p);"})
    EXPECT_NE(why_open({counts + "WRITE_ONCE(*z, 1);", answers, other}), "") << other;
}
// Where the model flags no races, nobody says that they race.
TEST(Feedback, IsOfPlainAccessesTooWhereRacesAreNotFlagged) {
  auto const plain = "r0 = *x; r2 = 0; while (r2 < r0) r2 = r2 + 1; ";
  for (auto const* model : {"weak", "strong"}) {
    EXPECT_NE(why_open({counts + "*y = 1;", answers}, model), "") << model;
    EXPECT_NE(why_open({plain + std::string("WRITE_ONCE(*y, 1);"), answers}, model), "") << model;
    EXPECT_EQ(why_open({plain + std::string("smp_mb(); *y = 1;"), answers}, model), "") << model;
  }
  EXPECT_GT(asked({counts + "*y = 1;", answers}, "exists (0:r0=5)", 5, "weak").positive, 0U);
}
TEST(Feedback, IsNotExcludedByLess) {
  for (auto const* behind : {"smp_wmb(); WRITE_ONCE(*y, 1);", "smp_rmb(); WRITE_ONCE(*y, 1);",
                             "xchg_relaxed(y, 1);", "cmpxchg_acquire(y, 0, 1);",
                             "if (r2 > 9) smp_mb(); WRITE_ONCE(*y, 1);", "if (spin_trylock(l)) r1 = 1;"})
    EXPECT_NE(why_open({counts + behind, answers}), "") << behind;
  EXPECT_NE(
      why_open({"r0 = READ_ONCE(*x); smp_mb(); r1 = READ_ONCE(*z); r2 = 0; while (r2 < r0 + r1) r2 = r2 + 1; "
                "WRITE_ONCE(*y, 1);",
                answers}),
      "");
}
// What decides comes from a late read through what the thread itself has written.
TEST(Feedback, GoesThroughOnesOwnWrites) {
  std::string const loop = "r2 = 0; while (r2 < r0) r2 = r2 + 1; WRITE_ONCE(*y, 1);";
  for (auto const* reads :
       {"*z = READ_ONCE(*x); r0 = *z; ", "WRITE_ONCE(*z, READ_ONCE(*x)); r0 = READ_ONCE(*z); ",
        "if (READ_ONCE(*x)) WRITE_ONCE(*z, 5); r0 = smp_load_acquire(z); "}) {
    EXPECT_NE(why_open({reads + loop, answers}), "") << reads;
    EXPECT_GT(asked({reads + loop, answers}, "exists (0:r0=5)", 5).positive, 0U) << reads;
  }
}
// The loop before it ends because of a late read, and what is read behind that comes with it.
TEST(Feedback, GoesThroughTheEndOfAnotherLoop) {
  std::vector<std::string> const bodies{
      "while (!READ_ONCE(*x)) ; smp_rmb(); r0 = *z; r2 = 0; while (r2 < r0) r2 = r2 + 1; WRITE_ONCE(*y, 1);",
      "r1 = READ_ONCE(*y); if (r1) { *z = 5; smp_store_release(x, 1); } else { smp_store_release(x, 2); }"};
  EXPECT_NE(why_open(bodies), "");
  EXPECT_GT(asked(bodies, "exists (0:r0=5)", 5).positive, 0U);
}
// What is in a loop depends on its condition, and not on how the loop before it ended.
TEST(Feedback, IsNotExcludedByTheConditionOfOneLoopForAnother) {
  std::vector<std::string> const bodies{
      "WRITE_ONCE(*z, 5); while (!READ_ONCE(*x)) ; r0 = READ_ONCE(*z); r2 = 0; "
      "while (r2 < r0) { r2 = r2 + 1; if (r2 == 5) WRITE_ONCE(*y, 1); }",
      "r1 = READ_ONCE(*y); if (r1) WRITE_ONCE(*x, 1);"};
  EXPECT_NE(why_open(bodies), "");
  EXPECT_GT(asked(bodies, "exists (0:r0=5)", 5).positive, 0U);
}
// A lock that is held is seen late, too.
TEST(Feedback, GoesThroughLocksThatAreLookedAt) {
  for (std::string const held : {"spin_is_locked(l)", "!spin_trylock(l)"}) {
    std::vector<std::string> const bodies{"r0 = 0; while (r0 < 5 && " + held +
                                              ") r0 = r0 + 1; WRITE_ONCE(*y, 1);",
                                          "r1 = READ_ONCE(*y); if (r1) spin_lock(l);"};
    EXPECT_NE(why_open(bodies), "") << held;
    EXPECT_GT(asked(bodies, "exists (0:r0=5)", 5).positive, 0U) << held;
  }
}
TEST(Feedback, OfRoundsThatAreLeftOutIsNone) {
  EXPECT_EQ(why_open({"do r0 = READ_ONCE(*x); while (r0 != 5); WRITE_ONCE(*y, 1);", answers}), "");
  EXPECT_EQ(why_open({"while (cmpxchg_relaxed(z, 0, 1)) ; WRITE_ONCE(*y, 1);", answers}), "");
}

// What is said to need no more rounds than two is the same with six.
TEST(Feedback, WhatHoldsForAnyNumberOfRoundsHoldsForSix) {
  unsigned final = 0, open = 0, longer = 0;
  for (std::string const model : {"lkmm", "lkmm-v4.17", "strong", "weak", "tso", "sc"})
    for (std::string const load : {"READ_ONCE(*x)", "smp_load_acquire(x)"})
      for (std::string const barrier : {"", "smp_mb(); ", "smp_wmb(); ", "smp_rmb(); "})
        for (std::string const write : {"WRITE_ONCE(*y, 1); ", "smp_store_release(y, 1); ",
                                        "xchg_relaxed(y, 1); ", "atomic_cmpxchg(y, 0, 1); "})
          for (bool const is_inside : {false, true})
            for (std::string const& other :
                 {answers, std::string("r1 = READ_ONCE(*y); smp_mb(); WRITE_ONCE(*x, 5 * r1);"),
                  std::string("r1 = READ_ONCE(*y); WRITE_ONCE(*x, 5);")}) {
              auto const loop =
                  is_inside ? "while (r2 < r0) { r2 = r2 + 1; if (r2 == 5) { " + barrier + write + "} }"
                            : "while (r2 < r0) r2 = r2 + 1; " + barrier + write;
              std::vector<std::string> const bodies{"r0 = " + load + "; r2 = 0; " + loop, other};
              auto const two = asked(bodies, "exists (0:r0=5 /\\ 1:r1=1)", 2, model);
              auto const six = asked(bodies, "exists (0:r0=5 /\\ 1:r1=1)", 6, model);
              EXPECT_EQ(two.positive, 0U);
              EXPECT_TRUE(two.bound_reached || six.positive == 0)
                  << model << ": " << bodies.front() << " | " << other;
              EXPECT_FALSE(six.bound_reached && six.feedback.empty());
              ++(two.bound_reached ? open : final);
              longer += six.positive > 0;
            }
  EXPECT_GT(final, 300U);
  EXPECT_GT(longer, 50U);
  EXPECT_LT(open, 3 * longer) << "of " << open + final;
  std::cout << open << " open, " << longer << " of them because there are more; " << final << " final\n";
}

} // namespace
} // namespace barrister
