// SPDX-License-Identifier: BSD-2-Clause
// Protocols whose loops go on because of what stands behind them, seen early (load buffering): once answered
// `holds`, for no execution that is cut has it.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

Ran check(std::string const& text, std::vector<std::string> const& options) {
  Folder const folder;
  std::vector<std::string> arguments{"check", folder.write("p.protocol", text)};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return barrister_with(arguments);
}
bool says(Ran const& ran, std::string const& verdict) { return has(ran.out, "\n  P  " + verdict); }

std::string const header = "protocol p \"\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, flag;\n"
                           "task b { int r1 = READ_ONCE(flag); if (r1) WRITE_ONCE(x, 7); }\n";

// Within the bound that there is, and violated with rounds enough.
void expect_open(std::string const& text) {
  auto const ran = check(header + text, {"--model", "lkmm"});
  EXPECT_EQ(ran.status, 3) << ran.err;
  EXPECT_TRUE(says(ran, "holds within 5 rounds")) << ran.out;
  EXPECT_TRUE(has(ran.out, "others may see WRITE_ONCE(flag, 1) at line ") ||
              has(ran.out, "others may see raise(k, 1) at line ") || has(ran.out, "a loop can go round"))
      << ran.out;
  EXPECT_TRUE(says(check(header + text, {"--model", "lkmm", "--unroll", "7"}), "violated"));
}

