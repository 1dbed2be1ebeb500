// SPDX-License-Identifier: BSD-2-Clause
// What kernel code takes from headers without a word: container_of(), min(), BIT(), typeof() and ({ }),
// IS_ENABLED(), constants. What is checked is what a compiler would see.
#include "tests/program/pasted.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string const items = "struct node { struct node *next; };\n"
                          "struct item { int a; struct node list; int b[2]; struct { int x, y; } in; };\n"
                          "struct item items[2];\nint n;\nint *p;\nstruct item *q;\n";

TEST(PastedHeaders, ContainerOf) {
  holds(items,
        "struct node *l = &items[1].list; struct item *i = container_of(l, struct item, list); i->a = 7;", "",
        "items[1].a == 7 && items[0].a == 0");
  holds(items, "WRITE_ONCE(p, &items[1].in.y);",
        "int *r = READ_ONCE(p); if (r) container_of(r, struct item, in.y)->b[1] = 3; else items[1].b[1] = 3;",
        "items[1].b[1] == 3");
  holds(items + "#define list_entry(ptr, type, member) container_of(ptr, type, member)\n",
        "p = &items[0].b[1]; q = container_of(p, struct item, b[1]); n = q == &items[0];", "", "n");
  holds("struct s { int a; int b; }; struct s s; int n;", // the first member: NULL stays NULL
        "int *r = NULL; n = container_of(r, struct s, a) == NULL;", "", "n");
  refused(items, "struct item *i = container_of(&items[0].list, struct node, list);", "has no such member");
  refused(items, "struct item *i = container_of(&items[0].a, struct item, list);", "'struct node *' is due");
  refused(items, "struct item *i = container_of(&items[0].a, int, list);", "takes a struct here");
  refused(items, "struct node *i = container_of(&items[0].list, struct item, list);",
          "'struct node *' is due");
  refused(items, "n = container_of(&items[0].list, list);", "takes 3 arguments, not 2");
  refused(items + "static void f(int x) { n = x; }\n", "f(int);", "a type is no value");
}
TEST(PastedHeaders, ContainerOfWhatIsNoMemberIsAFault) {
  auto const ran = checked(items, "struct node *l = NULL; container_of(l, struct item, list)->a = 1;", "",
                           "property P: never n == 1;");
  EXPECT_TRUE(has(ran.out, "fault: ")) << ran.out << ran.err;
}

TEST(PastedHeaders, MinAndMax) {
  holds("int n, k, m;", "n = min(3, 5); k = max(3, 5); m = clamp(9, 2, 4);", "",
        "n == 3 && k == 5 && m == 4");
  holds("int n;\nstatic int next(void) { return ++n; }\nint k;", "k = min(next(), 5);", "",
        "n == 1 && k == 1");
  holds("int n; unsigned char c = 200;", "n = min_t(unsigned char, 257, c);", "", "n == 1"); // 257 is 1
  holds("unsigned int u = 5; int n;", "n = max(-1, u) == 0xffffffffu;", "", "n");            // as C converts
  holds("int n;", "n = min_t(int, -1, 5u);", "", "n == -1");
  holds("int v = 1, w = 2; int *p = &v, *q = &w;", "swap(v, w); swap(p, q); *p = 7;", "", "v == 2 && w == 7");
  holds("static int min(int a, int b) { return a + b; }\nint n;", "n = min(1, 2);", "",
        "n == 3"); // one's own
  refused("int n;", "n = min(1);", "takes 2 arguments, not 1");
  refused("int n;", "n = min_t(1, 2, 3);", "takes the type of a number first");
  refused("int v, w, n;", "n = swap(v, w);", "gives no value");
}
// Each argument is one read, and what is read is what is compared.
TEST(PastedHeaders, MinReadsOnce) {
  holds("int x; ghost int got;", "got = min(READ_ONCE(x), 5);", "WRITE_ONCE(x, 9);", "got == 0 || got == 5");
  violated("int x; ghost int got;", "got = READ_ONCE(x) < 5 ? READ_ONCE(x) : 5;", "WRITE_ONCE(x, 9);",
           "got == 0 || got == 5");
}

