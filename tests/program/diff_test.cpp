// SPDX-License-Identifier: BSD-2-Clause
// `barrister diff`: what a change does, in both directions, and nothing where it does nothing.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string const c_peterz = BARRISTER_SOURCE "/proofs/c-peterz/";
std::string const with = c_peterz + "C-peterz.litmus", without = c_peterz + "C-peterz-no-mb-0.litmus";
std::string const membarrier = BARRISTER_SOURCE "/proofs/membarrier/membarrier.protocol";

Ran diff(std::vector<std::string> more) {
  std::vector<std::string> arguments{"diff", "--width", "200"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return barrister_with(arguments);
}

TEST(Diff, ABarrierLessIsWorse) {
  auto const ran = diff({with, without});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_TRUE(has(
      ran.out, "C-peterz and C-peterz-no-mb-0 under lkmm:\n"
               "  BROKEN: before, the exists clause is unreachable; now, the exists clause is reachable\n"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "  changed: new final state: 0:r1=0; 2:r1=1; 2:r2=0;\n")) << ran.out;
  EXPECT_TRUE(has(ran.out, "r2 = READ_ONCE(*x);")) << ran.out; // the trace
  EXPECT_TRUE(has(ran.out, "1 BROKEN, 1 changed; 0 claims as before.")) << ran.out;
}
TEST(Diff, ABarrierMoreIsNot) {
  auto const ran = diff({without, with});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(
      has(ran.out, "fixed: before, the exists clause is reachable; now, the exists clause is unreachable\n"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "final state that is gone: 0:r1=0; 2:r1=1; 2:r2=0;")) << ran.out;
}
TEST(Diff, NothingIsSaidOfWhatStaysAsItIs) {
  auto const ran = diff({with, with});
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, "nothing changed; 1 claim as before.\n");
  EXPECT_EQ(diff({"--quiet", with, with}).out, "");
  // Under sc the barrier changes nothing.
  EXPECT_EQ(diff({"--model", "sc", with, without}).out, "nothing changed; 1 claim as before.\n");
}
TEST(Diff, RacesAreTold) {
  Folder const folder;
  auto const text = [](std::string const& load) {
    return "C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nP1(int *x) { int r0 = " + load +
           "; }\nexists (1:r0=2)\n";
  };
  auto const marked = folder.write("a.litmus", text("READ_ONCE(*x)")),
             plain = folder.write("b.litmus", text("*x"));
  auto const ran = diff({marked, plain});
  EXPECT_EQ(ran.status, 1);
  EXPECT_TRUE(has(ran.out, "BROKEN: new: data race")) << ran.out;
  EXPECT_EQ(diff({plain, marked}).status, 0);
}
std::string locks(std::string const& second) {
  return "C t\n{}\nP0(spinlock_t *l, int *x) { spin_lock(l); " + second +
         " WRITE_ONCE(*x, 1); spin_unlock(l); }\n"
         "P1(int *x) { int r0 = READ_ONCE(*x); }\nexists (1:r0=1)\n";
}
// What never ends is not mended.
TEST(Diff, ADeadlockIsWorse) {
  Folder const folder;
  auto const ends = folder.write("a.litmus", locks("smp_mb();")),
             never = folder.write("b.litmus", locks("spin_lock(l);"));
  auto const ran = diff({ends, never});
  EXPECT_EQ(ran.status, 1) << ran.out;
  EXPECT_TRUE(
      has(ran.out, "BROKEN: before, the exists clause is reachable; now, no execution comes to its end"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "BROKEN: new: P0 waits for ever at line 3")) << ran.out;
}
TEST(Diff, AnotherConditionIsNoMend) {
  Folder const folder;
  auto const text = [](std::string const& value) {
    return "C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nexists (x=" + value + ")\n";
  };
  auto const ran = diff({folder.write("a.litmus", text("1")), folder.write("b.litmus", text("2"))});
  EXPECT_TRUE(has(
      ran.out,
      "changed: the condition is another one: before, ~exists ([x]=1): the exists clause is reachable; now, "
      "~exists ([x]=2): the exists clause is unreachable"))
      << ran.out;
  EXPECT_FALSE(has(ran.out, "fixed")) << ran.out;
}
TEST(Diff, WhatHeldAndIsAskedNoMoreIsNotKnown) {
  Folder const folder;
  auto const text = [](std::string const& value, std::string const& condition) {
    return "C t\n{}\nP0(int *x, int *y) { WRITE_ONCE(*x, " + value + "); WRITE_ONCE(*y, 1); }\n" + condition +
           "\n";
  };
  auto const held = folder.write("a.litmus", text("1", "exists (x=2 /\\ y=1)"));
  auto const other = diff({held, folder.write("b.litmus", text("2", "exists (x=2)"))});
  EXPECT_EQ(other.status, 3) << other.out;
  EXPECT_TRUE(has(other.out, "not known: the condition is another one: before, ")) << other.out;
  EXPECT_EQ(diff({held, folder.write("c.litmus", text("2", "locations [x;]"))}).status, 3);
  // The same one.
  auto const turned = diff({held, folder.write("d.litmus", text("2", "~exists (y=1 /\\ x=2)"))});
  EXPECT_EQ(turned.status, 1) << turned.out;
  EXPECT_TRUE(has(turned.out, "BROKEN: before, the exists clause is unreachable; now, ")) << turned.out;
}
std::string protocol(std::string const& models, std::string const& claims) {
  return "protocol t \"\";\n" + models +
         "world { cpu 0, 1; task a on 0; task b on 1; }\nint x, y; ghost int r; ghost int s;\n"
         "start S \"\" { x == 0; }\nstart R \"\" { x == 2; }\n"
         "task a { r = 1; WRITE_ONCE(x, 1); r = READ_ONCE(y); }\n"
         "task b { s = 1; WRITE_ONCE(y, 1); s = READ_ONCE(x); }\n" +
         claims;
}
TEST(Diff, AProtocolHasItsOwnModels) {
  Folder const folder;
  std::string const claim = "property P \"\": never r == 0 && s == 0 from S;\n";
  auto const total = folder.write(
                 "a.protocol", protocol("model lkmm with { acyclic po | rf | co | fr as total };\n", claim)),
             alone = folder.write("b.protocol", protocol("model lkmm;\n", claim)),
             sc = folder.write("c.protocol", protocol("model sc;\n", claim)),
             both = folder.write("d.protocol", protocol("model lkmm, sc;\n", claim));
  auto const worse = diff({total, alone});
  EXPECT_EQ(worse.status, 1) << worse.out;
  EXPECT_TRUE(has(worse.out, "BROKEN: P: before, holds; now, violated")) << worse.out;
  EXPECT_EQ(diff({alone, total}).status, 0);
  auto const other = diff({sc, alone});
  EXPECT_EQ(other.status, 3) << other.out;
  EXPECT_TRUE(has(other.out, "not known: nothing is asked under sc any more\n"
                             "  not known: what is asked under lkmm was not asked before\n"))
      << other.out;
  auto const fewer = diff({both, sc});
  EXPECT_EQ(fewer.status, 3) << fewer.out;
  EXPECT_TRUE(has(fewer.out, "not known: nothing is asked under lkmm any more\n")) << fewer.out;
  EXPECT_EQ(diff({"--model", "sc", both, sc}).status, 0);
}
TEST(Diff, SaysWhatIsInAnotherWorld) {
  Folder const folder;
  auto const in = [&](std::string const& name, std::string const& world) {
    return folder.write(name + ".protocol",
                        "protocol t \"s\";\nworld { cpu 0, 1; " + world +
                            " }\nint x;\ntask a { WRITE_ONCE(x, 1); }\ntask b { WRITE_ONCE(x, 2); }\n"
                            "property P \"\": never x == 9;\n");
  };
  auto const before = in("a", "task a on 0; task b on 1;");
  auto const moved = diff({before, in("b", "task a on 0; task b on 0;")});
  EXPECT_EQ(moved.status, 0) << moved.out << moved.err;
  EXPECT_TRUE(has(moved.out, "changed: task b: before, once on CPU 1; now, once on CPU 0\n")) << moved.out;
  auto const more =
      diff({before, in("c", "task a on 0; task b on 1; agent e times 2 on cpu 1 { WRITE_ONCE(x, 3); }")});
  EXPECT_TRUE(has(more.out, "changed: agent e is new\n")) << more.out;
  EXPECT_FALSE(has(diff({before, before}).out, "task")) << "the same world";
}
TEST(Diff, AClaimOfAProtocolThatIsGoneOrAnotherIsNotKnown) {
  Folder const folder;
  auto const file = [&](std::string const& name, std::string const& claims) {
    return folder.write(name + ".protocol", protocol("model sc;\n", claims));
  };
  auto const held =
      file("a", "property P \"\": never r == 0 && s == 0 from S;\nproperty T \"\": a terminates;\n");
  auto const gone = diff({held, file("b", "property T \"\": a terminates;\n")});
  EXPECT_EQ(gone.status, 3) << gone.out;
  EXPECT_TRUE(has(gone.out, "not known: P is gone: it was: holds\n")) << gone.out;
  auto const others = diff(
      {held, file("c", "property P \"\": never r == 0 && s == 0 from R;\nproperty T \"\": b terminates;\n")});
  EXPECT_EQ(others.status, 3) << others.out;
  EXPECT_TRUE(has(others.out, "not known: P asks something else: before, holds; now, ")) << others.out;
  EXPECT_TRUE(has(others.out, "not known: T asks something else: before, holds; now, holds")) << others.out;
  auto const worse =
      diff({held, file("h", "property P \"\": never y == 1;\nproperty T \"\": a terminates;\n")});
  EXPECT_EQ(worse.status, 1) << worse.out;
  EXPECT_TRUE(has(worse.out, "BROKEN: P asks something else: before, holds; now, violated")) << worse.out;
  auto const more = diff({file("d", "property T \"\": a terminates;\n"),
                          file("e", "property T \"\": a terminates;\nproperty P \"\": never y == 1;\n")});
  EXPECT_EQ(more.status, 1) << more.out;
  EXPECT_TRUE(has(more.out, "BROKEN: P is new: violated")) << more.out;
  auto const variants =
      diff({file("f", "property T \"\": a terminates;\nvariant A \"\";\nvariant B \"\";\n"),
            file("g", "property T \"\": a terminates;\nvariant A \"\";\nvariant C \"\";\n")});
  EXPECT_EQ(variants.status, 3) << variants.out;
  EXPECT_TRUE(has(variants.out,
                  "t:\n  not known: variant B is gone\n  changed: variant C is new, and compared with "
                  "nothing: barrister check says what holds in it\n"))
      << variants.out;
}
// Where there is no plain access, nothing races, and nothing is asked.
TEST(Diff, ARaceThatComesOrGoesWithItsPlainAccessIsTold) {
  Folder const folder;
  auto const file = [&](std::string const& name, std::string const& store, std::string const& flag) {
    return folder.write(name + ".protocol",
                        "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y;\n"
                        "ghost int r;\ntask a { " +
                            store + " smp_store_release(&y, 1); }\ntask b { if (" + flag +
                            ") r = READ_ONCE(x); }\nproperty P \"s\": never r > 1;\n");
  };
  std::string const acquire = "smp_load_acquire(&y)";
  auto const marked = file("a", "WRITE_ONCE(x, 1);", acquire), plain = file("b", "x = 1;", acquire),
             racing = file("c", "x = 1;", "READ_ONCE(y)");
  auto const worse = diff({marked, racing});
  EXPECT_EQ(worse.status, 1) << worse.out;
  EXPECT_TRUE(has(worse.out, "BROKEN: races: before, no plain access; now, found")) << worse.out;
  EXPECT_TRUE(has(worse.out, "data race on x:")) << worse.out;
  EXPECT_TRUE(has(diff({plain, racing}).out, "data race on x:"));
  auto const mended = diff({racing, marked});
  EXPECT_EQ(mended.status, 0) << mended.out;
  EXPECT_TRUE(has(mended.out, "fixed: races: before, found; now, no plain access")) << mended.out;
  EXPECT_EQ(diff({plain, marked}).status, 0);
  EXPECT_EQ(diff({marked, plain}).status, 0);
}
TEST(Diff, AProtocolIsComparedWithOneOfAnotherName) {
  Folder const folder;
  auto const text = protocol("", "property T \"\": a terminates;\n");
  auto other = text;
  other.replace(other.find("protocol t"), 10, "protocol u");
  auto const ran = diff({folder.write("a.protocol", text), folder.write("b.protocol", other)});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, "nothing changed; 1 claim as before.\n");
}
TEST(Diff, AConditionOfATestThatIsNewOrGoneIsTold) {
  Folder const folder;
  auto const file = [&](std::string const& name, std::string const& end) {
    return folder.write(name + ".litmus", "C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nP1(int *x) { int r0 = "
                                          "READ_ONCE(*x); }\n" +
                                              end + "\n");
  };
  auto const none = file("a", "locations [1:r0]"), broken = file("b", "~exists (1:r0=1)"),
             holds = file("c", "~exists (1:r0=2)");
  auto const worse = diff({none, broken});
  EXPECT_EQ(worse.status, 3) << worse.out;
  EXPECT_TRUE(has(worse.out, "not known: the condition is new: ~exists (1:r0=1): ")) << worse.out;
  EXPECT_EQ(diff({none, holds}).status, 0);
  auto const gone = diff({holds, none});
  EXPECT_EQ(gone.status, 3) << gone.out;
  EXPECT_TRUE(has(gone.out, "not known: the condition is gone: ~exists (1:r0=2): it was: ")) << gone.out;
  EXPECT_EQ(diff({none, none}).status, 0);
}
TEST(Diff, WhatCannotBeTheSecondFileIsSaid) {
  Folder const folder;
  auto const file = folder.write("a.protocol", protocol("", "property T \"\": a terminates;\n"));
  EXPECT_TRUE(has(diff({file, folder.path() / "nowhere"}).err, "nowhere: error: cannot read this file"));
  for (auto const* text : {"", "1c1\n< a\n---\n> b\n", "diff --git a/a b/b\nrename from a\nrename to b\n"}) {
    auto const ran = diff({file, folder.write("fix.diff", text)});
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(has(ran.err, "this is no unified diff")) << ran.err;
  }
}
// Beyond its rounds nothing is known of a loop.
TEST(Diff, WhatHoldsForSomeRoundsIsNotKnown) {
  Folder const folder;
  auto const text = [](std::string const& end) {
    return "C t\n{}\n"
           "P0(int *x, int *z) { int r0 = READ_ONCE(*x); while (r0 == 0) { WRITE_ONCE(*z, 1); r0 = "
           "READ_ONCE(*x); } }\n"
           "P1(int *x) { WRITE_ONCE(*x, 1); " +
           end + " }\nexists (0:r0=2)\n";
  };
  auto const ran = diff({folder.write("a.litmus", text("")), folder.write("b.litmus", text("smp_mb();"))});
  EXPECT_EQ(ran.status, 3) << ran.out;
  EXPECT_TRUE(has(ran.out, "1 claim as before, some within a bound alone.")) << ran.out;
}
// Who waits for a flag that the patch no longer sets never ends: that is no mend.
TEST(Diff, WhatNoLongerEndsIsNotKnown) {
  Folder const folder;
  auto const text = [](std::string const& end) {
    return "C t\n{}\nP0(int *x, int *z) { int r0; while (READ_ONCE(*z) == 0) { } r0 = READ_ONCE(*x); }\n"
           "P1(int *x, int *z) { WRITE_ONCE(*x, 1); " +
           end + " }\nexists (0:r0=1)\n";
  };
  auto const ran = diff({folder.write("a.litmus", text("smp_store_release(z, 1);")),
                         folder.write("b.litmus", text("smp_mb();"))});
  EXPECT_EQ(ran.status, 3) << ran.out;
  EXPECT_FALSE(has(ran.out, "fixed")) << ran.out;
}
TEST(Diff, OfTwoVariants) {
  auto const worse = diff({"--model", "lkmm", "--variant", "V414", "--variant", "NO_ENTRY", membarrier});
  EXPECT_EQ(worse.status, 1) << worse.err;
  EXPECT_TRUE(has(
      worse.out, "membarrier V414 -> NO_ENTRY under lkmm:\n  BROKEN: DEKKER: before, holds; now, violated\n"))
      << worse.out;
  EXPECT_FALSE(has(worse.out, "ENDS:")) << worse.out;
  auto const better = diff({"--model", "lkmm", "--variant", "NO_ENTRY", "--variant", "V414", membarrier});
  EXPECT_EQ(better.status, 0) << better.err;
  EXPECT_TRUE(has(better.out, "fixed: DEKKER: before, violated; now, holds\n")) << better.out;
}
TEST(Diff, OfTwoFilesTheirVariantsOfOneName) {
  Folder const folder;
  auto text = read_text(membarrier);
  auto const at = text.find("smp_mb(); // entering");
  ASSERT_NE(at, text.npos);
  auto const other = folder.write("other.protocol", text.replace(at, 9, ""));
  auto const ran = diff({"--model", "lkmm", "--variant", "V414", "--property", "DEKKER", membarrier, other});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_TRUE(has(ran.out, "membarrier V414 under lkmm:\n  BROKEN: DEKKER: before, holds; now, violated\n"))
      << ran.out;
}
TEST(Diff, BadInputIsSaid) {
  EXPECT_EQ(diff({with}).status, 2);
  EXPECT_EQ(diff({with, membarrier}).status, 2);
  EXPECT_EQ(diff({membarrier}).status, 2);
  EXPECT_EQ(diff({membarrier, "--variant", "V414", "--variant", "NO_ENTY"}).status, 2);
  EXPECT_EQ(diff({with, "/nowhere.litmus"}).status, 2);
  EXPECT_EQ(diff({membarrier, "V414", "NO_ENTRY"}).err,
            "barrister diff: there is no file 'V414'\n    hint: of one protocol, two variants are compared: "
            "barrister diff " +
                membarrier + " --variant V414 --variant NO_ENTRY\n");
  EXPECT_TRUE(
      has(diff({membarrier, "nowhere.protocol"}).err, "nowhere.protocol: error: cannot read this file"));
  EXPECT_EQ(diff({"-", "-"}).err, "barrister diff: standard input is one of the two, not both\n");
  EXPECT_EQ(diff({"--model", "lkm", with, without}).status, 2);
}

} // namespace
} // namespace barrister
