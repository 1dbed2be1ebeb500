// SPDX-License-Identifier: BSD-2-Clause
// Tests ask everything anew: what an earlier run kept is that of another program, or of none.
#include <cstdlib>
#include <gtest/gtest.h>

int main(int argc, char** argv) {
  setenv("BARRISTER_CACHE", "", 1);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