TEST(PastedHeaders, Bits) {
  holds(
      "#define FLAG BIT(2)\n#define BOTH (BIT(0) | BIT(2))\nenum { E = BIT(4) };\nunsigned long n, m; int k;",
      "n = BIT(40); m = GENMASK(6, 4); k = FLAG | BOTH | E; switch (k) { case BIT(0) | BIT(2) | BIT(4): n++; "
      "}",
      "", "n == (1ul << 40) + 1 && m == 0x70 && k == 21");
  holds("unsigned long n; int i = 3;", "n = BIT(i);", "", "n == 8");
  holds("int n;", "n = -EBUSY; if (n > INT_MAX) n = UINT_MAX;", "", "n == -16");
  holds("enum { EBUSY = 5 };\n#define INT_MAX 3\nint n, EIO;", "n = -EBUSY + INT_MAX; EIO = 1;", "",
        "n == -2 && EIO == 1");
}

TEST(PastedHeaders, Typeof) {
  holds("unsigned char c; int n; struct s { int a; } s; struct s *p = &s;",
        "typeof(c) d = 257; typeof(p) q = p; __auto_type e = c; typeof(p->a) *r = &q->a; *r = 5; e = 258; n "
        "= d + "
        "e;",
        "", "n == 3 && s.a == 5");
  violated("int c, n;", "typeof(c) d = 257; n = d;", "", "n == 1");
  holds("int n; unsigned short c = 1;", "n = (typeof(c)) 65537 + sizeof(typeof(c)); ", "", "n == 3");
  holds("int n; unsigned char c = 255;", "__auto_type d = c + 1; n = d;", "", "n == 256"); // an int
  refused("struct s { int a; } s;", "typeof(s) t; t.a = 1;", "a struct that is declared by typeof()");
  refused("int n;", "typeof(m) t = 1; n = t;", "a type that is not known");
  refused("int n;", "{ char m = 1; n = m; } typeof(m) t = 1; n = t;", "'m' outside of the block");
  refused("int n; typeof(n) m;", "n = 1;", "typeof() of what is no local");
  refused("int n; __auto_type m = 1;", "n = 1;", "typeof() of what is no local");
  refused("int n; struct s { typeof(n) m; } s;", "n = 1;", "typeof() of what is no local");
  refused("int n; typedef typeof(n) m;", "n = 1;", "a typedef of typeof()");
  refused("int n; static int f(typeof(n) m) { return m; }", "n = f(1);", "typeof() in the head of 'f'");
  refused("int n; ghost typeof(n) m;", "n = 1;", "typeof() of what is no local");
  refused("int n;", "typeof(n) m[2] = { 1, 2 }; n = m[0];", "a local in memory that is declared by typeof()");
  refused("int n;", "typeof(n) m = 1; { long m = 2; n = m; }", "m'");
}
TEST(PastedHeaders, StatementsThatGiveAValue) {
  std::string const macros =
      "#define twice(x) ({ typeof(x) __x = (x); __x + __x; })\n"
      "#define xchg_plain(p, v) ({ typeof(p) __p = (p); typeof(*__p) __old = *__p; *__p = (v); __old; })\n";
  holds(macros + "int n, k, x = 4;\nstatic int next(void) { return ++n; }",
        "k = twice(next()) + xchg_plain(&x, 9);", "", "k == 6 && n == 1 && x == 9");
  holds("int n, k;", "k = ({ int i; for (i = 0; i < 3; i++) n += i; n; }) + 1; ({ n++; n++; });", "",
        "k == 4 && n == 5");
  holds("int n, k;", "if (({ int r = READ_ONCE(n); r == 0; })) k = 1; n = k ? ({ 7; }) : ({ 8; });", "",
        "k == 1 && n == 7");
  holds("int k; static int f(void) { k = ({ if (!k) return 3; 5; }); return k; } int n;", "n = f();", "",
        "n == 3 && k == 0");
  holds(macros + "int n; unsigned char c = 200;", "n = twice(c);", "", "n == 400");
  refused("int n;", "n = ({ n = 1; if (n) n = 2; });", "these statements give no value");
  refused("int n;", "n = ({ });", "these statements give no value");
  refused("int n;", "n = ({ int m = 1; m; }) + m;", "'m' outside of the block");
}
// A barrier and a dependency in them are those of the same code by hand.
TEST(PastedHeaders, StatementsOrder) {
  auto const of = [](std::string const& barrier) {
    return "int x, y;\nghost int r, s;\n#define look(p) ({ " + barrier +
           " typeof(*(p)) __v = READ_ONCE(*(p)); __v; })\n";
  };
  std::string const a = "WRITE_ONCE(x, 1); r = look(&y);", b = "WRITE_ONCE(y, 1); s = look(&x);";
  holds(of("smp_mb();"), a, b, "r || s");
  violated(of("smp_rmb();"), a, b, "r || s");
  auto const lb = [](std::string const& first) {
    return "WRITE_ONCE(y, ({ int t = READ_ONCE(x); " + first + "; }));";
  };
  std::string const other = "r = READ_ONCE(y); if (r) WRITE_ONCE(x, 1);";
  holds("int x, y;\nghost int g;\n", lb("t") + " g = y;", "int " + other, "g != 1");
  violated("int x, y;\nghost int g;\n", lb("t; 1") + " g = y;", "int " + other, "g != 1 || x != 1");
}

