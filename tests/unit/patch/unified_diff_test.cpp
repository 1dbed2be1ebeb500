// SPDX-License-Identifier: BSD-2-Clause
// What makes one text of another: written, read, applied, taken back.
#include "patch/apply_diff.hpp"
#include "patch/read_diff.hpp"
#include "tests/support/chance.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using patch::DiffProblem;
using patch::Direction;
using patch::FileDiff;
using Problem = DiffProblem::Kind;

std::string text_of_problem(DiffProblem const& p) {
  auto out = std::to_string(p.line) + ": " + p.message;
  for (auto const& d : p.details) out += " | " + d;
  return out;
}

std::vector<FileDiff> read(std::string const& text) {
  auto out = patch::read_diff(text);
  if (auto const* problem = std::get_if<DiffProblem>(&out)) {
    ADD_FAILURE() << text_of_problem(*problem);
    return {};
  }
  return std::get<std::vector<FileDiff>>(std::move(out));
}
std::string problem_of_reading(std::string const& text) {
  auto const out = patch::read_diff(text);
  auto const* const problem = std::get_if<DiffProblem>(&out);
  return problem ? text_of_problem(*problem) : "";
}
std::string applied(std::string const& diff, std::string const& text, Direction way = Direction::Forward) {
  auto const files = read(diff);
  if (files.empty()) return "";
  auto const out = patch::apply_diff(files.front(), text, way);
  if (auto const* problem = std::get_if<DiffProblem>(&out)) return text_of_problem(*problem);
  auto const& good = std::get<patch::Applied>(out);
  auto shown = good.text;
  for (auto const& moved : good.moved) shown += "[" + moved + "]";
  return shown;
}

std::string const ten = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";
std::string const five_gone =
    "--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@ void f(void)\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n";

