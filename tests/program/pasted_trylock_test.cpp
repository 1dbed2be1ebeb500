// SPDX-License-Identifier: BSD-2-Clause
// Locks that are tried among other things that are asked, and what is behind && and ||.
#include "tests/program/pasted.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string const lock = "DEFINE_SPINLOCK(l);\nDEFINE_SPINLOCK(k);\nint n, c, x, y;\n";
std::string const counts = "spin_lock(&l); n++; spin_unlock(&l);";

TEST(PastedTrylock, IsTriedOnlyIfTheLeftSideSaysSo) {
  std::string const take = " { n++; spin_unlock(&l); } else y = 1;";
  for (std::string const asks :
       {"READ_ONCE(c) && spin_trylock(&l)", "!(!READ_ONCE(c) || !spin_trylock(&l))",
        "READ_ONCE(c) ? spin_trylock(&l) : false", "likely(READ_ONCE(c) && spin_trylock(&l))",
        "(READ_ONCE(c) && spin_trylock(&l)) != 0", "(x = READ_ONCE(c) && spin_trylock(&l))"}) {
    std::string const code = "int x; if (" + asks + ")" + take;
    holds(lock, code, "WRITE_ONCE(c, 1);", "n + y == 1"); // nobody else has the lock
    violated(lock, code, "WRITE_ONCE(c, 1);", "n == 1");
    violated(lock, code, "WRITE_ONCE(c, 1);", "y == 1");
    holds(lock, code, counts, "n == 1 && y == 1");
  }
  std::string const other = "int x; if (READ_ONCE(c) || !spin_trylock(&l)) return; n++; spin_unlock(&l);";
  holds(lock, other, "", "n == 1");
  violated(lock, other, "WRITE_ONCE(c, 1);", "n == 1");
  violated(lock, other, counts, "n == 2");
  holds(lock, other, counts, "n == 1 || n == 2");
}
TEST(PastedTrylock, OneOfTwo) {
  std::string const both = "if (spin_trylock(&l) && spin_trylock(&k)) n++; ";
  refused(lock, both, "branches meet here");
  std::string const fine = "if (!spin_trylock(&l)) return; if (READ_ONCE(c) || !spin_trylock(&k)) { "
                           "spin_unlock(&l); return; } n++; spin_unlock(&k); spin_unlock(&l);";
  holds(lock, fine, "", "n == 1");
  violated(lock, fine, fine, "n == 2");
  refused(lock, "if (READ_ONCE(c) || spin_trylock(&l)) n++;", "branches meet here");
}
TEST(PastedTrylock, FunctionsReturnWithTheLockOrWithoutIt) {
  std::string const get = lock +
                          "static bool get(spinlock_t *s) {\n if (!READ_ONCE(c))\n  return false;\n"
                          " if (spin_trylock(s))\n  return true;\n x = 1;\n return spin_trylock(s);\n}\n";
  for (std::string const code :
       {"if (get(&l)) { n++; spin_unlock(&l); }", "if (!get(&l)) return; n++; spin_unlock(&l);",
        "bool r = get(&l); if (!r) goto out; n++; spin_unlock(&l); out: y = 1;",
        "if (READ_ONCE(c) == 0 || !get(&l)) return; n++; spin_unlock(&l);"}) {
    holds(get, "WRITE_ONCE(c, 1); " + code, "", "n == 1 && x == 0");
    holds(get, code, "", "n == 0 && x == 0");
    holds(get, "WRITE_ONCE(c, 1); " + code, counts, "n == 2 || x == 1"); // tries twice
    violated(get, "WRITE_ONCE(c, 1); " + code, counts, "n == 2");
    violated(get, "WRITE_ONCE(c, 1); " + code, counts, "x == 0");
  }
  // Each way leaves for elsewhere, and none for behind the `if` within.
  std::string const nested =
      lock +
      "static bool get(void) { if (READ_ONCE(c)) { if (spin_trylock(&l)) return true; WRITE_ONCE(y, 1); "
      "return spin_trylock(&l); } return false; }\n"
      "interrupt h { if (get()) { n++; spin_unlock(&l); } }\n";
  holds(nested, "c = 1; raise(h, 0); if (get()) { n++; spin_unlock(&l); }", "", "n >= 1 && n + y >= 2");
  holds(nested, "raise(h, 0); if (get()) { n++; spin_unlock(&l); }", "", "n == 0");
  std::string const once = lock + "static int once(void)\n{\n if (READ_ONCE(c))\n  return 0;\n"
                                  " if (!spin_trylock(&l))\n  return 0;\n return 1;\n}\n";
  holds(once, "if (once()) { n++; spin_unlock(&l); }", "", "n == 1");
  holds(once, "c = 2; if (once()) { n++; spin_unlock(&l); }", "", "n == 0");
  refused(once, "n = once();", "branches meet here");
}
TEST(PastedTrylock, OfALoop) {
  for (std::string const spin :
       {"while (!spin_trylock(&l)) cpu_relax();", "do { cpu_relax(); } while (!spin_trylock(&l));",
        "for (; !spin_trylock(&l); cpu_relax()) ;", "retry: if (!spin_trylock(&l)) goto retry;"}) {
    holds(lock, spin + " n++; spin_unlock(&l);", spin + " n++; spin_unlock(&l);", "n == 2");
    violated(lock, spin + " n++; spin_unlock(&l);", "n++;", "n == 2");
  }
  std::string const leaves = "while (!spin_trylock(&l)) { if (READ_ONCE(c)) return; } n++; spin_unlock(&l);";
  violated(lock, leaves, "spin_lock(&l); WRITE_ONCE(c, 1); n++; spin_unlock(&l);", "n == 2");
  auto const held =
      checked(lock, "while (!spin_trylock(&l)) cpu_relax(); n++; spin_unlock(&l);",
              "spin_lock(&l); while (!READ_ONCE(c)) ; spin_unlock(&l);", "property T \"\": a terminates;");
  EXPECT_TRUE(has(held.out, "T      violated")) << held.out << held.err;
}
// A loop whose rounds write something is no loop that waits.
TEST(PastedTrylock, ALoopThatCountsItsRoundsIsBounded) {
  std::string const spin = "while (!spin_trylock(&l)) y++; n++; spin_unlock(&l);";
  auto const ran =
      checked(lock, spin, counts, "property P \"\": finally n == 2; property Q \"\": finally y < 9;");
  EXPECT_TRUE(has(ran.out, "Q      holds within 5 rounds")) << ran.out << ran.err;
}

