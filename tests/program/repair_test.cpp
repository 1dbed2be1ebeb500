// SPDX-License-Identifier: BSD-2-Clause
// `barrister repair`: what it proposes is what `check` finds to hold.
#include "tests/program/run.hpp"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace barrister {
namespace {

Ran of(std::string const& text, std::vector<std::string> more = {}) {
  Folder const folder;
  std::vector<std::string> arguments{"repair", "--width", "200", folder.write("t.litmus", text)};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return barrister_with(arguments);
}
std::string two(std::string const& one, std::string const& other, std::string const& condition) {
  return "C t\n{}\nP0(int *x, int *y)\n{\n" + one + "}\nP1(int *x, int *y)\n{\n" + other + "}\n" + condition +
         "\n";
}
std::string const both_zero = "exists (0:r0=0 /\\ 1:r0=0)";
std::string store_buffer(std::string const& one, std::string const& other) {
  return two("\tWRITE_ONCE(*x, 1);\n\t" + one + "\n\tint r0 = READ_ONCE(*y);\n",
             "\tWRITE_ONCE(*y, 1);\n\t" + other + "\n\tint r0 = READ_ONCE(*x);\n", both_zero);
}

TEST(Repair, StandsBehindALabel) {
  auto const ran = of(two("\tint r0, c = 1;\n\tWRITE_ONCE(*x, 1);\n\tif (c)\n\t\tgoto out;\n"
                          "\tWRITE_ONCE(*x, 2);\nout:\n\tr0 = READ_ONCE(*y);\n",
                          "\tWRITE_ONCE(*y, 1);\n\tsmp_mb();\n\tint r0 = READ_ONCE(*x);\n", both_zero));
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_TRUE(has(ran.out, " out:\n+\t/* Pairs with smp_mb() in P1: ")) << ran.out;
}
// A fence of reads between a read and a write orders nothing there.
TEST(Repair, PairsWithNoFenceOfOtherAccesses) {
  Folder const folder;
  auto const ran = barrister_with(
      {"repair", "--model", "lkmm", "--width", "200",
       folder.write(
           "t.protocol",
           "protocol p \"p\";\nworld { cpu 0, 1; task t0 on 0; task t1 on 1; }\nint x, y;\nghost int r0;\n"
           "task t0 {\n\tr0 = READ_ONCE(x);\n\tWRITE_ONCE(y, 1);\n}\n"
           "task t1 {\n\tint r1 = READ_ONCE(y);\n\tsmp_rmb();\n\tif (r1)\n\t\tWRITE_ONCE(x, 1);\n}\n"
           "property LB \"lb\": never r0 == 1;\n")});
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_TRUE(has(ran.out, "Pairs with the control dependency on READ_ONCE(y) in task t1")) << ran.out;
  EXPECT_FALSE(has(ran.out, "Pairs with smp_rmb()")) << ran.out;
}
TEST(Repair, StandsInAFunctionOfATest) {
  auto const ran =
      of("C t\n{}\nint body(int *p, int *q) { WRITE_ONCE(*p, 1); int r = READ_ONCE(*q); return r; }\n"
         "P0(int *x, int *y) { int r0 = body(x, y); }\nP1(int *x, int *y) { int r0 = body(y, x); }\n" +
         both_zero + "\n");
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_TRUE(has(ran.out, "Found: smp_mb() in body()")) << ran.out;
}

// The patch of the commit, as it puts smp_mb() where it was missing.
TEST(Repair, PutsTheBarrierBackWhereThePatchHadIt) {
  auto const ran = barrister_with({"repair", proofs + "c-peterz/C-peterz-no-mb-0.litmus"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "\n \tWRITE_ONCE(*x, 1);\n"
                           "+\t/* Pairs with smp_store_release() in P1 and smp_mb() in P2: orders\n"
                           "+\t * WRITE_ONCE(*x, 1) before READ_ONCE(*y). */\n"
                           "+\tsmp_mb();\n \tr1 = READ_ONCE(*y);\n"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "With it: under lkmm, the exists clause is unreachable.")) << ran.out;
}
TEST(Repair, OfAProtocolPutsItBackIntoTheVariant) {
  auto const ran = barrister_with(
      {"repair", "--variant", "NO_MB", "--model", "lkmm", proofs + "c-peterz/c-peterz.protocol"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "-\treplace installer(): \"smp_mb();\" with \"\";\n"
                           "+\treplace installer(): \"smp_mb();\" with \"smp_mb();\";\n"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "With it: under lkmm, FOUND")) << ran.out;
}

// A store buffer with smp_mb__after_atomic() on one side and smp_rmb() on the other.
TEST(Repair, ProposesFullBarriersForAStoreBuffer) {
  auto const file = proofs + "block-layer/unquiesce.litmus";
  for (auto const* model : {"lkmm", "tso"}) {
    EXPECT_EQ(barrister_with({"check", "--expect", "never", "--model", model, file}).status, 1);
    EXPECT_EQ(barrister_with({"check", "--expect", "never", "--model", model,
                              proofs + "block-layer/unquiesce-mb.litmus"})
                  .status,
              0);
  }
  auto const ran = barrister_with({"repair", "--model", "lkmm", "--model", "tso", file});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "-\tsmp_rmb();\n+\tsmp_mb();\n")) << ran.out;
  // A comment that names what was there names what is there now.
  EXPECT_TRUE(has(ran.out, "-\t/* Pairs with smp_rmb() in P1. */\n+\t/* Pairs with smp_mb() in P1. */\n"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "With it: under lkmm, tso, the exists clause is unreachable.")) << ran.out;
  auto const wrong = barrister_with({"barriers", "--check-comments", file});
  EXPECT_EQ(wrong.status, 1);
  EXPECT_TRUE(has(wrong.out, "\"Pairs with smp_rmb() in P1\": wrong")) << wrong.out;
}
TEST(Repair, ProposesFullBarriersForAStoreBufferInAProtocol) {
  auto const file = proofs + "block-layer/unquiesce.protocol";
  EXPECT_EQ(barrister_with({"check", file}).status, 0);
  auto const ran = barrister_with({"repair", "--variant", "PAIR", file});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "-\tsmp_rmb();\n+\tsmp_mb();\n")) << ran.out;
  EXPECT_TRUE(has(ran.out, "With it: under lkmm, tso, sc, DISPATCHED holds.")) << ran.out;
}
// smp_mb__after_atomic() is no barrier behind a plain store: both sides need one.
TEST(Repair, ChangesBothSides) {
  auto const ran = of(store_buffer("smp_mb__after_atomic();", "smp_rmb();"));
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_TRUE(has(ran.out, "-\tsmp_mb__after_atomic();\n")) << ran.out;
  EXPECT_TRUE(has(ran.out, "-\tsmp_rmb();\n")) << ran.out;
  EXPECT_TRUE(has(
      ran.out, "+\t/* Pairs with smp_mb() in P1: orders WRITE_ONCE(*x, 1) before\n+\t * READ_ONCE(*y). */\n"))
      << ran.out;
}

