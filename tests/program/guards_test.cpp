// SPDX-License-Identifier: BSD-2-Clause
// guard() and scoped_guard() are the locks and unlocks that somebody writes by hand: the same program comes
// of both.
#include "tests/program/run.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <map>
#include <regex>

namespace barrister {
namespace {

// Locals of no name, and own_f and its like, by the order in which they come.
std::string with_numbered_locals(std::string const& program) {
  static std::regex const local("%[0-9]+|own_[a-z]|  local [^\\n]*\n");
  std::map<std::string, std::size_t> numbers;
  std::string out;
  auto at = program.begin();
  for (std::sregex_iterator i(program.begin(), program.end(), local), end; i != end; ++i) {
    out.append(at, program.begin() + i->position());
    at = program.begin() + i->position() + i->length();
    if (i->str().front() != ' ')
      out += fmt::format("%{}", numbers.emplace(i->str(), numbers.size()).first->second);
  }
  return out.append(at, program.end());
}
std::string program_of(std::string const& name, std::string const& text) {
  Folder const folder;
  auto const ran = barrister_with({"show", "--stage=program", folder.write(name, text)});
  EXPECT_EQ(ran.status, 0) << text << ran.err;
  return with_numbered_locals(ran.out.substr(0, ran.out.find("\nstart ")));
}
std::string protocol(std::string const& code) {
  return "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y, z;\n"
         "struct thing { spinlock_t lock; int v; };\nstruct thing one, two;\nspinlock_t l, k;\nstruct mutex "
         "m;\n"
         "rwlock_t rw;\nstruct srcu_struct ss;\n" +
         code + "task b { WRITE_ONCE(z, 1); }\nproperty P \"s\": never x == 9;\n";
}
std::string litmus(std::string const& code) {
  return "C t\n{}\nP0(int *x, int *y, spinlock_t *l, struct srcu_struct *ss)\n{\n" + code +
         "}\nP1(int *x) { WRITE_ONCE(*x, 7); }\nexists (x=1)\n";
}

struct Pair {
  char const *guarded, *by_hand;
};

TEST(Guards, OfAProtocolAreLocksAndUnlocks) {
  for (auto const& [guarded, by_hand] : {
           Pair{"task a { y = 1; guard(spinlock)(&l); x = 1; x = 2; }",
                "task a { y = 1; spin_lock(&l); x = 1; x = 2; spin_unlock(&l); }"},
           Pair{"task a { scoped_guard (spinlock, &l) { x = 1; } y = 1; }",
                "task a { spin_lock(&l); x = 1; spin_unlock(&l); y = 1; }"},
           Pair{"task a { scoped_guard(spinlock, &l) x = 1; y = 1; }",
                "task a { spin_lock(&l); x = 1; spin_unlock(&l); y = 1; }"},
           // the last one that was taken is the first to be released
           Pair{"task a { guard(mutex)(&m); guard(spinlock_irq)(&l); guard(raw_spinlock)(&k); x = 1; }",
                "task a { mutex_lock(&m); spin_lock_irq(&l); raw_spin_lock(&k); x = 1; raw_spin_unlock(&k); "
                "spin_unlock_irq(&l); mutex_unlock(&m); }"},
           Pair{"task a { guard(irq)(); guard(preempt)(); guard(rcu)(); x = 1; }",
                "task a { local_irq_disable(); preempt_disable(); rcu_read_lock(); x = 1; rcu_read_unlock(); "
                "preempt_enable(); local_irq_enable(); }"},
           Pair{"task a { guard(irqsave)(); x = 1; }",
                "task a { unsigned long own_f; local_irq_save(own_f); x = 1; local_irq_restore(own_f); }"},
           Pair{"task a { guard(spinlock_irqsave)(&l); x = 1; }",
                "task a { unsigned long own_f; spin_lock_irqsave(&l, own_f); x = 1; "
                "spin_unlock_irqrestore(&l, own_f); }"},
           Pair{"task a { guard(write_lock)(&rw); x = 1; }",
                "task a { write_lock(&rw); x = 1; write_unlock(&rw); }"},
           Pair{"task a { guard(read_lock_irqsave)(&rw); x = 1; }",
                "task a { unsigned long own_f; read_lock_irqsave(&rw, own_f); x = 1; "
                "read_unlock_irqrestore(&rw, own_f); "
                "}"},
           Pair{"task a { guard(srcu)(&ss); x = 1; }",
                "task a { int own_i = srcu_read_lock(&ss); x = 1; srcu_read_unlock(&ss, own_i); }"},
           Pair{"task a { guard(spinlock)(&l); if (y) return; guard(spinlock)(&k); if (z) return; x = 1; }",
                "task a { spin_lock(&l); if (y) { spin_unlock(&l); return; } spin_lock(&k); if (z) { "
                "spin_unlock(&k); "
                "spin_unlock(&l); return; } x = 1; spin_unlock(&k); spin_unlock(&l); }"},
           // the lock that was taken, whatever the pointer is by then
           Pair{"task a { struct thing *p = &one; guard(spinlock)(&p->lock); p = &two; p->v = 1; }",
                "task a { struct thing *p = &one; spinlock_t *own_q = &p->lock; spin_lock(own_q); p = &two; "
                "p->v = 1; "
                "spin_unlock(own_q); }"},
           Pair{"task a { spinlock_t *p = &l; guard(spinlock)(p); p = &k; x = 1; }",
                "task a { spinlock_t *p = &l; spinlock_t *own_q = p; spin_lock(own_q); p = &k; x = 1; "
                "spin_unlock(own_q); }"},
           // of a loop: each round
           Pair{"task a { int i; for (i = 0; i < 2; i++) { guard(spinlock)(&l); if (y) break; if (z) "
                "continue; x = 1; } "
                "y = 2; }",
                "task a { int i; for (i = 0; i < 2; i++) { spin_lock(&l); if (y) { spin_unlock(&l); break; } "
                "if (z) { "
                "spin_unlock(&l); continue; } x = 1; spin_unlock(&l); } y = 2; }"},
           // a loop inside is left alone
           Pair{"task a { guard(spinlock)(&l); while (READ_ONCE(y)) { if (z) break; } x = 1; }",
                "task a { spin_lock(&l); while (READ_ONCE(y)) { if (z) break; } x = 1; spin_unlock(&l); }"},
           // scoped_guard() is a loop itself: break leaves it, and not the one around it
           Pair{"task a { int i; for (i = 0; i < 2; i++) { scoped_guard (spinlock, &l) { if (y) break; x = "
                "1; } y = 2; } "
                "}",
                "task a { int i; for (i = 0; i < 2; i++) { spin_lock(&l); do { if (y) { spin_unlock(&l); "
                "break; } x = 1; "
                "spin_unlock(&l); } while (0); y = 2; } }"},
           Pair{"task a { guard(spinlock)(&l); if (y) goto out; x = 1; out: x = 2; }",
                "task a { spin_lock(&l); { if (y) goto out; x = 1; out: x = 2; } spin_unlock(&l); }"},
           Pair{"task a { again: x = 3; { guard(spinlock)(&l); if (y) goto out; if (z) goto again; x = 1; } "
                "out: x = 2; }",
                "task a { again: x = 3; { spin_lock(&l); if (y) { spin_unlock(&l); goto out; } if (z) { "
                "spin_unlock(&l); "
                "goto again; } x = 1; spin_unlock(&l); } out: x = 2; }"},
           Pair{"task a { again: x = 3; guard(spinlock)(&l); if (z) goto again; x = 1; }",
                "task a { again: x = 3; { spin_lock(&l); if (z) { spin_unlock(&l); goto again; } x = 1; "
                "spin_unlock(&l); } }"},
           Pair{"task a { switch (READ_ONCE(y)) { case 1: { guard(spinlock)(&l); x = 1; break; } default: x "
                "= 2; } }",
                "task a { switch (READ_ONCE(y)) { case 1: { spin_lock(&l); x = 1; spin_unlock(&l); break; } "
                "default: x = "
                "2; } }"},
           Pair{"task a { scoped_guard (spinlock_try, &l) { x = 1; } y = 1; }",
                "task a { if (spin_trylock(&l)) { x = 1; spin_unlock(&l); } y = 1; }"},
           Pair{"#define WITH(lock) guard(spinlock)(lock)\ntask a { WITH(&l); x = 1; }",
                "task a { spin_lock(&l); x = 1; spin_unlock(&l); }"},
       })
    EXPECT_EQ(program_of("t.protocol", protocol(guarded + std::string("\n"))),
              program_of("t.protocol", protocol(by_hand + std::string("\n"))))
        << guarded;
}

TEST(Guards, OfATestAreLocksAndUnlocks) {
  for (auto const& [guarded, by_hand] : {
           Pair{"\tguard(spinlock)(l);\n\tWRITE_ONCE(*x, 1);\n",
                "\tspin_lock(l);\n\tWRITE_ONCE(*x, 1);\n\tspin_unlock(l);\n"},
           Pair{"\tscoped_guard (spinlock, l) {\n\t\tif (READ_ONCE(*y))\n\t\t\tbreak;\n\t\tWRITE_ONCE(*x, "
                "1);\n\t}\n"
                "\tWRITE_ONCE(*y, 1);\n",
                "\tspin_lock(l);\n\tdo {\n\t\tif (READ_ONCE(*y)) "
                "{\n\t\t\tspin_unlock(l);\n\t\t\tbreak;\n\t\t}\n"
                "\t\tWRITE_ONCE(*x, 1);\n\t\tspin_unlock(l);\n\t} while (0);\n\tWRITE_ONCE(*y, 1);\n"},
           Pair{"\tguard(rcu)();\n\tWRITE_ONCE(*x, 1);\n",
                "\trcu_read_lock();\n\tWRITE_ONCE(*x, 1);\n\trcu_read_unlock();\n"},
           Pair{"\tguard(srcu)(ss);\n\tWRITE_ONCE(*x, 1);\n",
                "\tint own_i = srcu_read_lock(ss);\n\tWRITE_ONCE(*x, 1);\n\tsrcu_read_unlock(ss, own_i);\n"},
           Pair{"\tguard(spinlock_irqsave)(l);\n\tif (READ_ONCE(*y))\n\t\treturn;\n\tWRITE_ONCE(*x, 1);\n",
                "\tunsigned long own_f;\n\tspin_lock_irqsave(l, own_f);\n\tif (READ_ONCE(*y)) {\n"
                "\t\tspin_unlock_irqrestore(l, own_f);\n\t\treturn;\n\t}\n\tWRITE_ONCE(*x, 1);\n"
                "\tspin_unlock_irqrestore(l, own_f);\n"},
       })
    EXPECT_EQ(program_of("t.litmus", litmus(guarded)), program_of("t.litmus", litmus(by_hand))) << guarded;
}

TEST(Guards, ReturnWhatIsReadBefore) {
  auto const program = program_of(
      "t.protocol", protocol("int f(void) { guard(spinlock)(&l); if (y) return x; x = 3; return 5; }\n"
                             "task a { y = f(); }\n"));
  EXPECT_TRUE(has(program, "      %1 = load x\n      unlock l\n      preemption -1\n      leave block 0\n"))
      << program;
  EXPECT_TRUE(has(program, "    %1 = 5\n    unlock l\n    preemption -1\n    leave block 0\n")) << program;
}

// With the guard or without it, of a function whose lock is asked for: who gets one has preemption off behind
// it.
TEST(Guards, OfAFunctionThatTriesAnotherLock) {
  auto const program =
      program_of("t.protocol", protocol("bool f(void) { guard(spinlock)(&l); return spin_trylock(&k); }\n"
                                        "task a { if (f()) { x = 1; spin_unlock(&k); } }\n"));
  EXPECT_TRUE(
      has(program,
          "          preemption -1\n          unlock l\n          preemption -1\n          leave block 2\n"
          "        unlock l\n        preemption -1\n        leave block 1\n"))
      << program;
}

// What is shown stands where the scope ends, or is left.
TEST(Guards, AreShownWhereTheyEnd) {
  Folder const folder;
  auto const file = folder.write("t.litmus", litmus("\tguard(spinlock)(l);\n\tif (READ_ONCE(*y) == 0) {\n"
                                                    "\t\tWRITE_ONCE(*x, 1);\n\t\treturn;\n\t}\n"));
  auto const ran = barrister_with({"check", "--trace", file});
  EXPECT_EQ(ran.status, 0) << ran.err;
  for (auto const* line : {"    guard(spinlock)(l);", "    spin_unlock(l);"})
    EXPECT_TRUE(has(ran.out, line)) << ran.out;
  auto const reader =
      folder.write("t.protocol", protocol("task a { { guard(rcu)(); x = READ_ONCE(z); } x = 9; }\n"));
  auto const traced = barrister_with({"check", "--trace", reader});
  EXPECT_TRUE(has(traced.out, "guard(rcu)();\n")) << traced.out;
  EXPECT_TRUE(has(traced.out, "rcu_read_unlock();\n")) << traced.out;
}

// What stands in the block of a scoped_guard() is of the function around it.
TEST(Guards, BarriersInThemAreOfTheirFunction) {
  auto const file = BARRISTER_SOURCE "/tests/kernel_code/guards.protocol";
  auto const ran =
      barrister_with({"barriers", "--width", "200", "--variant", "GOOD", "--model", "lkmm", file});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "smp_mb__after_spinlock() in wake_up_process_of(): needed")) << ran.out;
  EXPECT_TRUE(has(ran.out, "/* Pairs with smp_mb__after_spinlock() in wake_up_process_of(): orders"))
      << ran.out;
  auto const test = [](std::string const& fence) {
    return "C t\n{}\nP0(int *x, int *y, spinlock_t *l)\n{\n\tWRITE_ONCE(*x, 1);\n\tscoped_guard (spinlock, "
           "l) {\n\t\t" +
           fence +
           "\n\t\tint r0 = READ_ONCE(*y);\n\t}\n}\nP1(int *x, int *y)\n{\n\tWRITE_ONCE(*y, 1);\n\tsmp_mb();\n"
           "\tint r0 = READ_ONCE(*x);\n}\nexists (0:r0=0 /\\ 1:r0=0)\n";
  };
  Folder const folder;
  auto const barriers =
      barrister_with({"barriers", "--width", "200", folder.write("t.litmus", test("smp_mb();"))});
  EXPECT_TRUE(has(barriers.out, "line 7: smp_mb() in P0: needed")) << barriers.out;
  auto const repair = barrister_with({"repair", "--width", "200", folder.write("t.litmus", test(""))});
  EXPECT_EQ(repair.status, 0) << repair.out;
  EXPECT_TRUE(has(repair.out, "smp_mb() in P0, at line")) << repair.out;
}

