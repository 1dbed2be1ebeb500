// SPDX-License-Identifier: BSD-2-Clause
// `barrister diff FILE FIX.diff`, and `barrister variants --patch FIX.diff FILE`.
#include "patch/unified_diff.hpp"
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string const wake_up_file = proofs + "wake-up/wake-up.protocol";

std::string replaced(std::string text, std::string const& what, std::string const& with) {
  auto const at = text.find(what);
  EXPECT_NE(at, text.npos) << what;
  return at == text.npos ? text : text.replace(at, what.size(), with);
}
std::string with_crlf(std::string const& text) {
  std::string out;
  for (char const c : text) out += c == '\n' ? "\r\n" : std::string(1, c);
  return out;
}

// A test, and the diff that takes P0's barrier away.
struct Peterz {
  Folder folder;
  std::string text = read_text(proofs + "c-peterz/C-peterz.litmus");
  std::string after = replaced(text, "\tsmp_mb();\n", "");
  std::string file = folder.write("C-peterz.litmus", text);
  std::string changes = patch::unified_diff("C-peterz.litmus", text, after);
  std::string diff = folder.write("no-mb.diff", changes);
};
Ran diff(std::vector<std::string> more) {
  std::vector<std::string> arguments{"diff", "--width", "200"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return barrister_with(arguments);
}

TEST(DiffPatch, ATestAsTheDiffChangesIt) {
  Peterz const p;
  auto const ran = diff({p.file, p.diff});
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.err, "");
  EXPECT_TRUE(has(ran.out,
                  "C-peterz under lkmm:\n  BROKEN: before, the exists clause is unreachable; now, the exists "
                  "clause is reachable\n"))
      << ran.out;
  EXPECT_EQ(ran.out, diff({p.file, p.folder.write("after.litmus", p.after)}).out);
}
TEST(DiffPatch, FromAMailAndWithItsLinesEndedOtherwise) {
  Peterz const p;
  auto const mail =
      p.folder.write("mail", "From: x\nSubject: [PATCH] y\n\n---\n" + p.changes + "-- \n2.39.5\n\n");
  EXPECT_EQ(diff({p.file, mail}).out, diff({p.file, p.diff}).out);
  auto const crlf = p.folder.write("crlf.diff", with_crlf(p.changes));
  EXPECT_EQ(diff({p.file, crlf}).out, diff({p.file, p.diff}).out);
}
TEST(DiffPatch, WhereItStandsElsewhereThatIsSaid) {
  Peterz const p;
  auto const moved = p.folder.write("C-peterz.litmus", replaced(p.text, "\n{", "\n\n{"));
  auto const ran = diff({moved, p.diff});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_TRUE(has(ran.err, "no-mb.diff:1:1: note: hunk 1 applies 1 line further down, at line ")) << ran.err;
}
TEST(DiffPatch, WhatDoesNotApplyIsSaidAndNothingElse) {
  Peterz const p;
  auto const other =
      p.folder.write("C-peterz.litmus", replaced(p.text, "\tWRITE_ONCE(*x, 1);", "\tWRITE_ONCE(*x, 3);"));
  auto const ran = diff({other, p.diff});
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_TRUE(has(ran.err, "error: hunk 1 does not apply at line ")) << ran.err;
  EXPECT_TRUE(has(ran.err, "\n     \tWRITE_ONCE(*x, 1);\n")) << ran.err; // of the diff
  EXPECT_TRUE(has(ran.err, "    hint: there is: \tWRITE_ONCE(*x, 3);\n")) << ran.err;
}
TEST(DiffPatch, TwiceIsAMistake) {
  Peterz const p;
  auto const ran = diff({p.folder.write("C-peterz.litmus", p.after), p.diff});
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_TRUE(has(ran.err, "no-mb.diff:1:1: error: the diff is applied already\n")) << ran.err;
  EXPECT_TRUE(has(ran.err, "hint: give the file as it was before")) << ran.err;
}
TEST(DiffPatch, OfAnotherFileOrNone) {
  Peterz const p;
  auto const of_other = diff({wake_up_file, p.diff});
  EXPECT_EQ(of_other.status, 2);
  EXPECT_TRUE(has(of_other.err, "error: this diff does not change " + wake_up_file)) << of_other.err;
  EXPECT_TRUE(has(of_other.err, "hint: it changes C-peterz.litmus")) << of_other.err;
  auto const turned = diff({p.diff, p.file});
  EXPECT_EQ(turned.status, 2);
  EXPECT_TRUE(has(turned.err, "the diff comes second")) << turned.err;
  auto const hostile =
      p.folder.write("hostile.diff", "--- a\n+++ b\n@@ -1,99999999999999999999 +1 @@\n-a\n+b\n");
  EXPECT_EQ(diff({p.file, hostile}).status, 2);
  auto const cut = p.folder.write("cut.diff", p.changes.substr(0, p.changes.size() - 20));
  EXPECT_EQ(diff({p.file, cut}).status, 2);
}
TEST(DiffPatch, WhatIsWrongBehindItIsSaidThere) {
  Peterz const p;
  auto const broken =
      p.folder.write("broken.diff", patch::unified_diff("C-peterz.litmus", p.text,
                                                        replaced(p.text, "smp_mb();", "smp_mb(;")));
  auto const ran = diff({p.file, broken});
  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(has(ran.err, "C-peterz.litmus + broken.diff:")) << ran.err;
}

