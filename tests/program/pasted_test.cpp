// SPDX-License-Identifier: BSD-2-Clause
// What people copy out of the kernel into a protocol, as it stands there; each with a claim that is true only
// if it means what it means in the kernel.
#include "tests/program/pasted.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

TEST(Pasted, InitialValuesOfAtomics) {
  holds("static atomic_t x = ATOMIC_INIT(1);\natomic64_t y = ATOMIC64_INIT(0x100000000);\n"
        "atomic_long_t z = ATOMIC_LONG_INIT(-1);",
        "atomic_inc(&x); atomic64_inc(&y); atomic_long_inc(&z);", "",
        "atomic_read(&x) == 2 && atomic64_read(&y) == 0x100000001 && atomic_long_read(&z) == 0");
  holds("static atomic_t x[] = { ATOMIC_INIT(1), [1] = ATOMIC_INIT(2), };\n"
        "struct o { int n; refcount_t ref; };\nstatic struct o o = { .n = 3, .ref = REFCOUNT_INIT(7) };",
        "atomic_dec(&x[1]); refcount_inc(&o.ref);", "", "x[0] == 1 && x[1] == 1 && o.n == 3 && o.ref == 8");
  holds("int seen;", "atomic_t mine = ATOMIC_INIT(5); atomic_inc(&mine); seen = atomic_read(&mine);", "",
        "seen == 6");
}

TEST(Pasted, ListsOfGhosts) {
  holds("ghost int p, q = 3;", "p = 1;", "q = q + 1;", "p == 1 && q == 4"); // each has an owner of its own
  holds("struct s { int n; };\nstruct s s, t;\nghost struct s *p = &s, *const q = &t, *r;", "r = &s;", "",
        "p == &s && q == &t && r == p");
  holds("ghost count n, m;\nghost ever seen, heard;", "n++; seen = true;", "m++; m++;",
        "n == 1 && m == 2 && seen && !heard");
  holds("owned u8 p = 255, q;\nghost int result;", "p++; q--; result = p + q;", "", "result == 255");
  refused("ghost int p, q;\nint x;", "p = 1; x = q;", "a ghost");
  refused("ghost DEFINE_PER_CPU(int, p), q;", "", "expected a name, found 'q'");
  refused("ghost count n, *m;", "", "expected a name, found '*'");
  refused("ghost int p, p;", "", "'p' is declared twice");
}

void excludes(std::string const& lock, std::string const& takes, std::string const& drops) {
  auto const section = takes + " x++; " + drops;
  holds(lock + "\nint x;", section, section, "x == 2");
  violated(lock + "\nint x;", section, "x++;", "x == 2");
}
TEST(Pasted, LocksAreDefined) {
  excludes("static DEFINE_SPINLOCK(l);", "spin_lock(&l);", "spin_unlock(&l);");
  excludes("DEFINE_RAW_SPINLOCK(l);", "raw_spin_lock(&l);", "raw_spin_unlock(&l);");
  excludes("static DEFINE_MUTEX(l);", "mutex_lock(&l);", "mutex_unlock(&l);");
  excludes("static __cacheline_aligned_in_smp DEFINE_RWLOCK(l);", "write_lock(&l);", "write_unlock(&l);");
  excludes("spinlock_t l = __SPIN_LOCK_UNLOCKED(l);", "spin_lock(&l);", "spin_unlock(&l);");
  excludes("struct rq { raw_spinlock_t lock; int n; };\nstatic struct rq rq = { .n = 1, .lock = "
           "__RAW_SPIN_LOCK_UNLOCKED(rq.lock) };",
           "raw_spin_lock(&rq.lock);", "raw_spin_unlock(&rq.lock);");
  excludes("struct mutex l = __MUTEX_INITIALIZER(l);", "mutex_lock_nested(&l, 1);", "mutex_unlock(&l);");
  excludes("spinlock_t l;", "spin_lock_nested(&l, SINGLE_DEPTH_NESTING);", "spin_unlock(&l);");
  excludes("arch_spinlock_t l;", "arch_spin_lock(&l);", "arch_spin_unlock(&l);");
  holds("DEFINE_STATIC_SRCU(s);\nint x, y;\nghost bool early;",
        "int i = srcu_read_lock(&s); WRITE_ONCE(x, 1); WRITE_ONCE(y, 1); srcu_read_unlock(&s, i);",
        "int seen = READ_ONCE(x); synchronize_srcu(&s); early = seen && !READ_ONCE(y);", "!early");
}
TEST(Pasted, WhatNoKernelHasIsNoLock) {
  refused("arch_spinlock_t l;", "unsigned long f; arch_spin_lock_irqsave(&l, f);", "unknown function");
  refused("spinlock_t l;", "unsigned long f; spin_lock_irqsave_nested(&l, f, 1);", "unknown function");
}
TEST(Pasted, NestedLocksTurnPreemptionOff) {
  std::string const use = "DEFINE_SPINLOCK(l);\nint listed = 1, gone;\nghost bool after;";
  std::string const remove = "WRITE_ONCE(listed, 0); synchronize_rcu(); WRITE_ONCE(gone, 1);";
  std::string const read = "int found = READ_ONCE(listed); after = found && READ_ONCE(gone);";
  for (auto const& [begin, end] : {std::pair("spin_lock_nested(&l, 1); ", " spin_unlock(&l);"),
                                   std::pair("preempt_disable_notrace(); ", " preempt_enable_notrace();"),
                                   std::pair("preempt_disable(); ", " preempt_enable_no_resched();")})
    holds(use, begin + read + end, remove, "!after");
  violated(use, read, remove, "!after");
  violated("arch_spinlock_t l;\nint listed = 1, gone;\nghost bool after;",
           "arch_spin_lock(&l); " + read + " arch_spin_unlock(&l);", remove, "!after");
}
TEST(Pasted, RawMasksTurnInterruptsOff) {
  std::string const use = "spinlock_t l;\ninterrupt tick { spin_lock(&l); spin_unlock(&l); }";
  auto const ends = [&](std::string const& a) {
    return checked(use, a, "raise(tick, 0);", "property P \"\": no deadlock;").status;
  };
  std::string const inside = "spin_lock(&l); spin_unlock(&l);";
  EXPECT_EQ(ends(inside), 1);
  EXPECT_EQ(ends("raw_local_irq_disable(); " + inside + " raw_local_irq_enable();"), 0);
  EXPECT_EQ(ends("unsigned long f; raw_local_irq_save(f); " + inside + " raw_local_irq_restore(f);"), 0);
}