TEST(Repair, SaysThatNoBarrierHelps) {
  auto const ran = of(two("\tint r0 = READ_ONCE(*x);\n\tWRITE_ONCE(*x, r0 + 1);\n",
                          "\tint r0 = READ_ONCE(*x);\n\tWRITE_ONCE(*x, r0 + 1);\n", "exists (x=1)"));
  EXPECT_EQ(ran.status, 1);
  EXPECT_TRUE(has(ran.out, "no barrier can help: it happens under sc")) << ran.out;
  EXPECT_EQ(of(store_buffer("", ""), {"--model", "sc"}).status, 0);
  Folder const folder;
  auto const protocol = barrister_with(
      {"repair", "--width", "200",
       folder.write("t.protocol", "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x;\n"
                                  "task a { WRITE_ONCE(x, READ_ONCE(x) + 1); }\n"
                                  "task b { WRITE_ONCE(x, READ_ONCE(x) + 1); }\n"
                                  "property ALL \"no count is lost\": finally x == 2;\n")});
  EXPECT_EQ(protocol.status, 1);
  EXPECT_TRUE(has(protocol.out, "no barrier can help: it happens under sc")) << protocol.out << protocol.err;
}
// What has no meaning, and what goes on for ever.
TEST(Repair, SaysThatNoBarrierHelpsAgainstFaultsAndLivelocks) {
  auto const fault = of("C t\n{}\nP0(int *x) { int r0 = READ_ONCE(*x); int r1 = 1 / r0; }\nexists (x=1)\n");
  EXPECT_EQ(fault.status, 1) << fault.out;
  EXPECT_TRUE(has(fault.out, "no barrier can help: it happens under sc")) << fault.out;
  Folder const folder;
  auto const protocol = [&](std::string const& body, std::string const& property) {
    return barrister_with(
        {"repair", "--width", "200",
         folder.write("t.protocol", "protocol t \"s\";\nworld { cpu 0; task a on 0; }\nint x, y;\n"
                                    "ghost int z;\ntask a { " +
                                        body + " }\n" + property)});
  };
  auto const faulty = protocol("z = 1 / READ_ONCE(x);", "property P \"s\": never z == 2;\n");
  EXPECT_EQ(faulty.status, 1) << faulty.out << faulty.err;
  EXPECT_TRUE(has(faulty.out, "what has no meaning can happen: no barrier can help: it happens under sc"))
      << faulty.out;
  auto const live =
      protocol("while (!READ_ONCE(x)) WRITE_ONCE(y, 1);", "property ENDS \"s\": a terminates;\n");
  EXPECT_EQ(live.status, 1) << live.out << live.err;
  EXPECT_TRUE(has(live.out, "ENDS is violated: no barrier can help: it happens under sc")) << live.out;
}
TEST(Repair, SaysThatThereIsNoneWithin) {
  auto const ran = of(store_buffer("", ""), {"--changes", "1"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_TRUE(has(ran.out, "There is none within 1 change: none of 10 texts would do")) << ran.out;
  auto const cut = of(store_buffer("", ""), {"--at-most", "3"});
  EXPECT_EQ(cut.status, 3);
  EXPECT_TRUE(has(cut.out, "None was found among the 3 cheapest texts")) << cut.out;
}
TEST(Repair, GivesUpInTimeAndSaysWhatWasTried) {
  auto const late = of(store_buffer("", ""), {"--within", "0.000001"});
  EXPECT_EQ(late.status, 3) << late.out << late.err;
  EXPECT_TRUE(has(late.out, "None was found in the time that was given among the 0 cheapest texts"))
      << late.out;
  auto const protocol = barrister_with({"repair", "--within", "0.000001", "--variant", "NO_MB", "--model",
                                        "lkmm", proofs + "wake-up/wake-up.protocol"});
  EXPECT_EQ(protocol.status, 3) << protocol.out << protocol.err;
  EXPECT_EQ(of(store_buffer("", ""), {"--within", "600"}).status, 0);
  EXPECT_EQ(of(store_buffer("", ""), {"--within", "nan"}).status, 2);
}
// What would do where all variants have it is none where another variant replaces that very text.
TEST(Repair, NoOtherVariantIsSpoilt) {
  Folder const folder;
  auto const file = folder.write(
      "p.protocol",
      "protocol p;\nmodel lkmm;\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y, r, q;\n"
      "static void of_a(void) {\n\tWRITE_ONCE(x, 1);\n\tr = READ_ONCE(y);\n}\n"
      "task a {\n\tr = 1;\n\tof_a();\n}\n"
      "task b {\n\tq = 1;\n\tWRITE_ONCE(y, 1);\n\tsmp_mb();\n\tq = READ_ONCE(x);\n}\n"
      "property P: never r == 0 && q == 0;\nvariant BAD \"\";\nvariant OTHER \"\" {\n\treplace of_a(): "
      "\"WRITE_ONCE(x, 1); r = READ_ONCE(y);\" with \"r = READ_ONCE(y);\";\n}\n");
  auto const ran = barrister_with({"repair", "--variant", "BAD", file});
  EXPECT_EQ(ran.status, 1) << ran.out << ran.err;
  EXPECT_FALSE(has(ran.out, "+\tsmp_mb();")) << ran.out;
  auto text = read_text(file);
  text.erase(text.find("\nvariant OTHER"));
  auto const alone = barrister_with({"repair", "--variant", "BAD", folder.write("q.protocol", text + "\n")});
  EXPECT_EQ(alone.status, 0) << alone.out << alone.err;
  EXPECT_TRUE(has(alone.out, "+\tsmp_mb();")) << alone.out;
}
TEST(Repair, SaysThatThereIsNothingToDo) {
  auto const ran = of(store_buffer("smp_mb();", "smp_mb();"));
  EXPECT_EQ(ran.status, 0);
  EXPECT_TRUE(has(ran.out, "under lkmm, the exists clause is unreachable: there is nothing to repair"))
      << ran.out;
}
TEST(Repair, IsTheCheapest) {
  auto const message =
      two("\tWRITE_ONCE(*x, 1);\n\tWRITE_ONCE(*y, 1);\n",
          "\tint r0 = READ_ONCE(*y);\n\tint r1 = READ_ONCE(*x);\n", "exists (1:r0=1 /\\ 1:r1=0)");
  auto const arm = of(message, {"--arch", "arm64"});
  EXPECT_TRUE(has(arm.out, "+\tsmp_store_release(y, 1);\n")) << arm.out;
  EXPECT_TRUE(has(arm.out, "+\tint r0 = smp_load_acquire(y);\n")) << arm.out;
  auto const dear =
      of(message, {"--arch", "arm64", "--cost", "smp_store_release=9", "--cost", "smp_load_acquire=9"});
  EXPECT_TRUE(has(dear.out, "+\tsmp_wmb();\n")) << dear.out;
  EXPECT_TRUE(has(dear.out, "+\tsmp_rmb();\n")) << dear.out;
}
// Whoever reads the flag may have to ask for it again and again: within a bound, that is no repair that is
// known.
TEST(Repair, WithinABoundIsNotKnown) {
  auto const ran = of(two(
      "\tWRITE_ONCE(*x, 1);\n\tWRITE_ONCE(*y, 1);\n",
      "\tint r0 = 0;\n\tint r1;\n\twhile (r0 != 1) {\n\t\tWRITE_ONCE(*y, 2);\n\t\tr0 = READ_ONCE(*y);\n\t}\n"
      "\tr1 = READ_ONCE(*x);\n",
      "exists (1:r1=0)"));
  EXPECT_EQ(ran.status, 3) << ran.out;
  EXPECT_TRUE(has(ran.out, "as far as loops were followed")) << ran.out;
}

TEST(Repair, WritesTheFile) {
  Folder const folder;
  auto const file = folder.write("t.litmus", store_buffer("smp_mb();", ""));
  auto const other = (folder.path() / "new.litmus").string();
  EXPECT_EQ(barrister_with({"repair", "-o", other, file}).status, 0);
  EXPECT_EQ(barrister_with({"check", "--expect", "never", other}).status, 0);
  EXPECT_EQ(barrister_with({"check", "--expect", "never", file}).status, 1);
  EXPECT_EQ(barrister_with({"repair", "--apply", file}).status, 0);
  EXPECT_EQ(read_text(file), read_text(other));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2); // nothing else is left
}
// The comments, as `barriers --check-comments` sees them.
TEST(Repair, WhatItSaysOfPairsIsRight) {
  auto const load_buffer = [](std::string const& other) {
    return two("\tint r0 = READ_ONCE(*x);\n\tWRITE_ONCE(*y, 1);\n", "\tint r1 = READ_ONCE(*y);\n" + other,
               "exists (0:r0=1 /\\ 1:r1=1)");
  };
  std::string const world = "world { cpu 0, 1; task a on 0; task b on 1; }\n";
  auto const last_reference = [&](std::string const& before) {
    return "protocol t \"s\";\n" + world +
           "atomic_t n = 2; int busy;\nghost DEFINE_PER_CPU(bool, early);\nstatic void put(void)\n{\n\t" +
           before +
           "\n\tif (atomic_sub_return_relaxed(1, &n) == 0)\n\t\t__this_cpu_write(early, "
           "!READ_ONCE(busy));\n}\ntask a {\n\tWRITE_ONCE(busy, 1);\n\tput();\n}\ntask b {\n\tput();\n}\n"
           "property P \"s\": never early[c] for cpu c;\n";
  };
  std::string const handler =
      "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; agent dev times 1 on cpu 1 { raise(tick, 1); } }\n"
      "int data, flag;\nghost DEFINE_PER_CPU(bool, bad);\ninterrupt tick {\n\tint f = READ_ONCE(flag);\n\n"
      "\tif (f && !READ_ONCE(data))\n\t\t__this_cpu_write(bad, true);\n}\ntask a {\n\tWRITE_ONCE(data, "
      "1);\n\tWRITE_ONCE(flag, 1);\n}\nproperty P \"s\": never bad[c] for cpu c;\n";
  Folder const folder;
  for (auto const& [name, text] : {std::pair{"t.litmus", load_buffer("\tWRITE_ONCE(*x, r1);\n")},
                                   {"t.litmus", load_buffer("\tif (r1)\n\t\tWRITE_ONCE(*x, 1);\n")},
                                   {"t.protocol", last_reference("")},
                                   {"t.protocol", last_reference("smp_rmb();")},
                                   {"t.protocol", handler}}) {
    auto const repaired = (folder.path() / ("repaired-" + std::string(name))).string();
    auto const ran = barrister_with({"repair", "-o", repaired, folder.write(name, text)});
    EXPECT_EQ(ran.status, 0) << text << ran.out << ran.err;
    auto const checked = barrister_with({"barriers", "--width", "200", "--check-comments", repaired});
    EXPECT_TRUE(has(checked.out, ": right\n")) << checked.out;
    EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
  }
}
// With tabs of 8, as checkpatch.pl counts.
TEST(Repair, CommentsKeepToTheWidthOfTheSource) {
  std::string const body =
      "\tint r1 = 7;\n\tif (!smp_load_acquire(init)) {\n\t\tspin_lock(l);\n\t\tif (!READ_ONCE(*init)) "
      "{\n\t\t\tWRITE_ONCE(*data, 42);\n\t\t\tWRITE_ONCE(*init, 1);\n\t\t}\n\t\tspin_unlock(l);\n\t}\n"
      "\tr1 = READ_ONCE(*data);\n}\n";
  std::string const arguments = "(int *init, int *data, spinlock_t *l)\n{\n";
  auto const ran = of("C t\n{}\nP0" + arguments + body + "P1" + arguments + body + "P2" + arguments + body +
                      "exists (0:r1=0 \\/ 1:r1=0 \\/ 2:r1=0)\n");
  EXPECT_TRUE(has(ran.out, "+\t\t\t/* Pairs with ")) << ran.out << ran.err;
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);) {
    auto const tabs = static_cast<std::size_t>(std::ranges::count(line, '\t'));
    if (!line.starts_with('+')) continue;
    EXPECT_LE(line.size() - 1 + 7 * tabs, 80u) << line;
  }
}
TEST(Repair, KeepsTheEndsOfLines) {
  Folder const folder;
  auto text = store_buffer("smp_mb();", "");
  for (auto at = text.find('\n'); at != text.npos; at = text.find('\n', at + 2)) text.insert(at, "\r");
  auto const file = folder.write("t.litmus", text);
  EXPECT_EQ(barrister_with({"repair", "--apply", file}).status, 0);
  auto const repaired = read_text(file);
  EXPECT_GT(repaired.size(), text.size());
  EXPECT_EQ(std::ranges::count(repaired, '\n'), std::ranges::count(repaired, '\r'));
  EXPECT_EQ(barrister_with({"check", "--expect", "never", file}).status, 0);
}
// git apply and patch(1) follow no `..`: inside of a work tree the name is as from its top, else whole.
TEST(Repair, NamesTheFileAsADiffIsApplied) {
  Folder const folder;
  auto const text = store_buffer("smp_mb();", "");
  auto const file = folder.write("t.litmus", text);
  auto const top = file.substr(0, file.rfind('/'));
  std::filesystem::create_directories(top + "/a/b");
  auto const named = [&](std::string const& name) {
    auto const ran = barrister_with({"repair", name});
    auto const at = ran.out.find("--- a/");
    return at == ran.out.npos ? ran.out + ran.err : ran.out.substr(at + 6, ran.out.find('\n', at) - at - 6);
  };
  EXPECT_EQ(named(top + "/a/../a/b/../../t.litmus"), file.substr(1));
  std::filesystem::create_directories(top + "/.git");
  EXPECT_EQ(named(top + "/a/../t.litmus"), "t.litmus");
  EXPECT_EQ(named(top + "/./t.litmus"), file.substr(1));
}
TEST(Repair, WritesItWholeOrNotAtAll) {
  Folder const folder;
  auto const text = store_buffer("smp_mb();", "");
  auto const file = folder.write("t.litmus", text);
  auto const full = barrister_with({"repair", "-o", "/dev/full", file});
  EXPECT_EQ(full.status, 2);
  EXPECT_TRUE(has(full.err, "cannot write /dev/full")) << full.err;
  EXPECT_EQ(barrister_with({"repair", "-o", (folder.path() / "none" / "t").string(), file}).status, 2);
  EXPECT_EQ(barrister_with({"repair", "-o", folder.path().string(), file}).status, 2);
  EXPECT_EQ(read_text(file), text);
  auto const none = (folder.path() / "none.litmus").string();
  EXPECT_EQ(
      barrister_with({"repair", "--changes", "1", "-o", none, folder.write("u.litmus", store_buffer("", ""))})
          .status,
      1);
  EXPECT_FALSE(std::filesystem::exists(none));
}

