// SPDX-License-Identifier: BSD-2-Clause
#include "cli/formats/messages.hpp"
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

using Severity = Message::Severity;

TEST(Messages, AreReadAsTheyAreSaid) {
  auto const all = messages_in("a.cat:4:16: error: expected an expression, found ')'\n"
                               "    let x = (po |  ) ; hint: no\n"
                               "                   ^\n"
                               "    hint: take it out\n"
                               "b.litmus: unsupported: asm: warning: no\n"
                               "b.litmus:3:1: warning: an assignment\n"
                               "    hint: this is the line\n"
                               "    ^\n"
                               "barrister: V has no model\n"
                               "    hint: there is none\n"
                               "error: it is as it is\n",
                               "c", Severity::Note);
  ASSERT_EQ(all.size(), 5u);
  EXPECT_EQ(all[0].file, "a.cat");
  EXPECT_EQ(all[0].line, 4u);
  EXPECT_EQ(all[0].column, 16u);
  EXPECT_EQ(all[0].words, "expected an expression, found ')'");
  EXPECT_EQ(all[0].source, "let x = (po |  ) ; hint: no");
  EXPECT_EQ(all[0].hint, "take it out");
  EXPECT_EQ(all[1].severity, Severity::Unsupported);
  EXPECT_EQ(all[1].words, "asm: warning: no");
  EXPECT_EQ(all[1].line, 0u);
  EXPECT_EQ(all[2].severity, Severity::Warning);
  EXPECT_EQ(all[2].source, "hint: this is the line");
  EXPECT_EQ(all[2].hint, "");
  EXPECT_EQ(all[3].severity, Severity::Note);
  EXPECT_EQ(all[3].file, "c");
  EXPECT_EQ(all[3].words, "V has no model");
  EXPECT_EQ(all[3].hint, "there is none");
  EXPECT_EQ(all[4].severity, Severity::Error);
  EXPECT_EQ(all[4].words, "it is as it is");
}

TEST(Messages, KnowTheFileWhateverItsName) {
  auto const all =
      messages_in("a\\x0a: error: b:3:14: error: no\n    x\n    ^\n", "a\n: error: b", Severity::Error);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].file, "a\n: error: b");
  EXPECT_EQ(all[0].line, 3u);
  EXPECT_EQ(all[0].words, "no");
}

TEST(Messages, OfACommandHaveAllTheirHints) {
  auto const all = messages_in("barrister check: there is no option '--chek'\n"
                               "    hint: did you mean '--check'?\n"
                               "    hint: 'barrister help check' shows what it takes\n"
                               "barrister of old: not a name\n",
                               "", Severity::Error);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].words, "there is no option '--chek'");
  EXPECT_EQ(all[0].hint, "did you mean '--check'?\n'barrister help check' shows what it takes");
  EXPECT_EQ(all[1].words, "barrister of old: not a name");
}

} // namespace
} // namespace barrister::cli
