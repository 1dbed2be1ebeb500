// SPDX-License-Identifier: BSD-2-Clause
// `--format markdown`, `junit` and `sarif` of what the program answers: they say what the exit status says.
#include "tests/program/run.hpp"
#include "tests/support/read_xml.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace barrister {
namespace {

using nlohmann::json;

std::string proof(char const* file) { return std::string(BARRISTER_SOURCE "/proofs/") + file; }

std::string const test_head = "C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\n";
std::string const protocol_head = "protocol p;\nmodel sc;\nworld { cpu 0; task a on 0; }\nint x;\n";

struct Input {
  char const* name;
  std::string file, text;
  std::vector<std::string> options;
  int exit;
  std::string rule; // of the first result; empty: there is none
  int line;
};
std::ostream& operator<<(std::ostream& out, Input const& i) { return out << i.name; }

class Formats : public testing::TestWithParam<Input> {
protected:
  Ran with(char const* format) const {
    auto const& p = GetParam();
    std::vector<std::string> words = {"check", "--format", format};
    words.insert(words.end(), p.options.begin(), p.options.end());
    words.push_back(folder_.write(p.file, p.text));
    return barrister_with(words);
  }
  Folder folder_;
};

std::string spins() {
  std::string text = "C hard\n{}\n";
  for (int cpu = 0; cpu < 9; ++cpu)
    text += "P" + std::to_string(cpu) + "(int *x, int *y) { WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1); }\n";
  return text + "exists (x=2)\n";
}
std::string const loop =
    "C l\n{}\nP0(int *x, int *y) { int r; r = 0; while (r == 0) { WRITE_ONCE(*y, 1); r = READ_ONCE(*x); } }\n"
    "P1(int *x) { WRITE_ONCE(*x, 1); }\n~exists (0:r=2)\n";

INSTANTIATE_TEST_SUITE_P(
    Program, Formats,
    testing::Values(
        Input{"Holds", "a.litmus", test_head + "~exists (x=0)\n", {}, 0, "", 0},
        Input{"Violated", "a.litmus", test_head + "~exists (x=1)\n", {}, 1, "violated", 4},
        Input{"Reached", "a.litmus", test_head + "exists (x=1)\n", {}, 0, "", 0},
        Input{"Unexpected",
              "a.litmus",
              test_head + "exists (x=1)\n",
              {"--expect", "never"},
              1,
              "unexpected",
              4},
        Input{"Bounded", "a.litmus", loop, {}, 3, "bounded", 5},
        Input{"Unknown",
              "a.litmus",
              spins(),
              {"--engine", "enumeration", "--timeout", "0.1", "--expect", "never"},
              3,
              "unknown",
              12},
        Input{"Unreadable", "a.litmus", "C t\n{}\nP0(int *x) { \xC3\xA9 }\n", {}, 2, "bad-input", 3},
        Input{"Faulty",
              "a.litmus",
              "C t\n{}\nP0(int *x) { int r; r = 1 / READ_ONCE(*x); }\n~exists (x=1)\n",
              {},
              1,
              "fault",
              3},
        Input{"Racy",
              "a.litmus",
              "C t\n{}\nP0(int *x) { *x = 1; }\nP1(int *x) { int r; r = *x; }\nexists (x=0)\n",
              {},
              0,
              "data-race",
              4},
        Input{"Deadlocked",
              "a.litmus",
              "C t\n{ spinlock_t l = 1; }\nP0(spinlock_t *l, int *x) {\n\tspin_lock(l);\n\tWRITE_ONCE(*x, "
              "1);\n}\n"
              "~exists (x=1)\n",
              {},
              1,
              "deadlock",
              7},
        Input{
            "NoModel", "a.litmus", test_head + "exists (x=1)\n", {"--model", "none-such"}, 2, "bad-input", 1},
        Input{"ProtocolHolds",
              "a.protocol",
              protocol_head + "task a { x = 1; }\nproperty P: finally x == 1;\n",
              {},
              0,
              "",
              0},
        Input{"ProtocolViolated",
              "a.protocol",
              protocol_head + "task a { x = 2; }\nproperty P \"one\": finally x == 1;\n",
              {},
              1,
              "violated",
              6},
        Input{"ProtocolUnreached",
              "a.protocol",
              protocol_head + "task a { x = 1; }\ncover C: x == 2;\n",
              {},
              1,
              "vacuous",
              6},
        Input{
            "ProtocolUnreadable", "a.protocol", protocol_head + "task a { x = ; }\n", {}, 2, "bad-input", 5},
        Input{"ProtocolWithoutTheVariant",
              "a.protocol",
              protocol_head + "task a { x = 1; }\n",
              {"--variant", "V"},
              2,
              "bad-input",
              1},
        Input{"ProtocolRaces",
              "a.protocol",
              "protocol p;\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x;\ntask a { x = 1; }\ntask b "
              "{ x = 2; "
              "}\nproperty P: finally x != 0;\n",
              {},
              1,
              "data-race",
              5},
        Input{"ProtocolFaulty",
              "a.protocol",
              protocol_head + "task a { x = 1 / READ_ONCE(x); }\nproperty P: finally x == 1;\n",
              {},
              1,
              "fault",
              5},
        Input{"DeadCode",
              "a.protocol",
              protocol_head +
                  "task a { x = 1; if (READ_ONCE(x) == 2)\n\tx = 3; }\nproperty P: finally x == 1;\n",
              {},
              0,
              "never-done",
              6},
        Input{"DeadCodeIsAnError",
              "a.protocol",
              protocol_head +
                  "task a { x = 1; if (READ_ONCE(x) == 2)\n\tx = 3; }\nproperty P: finally x == 1;\n",
              {"--strict"},
              1,
              "never-done",
              6}),
    [](auto const& one) { return one.param.name; });

TEST_P(Formats, SarifHasThePlace) {
  auto const ran = with("sarif");
  EXPECT_EQ(ran.status, GetParam().exit) << ran.err;
  ASSERT_TRUE(json::accept(ran.out)) << ran.out;
  auto const run = json::parse(ran.out).at("runs").at(0);
  EXPECT_EQ(run.at("invocations")[0].at("exitCode"), GetParam().exit);
  auto const& results = run.at("results");
  ASSERT_EQ(results.empty(), GetParam().rule.empty()) << ran.out;
  bool has_warning = false, has_error = false;
  for (auto const& r : results) {
    has_error = has_error || r.at("level") == "error";
    has_warning = has_warning || r.at("level") == "warning";
  }
  EXPECT_EQ(has_error, GetParam().exit == 1 || GetParam().exit == 2);
  EXPECT_TRUE(GetParam().exit != 3 || has_warning);
  if (results.empty()) return;
  EXPECT_EQ(results[0].at("ruleId"), GetParam().rule);
  auto const& locations = results[0].at("locations");
  if (locations.empty()) return; // of the whole run
  auto const& place = locations[0].at("physicalLocation");
  EXPECT_EQ(place.at("region").at("startLine"), GetParam().line);
  auto const uri = place.at("artifactLocation").at("uri").get<std::string>();
  EXPECT_TRUE(uri.ends_with(GetParam().file) || uri == "none-such") << uri; // the model's name
}

TEST_P(Formats, JunitCountsWhatTheExitSays) {
  auto const ran = with("junit");
  EXPECT_EQ(ran.status, GetParam().exit) << ran.err;
  auto const read = read_xml(ran.out);
  ASSERT_TRUE(read) << ran.out;
  auto const exit = GetParam().exit;
  EXPECT_EQ(read->attributes.at("failures") != "0", exit == 1) << ran.out;
  EXPECT_EQ(read->attributes.at("errors") != "0", exit == 2 || exit == 3) << ran.out;
  EXPECT_NE(read->attributes.at("tests"), "0");
}

TEST_P(Formats, MarkdownSaysTheSame) {
  auto const ran = with("markdown");
  EXPECT_EQ(ran.status, GetParam().exit) << ran.err;
  EXPECT_EQ(ran.out.ends_with("all as expected.\n"), GetParam().exit == 0) << ran.out;
}

TEST(FormatsOf, AreTheSameEachTime) {
  std::vector<std::string> const files = {proof("c-peterz"), wake_up, proof("deadlock")};
  for (std::string const format : {"markdown", "sarif"}) {
    std::vector<std::string> words = {"check", "--trace", "--format", format};
    words.insert(words.end(), files.begin(), files.end());
    auto const first = barrister_with(words);
    words.insert(words.end(), {"--jobs", "1"});
    EXPECT_EQ(first.out, barrister_with(words).out) << format;
    EXPECT_FALSE(first.out.empty());
  }
}

TEST(FormatsOf, GoodInputBesideBadIsChecked) {
  Folder const folder;
  auto const bad = folder.write("bad.litmus", "C t\n{}\n");
  auto const ran =
      barrister_with({"check", "--format", "junit", bad, proof("c-peterz/C-peterz.litmus"), wake_up});
  EXPECT_EQ(ran.status, 2);
  auto const read = read_xml(ran.out);
  ASSERT_TRUE(read) << ran.out;
  EXPECT_EQ(read->attributes.at("errors"), "1");
  EXPECT_EQ(read->attributes.at("tests"), "10");
  EXPECT_FALSE(ran.err.empty());
}

TEST(FormatsOf, ATraceIsAFlowOfEachCpu) {
  auto const ran = barrister_with({"check", "--format", "sarif", "--property", "WAKES", "--model", "lkmm",
                                   "--variant", "NO_MB", wake_up});
  EXPECT_TRUE(json::parse(ran.out).at("runs")[0].at("results").empty()); // it is expected
  Folder const folder;
  auto text = read_text(wake_up);
  text.erase(text.find("expect NO_MB"));
  auto const found = barrister_with({"check", "--format", "sarif", folder.write("w.protocol", text)});
  EXPECT_EQ(found.status, 1);
  auto const result = json::parse(found.out).at("runs")[0].at("results").at(0);
  EXPECT_EQ(result.at("ruleId"), "deadlock");
  EXPECT_EQ(result.at("codeFlows")[0].at("threadFlows").size(), 2u);
  std::string related;
  for (auto const& one : result.at("relatedLocations"))
    related += one.at("message").at("text").get<std::string>() + "\n";
  EXPECT_EQ(
      related,
      "sleeper waits here for ever\nsmp_mb() in waker would stand behind this\nand smp_mb() before this\n");
}

TEST(FormatsOf, ProveTakesThemToo) {
  Folder const folder;
  folder.write("a.litmus", test_head + "exists (x=1)\n");
  folder.write("expected.txt",
               "a.litmus lkmm Always 1 0\na.litmus lkmm Never 0 1\nb.litmus lkmm Never 0 1\n");
  auto const ran = barrister_with({"prove", "--format", "junit", folder.path().string()});
  EXPECT_EQ(ran.status, 2);
  auto const read = read_xml(ran.out);
  ASSERT_TRUE(read) << ran.out;
  EXPECT_EQ(read->attributes.at("tests"), "3");
  EXPECT_EQ(read->attributes.at("failures"), "1");
  EXPECT_EQ(read->attributes.at("errors"), "1");
  auto const all = json::parse(barrister_with({"prove", "--format", "json", folder.path().string()}).out);
  ASSERT_EQ(all.at("results").size(), 2u);
  EXPECT_EQ(all.at("results")[0].at("as_expected"), true);
  EXPECT_EQ(all.at("results")[1].at("as_expected"), false);
  auto const sarif = json::parse(barrister_with({"prove", "--format", "sarif", proof("wake-up")}).out);
  EXPECT_TRUE(sarif.at("runs")[0].at("results").empty());
}

TEST(FormatsOf, NeedlessBarriersAreNotes) {
  auto const ran = barrister_with({"barriers", "--format", "sarif", proof("c-peterz/C-peterz.litmus")});
  EXPECT_EQ(ran.status, 0);
  auto const results = json::parse(ran.out).at("runs")[0].at("results");
  ASSERT_EQ(results.size(), 2u);
  EXPECT_EQ(results[1].at("ruleId"), "needless-barrier");
  EXPECT_EQ(results[1].at("level"), "note");
  EXPECT_EQ(results[1].at("message").at("text"),
            "smp_load_acquire() in P2: not needed: READ_ONCE() would do");
  EXPECT_EQ(results[1].at("locations")[0].at("physicalLocation").at("region").at("startLine"), 26);
  auto const all =
      json::parse(barrister_with({"barriers", "--format", "json", proof("c-peterz/C-peterz.litmus")}).out);
  auto const& barriers = all.at("results").at(0).at("barriers");
  ASSERT_EQ(barriers.size(), 4u);
  EXPECT_EQ(barriers[0].at("needed"), true);
  EXPECT_EQ(barriers[0].at("pairs_with"), json::array({1, 3}));
  EXPECT_EQ(barriers[2].at("needed"), false);
}
TEST(FormatsOf, BarriersOfWhatDoesNotHoldAreAnError) {
  auto const rule = [](std::vector<std::string> words, int exit) {
    words.insert(words.begin(), {"barriers", "--format", "sarif"});
    auto const ran = barrister_with(words);
    EXPECT_EQ(ran.status, exit);
    return json::parse(ran.out).at("runs")[0].at("results").at(0).at("ruleId").get<std::string>();
  };
  EXPECT_EQ(rule({proof("c-peterz/C-peterz-no-mb-0.litmus")}, 1), "violated");
  EXPECT_EQ(rule({"/nowhere.litmus"}, 2), "bad-input");
  EXPECT_EQ(rule({wake_up}, 2), "bad-input"); // which variant?
  EXPECT_EQ(rule({"--check-comments", proof("block-layer/unquiesce.litmus")}, 1), "violated");
}

} // namespace
} // namespace barrister
