// SPDX-License-Identifier: BSD-2-Clause
// What the kernel does to the variables of its CPU: who may come between the read and the write.
#include "tests/program/pasted.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

// Of a variable in memory, and of an owned one.
template <class F> void each_kind(F f) {
  for (std::string const kind : {"", "owned "}) f(kind + "DEFINE_PER_CPU(int, n);\n");
}

TEST(PastedPerCpu, NoInterruptComesBetween) {
  each_kind([](std::string const& n) {
    auto const declared = n + "interrupt tick { this_cpu_add(n, 8); }";
    auto const with = [](std::string const& code) { return "raise(tick, 0); " + code; };
    holds(declared, with("this_cpu_inc(n);"), "", "n[0] == 9");
    holds(declared, with("this_cpu_sub(n, 3);"), "", "n[0] == 5");
    holds(declared, with("this_cpu_or(n, 1);"), "", "n[0] == 9");
    holds(declared, with("int r = this_cpu_inc_return(n); this_cpu_add(n, r == 1 || r == 9);"), "",
          "n[0] == 10");
    holds(declared, with("int r = this_cpu_xchg(n, 0); this_cpu_add(n, r);"), "", "n[0] == 8");
    holds(declared, with("this_cpu_cmpxchg(n, 0, 1);"), "", "n[0] == 8 || n[0] == 9");
    // As it is written by hand.
    holds(declared,
          with("unsigned long flags; local_irq_save(flags); __this_cpu_write(n, __this_cpu_read(n) + 1);"
               " local_irq_restore(flags);"),
          "", "n[0] == 9");
    // The value is computed before.
    violated(declared, with("this_cpu_xchg(n, this_cpu_read(n) + 1);"), "", "n[0] == 9");
  });
}
TEST(PastedPerCpu, WhoeverLeavesItToTheCallerIsInterrupted) {
  each_kind([](std::string const& n) {
    auto const declared = n + "interrupt tick { this_cpu_add(n, 8); }";
    auto const with = [](std::string const& code) { return "raise(tick, 0); " + code; };
    for (std::string const prefix : {"__this_cpu_", "raw_cpu_"}) {
      violated(declared, with(prefix + "inc(n);"), "", "n[0] == 9");
      violated(declared, with(prefix + "sub(n, 3);"), "", "n[0] == 5");
      violated(declared, with(prefix + "cmpxchg(n, 0, 1);"), "", "n[0] == 8 || n[0] == 9");
      violated(declared, with("int r = " + prefix + "xchg(n, 0); this_cpu_add(n, r);"), "", "n[0] == 8");
      holds(declared, with("local_irq_disable(); " + prefix + "inc(n); local_irq_enable();"), "",
            "n[0] == 9");
    }
    violated(declared, with("__this_cpu_write(n, __this_cpu_read(n) + 1);"), "", "n[0] == 9");
  });
}
TEST(PastedPerCpu, InterruptsAreThenAsTheyWere) {
  std::string const declared =
      "DEFINE_PER_CPU(int, n);\nowned DEFINE_PER_CPU(bool, inside);\nghost ever both;\n"
      "interrupt tick { if (inside) both = true; }";
  std::string const off =
      "raise(tick, 0); local_irq_disable(); inside = true; this_cpu_inc(n); this_cpu_inc(n);";
  holds(declared, off + " inside = false; local_irq_enable();", "", "!both");
  violated(declared, off + " local_irq_enable();", "", "!both");
}

TEST(PastedPerCpu, OtherCpusComeBetween) {
  std::string const n = "DEFINE_PER_CPU(int, n);";
  std::string const other = "WRITE_ONCE(per_cpu(n, 0), 5);";
  violated(n, "this_cpu_inc(n);", other, "n[0] == 5 || n[0] == 6");
  holds(n, "this_cpu_inc(n);", other, "n[0] == 5 || n[0] == 6 || n[0] == 1");
  holds(n, "atomic_inc(this_cpu_ptr(&n));", other, "n[0] == 5 || n[0] == 6");
  auto const races = [&](std::string const& code) {
    return has(checked(n, code, other, "property P \"\": never n[1];").out, "races  found");
  };
  EXPECT_FALSE(races("this_cpu_inc(n);")); // as of this_cpu_write()
  EXPECT_TRUE(races("__this_cpu_inc(n);"));
  EXPECT_TRUE(races("raw_cpu_write(n, 1);"));
}
TEST(PastedPerCpu, TheyOrderNothing) {
  std::string const declared = "DEFINE_PER_CPU(int, n);\nint x, y;\nghost int r, s;";
  auto const a = [](std::string const& between) {
    return "WRITE_ONCE(x, 1); " + between + " r = READ_ONCE(y);";
  };
  auto const b = "WRITE_ONCE(y, 1); smp_mb(); s = READ_ONCE(x);";
  violated(declared, a("this_cpu_xchg(n, 1);"), b, "r || s");
  violated(declared, a("this_cpu_cmpxchg(n, 0, 1);"), b, "r || s");
  holds(declared, a("xchg(this_cpu_ptr(&n), 1);"), b, "r || s");
}

