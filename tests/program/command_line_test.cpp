// SPDX-License-Identifier: BSD-2-Clause
// What people try at a prompt: help, words with a letter wrong, folders, standard input, output that goes
// nowhere.
#include "tests/program/run.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <sstream>

namespace barrister {
namespace {

Ran in_shell(std::string const& command) {
  return run({"/bin/sh", "-c", "program='" BARRISTER_PROGRAM "'; " + command});
}

std::size_t widest_line(std::string const& text) {
  std::size_t widest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::size_t columns = 0;
    for (unsigned char c : line) columns += (c & 0xC0) != 0x80; // of UTF-8
    widest = std::max(widest, columns);
  }
  return widest;
}

TEST(CommandLine, HelpIsACommand) {
  EXPECT_EQ(barrister_with({"help"}).out, barrister_with({"--help"}).out);
  for (std::string const command : {"check", "variants", "show", "models", "prove", "lsp", "herd7"}) {
    auto const ran = barrister_with({"help", command});
    EXPECT_EQ(ran.status, 0) << command;
    EXPECT_EQ(ran.out, barrister_with({command, "--help"}).out) << command;
  }
  auto const ran = barrister_with({"help", "variant"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.err, "barrister help: there is no command 'variant'\n    hint: did you mean 'variants'?\n");
}

TEST(CommandLine, HelpFitsATerminal) {
  for (std::string const command : {"help", "check", "variants", "show", "models", "prove", "lsp", "herd7"})
    EXPECT_LE(widest_line(barrister_with({"help", command}).out), 80u) << command;
  EXPECT_LE(widest_line(barrister_with({"models"}).out), 80u);
}

TEST(CommandLine, MistypedCommandsAreKnown) {
  auto const ran = barrister_with({"chekc", peterz});
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.err,
            "barrister: there is neither a command nor a file 'chekc'\n    hint: did you mean 'check'?\n");
}

TEST(CommandLine, MistypedOptionsAreKnown) {
  auto const ran = barrister_with({"check", "--trase", peterz});
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.err, "barrister check: there is no option '--trase'\n    hint: did you mean '--trace'?\n"
                     "    hint: 'barrister help check' shows what it takes\n");
  EXPECT_TRUE(has(barrister_with({"variants", "--modle=sc", wake_up}).err, "did you mean '--model'?"));
  EXPECT_TRUE(has(barrister_with({"variants", wake_up, "more"}).err, "nothing is due after"));
}

TEST(CommandLine, WhatOptionsTakeIsSaidInWords) {
  auto const said = [](std::vector<std::string> words) {
    words.insert(words.begin(), "check");
    auto const ran = barrister_with(words);
    EXPECT_EQ(ran.status, 2) << ran.out;
    EXPECT_TRUE(ran.err.starts_with("barrister check: ")) << ran.err;
    EXPECT_TRUE(ran.err.ends_with("    hint: 'barrister help check' shows what it takes\n")) << ran.err;
    EXPECT_LE(widest_line(ran.err), 100u) << ran.err;
    return ran.err.substr(17, ran.err.find('\n') - 17);
  };
  for (std::string const given : {"0", "x", "-1", "1.5", "99999999999999999999"}) {
    EXPECT_EQ(said({"--jobs=" + given, peterz}),
              "--jobs takes a whole number from 1 on, not '" + given + "'");
    if (given == "0") continue; // for certificates of what needs no round
    EXPECT_EQ(said({"--unroll=" + given, peterz}),
              "--unroll takes a whole number from 0 on, not '" + given + "'");
  }
  for (std::string const given : {"-1", "soon", "1e300", "nan", "inf"})
    EXPECT_EQ(said({"--timeout=" + given, peterz}),
              "--timeout takes a number of seconds, such as 60 or 0.5, not '" + given + "'");
  for (std::string const option :
       {"--html", "--svg", "--dot", "--certify", "--smt2", "--dimacs"}) // of a script: "$OUT"
    for (std::string const none : {"", "-"})
      EXPECT_EQ(said({option, none, peterz}),
                option + " takes the name of what is to be written, not '" + none + "'");
  EXPECT_TRUE(has(barrister_with({"check", "--format", "jsno", peterz}).err, "did you mean 'json'?"));
  EXPECT_EQ(said({}), "which file?");
  EXPECT_EQ(said({peterz, "--model"}), "--model wants a value");
}