TEST(FeedbackInProtocols, IsOfWhatComesBehindTheLoop) {
  auto const counts = [](std::string const& behind) {
    return "ghost bool bad;\n"
           "task a { int i = 0; int r0 = READ_ONCE(x); while (i < r0) i = i + 1; " +
           behind + " bad = r0 == 7; }\nproperty P \"\": never bad;\n";
  };
  auto const early = counts("WRITE_ONCE(flag, 1);");
  expect_open(early);
  EXPECT_TRUE(says(check(header + early, {"--model", "sc"}), "holds\n"));
  EXPECT_TRUE(says(check(header + counts("smp_store_release(&flag, 1);"), {"--model", "lkmm"}), "holds\n"));
}
TEST(FeedbackInProtocols, IsOfWhatIsUnderAHandlerToo) {
  expect_open("ghost DEFINE_PER_CPU(bool, bad); ghost bool before; owned DEFINE_PER_CPU(bool, came);\n"
              "interrupt h { int i = 0; int r0 = READ_ONCE(x); while (i < r0) i = i + 1;\n"
              "  __this_cpu_write(bad, r0 == 7); __this_cpu_write(came, true); }\n"
              "task a { raise(h, 0); before = __this_cpu_read(came); WRITE_ONCE(flag, 1); }\n"
              "property P \"\": never bad[0] && before;\n");
}
TEST(FeedbackInProtocols, GoesThroughWhatACpuOwns) {
  expect_open("ghost bool bad; owned DEFINE_PER_CPU(int, n);\n"
              "interrupt h { __this_cpu_write(n, READ_ONCE(x)); }\n"
              "task a { int i = 0; int r0; raise(h, 0); r0 = __this_cpu_read(n); while (i < r0) i = i + 1;\n"
              "  WRITE_ONCE(flag, 1); bad = r0 == 7; }\n"
              "property P \"\": never bad;\n");
}
// Nobody else reads what is written behind the loop; or somebody may, by a pointer.
TEST(FeedbackInProtocols, IsOfWhatOthersMayRead) {
  auto const writes = [](std::string const& more, std::string const& others) {
    return "protocol p \"\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, flag, other;\n" + more +
           "\nghost bool bad;\ntask b { int r1 = " + others +
           "; if (r1) WRITE_ONCE(x, 7); }\n"
           "task a { int i = 0; int r0 = READ_ONCE(x); while (i < r0) i = i + 1;\n"
           "  smp_store_release(&other, 1); WRITE_ONCE(flag, 1); bad = r0 == 7; }\n"
           "property P \"\": never bad;\n";
  };
  auto const verdict = [&](std::string const& more, std::string const& others) {
    auto const ran = check(writes(more, others), {"--model", "lkmm", "--property", "P"});
    return says(ran, "holds\n") ? "holds" : says(ran, "holds within 5 rounds") ? "within" : ran.out;
  };
  EXPECT_EQ(verdict("", "READ_ONCE(other)"), "holds");
  EXPECT_EQ(verdict("", "READ_ONCE(flag)"), "within");
  EXPECT_EQ(verdict("int *where = &flag;", "READ_ONCE(*where)"), "within");
  EXPECT_EQ(verdict("int *where = &other;", "READ_ONCE(*where)"), "holds");
  EXPECT_EQ(verdict("int *where; start s \"\" { where == &flag; }", "READ_ONCE(*where)"), "within");
  EXPECT_EQ(verdict("", "(cmpxchg_relaxed(&flag, 1, 2))"), "within");
}
TEST(FeedbackInProtocols, BarriersAreOfWhatHoldsWithinABound) {
  Folder const folder;
  auto const file = folder.write(
      "p.protocol",
      header + "ghost bool bad;\ntask a { int i = 0; int r0 = READ_ONCE(x); smp_mb();\n"
               "  r0 = READ_ONCE(x); while (i < r0) i = i + 1; WRITE_ONCE(flag, 1); bad = r0 == 7; }\n"
               "property P \"\": never bad;\n");
  for (auto const* command : {"barriers", "why"})
    EXPECT_TRUE(has(barrister_with({command, file, "--model", "lkmm"}).out,
                    "p under lkmm: P holds within 5 rounds.\n"))
        << command;
}
// Asked beside one another, each is said what its own code allows.
TEST(FeedbackInProtocols, IsOfEachOfTheChangesThatAreAskedTogether) {
  Folder const folder;
  auto const file = folder.write(
      "p.protocol", header + "int done; ghost bool bad;\n"
                             "task a { int i = 0; int r0 = READ_ONCE(x); while (i < r0) i = i + 1;\n"
                             "  smp_store_release(&flag, 1); smp_store_release(&done, 1); bad = r0 == 7; }\n"
                             "property P \"\": never bad;\n");
  auto const ran = barrister_with({"barriers", file, "--model", "lkmm"});
  EXPECT_EQ(ran.status, 3) << ran.err;
  EXPECT_TRUE(has(ran.out, "line 7: smp_store_release() in task a: not known: whether P then holds\n"
                           "      for more than 2 rounds of loops"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "line 7: smp_store_release() in task a: not needed")) << ran.out;
}
TEST(FeedbackInProtocols, IsOfHandlersRaisedForWhatACpuOwns) {
  expect_open("ghost bool bad; owned DEFINE_PER_CPU(int, n);\n"
              "interrupt h { __this_cpu_write(n, READ_ONCE(x)); }\ninterrupt k { WRITE_ONCE(flag, 1); }\n"
              "task a { int i = 0; int r0; raise(h, 0); r0 = __this_cpu_read(n);\n"
              "  while (i < r0) { if (i == 5) raise(k, 1); i = i + 1; } bad = r0 == 7; }\n"
              "property P \"\": never bad;\n");
}
// What has its turn on the CPU behind the loop alone is missing in executions that are cut, too.
TEST(FeedbackInProtocols, IsOfWhatOthersDoBehindTheLoopForWhatItLeaves) {
  auto const leaves = [](std::string const& other) {
    return "ghost bool bad; owned DEFINE_PER_CPU(int, done); owned DEFINE_PER_CPU(int, seen);\n"
           "task a { int i = 0; int r0 = READ_ONCE(x); while (i < r0) i = i + 1; this_cpu_write(done, 1);\n"
           "  bad = r0 == 7; }\n" +
           other + "property P \"\": never bad;\n";
  };
  auto const with = [](std::string const& more, std::string const& code) {
    return "protocol p \"\";\nworld { cpu 0, 1; task a on 0; task b on 1; " + more +
           " }\nint x, flag;\ntask b { int r1 = READ_ONCE(flag); if (r1) WRITE_ONCE(x, 7); }\n" + code;
  };
  auto const answers = [](std::string const& text) { return check(text, {"--model", "lkmm"}).out; };
  std::string const other = "others may see WRITE_ONCE(flag, 1) at line ";
  auto const of_task =
      with("task c on 0;", leaves("task c { if (this_cpu_read(done)) WRITE_ONCE(flag, 1); }\n"));
  EXPECT_TRUE(has(answers(of_task), other)) << answers(of_task);
  EXPECT_TRUE(says(check(of_task, {"--model", "lkmm", "--unroll", "7"}), "violated"));
  EXPECT_TRUE(says(check(of_task, {"--model", "sc"}), "holds\n"));
  auto const of_two =
      with("task c on 0; agent e times 1 on cpu 0 { this_cpu_write(seen, this_cpu_read(done)); }",
           leaves("task c { if (this_cpu_read(seen)) WRITE_ONCE(flag, 1); }\n"));
  EXPECT_TRUE(has(answers(of_two), other)) << answers(of_two);
  EXPECT_TRUE(says(check(of_two, {"--model", "lkmm", "--unroll", "7"}), "violated"));
  for (auto const* behind : {"if (this_cpu_read(done)) smp_store_release(&flag, 1);",
                             "if (this_cpu_read(done)) { smp_mb(); WRITE_ONCE(flag, 1); }",
                             "if (this_cpu_read(seen)) WRITE_ONCE(flag, 1);"}) {
    auto const ordered = with("task c on 0;", leaves("task c { " + std::string(behind) + " }\n"));
    EXPECT_TRUE(says(check(ordered, {"--model", "lkmm"}), "holds\n")) << behind;
  }
}
// Who comes for what was left under a lock comes behind an unlock: what it writes under a lock of its own is
// ordered.
TEST(FeedbackInProtocols, IsExcludedByAnUnlockAndALock) {
  auto const verdict = [](std::string const& leaves, std::string const& other) {
    auto const text =
        "protocol p \"\";\nworld { cpu 0, 1; task a on 0; task b on 1; task c on 0; }\nint x, flag;\n"
        "task b { int r1 = READ_ONCE(flag); if (r1) WRITE_ONCE(x, 7); }\nDEFINE_SPINLOCK(l); "
        "DEFINE_SPINLOCK(m);\n"
        "ghost bool bad; owned DEFINE_PER_CPU(int, done);\n"
        "task a { int i = 0; int r0 = READ_ONCE(x); while (i < r0) i = i + 1;\n" +
        leaves + " bad = r0 == 7; }\ntask c { if (this_cpu_read(done)) { " + other +
        " } }\nproperty P \"\": never bad;\n";
    auto const ran = check(text, {"--model", "lkmm"});
    return says(ran, "holds\n") ? "holds" : says(ran, "holds within 5 rounds") ? "within" : ran.out + ran.err;
  };
  std::string const locked = "spin_lock_irq(&l); this_cpu_write(done, 1); spin_unlock_irq(&l);",
                    writes = "spin_lock(&m); WRITE_ONCE(flag, 1); spin_unlock(&m);";
  EXPECT_EQ(verdict(locked, writes), "holds");
  EXPECT_EQ(verdict(locked, "WRITE_ONCE(flag, 1);"), "within");
  EXPECT_EQ(verdict(locked, "WRITE_ONCE(flag, 1); spin_lock(&m); spin_unlock(&m);"), "within");
  EXPECT_EQ(verdict("this_cpu_write(done, 1); spin_lock_irq(&l); spin_unlock_irq(&l);", writes), "within");
}
TEST(FeedbackInProtocols, IsOfWhatOthersDoOnceTheyAreLetIn) {
  expect_open("ghost bool bad; interrupt h { WRITE_ONCE(flag, 1); }\n"
              "task a { int i = 0; int r0; local_irq_disable(); raise(h, 0); r0 = READ_ONCE(x);\n"
              "  while (i < r0) i = i + 1; bad = r0 == 7; local_irq_enable(); }\n"
              "property P \"\": never bad;\n");
}
// Who reads in memory, on the CPU of the loop, what is released behind it: no model orders what stands before
// a release and what is behind a read of it on that CPU.
TEST(FeedbackInProtocols, IsOfWhatOthersOfTheCpuReadInMemory) {
  auto const verdict = [](std::string const& leaves, std::string const& other,
                          std::string const& unroll = "5") {
    auto const text =
        "protocol p \"\";\nworld { cpu 0, 1; task a on 0; task c on 0; task b on 1; }\nint x, flag, z, y;\n"
        "DEFINE_SPINLOCK(l); DEFINE_SPINLOCK(k); struct mutex m; ghost bool bad; "
        "owned DEFINE_PER_CPU(int, done);\n"
        "task b { int r1 = READ_ONCE(flag); if (r1) WRITE_ONCE(x, 7); }\n"
        "task a { int i = 0; int r0 = READ_ONCE(x); while (i < r0) i = i + 1; " +
        leaves + " bad = r0 == 7; }\ntask c { " + other + " }\nproperty P \"\": never bad;\n";
    auto const ran = check(text, {"--model", "lkmm", "--unroll", unroll});
    for (auto const* one : {"holds\n", "holds within 5 rounds", "violated"})
      if (says(ran, one)) return std::string(one);
    return ran.out + ran.err;
  };
  std::string const releases = "smp_store_release(&z, 1);", sees = "if (READ_ONCE(z)) WRITE_ONCE(flag, 1);";
  auto const behind_barrier = "smp_mb(); " + sees;
  std::string const locks = "spin_lock(&l); spin_unlock(&l); ",
                    in_second_round = "int t = 0, j = 0; while (j < 2) { if (t) WRITE_ONCE(flag, 1); "
                                      "t = READ_ONCE(z); smp_mb(); t = t | READ_ONCE(z); j = j + 1; }";
  for (auto const& other : {sees, behind_barrier, in_second_round})
    EXPECT_EQ(verdict(releases, other, "7"), "violated") << other;
  for (auto const& [leaves, other] : std::vector<std::pair<std::string, std::string>>{
           {releases, sees},
           {releases, behind_barrier}, // and began before the loop
           {releases, in_second_round},
           {"this_cpu_write(done, 1);", "smp_mb(); if (this_cpu_read(done)) WRITE_ONCE(flag, 1);"},
           {locks + releases, "spin_lock(&k); if (READ_ONCE(z)) WRITE_ONCE(flag, 1); spin_unlock(&k);"},
           {releases, "spin_lock_irq(&k); if (READ_ONCE(z)) WRITE_ONCE(flag, 1); spin_unlock_irq(&k);"},
           {releases, "local_irq_disable(); smp_mb(); local_irq_enable(); local_irq_disable(); "
                      "if (READ_ONCE(z)) WRITE_ONCE(flag, 1); local_irq_enable();"},
           {"atomic_inc_return_release(&z);", "if (atomic_read(&z)) WRITE_ONCE(flag, 1);"},
           {releases, "while (!smp_load_acquire(&z)) cpu_relax(); WRITE_ONCE(flag, 1);"},
           {releases, "if (cmpxchg_release(&z, 1, 2) == 1) WRITE_ONCE(flag, 1);"},
           {"spin_lock(&l); spin_unlock(&l);", "if (!spin_is_locked(&l)) WRITE_ONCE(flag, 1);"},
           {"spin_lock(&l); spin_unlock(&l); " + releases, sees},
           {"spin_lock(&l); spin_unlock(&l); " + releases,
            "int t = 0; if (READ_ONCE(z)) t = mutex_trylock(&m); WRITE_ONCE(flag, 1); if (t) "
            "mutex_unlock(&m);"},
           {releases, "int t = 0; if (READ_ONCE(z)) t = mutex_trylock(&m); if (t) WRITE_ONCE(flag, 1);"}}) {
    auto const ran = verdict(leaves, other);
    EXPECT_EQ(ran, "holds within 5 rounds") << leaves << other;
  }
  for (auto const& [leaves, other] : std::vector<std::pair<std::string, std::string>>{
           {"smp_mb(); " + releases, sees},
           {releases, "local_irq_disable(); smp_mb(); if (READ_ONCE(z)) WRITE_ONCE(flag, 1); "
                      "local_irq_enable();"}, // nobody comes between
           {locks + releases,
            "spin_lock_irq(&k); if (READ_ONCE(z)) WRITE_ONCE(flag, 1); spin_unlock_irq(&k);"},
           {releases, "if (READ_ONCE(z)) { smp_mb(); WRITE_ONCE(flag, 1); }"},
           {releases, "if (READ_ONCE(z)) smp_store_release(&flag, 1);"},
           {releases, "if (READ_ONCE(y)) WRITE_ONCE(flag, 1);"},
           {"spin_lock(&l); spin_unlock(&l); " + releases,
            "if (READ_ONCE(z)) { mutex_lock(&m); WRITE_ONCE(flag, 1); mutex_unlock(&m); }"},
           {"spin_lock(&l); spin_unlock(&l); " + releases,
            "if (READ_ONCE(z)) { assume(mutex_trylock(&m)); WRITE_ONCE(flag, 1); mutex_unlock(&m); }"},
           {"spin_lock(&l); spin_unlock(&l); " + releases,
            "if (READ_ONCE(z)) { if (mutex_trylock(&m)) { WRITE_ONCE(flag, 1); mutex_unlock(&m); } }"}}) {
    auto const ran = verdict(leaves, other);
    EXPECT_EQ(ran, "holds\n") << leaves << other;
  }
}