TEST(UnifiedDiff, IsWrittenAsGitWritesIt) {
  EXPECT_EQ(patch::unified_diff("f", ten, ten), "");
  EXPECT_EQ(patch::unified_diff("f", ten, "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n"),
            "--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  EXPECT_EQ(patch::unified_diff("f", "", "x\n"), "--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+x\n");
  EXPECT_EQ(patch::unified_diff("f", "x\n", ""), "--- a/f\n+++ b/f\n@@ -1 +0,0 @@\n-x\n");
  EXPECT_EQ(patch::unified_diff("/tmp/f", "a\nb", "a\nc\n"),
            "--- a/tmp/f\n+++ b/tmp/f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n");
}
TEST(UnifiedDiff, ChangesThatAreNearShareAHunk) {
  std::string text, near, far;
  for (int i = 1; i <= 20; ++i) {
    auto const line = std::to_string(i) + "\n";
    text += line;
    near += i == 5 || i == 12 ? "x\n" : line;
    far += i == 5 || i == 13 ? "x\n" : line;
  }
  EXPECT_EQ(read(patch::unified_diff("f", text, near)).front().hunks.size(), 1u);
  EXPECT_EQ(read(patch::unified_diff("f", text, far)).front().hunks.size(), 2u);
}
TEST(UnifiedDiff, HasAsFewLinesChangedAsCanBe) {
  // The example of Myers' paper: five changes.
  auto const diff = read(patch::unified_diff("f", "a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n"));
  std::size_t changes = 0;
  for (auto const& line : diff.front().hunks.front().lines)
    changes += line.kind != patch::DiffLine::Kind::Both;
  EXPECT_EQ(changes, 5u);
}
TEST(UnifiedDiff, ThereAndBack) {
  Chance chance(7);
  auto const text = [&] {
    std::string out;
    for (auto n = chance.below(25); n > 0; --n)
      out += std::string(1, static_cast<char>('a' + chance.below(4))) + "\n";
    if (!out.empty() && chance.below(4) == 0) out.pop_back();
    return out;
  };
  for (int i = 0; i < 3000; ++i) {
    auto const before = text(), after = text();
    auto const diff = patch::unified_diff("f", before, after);
    if (before == after) continue;
    ASSERT_EQ(applied(diff, before), after) << diff;
    ASSERT_EQ(applied(diff, after, Direction::Reverse), before) << diff;
  }
}
TEST(UnifiedDiff, OfMuchThatDiffersIsStillRight) {
  std::string before, after;
  for (int i = 0; i < 5000; ++i) {
    before += "a" + std::to_string(i) + "\n";
    after += "b" + std::to_string(i) + "\n";
  }
  EXPECT_EQ(applied(patch::unified_diff("f", before, after), before), after);
}

TEST(ReadDiff, OfGitWithAMessage) {
  auto const all =
      read("From 123 Mon\nSubject: x\n---\n f | 2 +-\n\ndiff --git a/d/f b/d/f\nindex 1..2 100644\n" +
           std::string("--- a/d/f\n+++ b/d/f\n@@ -1 +1 @@\n-a\n+b\n") +
           "diff --git a/new b/new\nnew file mode 100644\n--- /dev/null\n+++ b/new\n@@ -0,0 +1 @@\n+x\n" +
           "--- \"a/\\303\\244\\tb\"\n+++ \"b/\\303\\244\\tb\"\n@@ -1 +1 @@\n-a\n+b\n-- \n2.39\n\n");
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].before, "d/f");
  EXPECT_EQ(all[1].before, "");
  EXPECT_EQ(all[1].after, "new");
  EXPECT_EQ(all[2].after, "\xc3\xa4\tb");
}
TEST(ReadDiff, OfDiffWithTimes) {
  auto const all =
      read("--- f.orig\t2026-11-29 04:00:00.0 +0000\n+++ f\t2026-11-29\n@@ -1,2 +1 @@\n-a\n b\n");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].before, "f.orig");
  EXPECT_EQ(all[0].after, "f");
}
TEST(ReadDiff, IsToldByItsText) {
  EXPECT_TRUE(patch::is_diff(five_gone));
  EXPECT_TRUE(patch::is_diff("Subject: x\n\n" + five_gone));
  EXPECT_FALSE(patch::is_diff(""));
  EXPECT_FALSE(patch::is_diff("C MP\n{}\nP0(int *x) { --- x; }\nexists (x=1)\n"));
}
TEST(ReadDiff, SaysWhatIsWrong) {
  std::string const head = "--- a/f\n+++ b/f\n";
  EXPECT_EQ(problem_of_reading("hello\n"), "0: this is no unified diff");
  EXPECT_EQ(problem_of_reading(head), "3: a hunk is due here: @@ -1,3 +1,4 @@");
  EXPECT_EQ(problem_of_reading("@@ -1 +1 @@\n-a\n+b\n"),
            "1: this hunk is of no file: no '---' and '+++' before it");
  EXPECT_EQ(problem_of_reading("--- a/f\n+++ b/f\n@@@ -1 -1 +1 @@@\n"),
            "3: a hunk is due here: @@ -1,3 +1,4 @@");
  EXPECT_EQ(problem_of_reading("diff --cc f\n@@@ -1 -1 +1 @@@\n"),
            "2: a diff of a merge has more than two sides");
  EXPECT_EQ(problem_of_reading(head + "@@ -1,2 +1,2 @@\n a\n"),
            "5: the diff ends within the hunk of line 3, of which more is due");
  EXPECT_EQ(problem_of_reading(head + "@@ -1,2 +1,2 @@\n a\nb\n"),
            "5: a line of the hunk of line 3 starts with ' ', '-' or '+'");
  EXPECT_EQ(problem_of_reading(head + "@@ -1 +1 @@\n a\n+b\n"),
            "5: the hunk of line 3 has more lines than its header counts");
  EXPECT_EQ(problem_of_reading(head + "@@ -1 +1,2 @@\n-a\n-b\n"),
            "5: the hunk of line 3 has other lines than its header counts");
  EXPECT_EQ(problem_of_reading(head + "@@ -1 +1 @@\n a\n"), "3: this hunk changes nothing");
  for (auto const* header : {"@@ -1,99999999999999999999 +1 @@", "@@ -1,4294967296 +1 @@", "@@ -x +1 @@",
                             "@@ -0,1 +1 @@", "@@ -1 +1", "@@ --1 +1 @@", "@@ "})
    EXPECT_EQ(problem_of_reading(head + header + "\n-a\n+b\n"),
              "3: this is no hunk's header, or its numbers are no lines: @@ -1,3 +1,4 @@")
        << header;
  std::string const first = head + "@@ -5 +5 @@\n-a\n+b\n";
  for (auto const* second : {"@@ -5 +6 @@", "@@ -4 +9 @@", "@@ -9 +5 @@"})
    EXPECT_EQ(problem_of_reading(first + second + "\n-a\n+b\n"),
              "6: this hunk is not behind the one before it")
        << second;
}
TEST(ReadDiff, EveryCutOfADiffIsReadOrRefused) {
  for (std::size_t i = 0; i <= five_gone.size(); ++i) patch::read_diff(five_gone.substr(0, i));
}

