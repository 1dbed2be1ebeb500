// SPDX-License-Identifier: BSD-2-Clause
// barrister in herd7's place, as the kernel's scripts use it: by name, from a folder with a .cfg and the
// files it names, under `timeout`, all output to one file.
#include "tests/program/run.hpp"
#include <cstdlib>
#include <gtest/gtest.h>
#include <regex>

namespace barrister {
namespace {

namespace fs = std::filesystem;

constexpr auto cfg = "# a model of our own\nmacros own.def\nbell own.bell\nmodel own.cat\nvariant lkmmv2\n"
                     "graph columns\nsquished true\nfontsize 8\nxscale 2.0\nedgeattr fence,color,green\n";
constexpr auto bell = "enum Accesses = 'once\n"
                      "instructions R['once]\n"
                      "instructions W['once]\n"
                      "enum Barriers = 'full\n"
                      "instructions F[Barriers]\n";
constexpr auto def = "LOAD(X) __load{once}(X)\n"
                     "STORE(X,V) { __store{once}(X,V); }\n"
                     "fence() { __fence{full}; }\n";
constexpr auto cat = "\"Our own\"\n"
                     "include \"own-base.cat\"\n"
                     "acyclic po-loc | rf | co | fr as coherence\n"
                     "let fence = fencerel(Full)\n"
                     "acyclic fence | rfe | fr | co as order\n"
                     "flag ~empty [R \\ Once] as plain-read\n";
constexpr auto base = "let fr = rf^-1 ; co\n";

std::string sb(std::string const& name, std::string const& between, std::string const& result) {
  auto text = "C " + name + "\n(* Result: " + result + " *)\n{}\n\n";
  for (int cpu = 0; cpu < 2; ++cpu) {
    std::string const mine = cpu == 0 ? "x" : "y", other = cpu == 0 ? "y" : "x";
    text += "P" + std::to_string(cpu) + "(int *x, int *y)\n{\n\tint r0;\n\n\tSTORE(*" + mine + ", 1);\n" +
            between + "\tr0 = LOAD(*" + other + ");\n}\n\n";
  }
  return text + "exists (0:r0=0 /\\ 1:r0=0)\n";
}

class DropIn : public testing::Test {
protected:
  DropIn() {
    fs::create_directory(folder.path() / "bin");
    fs::create_directory(folder.path() / "model");
    fs::create_symlink(BARRISTER_PROGRAM, folder.path() / "bin/herd7");
    for (auto const& [name, text] : {std::pair{"own.cfg", cfg},
                                     {"own.bell", bell},
                                     {"own.def", def},
                                     {"own.cat", cat},
                                     {"own-base.cat", base}})
      write(name, text);
    write("SB.litmus", sb("SB", "", "Sometimes"));
    write("SB+fences.litmus", sb("SB+fences", "\tfence();\n", "Never"));
  }
  void write(std::string const& name, std::string const& text) { folder.write("model/" + name, text); }
  // In the model's folder, with herd7 on the path.
  Ran sh(std::string const& script) const {
    return run({"/bin/sh", "-c",
                "PATH='" + (folder.path() / "bin").string() + "':$PATH; cd '" +
                    (folder.path() / "model").string() + "'; " + script});
  }
  Folder folder;
};

TEST_F(DropIn, ReadsTheFilesOfAConfiguration) {
  auto const ran = sh("herd7 -conf own.cfg SB.litmus SB+fences.litmus");
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(std::regex_replace(ran.out, std::regex("(Time [^ ]+) [0-9.]+|Hash=[0-9a-f]{32}"), "$1"),
            R"(Test SB Allowed
States 4
0:r0=0; 1:r0=0;
0:r0=0; 1:r0=1;
0:r0=1; 1:r0=0;
0:r0=1; 1:r0=1;
Ok
Witnesses
Positive: 1 Negative: 3
Condition exists (0:r0=0 /\ 1:r0=0)
Observation SB Sometimes 1 3
Time SB


Test SB+fences Allowed
States 3
0:r0=0; 1:r0=1;
0:r0=1; 1:r0=0;
0:r0=1; 1:r0=1;
No
Witnesses
Positive: 0 Negative: 3
Condition exists (0:r0=0 /\ 1:r0=0)
Observation SB+fences Never 0 3
Time SB+fences


)");
}

TEST_F(DropIn, NothingFollowsTheEmptyLineAndEachTestIsThereAtOnce) {
  // Alone in the file but for the report of `time`, which judgelitmus.sh expects in its last two lines.
  auto const ran =
      sh("timeout 1m herd7 -conf own.cfg SB.litmus > SB.out 2>&1; echo $?; tail -1 SB.out | wc -c");
  EXPECT_EQ(ran.out, "0\n1\n");
  write("slow.litmus", [] {
    std::string text = "C slow\n{}\n";
    for (int cpu = 0; cpu < 9; ++cpu)
      text += "P" + std::to_string(cpu) + "(int *x, int *y) { int r; r = LOAD(*y); STORE(*x, " +
              std::to_string(cpu) + "); STORE(*y, " + std::to_string(cpu) + "); }\n";
    return text + "exists (x=1)\n";
  }());
  auto const killed = sh("timeout 2 herd7 -conf own.cfg SB.litmus slow.litmus");
  EXPECT_EQ(killed.status, 124);
  EXPECT_TRUE(killed.out.ends_with("\n\n"));
  EXPECT_NE(killed.out.find("Observation SB Sometimes 1 3\n"), std::string::npos);
  auto const gave_up = sh("herd7 -conf own.cfg -timeout 0.2 slow.litmus SB.litmus");
  EXPECT_EQ(gave_up.status, 0);
  EXPECT_EQ(gave_up.err, "");
  EXPECT_TRUE(gave_up.out.starts_with("Test SB Allowed\n"));
}

TEST_F(DropIn, WhatJudgeLitmusLooksFor) {
  write("unknown.litmus", sb("unknown", "\tfense();\n", "Never"));
  auto const unknown = sh("herd7 -conf own.cfg unknown.litmus SB.litmus");
  EXPECT_EQ(unknown.status, 0);
  EXPECT_EQ(unknown.err, "Warning: File \"unknown.litmus\": Unknown macro fense (User error)\n");
  EXPECT_TRUE(unknown.out.starts_with("Test SB Allowed\n")); // it went on
  auto const gone = sh("herd7 -conf own.cfg gone.litmus");
  EXPECT_EQ(gone.status, 0);
  EXPECT_EQ(gone.out, "");
  EXPECT_EQ(gone.err,
            "Warning: File \"gone.litmus\": open_in failed: gone.litmus: No such file or directory\n");
}

TEST_F(DropIn, FilesThatAreNotThere) {
  auto const no_cfg = sh("herd7 -conf gone.cfg SB.litmus");
  EXPECT_EQ(no_cfg.status, 2);
  EXPECT_EQ(no_cfg.err, "herd7: Cannot find file gone.cfg\n");
  auto const no_model = sh("herd7 -conf own.cfg -model gone.cat SB.litmus");
  EXPECT_EQ(no_model.status, 2);
  EXPECT_EQ(no_model.err, "herd7: Cannot find file gone.cat\n");
  auto const no_bell = sh("herd7 -conf own.cfg -bell gone.bell SB.litmus");
  EXPECT_EQ(no_bell.status, 2);
  EXPECT_EQ(no_bell.err, "herd7: Cannot find file gone.bell\n");
  auto const no_macros = sh("herd7 -conf own.cfg -macros gone.def SB.litmus");
  EXPECT_EQ(no_macros.status, 0);
  EXPECT_EQ(no_macros.out, "");
  EXPECT_EQ(no_macros.err, "Warning: File \"SB.litmus\": Cannot find file gone.def\n");
  fs::create_directory(folder.path() / "model/sub");
  fs::rename(folder.path() / "model/own-base.cat", folder.path() / "model/sub/own-base.cat");
  auto const no_include = sh("herd7 -conf own.cfg SB.litmus");
  EXPECT_EQ(no_include.status, 0);
  EXPECT_EQ(no_include.err, "Warning: File \"SB.litmus\": Cannot find file own-base.cat\n");
  EXPECT_NE(sh("herd7 -conf own.cfg -I sub SB.litmus").out, "");
  EXPECT_NE(sh("HERDLIB=sub herd7 -conf own.cfg SB.litmus").out, "");
  EXPECT_NE(sh("herd7 -conf own.cfg -set-libdir sub SB.litmus").out, "");
}

// herd7's own library takes sets of events apart; ours says the same by what is built in.
TEST_F(DropIn, TheLibraryOfHerd7MayLieInItsPlace) {
  auto const before = sh("herd7 -conf own.cfg SB.litmus").out,
             shipped = sh("herd7 -model lkmm SB.litmus").out;
  fs::create_directory(folder.path() / "model/lib");
  write("lib/stdlib.cat",
        "stdlib\nlet map f = let rec each S = match S with || {} -> {} || e ++ S -> f e ++ each S end "
        "in each\nshow (si \\ id) as si\n");
  write("lib/cross.cat", "Cross\nlet cross S = match S with || {} -> {} || e ++ es -> e end\n");
  auto const essence = [](std::string const& out) { return out.substr(0, out.find("Time ")); };
  for (std::string const place : {"HERDLIB=lib herd7", "herd7 -set-libdir lib"}) {
    EXPECT_EQ(essence(sh(place + " -conf own.cfg SB.litmus").out), essence(before)) << place;
    EXPECT_EQ(essence(sh(place + " -model lkmm SB.litmus").out), essence(shipped)) << place;
  }
  write("stdlib.cat", "acyclic )\n"); // what ships reads what ships
  EXPECT_EQ(essence(sh("herd7 -model lkmm SB.litmus").out), essence(shipped));
}

TEST_F(DropIn, ModelsThatDoNotRead) {
  write("own.cat", std::string(cat) + "acyclic ONCEE\n");
  auto const unbound = sh("herd7 -conf own.cfg SB.litmus");
  EXPECT_EQ(unbound.status, 0);
  EXPECT_EQ(unbound.out, "");
  EXPECT_EQ(unbound.err, "File \"own.cat\", line 7, characters 8-13: unbound var: ONCEE\n");
  write("own.cat", std::string(cat) + "acyclic )\n");
  auto const syntax = sh("herd7 -conf own.cfg SB.litmus");
  EXPECT_EQ(syntax.status, 2);
  EXPECT_EQ(syntax.err, "herd7: File \"own.cat\", line 7, characters 8-9: unexpected ')' (in model)\n");
}

TEST_F(DropIn, CheckReadsTheSameFiles) {
  auto const own = folder.path() / "model/own.cfg";
  auto const litmus = [&](char const* name) { return (folder.path() / "model" / name).string(); };
  auto const good =
      barrister_with({"check", "--conf", own.string(), litmus("SB.litmus"), litmus("SB+fences.litmus")});
  EXPECT_EQ(good.status, 0) << good.out << good.err;
  EXPECT_EQ(
      barrister_with({"check", "--conf", own.string(), "--expect", "never", litmus("SB.litmus")}).status, 1);
  write("own.cat", std::string(cat) + "acyclic ONCEE\n");
  auto const unbound = barrister_with({"check", "--conf", own.string(), litmus("SB.litmus")});
  EXPECT_EQ(unbound.status, 2);
  EXPECT_NE(unbound.err.find("own.cat:7:9: error: unbound name 'ONCEE'"), std::string::npos) << unbound.err;
}

// The kernel's own: LKMM_DIR is a tools/memory-model.
class Kernel : public testing::Test {
protected:
  void SetUp() override {
    auto const* const given = std::getenv("LKMM_DIR");
    if (!given) GTEST_SKIP() << "LKMM_DIR is not set";
    fs::copy(given, folder.path() / "memory-model", fs::copy_options::recursive);
    fs::create_directory(folder.path() / "bin");
    fs::create_symlink(BARRISTER_PROGRAM, folder.path() / "bin/herd7");
  }
  Ran sh(std::string const& script) const {
    return run({"/bin/sh", "-c",
                "PATH='" + (folder.path() / "bin").string() + "':$PATH; cd '" +
                    (folder.path() / "memory-model").string() + "'; " + script});
  }
  Folder folder;
};

TEST_F(Kernel, ItsTestsAreAsItSays) {
  auto const ran = sh("herd7 -conf linux-kernel.cfg litmus-tests/*.litmus");
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.err, "");
  for (auto const& entry : fs::directory_iterator(folder.path() / "memory-model/litmus-tests")) {
    if (entry.path().extension() != ".litmus") continue;
    auto const text = read_text(entry.path());
    std::smatch expected, observed;
    if (!std::regex_search(text, expected, std::regex("[( ]\\* Result: (Never|Sometimes|Always)"))) continue;
    auto const line = "\nObservation " + entry.path().stem().string() + " ";
    auto const at = ran.out.find(line);
    ASSERT_NE(at, std::string::npos) << entry.path();
    EXPECT_TRUE(ran.out.substr(at + line.size()).starts_with(expected[1].str())) << entry.path();
  }
}

TEST_F(Kernel, ItsScriptsAreContent) {
  if (!fs::exists(folder.path() / "memory-model/scripts/parseargs.sh")) GTEST_SKIP() << "no scripts there";
  auto const ran = sh("scripts/checkalllitmus.sh");
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_NE(ran.err.find("All litmus tests verified as was expected."), std::string::npos) << ran.err;
}

} // namespace
} // namespace barrister