TEST(Pasted, CpuRelaxOrdersNothingAndLoopsEnd) {
  std::string const a = "WRITE_ONCE(x, 1); cpu_relax(); r0 = READ_ONCE(y);";
  std::string const b = "WRITE_ONCE(y, 1); cpu_relax(); r1 = READ_ONCE(x);";
  violated("int x, y;\nghost int r0, r1;", a, b, "r0 || r1");
  auto const waits = checked("int x;", "while (!READ_ONCE(x))\n\t\tcpu_relax();", "WRITE_ONCE(x, 1);",
                             "property P \"\": a terminates;");
  EXPECT_EQ(waits.status, 0) << waits.out; // for any number of rounds, as without it
  EXPECT_TRUE(has(waits.out, "P  holds\n")) << waits.out;
  refused("", "int r = cpu_relax();", "'cpu_relax' gives no value");
}

TEST(Pasted, ChecksOfTheKernelsAreClaims) {
  auto const status = [](std::string const& a) {
    return checked("int x;", a, "WRITE_ONCE(x, 1);", "").status;
  };
  EXPECT_EQ(status("WARN(READ_ONCE(x), \"x is %d\\n\", READ_ONCE(x));"), 1);
  EXPECT_EQ(status("WARN_ONCE(READ_ONCE(x) > 1, \"two \" \"texts\");"), 0);
  EXPECT_EQ(status("if (VM_WARN_ON_ONCE(READ_ONCE(x))) return;"), 1);
  EXPECT_EQ(status("SCHED_WARN_ON(READ_ONCE(x)); VM_BUG_ON(READ_ONCE(x) > 1);"), 1);
  EXPECT_EQ(status("if (READ_ONCE(x)) BUG();"), 1);
  EXPECT_EQ(status("if (READ_ONCE(x) > 1) BUG();"), 0);
  refused("int x;", "WARN(READ_ONCE(x), \"%d\", misspelt);", "'misspelt' is not declared");
  refused("int x;", "WARN();", "'WARN' takes a condition, and other arguments, not 0");
  refused("char *s = \"abc\";", "", "a text as a value");
}
TEST(Pasted, ChecksOfTheCompilersAreMade) {
  holds("int x[3], n;",
        "BUILD_BUG_ON(sizeof(int) != 4); BUILD_BUG_ON(ARRAY_SIZE(x) > 3); WRITE_ONCE(n, ARRAY_SIZE(x));", "",
        "n == 3");
  refused("", "BUILD_BUG_ON(sizeof(long) == 8);", "this must not be so, and it is");
  refused("int x;", "BUILD_BUG_ON(x);", "this is no constant");
  refused("int x;", "int n = ARRAY_SIZE(x);", "this is no array");
}
TEST(Pasted, WhatLockdepAsksIsNotDone) {
  holds("DEFINE_SPINLOCK(l);\nint x;",
        "spin_lock(&l); lockdep_assert_held(&l); lockdep_assert_held_once(&l); assert_spin_locked(&l);"
        " lockdep_assert_preemption_disabled(); WRITE_ONCE(x, 1); spin_unlock(&l); "
        "lockdep_assert_not_held(&l);",
        "", "x == 1");
  refused("DEFINE_SPINLOCK(lock);", "lockdep_assert_held(&lokc);", "'lokc' is not declared");
}