TEST(Repair, IsThereForPrograms) {
  auto const ran = of(store_buffer("smp_mb();", "smp_rmb();"), {"--format", "json"});
  auto const json = nlohmann::json::parse(ran.out).at("results").at(0);
  EXPECT_EQ(json["result"], "found");
  EXPECT_EQ(json["changes"][0]["was"], "smp_rmb()");
  EXPECT_EQ(json["changes"][0]["is"], "smp_mb()");
  EXPECT_EQ(json["changes"][0]["where"], "P1");
  EXPECT_EQ(json["cost"], json["changes"][0]["cost"]);
  EXPECT_TRUE(has(json["diff"], "+\tsmp_mb();"));
  EXPECT_EQ(nlohmann::json::parse(of(store_buffer("", ""), {"--format", "json", "--changes", "1"}).out)
                .at("results")
                .at(0)["result"],
            "none");
}

TEST(Repair, BadInputIsSaid) {
  EXPECT_EQ(of("C t\n{}\nP0(int *x) { smp_mb(; }\nexists (x=1)\n").status, 2);
  EXPECT_EQ(of("C t\n{}\nP0(int *x) { smp_mb(); }\n").status, 2);
  EXPECT_EQ(barrister_with({"repair", "/nowhere.litmus"}).status, 2);
  EXPECT_EQ(of(store_buffer("", ""), {"--model", "lkm"}).status, 2);
  EXPECT_EQ(of(store_buffer("", ""), {"--arch", "alpha"}).status, 2);
  EXPECT_EQ(of(store_buffer("", ""), {"--apply", "-o", "x"}).status, 2);
  auto const cost = of(store_buffer("", ""), {"--cost", "smp_mbb=1"});
  EXPECT_EQ(cost.status, 2);
  EXPECT_TRUE(has(cost.err, "'smp_mbb' is no primitive that has a cost")) << cost.err;
  EXPECT_TRUE(has(of(store_buffer("", ""), {"--cost", "smp_mb"}).err, "is no PRIMITIVE=NUMBER"));
  auto const which = barrister_with({"repair", proofs + "c-peterz/c-peterz.protocol"});
  EXPECT_EQ(which.status, 2);
  EXPECT_TRUE(has(which.err, "which variant?")) << which.err;
}