// However the loop's own run orders what is behind it: another may pass on what it has read of that before it
// has read it, where no model knows that the one comes from the other.
TEST(FeedbackInProtocols, IsOfWhatOthersPassOnBeforeTheyReadIt) {
  auto const verdict = [](std::string const& other, std::string const& more, std::string const& unroll) {
    auto const text =
        "protocol p \"\";\nworld { cpu 0, 1, 2; task a on 0; " +
        (more.starts_with("task c") ? std::string("task c on 2; ") : "") +
        "task b on 1; }\nint x, flag, y, z, data, arr[2] = {0, 7};\nDEFINE_SPINLOCK(l);\nghost bool bad;\n"
        "owned DEFINE_PER_CPU(int, n);\n" +
        more +
        "\ntask a { int i = 0; int r0 = smp_load_acquire(&x); while (i < r0) i = i + 1;\n"
        "  smp_store_release(&flag, 1); bad = r0 == 7; }\ntask b { " +
        other + " }\nproperty P \"\": never bad;\n";
    auto const ran =
        check(text, {"--model", "lkmm", "--unroll", unroll, "--property", "P", "--check", "none"});
    for (auto const* one : {"holds\n", "holds within 5 rounds", "violated"})
      if (says(ran, one)) return std::string(one);
    return ran.out + ran.err;
  };
  for (auto const& [other, more] : std::vector<std::pair<std::string, std::string>>{
           {"int v = 0; if (READ_ONCE(flag)) v = 7; WRITE_ONCE(x, v);", ""},
           {"if (READ_ONCE(flag)) WRITE_ONCE(y, 7); WRITE_ONCE(x, READ_ONCE(y));", ""},
           {"__this_cpu_write(n, READ_ONCE(flag)); WRITE_ONCE(x, 7 * __this_cpu_read(n));", ""},
           {"raise(h, 1); WRITE_ONCE(x, 7 * __this_cpu_read(n));",
            "interrupt h { __this_cpu_write(n, READ_ONCE(flag)); }"},
           {"int i = 0; while (i < 1 && READ_ONCE(flag)) i++; WRITE_ONCE(x, i * 7);", ""},
           {"assume(READ_ONCE(flag)); WRITE_ONCE(x, 7);", ""},
           {"smp_cond_load_relaxed(&flag, VAL); WRITE_ONCE(x, 7);", ""},
           {"while (!READ_ONCE(flag)) cpu_relax(); WRITE_ONCE(x, 7);", ""},
           {"while (1) { if (READ_ONCE(flag)) break; } WRITE_ONCE(x, 7);", ""},
           {"if (!READ_ONCE(flag)) smp_cond_load_acquire(&z, VAL); WRITE_ONCE(x, 7);", ""},
           {"switch (READ_ONCE(flag)) { case 1: y = 7; break; default: y = 0; } WRITE_ONCE(x, y);", ""},
           {"int k = 0; int j; if (READ_ONCE(flag)) k = 1; j = READ_ONCE(arr[k]); WRITE_ONCE(x, j);", ""},
           {"int *q = &z; if (READ_ONCE(flag)) q = &x; WRITE_ONCE(*q, 7);", ""},
           {"int t = 0; if (READ_ONCE(flag)) t = 1; raise(h, t);",
            "interrupt h { if (smp_processor_id()) WRITE_ONCE(x, 7); }"},
           {"local_irq_disable(); raise(h, 1); while (!READ_ONCE(flag)) cpu_relax(); local_irq_enable();",
            "interrupt h { WRITE_ONCE(x, 7); }"},
           {"local_irq_disable(); raise(h, 1); if (!READ_ONCE(flag)) smp_cond_load_acquire(&z, VAL);\n"
            "  local_irq_enable();",
            "interrupt h { WRITE_ONCE(x, 7); }"},
           {"WRITE_ONCE(y, READ_ONCE(flag));",
            "task c { int v = 0; if (READ_ONCE(y)) v = 7; WRITE_ONCE(x, v); }"},
           {"data = 7 * READ_ONCE(flag); smp_wmb(); WRITE_ONCE(y, 1);",
            "task c { int v; if (READ_ONCE(y)) { smp_rmb(); v = data; WRITE_ONCE(x, v); } }"}}) {
    EXPECT_EQ(verdict(other, more, "5"), "holds within 5 rounds") << other << more;
    EXPECT_EQ(verdict(other, more, "7"), "violated") << other << more;
  }
  for (auto const& [other, more] : std::vector<std::pair<std::string, std::string>>{
           {"if (READ_ONCE(flag)) WRITE_ONCE(x, 7);", ""},
           {"if (!READ_ONCE(flag)) return; WRITE_ONCE(x, 7);", ""},
           {"WRITE_ONCE(x, 7 * READ_ONCE(flag));", ""},
           {"int v = 0; if (READ_ONCE(y)) v = 7; WRITE_ONCE(x, v);", ""},
           {"int v = 0; if (READ_ONCE(flag)) v = 7; smp_store_release(&x, v);", ""},
           {"int v = 0; if (READ_ONCE(flag)) v = 7; smp_mb(); WRITE_ONCE(x, v);", ""},
           {"int v = 0; if (smp_load_acquire(&flag)) v = 7; WRITE_ONCE(x, v);", ""},
           {"int v = 0; if (READ_ONCE(flag)) v = 7; if (v) WRITE_ONCE(x, 7);", ""},
           {"int v = 0; if (READ_ONCE(flag)) v = 7; spin_lock(&l); spin_unlock(&l); spin_lock(&l);\n"
            "  WRITE_ONCE(x, v); spin_unlock(&l);",
            ""},
           {"smp_cond_load_acquire(&flag, VAL); WRITE_ONCE(x, 7);", ""},
           {"if (READ_ONCE(flag)) raise(h, 1);", "interrupt h { WRITE_ONCE(x, 7); }"},
           {"WRITE_ONCE(y, READ_ONCE(flag));", "task c { if (READ_ONCE(y)) WRITE_ONCE(x, 7); }"}})
    EXPECT_EQ(verdict(other, more, "5"), "holds\n") << other << more;
}

