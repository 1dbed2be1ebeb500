// SPDX-License-Identifier: BSD-2-Clause
// Loops that wait hold without a bound, and those that never end are found all the same: the engine and all
// states agree.
#include "tests/protocol/verdicts.hpp"
#include "tests/support/load.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

// Two tasks of two CPUs: each ends, nothing is stuck, and n is not what it never is.
std::string two_tasks(std::string const& a, std::string const& b) {
  return "world { cpu 0, 1; task a on 0; task b on 1; }\n"
         "int x, y, l, n; spinlock_t s, t;\n"
         "task a {" +
         a + "}\ntask b {" + b +
         "}\n"
         "property A \"\": a terminates;\nproperty B \"\": b terminates;\nproperty N \"\": never n == 9;\n";
}
// Of all models.
std::string under_each(std::string const& text) {
  auto const out = verdicts(text);
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "tso"})
    EXPECT_EQ(verdicts(text, load_model_for_protocols(name)), out) << name << "\n" << text;
  return out;
}

std::string const sets = "WRITE_ONCE(n, 1); smp_store_release(&x, 1);";

TEST(AwaitInProtocols, WhoWaitsForWhatComesEnds) {
  EXPECT_EQ(under_each(two_tasks("while (!READ_ONCE(x)) ;", sets)), "holds holds holds");
  EXPECT_EQ(under_each(two_tasks("while (!READ_ONCE(x)) smp_mb();", sets)), "holds holds holds");
  EXPECT_EQ(under_each(two_tasks("int r; do { r = READ_ONCE(x); smp_rmb(); } while (r == 0);", sets)),
            "holds holds holds");
  EXPECT_EQ(under_each(two_tasks("do { do ; while (!READ_ONCE(n)); } while (!READ_ONCE(x));", sets)),
            "holds holds holds");
}
TEST(AwaitInProtocols, WhoTriesUntilHeGetsItEnds) {
  auto const word =
      "while (cmpxchg_acquire(&l, 0, 1)) ; WRITE_ONCE(n, READ_ONCE(n) + 1); smp_store_release(&l, 0);";
  EXPECT_EQ(under_each(two_tasks(word, word)), "holds holds holds");
  auto const lock =
      "for (;;) { if (spin_trylock(&s)) break; } WRITE_ONCE(n, READ_ONCE(n) + 1); spin_unlock(&s);";
  EXPECT_EQ(under_each(two_tasks(lock, lock)), "holds holds holds");
}
TEST(AwaitInProtocols, WhoWaitsForWhatNeverComesDoesNot) {
  EXPECT_EQ(under_each(two_tasks("while (!READ_ONCE(x)) ;", "WRITE_ONCE(n, 1);")), "livelock within unknown");
  EXPECT_EQ(under_each(two_tasks("while (READ_ONCE(x) != 2) ;", sets)), "livelock within unknown");
  EXPECT_EQ(
      under_each(two_tasks("while (cmpxchg_acquire(&l, 0, 1)) ;", "while (cmpxchg_acquire(&l, 0, 1)) ;")),
      "livelock livelock unknown");
}
// Each holds what the other tries for ever: where both go on for ever, no lasso is of one of them.
TEST(AwaitInProtocols, WhereBothWaitForEachOtherNeitherIsSaidToEnd) {
  auto const takes = [](std::string const& first, std::string const& second) {
    return "spin_lock(&" + first + "); for (;;) { if (spin_trylock(&" + second + ")) break; } spin_unlock(&" +
           second + "); spin_unlock(&" + first + ");";
  };
  for (auto const& text :
       {two_tasks(takes("s", "t"), takes("t", "s")),
        two_tasks("while (!READ_ONCE(x)) ; WRITE_ONCE(y, 1);", "while (!READ_ONCE(y)) ; WRITE_ONCE(x, 1);"),
        two_tasks("for (;;) { WRITE_ONCE(x, 1); if (READ_ONCE(x) == 1) break; }",
                  "for (;;) { WRITE_ONCE(x, 2); if (READ_ONCE(x) == 2) break; }")})
    for (auto const* name : {"lkmm", "sc"}) {
      auto const said = verdicts(text, load_model_for_protocols(name));
      EXPECT_FALSE(said.starts_with("holds") || said.find(" holds ") != std::string::npos) << said << "\n"
                                                                                           << text;
    }
}
TEST(AwaitInProtocols, APlainReadMaySeeAnOldValueForEver) {
  EXPECT_EQ(verdicts(two_tasks("while (!x) ;", "WRITE_ONCE(x, 1);"), load_model_for_protocols("lkmm"))
                .substr(0, 12),
            "within holds");
}
TEST(AwaitInProtocols, WhoWaitsForWhatIsBeyondTheBoundDoesNotHideIt) {
  auto const text = two_tasks("int i; if (READ_ONCE(l)) { for (i = 0; i < 6; i++) WRITE_ONCE(n, i); "
                              "WRITE_ONCE(n, 9); } WRITE_ONCE(x, 1);",
                              "WRITE_ONCE(l, 1); while (!READ_ONCE(x)) ;");
  EXPECT_EQ(verdicts(text, load_model_for_protocols("sc")), "within within within");
}
TEST(AwaitInProtocols, ARoundThatDoesSomethingIsCounted) {
  auto const sc = load_model_for_protocols("sc");
  EXPECT_EQ(verdicts("atomic_t c;" + two_tasks("while (!READ_ONCE(x)) atomic_inc(&c);", sets), sc),
            "within within within");
  EXPECT_EQ(
      verdicts(two_tasks("int i = 0; while (!READ_ONCE(x)) i++; if (i == 7) WRITE_ONCE(n, 9);", sets), sc),
      "within within within");
}
TEST(AwaitInProtocols, AHandlerInARoundIsStillTaken) {
  EXPECT_EQ(verdicts("world { cpu 0, 1; task a on 0; task b on 1; }\nint x, n;\n"
                     "interrupt h { WRITE_ONCE(x, 1); }\n"
                     "task a { while (!READ_ONCE(x)) ; }\ntask b { raise(h, 0); }\n"
                     "property A \"\": a terminates;\nproperty N \"\": never n == 9;\n"),
            "holds holds");
  EXPECT_EQ(verdicts("world { cpu 0, 1; task a on 0; task b on 1; }\nint x, n;\n"
                     "interrupt h { WRITE_ONCE(x, 1); }\n"
                     "task a { local_irq_disable(); while (!READ_ONCE(x)) ; local_irq_enable(); }\n"
                     "task b { raise(h, 0); }\nproperty A \"\": a terminates;\n"),
            "livelock");
}
TEST(AwaitInProtocols, AnAssertionInARoundIsSeen) {
  EXPECT_EQ(verdicts(two_tasks("while (!READ_ONCE(x)) WARN_ON(READ_ONCE(n));", sets)).find("violated") !=
                std::string::npos,
            true);
}

} // namespace
} // namespace barrister
