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
  EXPECT_EQ(under_each(two_tasks("while (!READ_ONCE(x)) ;", "WRITE_ONCE(n, 1);")).substr(0, 14),
            "livelock holds");
  EXPECT_EQ(under_each(two_tasks("while (READ_ONCE(x) != 2) ;", sets)).substr(0, 14), "livelock holds");
  EXPECT_EQ(
      under_each(two_tasks("while (cmpxchg_acquire(&l, 0, 1)) ;", "while (cmpxchg_acquire(&l, 0, 1)) ;"))
          .substr(0, 17),
      "livelock livelock");
}
// Each holds what the other tries for ever: where both go on for ever, no lasso is of one of them.
TEST(AwaitInProtocols, WhereBothWaitForEachOtherNeitherIsSaidToEnd) {
  for (auto const& text :
       {two_tasks(
            "spin_lock(&s); for (;;) { if (spin_trylock(&t)) break; } spin_unlock(&t); spin_unlock(&s);",
            "spin_lock(&t); for (;;) { if (spin_trylock(&s)) break; } spin_unlock(&s); spin_unlock(&t);"),
        two_tasks("while (!READ_ONCE(x)) ; WRITE_ONCE(y, 1);", "while (!READ_ONCE(y)) ; WRITE_ONCE(x, 1);")})
    for (auto const* name : {"lkmm", "sc"}) {
      auto const said = verdicts(text, load_model_for_protocols(name));
      EXPECT_EQ(said.find("holds"), std::string::npos) << said << "\n" << text;
    }
}
TEST(AwaitInProtocols, RetryingWithStoresIsALivelock) {
  EXPECT_EQ(under_each(two_tasks("for (;;) { WRITE_ONCE(x, 1); if (READ_ONCE(x) == 1) break; }",
                                 "for (;;) { WRITE_ONCE(x, 2); if (READ_ONCE(y) == 1) break; }"))
                .substr(9, 8),
            "livelock");
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
  EXPECT_EQ(verdicts("atomic_t c;" + two_tasks("while (!READ_ONCE(x)) atomic_inc(&c);", sets)),
            "within holds within");
  EXPECT_EQ(verdicts("int i;" +
                     two_tasks("int i = 0; while (!READ_ONCE(x)) i++; if (i == 7) WRITE_ONCE(n, 9);", sets))
                .substr(13),
            "within");
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