TEST(CommandLine, OptionsThatDoNotApplyAreSaidTo) {
  EXPECT_TRUE(
      has(barrister_with({"check", "--unroll", "0", peterz}).err, "--unroll 0: no loop runs a round"));
  auto const property = barrister_with({"check", "--property", "P", peterz});
  EXPECT_EQ(property.status, 2);
  EXPECT_EQ(property.err, "barrister: --property is for protocols; " + peterz + " is a litmus test\n");
  auto const variant = barrister_with({"check", "--variant", "GOOD", peterz});
  EXPECT_EQ(variant.status, 2);
  EXPECT_TRUE(has(variant.err, "--variant GOOD is nothing that lkmm asks about")) << variant.err;
  EXPECT_EQ(barrister_with({"check", "--variant", "lkmmv2", peterz}).status, 0);
  Folder const folder; // a model of one's own may ask
  auto const model =
      folder.write("own.cat", "\"own\"\ninclude \"cos.cat\"\nif \"strict\" empty po as none end\n"
                              "if \"lkmmv2\" acyclic po | rf | co | fr as sc end\n");
  auto const lenient = barrister_with({"check", "--model", model, peterz});
  EXPECT_TRUE(has(lenient.out, "0 of 7 executions")) << lenient.out;
  // The primitives are still those of lkmmv2, and the model is told so.
  auto const other = barrister_with({"check", "--variant", "other", "--model", model, peterz});
  EXPECT_EQ(other.out, lenient.out);
  EXPECT_NE(barrister_with({"check", "--variant", "strict", "--model", model, peterz}).out, lenient.out);
}

TEST(CommandLine, OutputThatCannotBeWrittenIsAnError) {
  for (std::string const& words :
       std::vector<std::string>{"models", "--version", "--help", "show --library", "check '" + peterz + "'",
                                "herd7 '" + peterz + "'", "check --format json '" + peterz + "'"}) {
    auto const ran = in_shell("\"$program\" " + words + " >/dev/full");
    EXPECT_EQ(ran.status, 2) << words;
    EXPECT_EQ(ran.err, "barrister: cannot write the output\n") << words;
  }
  EXPECT_EQ(in_shell("\"$program\" models >&-").status, 2);
  EXPECT_EQ(barrister_with({"check", "--dot", "/dev/full", "--expect", "never", peterz}).status, 2);
}

TEST(CommandLine, ADashIsStandardInput) {
  auto const test = in_shell("\"$program\" check - <'" + peterz + "'");
  EXPECT_EQ(test.status, 0) << test.err;
  EXPECT_EQ(test.out, barrister_with({"check", peterz}).out);
  EXPECT_EQ(in_shell("cat '" + peterz + "' | \"$program\" -").out, test.out);
  auto const protocol = in_shell("\"$program\" check --property WAKES --model sc - <'" + wake_up + "'");
  EXPECT_EQ(protocol.status, 0) << protocol.err;
  EXPECT_EQ(protocol.out, barrister_with({"check", "--property", "WAKES", "--model", "sc", wake_up}).out);
  auto const wrong =
      in_shell("printf 'C x\\n{}\\nP0(int *x) { nonsense(x); }\\nexists (x=1)\\n' | \"$program\" -");
  EXPECT_EQ(wrong.status, 2);
  EXPECT_TRUE(has(wrong.err, "/dev/stdin:3:")) << wrong.err;
  auto const none = in_shell("\"$program\" - </dev/null");
  EXPECT_EQ(none.status, 2) << none.out;
}