TEST(PastedPerCpu, Values) {
  holds("DEFINE_PER_CPU(u8, n) = 255;\nDEFINE_PER_CPU(unsigned long, m) = 1;\nghost int r;\nghost long s;",
        "r = this_cpu_add_return(n, 2); this_cpu_sub(m, 2); s = raw_cpu_dec_return(m);", "",
        "r == 1 && n[0] == 1 && s == -2 && m[0] == 0xfffffffffffffffe && n[1] == 255");
  holds("owned DEFINE_PER_CPU(u16, n) = 7;\nghost int r, s, t;",
        "__this_cpu_and(n, ~2); r = this_cpu_read(n); this_cpu_or(n, 0x10008); s = this_cpu_xchg(n, -1);"
        " t = this_cpu_sub_return(n, 1);",
        "", "r == 5 && s == 13 && t == 65534");
  holds("struct s { int k; int *p; };\nDEFINE_PER_CPU(struct s, v);\nint x;\nghost bool fine;",
        "this_cpu_add(v.k, 3); this_cpu_xchg(v.p, &x); fine = this_cpu_cmpxchg(v.p, NULL, NULL) == &x;"
        " if (this_cpu_cmpxchg(v.p, &x, NULL) != &x) fine = false;",
        "", "fine && v[0].k == 3 && v[1].k == 0 && !v[0].p");
  holds("DEFINE_PER_CPU(u8, n) = 255;\nghost int r;", "r = this_cpu_cmpxchg(n, -1, 0x101);", "",
        "r == 255 && n[0] == 1");
  holds("DEFINE_PER_CPU(bool, truth);\nghost int r;", "r = this_cpu_add_return(truth, 2);", "",
        "r == 1 && truth[0] == 1");
}

TEST(PastedPerCpu, WhatIsGotIsPut) {
  each_kind([](std::string const& n) {
    std::string const declared = n + "ghost ever lost;\nint x;\n"
                                     "static void act(void) { this_cpu_add(n, 8); }";
    auto const says = [&](std::string const& code) {
      Folder const folder;
      auto const text =
          "protocol got;\nworld { cpu 0; task a on 0; agent m on cpu 0 { act(); } }\n" + declared +
          "task a { " + code + " }\nproperty P \"\": never n[0] == 1 && acted;\n" +
          "ghost ever acted;\nvariant V \"\" { static void act(void) { this_cpu_add(n, 8); acted = "
          "true; } }\n";
      auto const ran = barrister_with({"check", "--color", "never", folder.write("got.protocol", text)});
      EXPECT_NE(ran.status, 2) << ran.err;
      return ran.status;
    };
    EXPECT_EQ(says("get_cpu_var(n)++; put_cpu_var(n);"), 0);
    EXPECT_EQ(says("get_cpu_var(n) += 1; put_cpu_var(n);"), 0);
    EXPECT_EQ(says("int r = get_cpu_var(n); __this_cpu_write(n, r + 1); put_cpu_var(n);"), 0);
    EXPECT_EQ(says("__this_cpu_inc(n);"), 1);
    EXPECT_EQ(says("int r = get_cpu_var(n); put_cpu_var(n); __this_cpu_write(n, r + 1);"), 1);
  });
  holds("struct s { int k, m[2]; };\nDEFINE_PER_CPU(struct s, v);\nint x;",
        "struct s *p = get_cpu_ptr(&v); p->k = 2; put_cpu_ptr(p); get_cpu_var(v).m[1] = 3; put_cpu_var(v);"
        " int *q = &get_cpu_var(v).k; (*q)++; put_cpu_ptr(&v); x = READ_ONCE(get_cpu_var(v).k); "
        "put_cpu_var(v);",
        "", "v[0].k == 3 && v[0].m[1] == 3 && x == 3");
  refused("DEFINE_PER_CPU(int, n);", "get_cpu_var(n)++;", "preemption off");
  refused("DEFINE_PER_CPU(int, n);\nint x;", "get_cpu_var(n)++; put_cpu_var(x);",
          "this is no variable by CPU");
}

TEST(PastedPerCpu, AnArrayIsWhereItBegins) {
  holds("struct s { int k, m[2]; };\nDEFINE_PER_CPU(struct s, v);\nint x, y;",
        "int *p; WRITE_ONCE(per_cpu(v, 1).m[1], 5); p = per_cpu(v.m, 1); x = READ_ONCE(p[1]);"
        " p = get_cpu_var(v.m); WRITE_ONCE(p[1], 3); put_cpu_var(v); y = READ_ONCE(per_cpu(v.m, 0)[1]);",
        "", "x == 5 && y == 3");
}

TEST(PastedPerCpu, WhatIsNone) {
  refused("int x;", "this_cpu_inc(x);", "this is no variable by CPU");
  refused("DEFINE_PER_CPU(int, n);", "this_cpu_add(n);", "'this_cpu_add' takes 2 arguments, not 1");
  refused("DEFINE_PER_CPU(int, n);", "int r = this_cpu_inc(n);", "'this_cpu_inc' gives no value");
  refused("DEFINE_PER_CPU(int *, p);", "this_cpu_inc(p);", "'this_cpu_inc' takes a number");
  refused("struct s { int k; };\nDEFINE_PER_CPU(struct s, v);", "this_cpu_inc(v);", "a struct as a value");
  refused("DEFINE_PER_CPU(int *, p);\nlong x;", "this_cpu_xchg(p, &x);",
          "this is of type 'long *', where 'int *' is due");
  refused("DEFINE_PER_CPU(int, n);\nproperty P: never this_cpu_inc_return(n);", "",
          "what looks at a final state runs on no CPU");
}

} // namespace
} // namespace barrister