// Where all that is passed on is written and read under one lock, that orders it; under two, or without one,
// nothing does.
TEST(FeedbackInProtocols, IsExcludedByOneLockAroundAll) {
  auto const verdict = [](std::string const& leaves, std::string const& other) {
    auto const text = "protocol p \"\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, flag;\n"
                      "DEFINE_SPINLOCK(l); DEFINE_SPINLOCK(m); ghost bool bad;\n"
                      "task a { int i = 0; int r0 = smp_load_acquire(&x); while (i < r0) i = i + 1; " +
                      leaves + " bad = r0 == 7; }\ntask b { int v = 0; " + other +
                      " WRITE_ONCE(x, v); }\nproperty P \"\": never bad;\n";
    auto const ran = check(text, {"--model", "lkmm"});
    return says(ran, "holds\n") ? "holds" : says(ran, "holds within 5 rounds") ? "within" : ran.out + ran.err;
  };
  std::string const leaves = "spin_lock(&l); WRITE_ONCE(flag, 1); spin_unlock(&l);",
                    looks = "if (READ_ONCE(flag)) v = 7;";
  EXPECT_EQ(verdict(leaves, "spin_lock(&l); " + looks + " spin_unlock(&l);"), "holds");
  EXPECT_EQ(verdict(leaves, looks), "within");
  EXPECT_EQ(verdict(leaves, "spin_lock(&m); " + looks + " spin_unlock(&m);"), "within");
  EXPECT_EQ(verdict(leaves, "spin_lock(&l); spin_unlock(&l); " + looks), "within");
  EXPECT_EQ(verdict("spin_lock(&l); spin_unlock(&l); smp_store_release(&flag, 1);",
                    "spin_lock(&l); " + looks + " spin_unlock(&l);"),
            "within");
}