TEST(Pasted, NumbersThatBeginWithZeroAreOctal) {
  holds("int x = 010, y[011];\n#define MODE 0644", "WRITE_ONCE(y[8], MODE + 0 + 0x10 + 07u);", "",
        "x == 8 && y[8] == 420 + 16 + 7");
  holds("int x;\nstatic void set(void) { WRITE_ONCE(x, 1); }", "set();", "",
        "x == 8;\nvariant V \"\" { replace set(): \"1\" with \"010\"; }\nproperty Q \"\": finally x == 8");
  refused("int x = 08;", "", "this is no number we can hold");
}

TEST(Pasted, AttributesMeanNothing) {
  holds("static int x __read_mostly = 1;\nint z ____cacheline_aligned_in_smp, w;\n"
        "static __always_inline int __must_check f(int v __maybe_unused) { return v + 1; }\n"
        "static noinline notrace void __sched g(void) __acquires(&l) __releases(&l) { z = f(x); }\n"
        "asmlinkage void __attribute__((__noinline__, unused)) h(void) { int n __maybe_unused = 1; w = n; }\n"
        "EXPORT_SYMBOL_GPL(h);",
        "g(); h(); goto out;\nout: __maybe_unused;", "", "z == 2 && w == 1");
  holds("struct s { int n; struct s __rcu *next; };\nstruct s s = { 1 }, t;\nstruct s __rcu *head = &s;\n"
        "int __percpu *p;",
        "rcu_assign_pointer(head, &t);", "", "head == &t && s.n == 1 && !p");
  holds("int x, y;", "switch (x) { case 0: x = 1; fallthrough; case 1: y = 2; break; default: y = 3; }", "",
        "x == 1 && y == 2");
  refused("static void f(int *p) { }", "int x __attribute__((cleanup(f))) = 1;", "'__attribute__'");
}
TEST(Pasted, NamesThatAreAttributesElsewhereAreNames) {
  holds("enum { IDLE, fallthrough, noinline };\nint x, y;", "x = fallthrough + 1; y = noinline;", "",
        "x == 2 && y == 2");
}
TEST(Pasted, NamesThatHerd7HasForItselfAreMembers) {
  excludes("struct rq { raw_spinlock_t __lock; int n; };\nstatic struct rq rq;", "raw_spin_lock(&rq.__lock);",
           "raw_spin_unlock(&rq.__lock);");
}
TEST(Pasted, WhatIsLikelyIsATruthValue) {
  holds("int x = 5, y, z;", "y = likely(x); z = unlikely(x & 4) + 1;", "", "y == 1 && z == 2");
  holds("int x[3], y;", "y = -1 < ARRAY_SIZE(x);", "", "y == 0"); // compared without a sign
}
TEST(Pasted, TheSizeOfWhatIsAlignedIsNotKnown) {
  holds("struct s { char c; int n; };\nint x;", "WRITE_ONCE(x, sizeof(struct s));", "", "x == 8");
  for (auto const* declaration :
       {"struct s { char c; int n; } __packed;", "struct s { char c; int n __aligned(64); };",
        "struct s { char c; int n; } __attribute__((packed));",
        "struct i { int n; } ____cacheline_aligned;\nstruct s { struct i i; };"}) {
    std::string const text = declaration;
    refused(text + "\nint x;", "WRITE_ONCE(x, sizeof(struct s));",
            "unsupported: the size of a struct that an attribute aligns or packs");
    refused(text + "\nint x;\nstruct s s;", "WRITE_ONCE(x, sizeof(s));", "unsupported: the size of a struct");
    holds(text + "\nstruct s s, t[2];\nint x;", "WRITE_ONCE(x, 1);", "", "x == 1");
  }
}