TEST(Guards, SayWhatIsWrong) {
  struct Row {
    char const *code, *said;
  };
  std::string many;
  for (int i = 0; i < 21; ++i) many += "guard(rcu)(); ";
  for (auto const& [code, said] : {
           Row{"guard(spinlok)(&l);", "unknown guard 'spinlok'\n"},
           Row{"guard(spinlok)(&l);", "hint: did you mean 'spinlock'?"},
           Row{"guard(rq_lock)(&l);", "hint: write the lock and, at each way out, the unlock"},
           Row{"guard(spinlock)();", "guard 'spinlock' takes a lock\n"},
           Row{"scoped_guard (mutex) { x = 1; }", "hint: write 'scoped_guard (mutex, &l)'"},
           Row{"guard(rcu)(&l);", "hint: write 'guard(rcu)()'"},
           Row{"guard(mutex_try)(&m);", "guard 'mutex_try' may fail\n"},
           Row{"guard(rwsem_read)(&l);", "'use rwsem;' has it"},
           Row{"guard(spinlock)(&l), x = 1;", "expected ';', found ','"},
           Row{"guard(&l);", "hint: write 'guard(name)(lock);'"},
           Row{"if (y) goto in; guard(spinlock)(&l); in: x = 1;", "'goto' into a block or a loop"},
           Row{"while (READ_ONCE(y)) guard(spinlock)(&l);", "a guard is a declaration: it stands in a block"},
           Row{"if (y) guard(spinlock)(&l); else x = 1;", "hint: put it between '{' and '}'"},
           Row{"for (guard(spinlock)(&l); y < 2; y++) x = 1;",
               "a guard is a declaration: it stands in a block"},
           Row{many.c_str(), "more than 20 guards in one block"},
       }) {
    Folder const folder;
    auto const ran = barrister_with(
        {"check", folder.write("t.protocol", protocol("task a { " + std::string(code) + " }\n"))});
    EXPECT_EQ(ran.status, 2) << code << ran.out;
    EXPECT_TRUE(has(ran.err, said)) << code << "\n" << ran.err;
  }
}

} // namespace
} // namespace barrister