// What acts assume before they take a lock; of what they assume under one, see await.md.
TEST(FeedbackInProtocols, IsOfWhatActsAssumeBeforeTheyLock) {
  for (auto const* looks :
       {"assume(READ_ONCE(flag));", "int v = READ_ONCE(flag); v = v + 1; assume(v == 2);"}) {
    auto const text =
        "protocol p \"\";\nworld { cpu 0, 1; task a on 0; agent b times 1 on cpu 1 { " + std::string(looks) +
        " spin_lock(&l); WRITE_ONCE(x, 7); spin_unlock(&l); } }\nint x, flag; DEFINE_SPINLOCK(l); "
        "ghost bool bad;\ntask a { int i = 0; int r0 = smp_load_acquire(&x); while (i < r0) i = i + 1;\n"
        "  smp_store_release(&flag, 1); bad = r0 == 7; }\nproperty P \"\": never bad;\n";
    EXPECT_TRUE(says(check(text, {"--model", "lkmm", "--property", "P"}), "holds within 5 rounds")) << looks;
    EXPECT_TRUE(says(check(text, {"--model", "lkmm", "--property", "P", "--unroll", "7"}), "violated"))
        << looks;
  }
}

// What stands in the loop is of rounds within the bound, and of those beyond, which may be the only ones that
// come to it.
TEST(FeedbackInProtocols, IsOfWhatOnlyFurtherRoundsDo) {
  for (auto const& [sixth, more] : std::vector<std::pair<std::string, std::string>>{
           {"smp_store_release(&flag, 1);", ""},
           {"{ smp_mb(); WRITE_ONCE(flag, 1); }", ""},
           {"raise(six, 1);", "interrupt six { WRITE_ONCE(flag, 1); }\n"}}) {
    auto const text =
        "protocol p \"\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, flag; ghost bool bad;\n" +
        more +
        "task b { int v = 0; if (READ_ONCE(flag)) v = 7; WRITE_ONCE(x, v); }\n"
        "task a { int i = 0; int r0 = smp_load_acquire(&x); while (i < r0) { i++; if (i == 6) " +
        sixth + " } bad = i >= 6; }\nproperty P \"\": never bad;\n";
    for (auto const* model : {"lkmm", "weak"}) {
      auto const ran = check(text, {"--model", model, "--property", "P"});
      EXPECT_TRUE(says(ran, "holds within 5 rounds")) << sixth << ran.out;
      EXPECT_TRUE(says(check(text, {"--model", model, "--property", "P", "--unroll", "8"}), "violated"))
          << sixth;
    }
    EXPECT_TRUE(says(check(text, {"--model", "sc", "--property", "P"}), "holds\n")) << sixth;
  }
}

