// SPDX-License-Identifier: BSD-2-Clause
// Agents that act any number of times: what is shown of them, what is not, and what would be wrong.
#include "tests/any_number/worlds.hpp"
#include "tests/support/load.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using Kind = ClaimVerdict::Kind;

std::string world(std::string const& agent, std::string const& declarations, std::string const& claim) {
  return "protocol t;\nworld { cpu 0, 1; task a on 0; " + agent + " }\nint x, y, z;\n" + declarations +
         "\nproperty P \"\": " + claim + ";\n";
}
std::string act(std::string const& body, std::string const& cpus = "any cpu") {
  return "agent e times any on " + cpus + " { " + body + " }";
}
ClaimVerdict of(std::string const& text, char const* model = "lkmm") {
  auto all = decided(text, load_model_for_protocols(model));
  return all.empty() ? ClaimVerdict{} : std::move(all.front());
}
std::string why_not(std::string const& text, char const* model = "lkmm") {
  auto const verdict = of(text, model);
  EXPECT_EQ(verdict.kind, Kind::HoldsWithin) << text;
  EXPECT_TRUE(verdict.is_final) << text;
  EXPECT_FALSE(verdict.any_number) << text;
  return verdict.reason;
}
void expect_shown(std::string const& text, char const* model = "lkmm") {
  auto const verdict = of(text, model);
  EXPECT_EQ(verdict.kind, Kind::Holds) << verdict.reason << "\n" << text;
  EXPECT_TRUE(verdict.any_number) << text;
}
bool contains(std::string const& text, std::string const& part) {
  return text.find(part) != std::string::npos;
}

TEST(AnyNumber, WhatAnActPublishesIsThere) {
  auto const reads =
      "ghost bool wrong; task a { int r = READ_ONCE(y); smp_rmb(); wrong = r == 1 && !READ_ONCE(x); }";
  for (auto const* model : {"lkmm", "lkmm-v4.17", "strong", "weak", "tso", "sc"}) {
    expect_shown(world(act("WRITE_ONCE(x, 1); smp_wmb(); WRITE_ONCE(y, 1);"), reads, "never wrong"), model);
    expect_shown(world(act("WRITE_ONCE(x, 1); smp_store_release(&y, 1);", "cpu 1"), reads, "never wrong"),
                 model);
  }
  EXPECT_EQ(of(world(act("WRITE_ONCE(x, 1); WRITE_ONCE(y, 1);"), reads, "never wrong")).kind, Kind::Violated);
}
TEST(AnyNumber, WhoIsWokenForNothingIsWokenForSomething) {
  auto const task = "task a { WRITE_ONCE(x, 1); smp_cond_load_acquire(&x, VAL == 1); }";
  EXPECT_EQ(of(world(act("WRITE_ONCE(x, 0);"), task, "a terminates")).kind, Kind::Violated);
  expect_shown(world(act("WRITE_ONCE(x, 1);"), task, "a terminates"));
  expect_shown(world(act("WRITE_ONCE(x, 1);"), task, "no deadlock"));
}