TEST(Pasted, StructsAndEnumsWithVariables) {
  holds("static struct foo { int a; struct foo *next; } f = { .a = 1 }, *p = &f, g[2];",
        "p->a++; g[1].next = p; g[1].next->a++;", "", "f.a == 3 && g[1].next == &f");
  holds("enum state { IDLE, BUSY = 4 } state = BUSY;\nstatic enum { OFF, ON } power;\nint wraps;",
        "power = ON; wraps = (power - 2) > 0; state = IDLE;", "", "power == ON && wraps && state == IDLE");
}
TEST(Pasted, AnEnumWithAConstantBelowZeroIsSigned) { // which is not modelled
  std::string const error = "unsupported: an enum that is a type, with a constant that is less than 0";
  refused("enum state { DEAD = -1, IDLE };\nenum state s = DEAD;", "bool is_dead = s < 0;", error);
  refused("enum { DEAD = -2, DYING } s;", "bool is_dead = s < 0;", error);
  holds("enum { DEAD = -1, IDLE };\nint s = DEAD;\nbool is_dead;", "is_dead = s < 0;", "",
        "is_dead && IDLE == 0");
}
TEST(Pasted, AnEnumsConstantThatIsNotKnownHasNoType) {
  std::string const error =
      "unsupported: a constant of an enum that is not of numbers and names of such: 'A'";
  refused("enum { A = sizeof(int) };", "bool is_less = A - 5 < 0;", error);
  refused("enum { A = 1 / 0 };", "", error);
}
TEST(Pasted, DefinesThatStandForOneAnother) {
  refused("#define A (B + 1)\n#define B (A + 1)\nint x[A];", "", "the size of this array is not a number");
  std::string twice = "#define D0 1\n";
  for (int i = 1; i < 60; ++i) {
    auto const last = "D" + std::to_string(i - 1);
    twice += "#define D" + std::to_string(i) + " (" + last + " + " + last + ")\n";
  }
  refused(twice + "int x[D59];", "", "the size of this array is not a number");
  std::string many = "enum { E0";
  for (int i = 1; i < 900; ++i) many += ", E" + std::to_string(i);
  holds(many + " };\nint x[E899];\nbool is_int;", "is_int = E899 - 900 < 0;", "",
        "is_int && sizeof(x) == 3596");
}
TEST(Pasted, WhatIsElsewhere) {
  holds("extern int x, *p;\nextern struct s s[];\nextern int f(int n, void *const "
        "info);\nDECLARE_PER_CPU(int, n);\n"
        "DEFINE_PER_CPU_SHARED_ALIGNED(int, n) = 2;\nint x = 1;\nint f(int n, void *info) { return n; }\n;",
        "WRITE_ONCE(x, f(3, NULL));", "", "x == 3 && per_cpu(n, 1) == 2");
  refused("extern int x;", "x = 1;", "'x' is not declared");
  refused("extern int x = 1;", "", "expected ';', found '='");
}
TEST(Pasted, TypesThatNobodyKnowsAreSaid) {
  auto const ran = checked("struct s { seqcount_t n; atomic_t m; };\nstruct s s;\nfoo_t x, *p;", "x = 1;", "",
                           "property P \"\": finally x == 1;");
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  for (auto const* type : {"'seqcount_t'", "'foo_t'"})
    EXPECT_TRUE(
        has(ran.err, std::string(type) + " is not known: it is taken for a number of 64 bits with a sign"))
        << ran.err;
  EXPECT_FALSE(has(ran.err, "'atomic_t'")) << ran.err;
  auto const inside =
      checked("int x;\nstatic bar_t f(baz_t a) { return a; }\n", "if (true) { local_t r = f(1); x = r; }", "",
              "property P \"\": finally x == 1;");
  EXPECT_EQ(inside.status, 0) << inside.out << inside.err;
  for (auto const* type : {"'bar_t'", "'baz_t'", "'local_t'"})
    EXPECT_TRUE(has(inside.err, std::string(type) + " is not known")) << inside.err;
}
TEST(Pasted, TypesOfTheKernel) {
  holds("__u8 h = 255;\n__u32 i = 0xffffffff;\n__u64 c = 0xffffffff;\n__s16 d = 0x7fff;\ngfp_t e = "
        "0xffffffff;\n"
        "umode_t f = 0xffff;\nloff_t g;",
        "h++; i++; c++; d++; e++; f++; g--;", "",
        "h == 0 && i == 0 && c == 0x100000000 && d == -0x8000 && e == 0 && f == 0 && g < 0");
  holds("int x = 3, y;\nconst int *const p = &x;\nstatic int get(const int *const q) { return *q; }",
        "const int *const r = p; y = get((const int *const)r);", "", "y == 3");
}

} // namespace
} // namespace barrister