// Who did not try, or did not get it, may be preempted, and is no reader of RCU.
TEST(PastedTrylock, PreemptionIsOnWhereThereIsNoLock) {
  auto const of = [](std::string const& take) {
    Folder const folder;
    auto const text = "protocol pasted;\nworld { cpu 0; task a on 0; task b on 0; }\n" + lock +
                      "ghost bool between;\ntask a { " + take +
                      " if (READ_ONCE(x) == 0) if (READ_ONCE(x)) between = true; " +
                      "}\ntask b { WRITE_ONCE(x, 1); }\nproperty P \"\": never between;\n";
    return barrister_with({"check", "--color", "never", folder.write("pasted.protocol", text)});
  };
  auto const ran = of("if (READ_ONCE(c) && spin_trylock(&l)) { spin_unlock(&l); return; }");
  EXPECT_TRUE(has(ran.out, "P is violated")) << ran.out << ran.err;
  auto const held = of("if (READ_ONCE(c) || !spin_trylock(&l)) return;");
  EXPECT_TRUE(has(held.err, "preemption off")) << held.out << held.err;
}
TEST(PastedTrylock, WhereItWasNotTriedThereIsNoReader) {
  auto const passes = [](std::string const& between) {
    return "WRITE_ONCE(x, 1); " + between + " WRITE_ONCE(y, 1);";
  };
  std::string const waits = "int r = READ_ONCE(y); synchronize_rcu(); n = r == 1 && READ_ONCE(x) == 0;";
  holds(lock, passes("preempt_disable(); preempt_enable();"), waits, "n == 0");
  violated(lock, passes("if (READ_ONCE(c) && spin_trylock(&l)) spin_unlock(&l);"), waits, "n == 0");
}
TEST(PastedTrylock, InterruptsAreOffWhereItSucceeded) {
  auto const of = [](std::string const& take) {
    Folder const folder;
    auto const text = "protocol pasted;\nworld { cpu 0; task a on 0; }\n" + lock +
                      "ghost bool between;\ninterrupt h { WRITE_ONCE(x, 1); }\ntask a { unsigned long flags; "
                      "raise(h, 0); " +
                      take + " }\nproperty P \"\": never between;\n";
    return barrister_with({"check", "--color", "never", folder.write("pasted.protocol", text)});
  };
  std::string const looks = "if (READ_ONCE(x) == 0) if (READ_ONCE(x)) between = true; ";
  auto const saved =
      of("if (spin_trylock_irqsave(&l, flags)) { " + looks + "spin_unlock_irqrestore(&l, flags); }");
  EXPECT_TRUE(has(saved.out, "P  holds\n")) << saved.out << saved.err;
  auto const off = of("if (!READ_ONCE(c) && spin_trylock_irq(&l)) { " + looks + "spin_unlock_irq(&l); }");
  EXPECT_TRUE(has(off.out, "P  holds\n")) << off.out << off.err;
  auto const on = of("if (spin_trylock(&l)) { " + looks + "spin_unlock(&l); }");
  EXPECT_TRUE(has(on.out, "P is violated")) << on.out << on.err;
  auto const behind = of("if (READ_ONCE(c) && spin_trylock_irqsave(&l, flags)) { "
                         "spin_unlock_irqrestore(&l, flags); return; } " +
                         looks);
  EXPECT_TRUE(has(behind.out, "P is violated")) << behind.out << behind.err;
  auto const failed = of("spin_lock(&l); if (!spin_trylock_irqsave(&l, flags)) { " + looks +
                         "} else spin_unlock_irqrestore(&l, flags); spin_unlock(&l);");
  EXPECT_TRUE(has(failed.out, "P is violated")) << failed.out << failed.err;
}