// Each of these holds for two acts, and does not for three.
TEST(AnyNumber, WhatThreeActsBreakIsNotShown) {
  auto const none = "task a { }";
  for (auto const* step : {"int r = READ_ONCE(x); if (r < 3) WRITE_ONCE(x, r + 1);",
                           "assume(READ_ONCE(x) < 3); WRITE_ONCE(x, READ_ONCE(x) + 1);",
                           "int r = READ_ONCE(x); assume(r < 3); cmpxchg(&x, r, r + 1);"})
    for (auto const* model : {"lkmm", "sc"}) {
      auto const text = world(act(step), none, "never x == 3");
      EXPECT_EQ(of(text, model).kind, Kind::HoldsWithin) << text;
    }
  // Not within what two acts, and two more that read phantoms, can write.
  auto const far = world(act("int r = READ_ONCE(x); if (r < 9) WRITE_ONCE(x, r + 1);"), none, "never x == 9");
  EXPECT_EQ(of(far, "sc").kind, Kind::HoldsWithin);
  // What one writes another writes on, and a third.
  auto const on =
      world(act("if (READ_ONCE(y)) WRITE_ONCE(z, 1); if (READ_ONCE(x)) WRITE_ONCE(y, 1); WRITE_ONCE(x, 1);",
                "cpu 1"),
            none, "never z == 1");
  EXPECT_EQ(of(on, "sc").kind, Kind::HoldsWithin);
  // The last of three: each writes what it has not seen last.
  auto const sees =
      world(act("WRITE_ONCE(x, choose(3));", "cpu 1"),
            "ghost int s; task a { int p = READ_ONCE(x); int q = READ_ONCE(x); s = p == 1 && q == 2; }",
            "never s && x == 1");
  EXPECT_NE(of(sees, "sc").kind, Kind::Holds);
}
// What only the third does is not said to be impossible.
TEST(AnyNumber, WhatTwoActsDoNotReachIsOpen) {
  auto const counts = act("int r = READ_ONCE(x); if (r < 3) WRITE_ONCE(x, r + 1);");
  auto text = "world { cpu 0; task a on 0; " + counts + " }\nint x, y; ghost int s;\n";
  auto const cover = of("protocol t;\n" + text + "task a { s = READ_ONCE(x); } cover C \"\": s == 3;\n");
  EXPECT_EQ(cover.kind, Kind::Unknown);
  EXPECT_TRUE(cover.reason.starts_with("at most 2 of e were tried")) << cover.reason;
  EXPECT_EQ(of("protocol t;\n" + text + "task a { s = READ_ONCE(x); } cover C \"\": s == 2;\n").kind,
            Kind::Holds);
  text += "task a { assume(READ_ONCE(x) == 3); }\n";
  EXPECT_EQ(of("protocol t;\n" + text + "property P \"\": never y;\n").kind, Kind::Unknown);
}
// Each needs three acts, or four, of which the world has to have all that are read.
TEST(AnyNumber, WhatIsReadOfSeveralActsIsKeptOfEach) {
  auto const none = "task a { }";
  auto const not_shown = [](std::string const& text, char const* model = "sc") {
    auto const verdict = of(text, model);
    EXPECT_EQ(verdict.kind, Kind::HoldsWithin) << text;
  };
  auto const one_of_three = "int r = choose(3); if (r == 0) WRITE_ONCE(x, 1); if (r == 1) WRITE_ONCE(y, 1); "
                            "if (r == 2) WRITE_ONCE(z, 1);";
  not_shown(world(act(one_of_three), none, "never x == 1 && y == 1 && z == 1"));
  not_shown(world(act(one_of_three), none, "never x == 1 && y == 1 && z == 1"), "lkmm");
  auto const marks =
      "int r = choose(3); if (r == 0) __this_cpu_write(one, 1); if (r == 1) __this_cpu_write(two, 1); "
      "if (r == 2) __this_cpu_write(three, 1);";
  not_shown(world(
      act(marks, "cpu 1"),
      "ghost DEFINE_PER_CPU(int, one); ghost DEFINE_PER_CPU(int, two); ghost DEFINE_PER_CPU(int, three);" +
          std::string(none),
      "never one[1] == 1 && two[1] == 1 && three[1] == 1"));
  auto const sees = [](std::string const& values) {
    std::string body = "ghost bool s; task a { s = 1;";
    for (auto v : values) body += std::string(" if (READ_ONCE(x) != ") + v + ") s = 0;";
    return body + " }";
  };
  not_shown(world(act("WRITE_ONCE(x, 1 + choose(3));"), sees("123"), "never s"));
  // Its own kind reads it, so that it is open: four values, of which two are of acts that are there.
  not_shown(
      world(act("int r = READ_ONCE(x); WRITE_ONCE(x, r < 0 ? 0 : 1 + choose(3));"), sees("1231"), "never s"));
  // An act of another agent sees three.
  not_shown(world(act("WRITE_ONCE(x, 1 + choose(3));") + " agent f times any on cpu 1 { if (READ_ONCE(x) == "
                                                         "1) if (READ_ONCE(x) == 2) if (READ_ONCE(x) == 3) "
                                                         "WRITE_ONCE(y, 1); }",
                  none, "never y == 1"));
}
TEST(AnyNumber, WhatIsOwnedByACpuIsCountedLikeCells) {
  auto const marks = [](std::string const& body) {
    return world(act(body, "cpu 1"), "owned DEFINE_PER_CPU(int, seen); task a { WRITE_ONCE(y, 1); }",
                 "never x == 1");
  };
  // The third sees what the second has left.
  auto const text = marks("int r = __this_cpu_read(seen); if (r == 2) WRITE_ONCE(x, 1); if (r < 2) "
                          "__this_cpu_write(seen, r + 1);");
  EXPECT_TRUE(contains(why_not(text), "seen"));
  expect_shown(marks("__this_cpu_write(seen, 1); if (READ_ONCE(y) == 2) WRITE_ONCE(x, 1);"));
}
TEST(AnyNumber, WhatIsAskedInTheEndIsKept) {
  auto const text = [](std::string const& claim) {
    return world(act("__this_cpu_write(one, READ_ONCE(y)); __this_cpu_write(two, READ_ONCE(z));", "cpu 1"),
                 "ghost DEFINE_PER_CPU(int, one); ghost DEFINE_PER_CPU(int, two);"
                 "task a { WRITE_ONCE(z, 1); smp_wmb(); WRITE_ONCE(y, 1); }",
                 claim);
  };
  expect_shown(text("never one[1] == 2"));
  EXPECT_EQ(of(text("never one[1] == 1 && two[1] == 0")).kind, Kind::Violated);
}

