// SPDX-License-Identifier: BSD-2-Clause
// What a comparison with the kernel's own files has found in lkmm: each was wrong once.
#include "solver/verify.hpp"
#include "tests/support/load.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

LitmusResult under_lkmm(std::string const& text) {
  static auto const lkmm = load_shipped_model("lkmm");
  return solver::verify(load_test(text), lkmm, {});
}

// The old value is read before the barrier: only what stands right before it is next to a plain store.
TEST(Lkmm, AFullBarrierInAReadModifyWriteIsOneForTheCompiler) {
  auto const between = under_lkmm("C between\n{}\n"
                                  "P0(int *x, int *y) { *y = 1; xchg(x, 1); WRITE_ONCE(*y, 2); }\n"
                                  "exists (y=2)\n");
  EXPECT_EQ(between.flags, std::vector<std::string>{});
  auto const relaxed = under_lkmm("C relaxed\n{}\n"
                                  "P0(int *x, int *y) { *y = 1; xchg_relaxed(x, 1); WRITE_ONCE(*y, 2); }\n"
                                  "exists (y=2)\n");
  EXPECT_EQ(relaxed.flags, std::vector<std::string>{"mixed-accesses"});
  auto const adjacent = under_lkmm("C adjacent\n{}\n"
                                   "P0(int *y) { *y = 1; xchg(y, 2); }\n"
                                   "exists (y=2)\n");
  EXPECT_EQ(adjacent.flags, std::vector<std::string>{"mixed-accesses"});
}

TEST(Lkmm, TheFenceBehindSrcuUnlockOrdersTheUnlockItself) {
  auto const r = under_lkmm("C unlock-itself\n{}\n"
                            "P0(int *x, struct srcu_struct *s)\n"
                            "{\n"
                            "\tint r0; int i;\n"
                            "\tr0 = READ_ONCE(*x);\n\tsmp_mb();\n\tsrcu_read_unlock(s, i);\n"
                            "}\n"
                            "P1(int *x, struct srcu_struct *s)\n"
                            "{\n"
                            "\tint i;\n"
                            "\tsrcu_read_unlock(s, i);\n\tsmp_mb__after_srcu_read_unlock();\n"
                            "\tWRITE_ONCE(*x, 1);\n"
                            "}\n"
                            "exists (0:r0=1)\n");
  EXPECT_EQ(r.positive, 1u); // not where P1's unlock comes last
  EXPECT_EQ(r.negative, 2u);
}

} // namespace
} // namespace barrister