TEST(PartsOfADiff, AreThoseOfTheFile) {
  auto const all =
      read("--- a/x/f\n+++ b/x/f\n@@ -1 +1 @@\n-a\n+b\n--- a/y/f\n+++ b/y/f\n@@ -1 +1 @@\n-a\n+b\n"
           "--- a/g\n+++ b/g\n@@ -1 +1 @@\n-a\n+b\n--- a/g\n+++ b/g\n@@ -1 +1 @@\n-b\n+c\n");
  auto const chosen = [&](std::string const& file) {
    auto const out = patch::parts_for(all, file);
    if (auto const* problem = std::get_if<DiffProblem>(&out)) return text_of_problem(*problem);
    auto const& parts = std::get<std::vector<FileDiff>>(out);
    return std::to_string(parts.size()) + " " + parts.front().after;
  };
  EXPECT_EQ(chosen("/src/x/f"), "1 x/f");
  EXPECT_EQ(chosen("./y/f"), "1 y/f");
  EXPECT_EQ(chosen("g"), "2 g");
  EXPECT_EQ(chosen("f"), "1: which of its files is f cannot be told | it changes x/f | it changes y/f");
  EXPECT_EQ(chosen("h"),
            "1: this diff does not change h | it changes x/f | it changes y/f | it changes g | it changes g");
}