TEST(PastedHeaders, IsEnabled) {
  holds(
      "#define CONFIG_FOO 1\n#define CONFIG_ZERO 0\nint n;",
      "if (IS_ENABLED(CONFIG_FOO)) n = 1; if (IS_ENABLED(CONFIG_SMP) && !IS_ENABLED(CONFIG_ZERO)) n += 2; if "
      "(IS_ENABLED(CONFIG_BAR)) n += 4;",
      "", "n == 3");
  auto const ran = checked("int n;", "n = IS_ENABLED(CONFIG_BAR);", "", "property P: finally n == 0;");
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_TRUE(has(ran.err, "'CONFIG_BAR' is not defined: this is 0")) << ran.err;
  // What is a module is enabled; what is defined as something else than a number is an error for the kernel,
  // too.
  std::string const module = "#define CONFIG_FOO_MODULE 1\n#define CONFIG_BAR_MODULE 0\nint n;";
  holds(module,
        "if (IS_ENABLED(CONFIG_FOO)) n = 1; if (IS_BUILTIN(CONFIG_FOO) || IS_ENABLED(CONFIG_BAR)) n += 2;\n"
        "#if IS_ENABLED(CONFIG_FOO) && !IS_BUILTIN(CONFIG_FOO)\nn += 4;\n#endif\n",
        "", "n == 5");
  refused("#define CONFIG_FOO (0)\nint n;", "n = IS_ENABLED(CONFIG_FOO);", "stands for is no number");
  refused("#define CONFIG_FOO\n#if IS_ENABLED(CONFIG_FOO)\nint m;\n#endif\nint n;", "n = 1;",
          "stands for is no number");
  refused("int n;\nstatic void f(void) { n = IS_ENABLED(X); }\n#define X 2\n", "f(); n = X(1);", "X");
}
TEST(PastedHeaders, IncludeAndUndef) {
  holds("#include <linux/spinlock.h>\n#undef pr_fmt\n#define pr_fmt 3\nint n;", "n = pr_fmt;", "", "n == 3");
  refused("#include \"foo.h\"\nint n;", "n = 1;", "of a file of one's own");
  refused("#define A 1\n#undef A\nint n;", "n = A;", "'#undef' of what is defined above");
  holds("#if 0\n#undef A B\n#include \"x\"\n#endif\nint n;", "n = 1;", "", "n == 1");
}
TEST(PastedHeaders, ADefineMayGoOnBehindABackslash) {
  holds("#define MASK (1 | 2 | \\\n\t\t4)\nint n;", "n = MASK;", "", "n == 7");
  refused("#define MASK (1) | 2 | \\\n\t\t(4)\nint n;", "n = MASK;", "put it into parentheses");
}
TEST(PastedHeaders, WhatChecksIsLeftOut) {
  holds("int n, x;",
        "RCU_LOCKDEP_WARN(!rcu_read_lock_held(), \"odd\"); cond_resched(); WARN_ONCE(n, \"%s\\n\", x ? \"a\" "
        ": \"b\"); n = 1;",
        "", "n == 1");
}

