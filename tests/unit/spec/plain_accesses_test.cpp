// SPDX-License-Identifier: BSD-2-Clause
#include "spec/plain_accesses.hpp"
#include "tests/support/load.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

bool has_plain(std::string const& code) {
  return has_plain_accesses(
      load_test("C t\n{}\nP0(int *x, int *y, spinlock_t *l) { int r0; " + code + " }\nexists (x=1)\n").program);
}

TEST(PlainAccesses, AreThoseThatNothingMarks) {
  EXPECT_TRUE(has_plain("*x = 1;"));
  EXPECT_TRUE(has_plain("r0 = *x;"));
  EXPECT_FALSE(has_plain("WRITE_ONCE(*x, 1); r0 = READ_ONCE(*y);"));
  EXPECT_FALSE(has_plain("smp_store_release(x, 1); r0 = smp_load_acquire(y); r0 = xchg_relaxed(x, 2);"));
  EXPECT_FALSE(has_plain("spin_lock(l); r0 = rcu_dereference(*y); spin_unlock(l); smp_mb();"));
}
TEST(PlainAccesses, AreFoundInBranchesAndLoops) {
  EXPECT_TRUE(has_plain("if (READ_ONCE(*x)) *y = 1;"));
  EXPECT_TRUE(has_plain("if (READ_ONCE(*x)) WRITE_ONCE(*y, 2); else *y = 1;"));
  EXPECT_TRUE(has_plain("while (READ_ONCE(*x)) r0 = *y;"));
  EXPECT_TRUE(has_plain("while (*x) smp_mb();"));
  EXPECT_FALSE(has_plain("while (READ_ONCE(*x)) if (r0) WRITE_ONCE(*y, 1);"));
}

} // namespace
} // namespace barrister
