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

} // namespace
} // namespace barrister