// What a trylock gave is asked by the `if` behind it, by a `while`, through a function.
TEST(PastedHeaders, TrylockIsAskedLater) {
  std::string const lock = "DEFINE_SPINLOCK(l);\nint n, m;\n"
                           "static bool try_it(spinlock_t *l) { return spin_trylock(l); }\n";
  for (std::string const take :
       {"int ret = spin_trylock(&l); if (ret) { n++; spin_unlock(&l); }",
        "int ret; ret = spin_trylock(&l); if (ret == 0) return; n++; spin_unlock(&l);",
        "bool no = !spin_trylock(&l); if (unlikely(no)) return; n++; spin_unlock(&l);",
        "if (likely(spin_trylock(&l))) { n++; spin_unlock(&l); }",
        "if (!try_it(&l)) return; n++; spin_unlock(&l);"}) {
    holds(lock, take, "m = 1;", "n == 1 && m == 1");
    violated(lock, take, take, "n == 2"); // one may not get it
  }
  refused(lock, "int ret = spin_trylock(&l); n = 1; if (ret) spin_unlock(&l);", "'spin_trylock' here");
  refused(lock, "int ret = spin_trylock(&l); if (n) spin_unlock(&l);", "'spin_trylock' here");
  refused(lock, "int ret = spin_trylock(&l);", "'spin_trylock' here");
  refused(lock, "if (n) n = spin_trylock(&l); if (n) spin_unlock(&l);", "'spin_trylock' here");
}
// Where it failed, preemption is on as before: another task of the CPU has its turn.
TEST(PastedHeaders, WhoDidNotGetTheLockMayBePreempted) {
  auto const of = [](std::string const& take) {
    Folder const folder;
    auto const text =
        "protocol pasted;\nworld { cpu 0; task a on 0; task b on 0; }\nDEFINE_SPINLOCK(l);\nint x;\n"
        "ghost bool between;\nstart held \"\" { l == 1; }\n"
        "task a { " +
        take + " if (READ_ONCE(x) == 0) if (READ_ONCE(x)) between = true; " +
        "}\ntask b { WRITE_ONCE(x, 1); }\nproperty P \"\": never between;\n";
    return barrister_with({"check", "--color", "never", folder.write("pasted.protocol", text)});
  };
  auto const ran = of("int ret = spin_trylock(&l); if (ret) { spin_unlock(&l); return; }");
  EXPECT_TRUE(has(ran.out, "P is violated")) << ran.out << ran.err;
  auto const by_hand = of("if (spin_trylock(&l)) { spin_unlock(&l); return; }");
  EXPECT_TRUE(has(by_hand.out, "P is violated")) << by_hand.out << by_hand.err;
  auto const masked = of("preempt_disable(); int ret = spin_trylock(&l); if (ret) spin_unlock(&l);");
  EXPECT_TRUE(has(masked.err, "preemption")) << masked.out << masked.err;
}

TEST(PastedHeaders, ArchSpinlockIsOnesOwn) {
  holds("typedef struct qspinlock { atomic_t val; } arch_spinlock_t;\narch_spinlock_t l; int n;",
        "struct qspinlock *p = &l; atomic_set(&p->val, 3); n = atomic_read(&l.val);", "", "n == 3");
  refused("typedef struct qspinlock { atomic_t val; } atomic_t;\nint n;", "n = 1;",
          "is another type already");
}

// Flags that are restored behind jumps that leave from where they are not saved.
TEST(PastedHeaders, FlagsAreRestoredBehindJumps) {
  std::string const lock =
      "struct task { raw_spinlock_t l; int state; };\nstruct task t;\nstruct task *queue;\nint n;\n"
      "static int wake(struct task *p) {\n unsigned long flags;\n int success = 0;\n preempt_disable();\n"
      " if (p == NULL)\n  goto out;\n raw_spin_lock_irqsave(&p->l, flags);\n if (!READ_ONCE(p->state))\n"
      "  goto unlock;\n success = 1;\nunlock:\n raw_spin_unlock_irqrestore(&p->l, flags);\nout:\n"
      " preempt_enable();\n return success;\n}\n";
  holds(lock, "t.state = 1; smp_store_release(&queue, &t);", "n = wake(smp_load_acquire(&queue)) + 2;",
        "n == 2 || n == 3");
  violated(lock, "t.state = 1; smp_store_release(&queue, &t);", "n = wake(smp_load_acquire(&queue)) + 2;",
           "n == 2");
}

} // namespace
} // namespace barrister