// Of two that are violated, one is under sc.
TEST(Repair, NamesWhatIsViolatedUnderSc) {
  Folder const folder;
  auto const ran = barrister_with(
      {"repair", "--width", "200",
       folder.write("t.protocol",
                    "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y;\n"
                    "ghost int ra, rb;\ntask a { WRITE_ONCE(x, 1); ra = !READ_ONCE(y); }\n"
                    "task b { WRITE_ONCE(y, 1); rb = !READ_ONCE(x); }\n"
                    "property SB \"\": never ra && rb;\nproperty NONE \"\": never ra;\n")});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_TRUE(
      has(ran.out, "under lkmm, SB, NONE are violated: no barrier can help: under sc, NONE is violated."))
      << ran.out;
}
TEST(Repair, SaysThatBodiesOfMacrosAreLeft) {
  Folder const folder;
  auto const ran = barrister_with(
      {"repair", "--width", "200",
       folder.write(
           "t.protocol",
           "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y;\nghost int ra, rb;\n"
           "#define both(p, q, r) do { WRITE_ONCE(*(p), 1); r = !READ_ONCE(*(q)); } while (0)\n"
           "task a { both(&x, &y, ra); }\ntask b { both(&y, &x, rb); }\n"
           "property SB \"\": never ra && rb;\n")});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_TRUE(has(ran.out, "There is nothing that could be changed.\n")) << ran.out;
  EXPECT_TRUE(has(ran.out, "Bodies of macros were left as they are: a fence in one was not tried.\n"))
      << ran.out;
}
// Its partner is what stands with it where it is missing, all else as repaired; and a barrier that is needed.
TEST(Repair, PairsWithWhatIsNeeded) {
  Folder const folder;
  auto const ran = barrister_with(
      {"repair", "--width", "200",
       folder.write("t.protocol",
                    "protocol t \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y, z;\n"
                    "ghost bool stale;\ntask a {\n\tWRITE_ONCE(x, 1);\n\tWRITE_ONCE(y, 1);\n}\ntask b {\n"
                    "\tWRITE_ONCE(z, 1);\n\tsmp_mb();\n\tint r0 = READ_ONCE(y);\n\tsmp_rmb();\n"
                    "\tint r1 = READ_ONCE(x);\n\tstale = r0 == 1 && r1 == 0;\n}\n"
                    "property MP \"\": never stale;\n")});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_TRUE(has(ran.out, "/* Pairs with smp_rmb() in task b: orders WRITE_ONCE(x, 1) before")) << ran.out;
}

} // namespace
} // namespace barrister