struct WakeUp {
  Folder folder;
  std::string text = read_text(wake_up_file);
  std::string file = folder.write("wake-up.protocol", text);
  std::string diff =
      folder.write("weaker.diff", patch::unified_diff("wake-up.protocol", text,
                                                      replaced(text, "\tsmp_mb();", "\tsmp_wmb();")));
};

TEST(DiffPatch, AProtocolAsTheDiffChangesIt) {
  WakeUp const w;
  auto const ran = ::barrister::barrister_with({"diff", "--model", "lkmm", w.file, w.diff});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_TRUE(
      has(ran.out, "wake_up GOOD under lkmm:\n  BROKEN: WAKES: before, holds; now, violated by deadlock\n"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "smp_wmb();")) << ran.out; // in its trace
  EXPECT_FALSE(has(ran.out, "NO_MB")) << ran.out;     // was violated before
}
TEST(VariantsPatch, StandBesideThoseThatAreThere) {
  WakeUp const w;
  auto const ran = barrister_with({"variants", "--model", "lkmm", "--patch", w.diff, w.file});
  EXPECT_EQ(ran.status, 1) << ran.err;
  auto const row = [&](std::string const& name) {
    auto const at = ran.out.find("\n" + name + "  ");
    if (at == ran.out.npos) return std::string("none");
    auto const line = ran.out.substr(at + 1, ran.out.find('\n', at + 1) - at - 1);
    return line.substr(line.find_first_not_of(' ', name.size()));
  };
  EXPECT_FALSE(has(row("GOOD"), "dead")) << ran.out;
  EXPECT_TRUE(row("GOOD + weaker.diff").starts_with("X dead !")) << ran.out;
  EXPECT_TRUE(row("NO_MB").starts_with("X dead  ")) << ran.out;
  EXPECT_TRUE(row("NO_MB + weaker.diff").starts_with("X dead  ")) << ran.out;
  EXPECT_TRUE(has(ran.out, "patch -s -o - " + w.file + " " + w.diff +
                               " | barrister check - --variant GOOD --property WAKES --model lkmm\n"))
      << ran.out;
}
TEST(VariantsPatch, WhatItMendsIsNoLongerAgainstIt) {
  Folder const folder;
  auto const good = read_text(wake_up_file), bad = replaced(good, "\tsmp_mb();", "\tsmp_wmb();");
  auto const file = folder.write("wake-up.protocol", bad);
  auto const diff = folder.write("fix.diff", patch::unified_diff("wake-up.protocol", bad, good));
  EXPECT_EQ(barrister_with({"variants", "--model", "lkmm", "--variant", "GOOD", file}).status, 1);
  auto const ran =
      barrister_with({"variants", "--model", "lkmm", "--variant", "GOOD", "--patch", diff, file});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
}
TEST(VariantsPatch, AnotherFilesDiffIsAMistake) {
  Peterz const p;
  auto const ran = barrister_with({"variants", "--patch", p.diff, wake_up_file});
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(barrister_with({"variants", "--patch", "/nowhere.diff", wake_up_file}).status, 2);
}

} // namespace
} // namespace barrister
