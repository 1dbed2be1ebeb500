// SPDX-License-Identifier: BSD-2-Clause
// An expectation that nothing asks is an error, and a protocol that claims nothing is asked for faults.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string const world = "world { cpu 0, 1; task a on 0; task b on 1; }\nint x;\nint *p;\n";
std::string const stores = "task a { WRITE_ONCE(x, 1); }\ntask b { WRITE_ONCE(x, 2); }\n";
std::string const claims = "start s1 { x == 0; }\nstart s2 { x == 3; }\nproperty P: never x == 3 from "
                           "s1;\nproperty R: never x == 3;\n"
                           "variant A;\nvariant B { property Q: no deadlock; }\n";

Ran check(std::string const& text, std::vector<std::string> more = {}) {
  Folder const folder;
  std::vector<std::string> arguments{"check", folder.write("t.protocol", "protocol t;\n" + text),
                                     "--check=none"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return barrister_with(arguments);
}
// The first error of a file with these expectations, from its place on.
std::string error_of(std::string const& expectations, std::string const& models = "model lkmm, sc;\n") {
  auto const ran = check(world + models + stores + claims + expectations + "\n");
  if (ran.status != 2) return "exit " + std::to_string(ran.status);
  auto const at = ran.err.find("t.protocol:");
  return at == ran.err.npos ? ran.err : ran.err.substr(at + 11, ran.err.find('\n', at) - at - 11);
}

} // namespace

TEST(Expectations, ThatNothingAsksAreErrorsAtTheirPlace) {
  EXPECT_EQ(error_of("expect A: violated Q;"), "14:20: error: 'Q' is not claimed of 'A'");
  EXPECT_EQ(error_of("expect A: violated assertions;"), "14:20: error: 'assertions' is not claimed of 'A'");
  EXPECT_EQ(error_of("expect A: violated P from s2;"), "14:20: error: 'P' is not asked from 's2'");
  EXPECT_EQ(error_of("expect A: violated P from s1, s2;"), "14:20: error: 'P' is not asked from 's2'");
  EXPECT_EQ(error_of("expect A: violated P under lmkk;"), "14:20: error: there is no model 'lmkk'");
  EXPECT_EQ(
      error_of("expect A: holds P; violated P;"),
      "14:29: error: another 'expect' says already what is expected of 'P' under the models of this file");
  EXPECT_EQ(error_of("expect A: violated *; holds P, R;"),
            "14:20: error: nothing is left of 'A' that this is expected of under the models of this file");
}

TEST(Expectations, OfRacesWantAModelThatFlagsThem) {
  auto const plain = world + "task a { x = 1; }\ntask b { x = 2; }\nvariant A;\nexpect A: violated races";
  EXPECT_EQ(check(plain + ";\n").status, 0);
  auto const under_sc = check("model sc;\n" + plain + ";\n");
  EXPECT_EQ(under_sc.status, 2);
  EXPECT_NE(under_sc.err.find("t.protocol:9:20: error: races are not asked under the models of this file\n"),
            std::string::npos)
      << under_sc.err;
  EXPECT_EQ(check("model lkmm, sc;\n" + plain + ";\n").status, 0) << "one of them flags races";
  EXPECT_EQ(check("model lkmm, sc;\n" + plain + " under lkmm, sc;\n").status, 2);
  EXPECT_EQ(check(plain + ";\n", {"--model", "sc"}).status, 0)
      << "it is of the models that are not asked this time";
}

TEST(Expectations, ThatAreAskedAreNoErrors) {
  EXPECT_EQ(error_of("expect A: holds *; violated R from s2; expect B: holds Q;"), "exit 1")
      << "R holds from s2, too";
  EXPECT_EQ(error_of("expect A: holds P under lkmm; holds P under sc;"), "exit 0");
  EXPECT_EQ(error_of("expect A: holds P; expect B: holds *;"), "exit 0");
}

