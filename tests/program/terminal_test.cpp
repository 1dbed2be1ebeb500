// SPDX-License-Identifier: BSD-2-Clause
// No byte of a file moves the terminal's cursor, colours it, or changes its title: all of that is written
// \x1b.
#include "tests/program/run.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string const escape = "\x1b[31m\x07\xC2\x9B"; // red; a bell; what begins a sequence, in one character

bool is_harmless(std::string const& text) {
  return text.find("\xC2\x9B") == text.npos && std::ranges::none_of(text, [](unsigned char c) {
           return (c < ' ' && c != '\n' && c != '\t') || c == 0x7F;
         });
}

std::string test_with(std::string const& title, std::string const& condition) {
  return "C " + title + "\n{}\nP0(int *x, int *y)\n{\n\tWRITE_ONCE(*x, /* " + escape +
         " */ 1);\n\tsmp_wmb();\n\tWRITE_ONCE(*y, 1);\n}\nP1(int *x, int *y)\n{\n\tint r0 = "
         "READ_ONCE(*y);\n\t"
         "smp_rmb(); // " +
         escape + "\n\tint r1 = READ_ONCE(*x) /* " + escape + " */ + 0;\n}\n" + condition + "\n";
}

void expect_harmless(std::vector<std::string> const& words) {
  auto const ran = barrister_with(words);
  auto const about = testing::PrintToString(words);
  EXPECT_LT(ran.status, 128) << about;
  EXPECT_TRUE(is_harmless(ran.out)) << about << testing::PrintToString(ran.out);
  EXPECT_TRUE(is_harmless(ran.err)) << about << testing::PrintToString(ran.err);
}

TEST(Terminal, IsNotCommandedByATest) {
  Folder const folder;
  auto const holds = folder.write("a.litmus", test_with("a" + escape, "exists (1:r0=1 /\\ 1:r1=0)"));
  auto const reached = folder.write("b.litmus", test_with("b" + escape, "exists (1:r0=1 /\\ 1:r1=1)"));
  auto const unnamed = folder.write("c" + escape + ".litmus", test_with("--", "exists (1:r0=1 /\\ 1:r1=1)"));
  for (auto const* command : {"check", "herd7", "why"}) expect_harmless({command, unnamed});
  for (auto const& file : {holds, reached})
    for (auto const* format : {"text", "json", "jsonl", "markdown", "junit", "sarif"})
      expect_harmless({"check", "--trace", "--states", "--format", format, file});
  expect_harmless({"herd7", holds});
  expect_harmless({"barriers", "--trace", holds});
  expect_harmless({"why", holds});
  expect_harmless({"diff", holds, reached});
  for (auto const* stage : {"ast", "program", "events", "executions"})
    expect_harmless({"show", "--stage", stage, holds});
}

TEST(Terminal, IsNotCommandedByAProtocolOrAModel) {
  Folder const folder;
  auto const protocol = folder.write(
      "a.protocol", "protocol p \"p" + escape + "\";\nmodel sc;\nworld { cpu 0; task a on 0; }\nint x;\n" +
                        "start S \"s" + escape + "\" { x == 0; }\ntask a { x /* " + escape +
                        " */ = 1; }\nproperty P \"so" + escape + "\nit is\": finally x == 2;\n");
  for (auto const* format : {"text", "json", "jsonl", "markdown", "junit", "sarif"})
    expect_harmless({"check", "--trace", "--format", format, protocol});
  expect_harmless({"variants", protocol});
  auto const model = folder.write("m.cat", "\"m" + escape + "\"\nacyclic po | rf | co | fr as c\n");
  expect_harmless({"show", "--stage=model", model});
  auto const test = folder.write("a.litmus", test_with("a", "exists (1:r0=1 /\\ 1:r1=0)"));
  for (auto const* command : {"check", "barriers", "why"}) expect_harmless({command, "--model", model, test});
}

// What is printed as herd7 does is, to the byte, the title.
TEST(Terminal, IsShownEveryTitleThatCanBePrinted) {
  Folder const folder;
  std::string const title = "MP+\xC3\xA9\xE2\x86\x92~!\\x1b";
  auto const file = folder.write("a.litmus", test_with(title, "exists (1:r0=1 /\\ 1:r1=0)"));
  EXPECT_TRUE(barrister_with({"herd7", file}).out.starts_with("Test " + title + " Allowed\n"));
}

} // namespace
} // namespace barrister