// The CPU that an interrupt is raised on by a branch: nothing orders that behind what the branch asks (2.9).
TEST(FeedbackInProtocols, IsOfWhereAnInterruptIsRaised) {
  auto const text = [](std::string const& asks) {
    return "protocol p \"\";\nworld { cpu 0, 1, 2; task a on 0; task b on 2; }\nint x, flag; ghost bool "
           "bad;\n"
           "interrupt h { if (smp_processor_id()) WRITE_ONCE(x, 7); }\ntask b { int t = 0; " +
           asks +
           " raise(h, t); }\ntask a { int i = 0; int r0 = smp_load_acquire(&x); while (i < r0) i++;\n"
           "  smp_store_release(&flag, 1); bad = i >= 6; }\nproperty P \"\": never bad;\n";
  };
  for (auto const* asks : {"if (smp_load_acquire(&flag)) t = 1;", "if (READ_ONCE(flag)) t = 1; smp_mb();"}) {
    EXPECT_TRUE(says(check(text(asks), {"--property", "P", "--check", "none"}), "holds within 5 rounds"))
        << asks;
    EXPECT_TRUE(says(check(text(asks), {"--property", "P", "--unroll", "8", "--check", "none"}), "violated"))
        << asks;
  }
  EXPECT_TRUE(says(check(text("t = READ_ONCE(flag);"), {"--property", "P"}), "holds\n"));
}

} // namespace
} // namespace barrister
