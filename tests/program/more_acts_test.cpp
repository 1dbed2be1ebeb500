// SPDX-License-Identifier: BSD-2-Clause
// Of acts that are not there – those of agents that act any number of times, those that could come in the end
// – nothing is said that they could make wrong.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

Ran check(std::string const& text, std::string const& more = "--jobs=1") {
  Folder const folder;
  return barrister_with({"check", more, folder.write("p.protocol", text)});
}

// Two acts are looked at; the third reaches it.
TEST(MoreActs, MayReachACover) {
  auto const ran =
      check("protocol p; world { cpu 0, 1; task a on 0; agent n times any on cpu 1 { int r = READ_ONCE(x); "
            "if (r < 3) WRITE_ONCE(x, r + 1); } }\nint x; ghost int s;\ntask a { s = READ_ONCE(x); }\n"
            "cover C \"\": s == 3;\nexpect p: vacuous C;\n");
  EXPECT_EQ(ran.status, 3) << ran.out << ran.err;
  EXPECT_TRUE(has(ran.out, "at most 2 of n were tried")) << ran.out;
}
// What no number of acts can write is not reached.
TEST(MoreActs, DoNotReachWhatNothingReaches) {
  auto const ran = check(
      "protocol p; world { cpu 0, 1; task a on 0; agent n times any on cpu 1 { WRITE_ONCE(x, 1); } }\n"
      "int x; ghost int s;\ntask a { s = READ_ONCE(x); }\ncover C \"\": s == 3;\nexpect p: vacuous C;\n");
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
}
TEST(MoreActs, MayReachCode) {
  auto const ran =
      check("protocol p; world { cpu 0, 1; task a on 0; agent n times any on cpu 1 { if (READ_ONCE(z) == 2) "
            "WRITE_ONCE(w, 1); else WRITE_ONCE(z, READ_ONCE(z) == 1 ? 2 : 1); } }\nint z, w; ghost int s;\n"
            "task a { s = READ_ONCE(z); }\nproperty P \"\": never s == 3;\n",
            "--strict");
  EXPECT_FALSE(has(ran.out, "no execution reaches this")) << ran.out;
}

std::string scheduler(std::string const& code) {
  return "protocol p; struct task_struct { int st; };\nworld { cpu 0; task a on 0; task b on 0; agent "
         "scheduler times 2 on "
         "cpu 0 { struct task_struct *t = NULL; " +
         code +
         " __this_cpu_write(current_task, t); } }\nowned DEFINE_PER_CPU(struct task_struct *, "
         "current_task);\nint x, y;\n"
         "task a { WRITE_ONCE(x, 1); }\ntask b { WRITE_ONCE(y, 1); }\nproperty P \"\": finally x == 1 && y "
         "== 1;\n"
         "property A \"\": a terminates;\nproperty D \"\": no deadlock;\n";
}
// Where an act could still make a task current, that task does not wait for ever: after five rounds, too.
TEST(MoreActs, ThatLoopMayMakeATaskCurrent) {
  auto const five = check(scheduler("int i; for (i = 0; i < 5; i++) if (i == 4) t = choose(2) ? &a : &b;"));
  EXPECT_EQ(five.status, 0) << five.out << five.err;
  auto const six = check(scheduler("int i; for (i = 0; i < 6; i++) if (i == 5) t = choose(2) ? &a : &b;"));
  EXPECT_EQ(six.status, 3) << six.out << six.err;
  EXPECT_FALSE(has(six.out, "violated")) << six.out;
}
TEST(MoreActs, ThatChooseInManyWaysAreNotKnown) {
  auto const ran =
      check(scheduler("int i = choose(9); int j = choose(9); if (i == 8 && j == 8) t = &a; if (i == 8 && j "
                      "== 7) t = &b;"));
  EXPECT_EQ(ran.status, 3) << ran.out << ran.err;
  EXPECT_TRUE(has(ran.out, "scheduler chooses in more than 64 ways")) << ran.out;
}

} // namespace
} // namespace barrister