TEST(AnyNumber, WhatIsRefusedIsSaidWithItsPlace) {
  auto const none = "task a { }";
  auto const refused = [&](std::string const& body, std::string const& declarations = "") {
    return why_not(world(act(body), declarations + none, "never y == 3"));
  };
  EXPECT_TRUE(contains(refused("while (READ_ONCE(x)) ;"), "has a loop"));
  EXPECT_TRUE(contains(refused("smp_cond_load_acquire(&x, !VAL);"), "waits at line 2"));
  EXPECT_TRUE(contains(refused("spin_lock(&l); spin_unlock(&l);", "spinlock_t l; "), "a lock"));
  auto const in_library =
      "protocol t;\nuse sched;\nworld { cpu 0, 1; task a on 0; agent e times any on cpu 1 { "
      "__schedule(NULL, 0); } }\nint y; task a { }\nproperty P \"\": never y == 3;\n";
  EXPECT_TRUE(contains(why_not(in_library), "sched.protocol:"));
  EXPECT_TRUE(contains(refused("raise(h, 0);", "interrupt h { WRITE_ONCE(x, 1); } "), "raises an interrupt"));
  EXPECT_TRUE(contains(refused("WRITE_ONCE(x, smp_processor_id());"), "asks for its CPU"));
  EXPECT_TRUE(contains(refused("atomic_inc(&n);", "atomic_t n; "), "may write too many values to n"));
  EXPECT_TRUE(contains(refused("WRITE_ONCE(x, READ_ONCE(y)); WRITE_ONCE(y, READ_ONCE(x));"), "justify themselves"));
  auto const waits = world(act("WRITE_ONCE(x, 1);"), "task a { synchronize_rcu(); }", "never y == 3");
  EXPECT_TRUE(contains(why_not(waits), "grace period"));
  auto const loops = world(act("WRITE_ONCE(x, 1);"), "task a { while (READ_ONCE(y)) ; }", "a terminates");
  EXPECT_TRUE(contains(why_not(loops), "loops"));
  auto const counts = world(act("n++; WRITE_ONCE(x, 1);"), "ghost count n; task a { }", "never n == 3");
  EXPECT_TRUE(contains(why_not(counts), "asked about"));
}

// Only the world's own agents are any number, and a claim may leave them out.
TEST(AnyNumber, IsOfThoseThatTheClaimLetsAct) {
  auto const text = world(act("int r = READ_ONCE(x); if (r < 3) WRITE_ONCE(x, r + 1);") +
                              " agent f times 2 on cpu 1 { WRITE_ONCE(y, 1); }",
                          "task a { }", "never x == 3 without e");
  auto const verdict = of(text);
  EXPECT_EQ(verdict.kind, Kind::Holds);
  EXPECT_FALSE(verdict.any_number);
}

} // namespace
} // namespace barrister