TEST(CommandLine, AFolderIsItsFiles) {
  Folder const folder;
  std::filesystem::create_directories(folder.path() / "b/.hidden");
  auto const text = read_text(peterz);
  folder.write("b/two.litmus", text);
  folder.write("a.litmus", text);
  folder.write("b/note.txt", "none");
  folder.write("b/.hidden/three.litmus", "nonsense");
  folder.write("c.protocol", read_text(wake_up));
  auto const ran = barrister_with({"check", "--property", "WAKES", folder.path().string()});
  EXPECT_EQ(ran.status, 0) << ran.err;
  auto const named =
      barrister_with({"check", "--property", "WAKES", (folder.path() / "a.litmus").string(),
                      (folder.path() / "b/two.litmus").string(), (folder.path() / "c.protocol").string()});
  EXPECT_EQ(ran.out, named.out);

  std::filesystem::create_directories(folder.path() / "empty");
  auto const empty = barrister_with({"check", peterz, (folder.path() / "empty").string()});
  EXPECT_EQ(empty.status, 2);
  EXPECT_TRUE(has(empty.err, "has no .litmus and no .protocol file to read")) << empty.err;
  EXPECT_EQ(empty.out, "");
}

TEST(CommandLine, SaysWhyAFileCannotBeRead) {
  Folder const folder;
  auto const gone = (folder.path() / "gone.litmus").string();
  EXPECT_EQ(barrister_with({"check", gone}).err,
            gone + ": error: cannot read this file: there is no such file\n");
  auto const inside = (folder.path() / "d.litmus").string();
  std::filesystem::create_directory(inside);
  EXPECT_EQ(barrister_with({"show", inside}).err,
            inside + ": error: cannot read this file: it is a directory\n");
  std::string const memory = "/proc/self/mem"; // opens, and has nothing at 0
  EXPECT_EQ(barrister_with({"check", memory}).err,
            memory + ": error: cannot read this file: Input/output error\n");
  EXPECT_EQ(barrister_with({"prove", inside}).err,
            "barrister: cannot read " + inside + "/expected.txt: there is no such file\n");
}

TEST(CommandLine, SaysThatAFileIsForbidden) {
  Folder const folder;
  auto const file = folder.write("secret.litmus", read_text(peterz));
  std::filesystem::permissions(file, std::filesystem::perms::none);
  auto const said = file + ": error: cannot read this file: permission is denied\n";
  if (in_shell("test -r '" + file + "'").status != 0) {
    EXPECT_EQ(barrister_with({"check", file}).err, said);
    return;
  }
  // Nothing is forbidden to root.
  if (in_shell("setpriv --reuid=65534 --clear-groups -- true").status != 0) GTEST_SKIP() << "no setpriv";
  auto const ran = in_shell("setpriv --reuid=65534 --clear-groups -- \"$program\" check '" + file + "'");
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.err, said);
}

TEST(CommandLine, TablesFitATerminal) {
  Folder const folder;
  std::string text =
      "protocol wide;\nmodel sc;\nworld { cpu 0; task t on 0; }\nint x;\ntask t { WRITE_ONCE(x, 1); }\n";
  for (int i = 0; i < 12; ++i)
    text += "property a_property_" + std::to_string(i) + " \"\": finally (x == 1);\n";
  auto const file = folder.write("wide.protocol", text + "variant ONE \"\";\n");
  auto const ran = barrister_with({"variants", "--check", "none", file});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_LE(widest_line(ran.out), 80u) << ran.out;
  for (int i = 0; i < 12; ++i) EXPECT_TRUE(has(ran.out, "a_property_" + std::to_string(i))) << ran.out;
}

TEST(CommandLine, ShowsTheKernelLibrary) {
  auto const list = barrister_with({"show", "--library"});
  EXPECT_EQ(list.status, 0);
  EXPECT_LE(widest_line(list.out), 80u);
  for (auto const* words : {"\nhotplug\n", "kernel/smp.c of v4.10", "kernel/sched/core.c",
                            "kernel/events/core.c", "smp_call_function_single()", "call_function_rest()"})
    EXPECT_TRUE(has("\n" + list.out, words)) << words;
  EXPECT_EQ(barrister_with({"show", "--library", "smp"}).out,
            read_text(BARRISTER_SOURCE "/spec/kernel/smp.protocol"));
  auto const ran = barrister_with({"show", "--library", "shced"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.err, "barrister: the library has no part 'shced'\n    hint: did you mean 'sched'?\n");
  EXPECT_EQ(barrister_with({"show"}).status, 2);
}

} // namespace
} // namespace barrister