TEST(ApplyDiff, AtItsPlaceAndElsewhere) {
  EXPECT_EQ(applied(five_gone, ten), "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n");
  EXPECT_EQ(applied(five_gone, "0\n" + ten),
            "0\n1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n[hunk 1 applies 1 line further down, at line 3]");
  EXPECT_EQ(applied(five_gone, ten.substr(2)),
            "2\n3\n4\nfive\n6\n7\n8\n9\n10\n[hunk 1 applies 1 line further up, at line 1]");
}
TEST(ApplyDiff, TheNearestPlaceIsTaken) {
  // What follows a, x and b is the same: the one at line 4 is nearer to line 6 than that at line 10.
  std::string const diff = "--- f\n+++ f\n@@ -6,3 +6,3 @@\n a\n-x\n+y\n b\n";
  EXPECT_EQ(applied(diff, "1\n2\n3\na\nx\nb\n7\n8\n9\na\nx\nb\n"),
            "1\n2\n3\na\ny\nb\n7\n8\n9\na\nx\nb\n[hunk 1 applies 2 lines further up, at line 4]");
}
TEST(ApplyDiff, TheSecondHunkMovesWithTheFirst) {
  std::string text, changed;
  for (int i = 1; i <= 30; ++i) {
    text += std::to_string(i) + "\n";
    changed += i == 5 || i == 25 ? "x\n" : std::to_string(i) + "\n";
  }
  EXPECT_EQ(applied(patch::unified_diff("f", text, changed), "a\nb\n" + text),
            "a\nb\n" + changed +
                "[hunk 1 applies 2 lines further down, at line 4][hunk 2 applies 2 lines further down, at "
                "line 24]");
}
TEST(ApplyDiff, WhatIsExpectedHasToBeThere) {
  EXPECT_EQ(applied(five_gone, "1\n2\n3\n4\n5\n6\nseven\n8\n9\n10\n"),
            "10: hunk 1 does not apply at line 7 | expected: 7 | there is: seven");
  EXPECT_EQ(applied(five_gone, "1\n2\n3\n"),
            "6: hunk 1 does not apply at line 4 | expected: 4 | there is: the end");
  EXPECT_EQ(applied(five_gone, ""), "4: hunk 1 does not apply at line 2 | expected: 2 | there is: the end");
  EXPECT_EQ(applied("--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n", "a\n"),
            "4: hunk 1 does not apply at line 1 | expected: a (without a newline) | there is: a");
}
TEST(ApplyDiff, TwiceIsSaid) {
  auto const once = applied(five_gone, ten);
  EXPECT_EQ(applied(five_gone, once), "1: the diff is applied already");
  EXPECT_EQ(applied(five_gone, ten, Direction::Reverse), "1: the diff is applied already");
  // It would fit the second copy, too, where patch(1) puts it without a word.
  std::string const body = "{\nx = 1;\nr = y;\n}\n";
  std::string const diff = "--- f\n+++ f\n@@ -1,4 +1,5 @@\n {\n x = 1;\n+mb();\n r = y;\n }\n";
  auto const first = applied(diff, body + "z\n" + body);
  EXPECT_EQ(first, "{\nx = 1;\nmb();\nr = y;\n}\nz\n" + body);
  EXPECT_EQ(applied(diff, first), "1: the diff is applied already");
}
// diff -U0: no lines around what changes.
TEST(ApplyDiff, TwiceIsSaidWithoutLinesAround) {
  std::string const put_in = "--- f\n+++ f\n@@ -4,0 +5 @@\n+mb();\n";
  auto const once = applied(put_in, ten);
  EXPECT_EQ(once, "1\n2\n3\n4\nmb();\n5\n6\n7\n8\n9\n10\n");
  EXPECT_EQ(applied(put_in, once), "1: the diff is applied already");
  EXPECT_EQ(applied(put_in, once, Direction::Reverse), ten);
  std::string const replaced = "--- f\n+++ f\n@@ -5 +5 @@\n-5\n+five\n";
  EXPECT_EQ(applied(replaced, applied(replaced, ten)), "1: the diff is applied already");
  // What moves: put in at one place, and gone from the other.
  std::string const moved = "--- f\n+++ f\n@@ -2,0 +3 @@\n+7\n@@ -7 +7,0 @@\n-7\n";
  EXPECT_EQ(applied(moved, ten), "1\n2\n7\n3\n4\n5\n6\n8\n9\n10\n");
  EXPECT_EQ(applied(moved, applied(moved, ten)), "1: the diff is applied already");
  // Where what is taken out is not there, it may be another file altogether.
  std::string const taken_out = "--- f\n+++ f\n@@ -5 +4,0 @@\n-5\n";
  EXPECT_EQ(applied(taken_out, "a\nb\nc\nd\ne\n"),
            "4: hunk 1 does not apply at line 5 | expected: 5 | there is: e");
}
TEST(ApplyDiff, AtTheEndsOfTheTextOnly) {
  // With less in front than behind, the text begins there; with less behind, it ends.
  EXPECT_EQ(applied("--- f\n+++ f\n@@ -1,2 +1,3 @@\n+x\n a\n b\n", "0\na\nb\n"),
            "5: hunk 1 does not apply at line 1 | expected: a | there is: 0");
  EXPECT_EQ(applied("--- f\n+++ f\n@@ -1,2 +1,3 @@\n a\n b\n+x\n", "a\nb\nc\n"),
            "3: hunk 1 does not apply at line 3 | expected: the end | there is: c");
}
TEST(ApplyDiff, AFileThatIsMade) {
  std::string const diff = "--- /dev/null\n+++ b/f\n@@ -0,0 +1,2 @@\n+a\n+b\n";
  EXPECT_EQ(applied(diff, ""), "a\nb\n");
  EXPECT_EQ(applied(diff, "c\n"), "1: the diff makes this file anew, and it is there");
  EXPECT_EQ(applied(diff, "a\nb\n"), "1: the diff is applied already");
  EXPECT_EQ(applied(diff, "a\nb\n", Direction::Reverse), "");
}
TEST(ApplyDiff, LinesThatEndInCrlf) {
  auto const crlf = [](std::string const& text) {
    std::string out;
    for (char const c : text) out += c == '\n' ? "\r\n" : std::string(1, c);
    return out;
  };
  auto const after = applied(five_gone, ten);
  EXPECT_EQ(applied(five_gone, crlf(ten)), crlf(after));
  EXPECT_EQ(applied(crlf(five_gone), ten), after);
  EXPECT_EQ(applied(crlf(five_gone), crlf(ten)), crlf(after));
  // As git has it: the diff's own lines end in LF, those of the file in CRLF.
  auto const of_git = patch::unified_diff("f", crlf(ten), crlf(after));
  EXPECT_EQ(applied(of_git, crlf(ten)), crlf(after));
  EXPECT_EQ(applied(of_git, ten), after);
}
TEST(ApplyDiff, HostileTextsCostNoMoreThanOthers) {
  std::string many, expected = "--- f\n+++ f\n@@ -1,20001 +1,20001 @@\n";
  for (int i = 0; i < 200'000; ++i) many += "a\n";
  for (int i = 0; i < 20'000; ++i) expected += " a\n";
  EXPECT_EQ(applied(expected + "-b\n+c\n", many),
            "20004: hunk 1 does not apply at line 20001 | expected: b | there is: a");
}

} // namespace
} // namespace barrister