TEST(Expectations, UnderModelsThatAreNotAskedAreSaid) {
  auto const text = world + stores + claims + "expect A: holds P under tso, lkmm;\n";
  auto const ran = check(text);
  EXPECT_EQ(ran.status, 0);
  EXPECT_TRUE(ran.err.ends_with("t.protocol: not asked: what is expected under tso (--model asks it)\n"))
      << ran.err;
  EXPECT_EQ(check(text, {"--model", "tso"}).err, "");
}

TEST(NothingIsClaimed, AndItIsSaid) {
  auto const ran = check(world + stores);
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, "t under lkmm\n  faults  none  nothing else is claimed\n");
}

TEST(NothingIsClaimed, AFaultIsFoundBySeveralCommands) {
  Folder const folder;
  auto const file = folder.write(
      "t.protocol", "protocol t;\n" + world +
                        "task a { int *q = READ_ONCE(p); WRITE_ONCE(*q, 1); }\ntask b { READ_ONCE(x); }\n");
  auto const checked = barrister_with({"check", file});
  EXPECT_EQ(checked.status, 1);
  EXPECT_TRUE(checked.out.starts_with(
      "t under lkmm\n  fault: a at line 5 follows NULL: WRITE_ONCE(*q, 1);\n  nothing is claimed\n"))
      << checked.out;
  auto const variants = barrister_with({"variants", file});
  EXPECT_EQ(variants.status, 1);
  EXPECT_NE(variants.out.find("nothing is claimed of t: faults were looked for\n"), std::string::npos)
      << variants.out;
  auto const proved = barrister_with({"prove", std::filesystem::path(file).parent_path().string()});
  EXPECT_EQ(proved.status, 1);
  EXPECT_NE(proved.out.find("! t faults under lkmm: expected none, found not decided"), std::string::npos)
      << proved.out;
}

TEST(NothingIsClaimed, VacuityAndWhatNoExecutionReachesAreSaid) {
  auto const vacuous = check(world + "task a { assume(READ_ONCE(x)); }\ntask b { READ_ONCE(x); }\n");
  EXPECT_EQ(vacuous.status, 1);
  EXPECT_NE(vacuous.out.find("vacuous: no execution passes line 5: assume(READ_ONCE(x));"), std::string::npos)
      << vacuous.out;
  auto const unreached = check(world + "task a { if (READ_ONCE(x)) {\nWRITE_ONCE(x, 1);\nWRITE_ONCE(x, "
                                       "2);\n} }\ntask b { READ_ONCE(x); }\n",
                               {"--strict"});
  EXPECT_EQ(unreached.status, 1);
  EXPECT_NE(unreached.out.find("no execution reaches lines 6 to 7: WRITE_ONCE(x, 1);"), std::string::npos)
      << unreached.out;
}

TEST(NothingIsClaimed, NoOtherClaimHasThatName) {
  auto const ran = check(world + stores + "property faults: no deadlock;\n");
  EXPECT_EQ(ran.status, 2);
  EXPECT_NE(ran.err.find("error: 'faults' is asked of every protocol"), std::string::npos) << ran.err;
}

TEST(Starts, AreEveryStateThatSatisfiesThem) {
  std::string const one = "world { cpu 0; task a on 0; }\nghost int s;\ntask a { s = READ_ONCE(x); }\n";
  EXPECT_EQ(check(one + "u8 x; start st { x != 0; } property P: never s == 255;").status, 1);
  EXPECT_EQ(check(one + "u8 x; start st { x != 0; } property P: never s == 0;").status, 0);
  EXPECT_EQ(check(one + "int x; start st { x >= 1 && x <= 3; } property P: never s == 2;").status, 1);
  EXPECT_EQ(check(one + "bool x; bool y; start st { x || y; } property P: never x && y;").status, 1);
  EXPECT_EQ(
      check(one +
            "enum e { IDLE, BUSY, DEAD }; enum e x; start st { x != IDLE; } property P: never s == DEAD;")
          .status,
      1);
  EXPECT_EQ(check(one + "int x; start st { x != 0; } property P: never s == 0;").status, 2)
      << "too many to try";
}

} // namespace barrister
