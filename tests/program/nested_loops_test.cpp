// SPDX-License-Identifier: BSD-2-Clause
// Loops in loops, which are made one loop where that helps: never so that it can be told.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

Ran check(std::string const& task, std::string const& rest) {
  Folder const folder;
  return barrister_with(
      {"check",
       folder.write("p.protocol", "protocol p;\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y;\n"
                                  "ghost int s;\n" +
                                      rest + "\ntask a { " + task + " }\ntask b { WRITE_ONCE(y, 1); }\n")});
}

// Each of them is within the bound; all rounds together are not.
TEST(NestedLoops, ThatCountNeedTheirOwnBoundsAlone) {
  auto const ran = check(
      "int i = 0, k, n = 0; do { k = 2; while (k-- > 0) { WRITE_ONCE(x, n); n++; } } while (++i < 3); s = n;",
      "property P \"\": finally s == 6;");
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
}
// It chooses nothing, and does not decline.
TEST(NestedLoops, OfAHandlerAreNoChoice) {
  auto const ran = check(
      "raise(h, 0);",
      "ghost count runs;\ninterrupt h { int i = 0; do { int j = 0; while (j < 2) { READ_ONCE(x); j++; } i++; "
      "} while (i < 2); "
      "assume(READ_ONCE(y)); runs++; }\nproperty P \"\": finally runs == 1;\nproperty D \"\": no deadlock;");
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
}
// These wait, and are one loop.
TEST(NestedLoops, ThatWaitAreOne) {
  auto const ran = check("do { while (!READ_ONCE(y)) ; } while (!READ_ONCE(y)); s = 1;",
                         "property P \"\": finally s == 1;");
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
}

} // namespace
} // namespace barrister
