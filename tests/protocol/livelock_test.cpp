// SPDX-License-Identifier: BSD-2-Clause
// Runs that go round together, each for what the other does.
#include "tests/protocol/verdicts.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string two(std::string const& declarations, std::string const& one, std::string const& other) {
  return "world { cpu 0, 1; task p on 0; task q on 1; }\n" + declarations + "\ntask p {\n" + one +
         "}\ntask q {\n" + other +
         "}\nproperty P \"p ends\": p terminates;\nproperty Q \"q ends\": q terminates;\n";
}

std::string gives_way(std::string const& own, std::string const& other) {
  return "for (;;) { WRITE_ONCE(" + own + ", 1); smp_mb(); if (!READ_ONCE(" + other +
         ")) break; WRITE_ONCE(" + own + ", 0); }\nWRITE_ONCE(" + own + ", 0);\n";
}
std::string tries(std::string const& first, std::string const& second) {
  return "for (;;) { spin_lock(&" + first + "); if (spin_trylock(&" + second + ")) break; spin_unlock(&" +
         first + "); }\nspin_unlock(&" + second + "); spin_unlock(&" + first + ");\n";
}

TEST(Livelock, OfTwoThatGiveWayToEachOther) {
  EXPECT_EQ(verdicts(two("int a, b;", gives_way("a", "b"), gives_way("b", "a"))), "livelock livelock");
  EXPECT_EQ(verdicts(two("spinlock_t a, b;", tries("a", "b"), tries("b", "a"))), "livelock livelock");
}
// One that was raised on the other CPU can be taken, too, and spins there.
TEST(Livelock, OfHandlersThatSpin) {
  EXPECT_EQ(
      verdicts("world { cpu 0, 1; task p on 0; task q on 1; }\nint x;\ninterrupt h { while (!READ_ONCE(x)) ; "
               "}\ntask p { raise(h, 0); WRITE_ONCE(x, 1); }\ntask q { raise(h, 1); }\n"
               "property P \"p ends\": p terminates;\n"),
      "livelock");
}
// Who goes first need not wait.
TEST(Livelock, OneThatDoesNotGiveWayEnds) {
  auto const found =
      verdicts(two("int a, b;", gives_way("a", "b"), "WRITE_ONCE(b, 1); smp_mb(); WRITE_ONCE(b, 0);"));
  EXPECT_EQ(found.find("livelock"), std::string::npos) << found;
}

// A cycle that begins with preemption off, and turns it on, keeps nobody from the CPU.
TEST(Livelock, NeedsACycleThatNeverLetsTheOthersOn) {
  auto const on_one_cpu = [](std::string const& waits, std::string const& gives) {
    return verdicts("world { cpu 0; task p on 0; task q on 0; }\nint x; spinlock_t l;\ntask p {\n" + waits +
                    "}\ntask q {\n" + gives + "}\nproperty P \"p ends\": p terminates;\n");
  };
  for (auto const& [lets, gives] :
       {std::pair<std::string, std::string>{"preempt_enable(); preempt_disable();", "WRITE_ONCE(x, 1);"},
        {"spin_unlock(&l); spin_lock(&l);", "spin_lock(&l); WRITE_ONCE(x, 1); spin_unlock(&l);"}}) {
    bool const is_lock = lets.find("spin") != std::string::npos;
    auto const found = on_one_cpu((is_lock ? "spin_lock(&l); " : "preempt_disable(); ") +
                                      ("while (!READ_ONCE(x)) { " + lets + " } ") +
                                      (is_lock ? "spin_unlock(&l);" : "preempt_enable();"),
                                  gives);
    EXPECT_EQ(found.find("unknown"), std::string::npos) << found;
    EXPECT_EQ(found.find("livelock"), std::string::npos) << found;
  }
  EXPECT_EQ(on_one_cpu("preempt_disable(); while (!READ_ONCE(x)) { smp_mb(); } preempt_enable();",
                       "WRITE_ONCE(x, 1);"),
            "livelock");
}

} // namespace
} // namespace barrister