// What is behind && is done if the left side says so, and orders nothing else.
TEST(PastedTrylock, WhatIsBehindAndIsDoneOnlyThen) {
  holds(lock, "if (READ_ONCE(c) && cmpxchg(&x, 0, 1) == 0) n = 1;", "", "n == 0 && x == 0");
  holds(lock, "if (!READ_ONCE(c) && cmpxchg(&x, 0, 1) == 0) n = 1;", "", "n == 1 && x == 1");
  holds(lock, "if (!READ_ONCE(c) || xchg(&x, 1)) n = 1;", "", "n == 1 && x == 0");
  holds(lock, "n = READ_ONCE(c) ? xchg(&x, 1) : xchg(&y, 2) + 1;", "", "n == 1 && x == 0 && y == 2");
  holds(lock, "while (READ_ONCE(c) && xchg(&x, 1)) ; n = 1;", "", "n == 1 && x == 0");
  std::string const atomic = "DEFINE_SPINLOCK(l);\natomic_t n;\nint c, x, y, t;\n";
  auto const buffered = [](std::string const& test) {
    return "WRITE_ONCE(x, 1); if (" + test + ") cpu_relax(); if (!READ_ONCE(y)) atomic_or(1, &n);";
  };
  std::string const other = "WRITE_ONCE(y, 1); smp_mb(); if (!READ_ONCE(x)) atomic_or(2, &n);";
  violated(atomic, buffered("READ_ONCE(c) && xchg(&t, 1)"), other, "n != 3");
  holds(atomic, buffered("!READ_ONCE(c) && xchg(&t, 1)"), other, "n != 3");
  violated(atomic, buffered("READ_ONCE(c) == 0 || xchg(&t, 1)"), other, "n != 3");
}

} // namespace
} // namespace barrister
