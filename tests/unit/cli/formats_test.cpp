// SPDX-License-Identifier: BSD-2-Clause
// Records as Markdown, JUnit's XML and SARIF.
#include "cli/formats/records.hpp"
#include "cli/formats/reports.hpp"
#include "cli/formats/uri.hpp"
#include "cli/formats/utf8.hpp"
#include "cli/formats/xml.hpp"
#include "tests/support/read_xml.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

namespace barrister::cli {
namespace {

using nlohmann::json;

std::string const hostile = std::string("a<b>&\"']]>`|*\x01\x7F\r\n\t") + '\0' +
                            "\xC3\xA9\xFF\xC0\x80\xED\xA0\x80\xF5" + "\xEF\xBF\xBE\xF0\x9F\x98\x80\xE2\x82";

Record record(std::string claim, Exit exit, std::string found) {
  Record r{"p.protocol", "p"};
  r.variant = "V";
  r.model = "lkmm";
  r.claim = std::move(claim);
  r.sentence = "it is so";
  r.exit = exit;
  r.found = std::move(found);
  r.symbol = "ok";
  r.means = "holds";
  return r;
}
Record of_each(Exit exit) {
  auto r = record("P", exit, exit == Exit::Unknown ? "unknown" : "violated");
  if (exit != Exit::Good)
    r.remarks.push_back({exit == Exit::Unknown ? Remark::Level::Warning : Remark::Level::Error,
                         exit == Exit::Unknown ? Rule::Unknown : Rule::Violated,
                         "p V: P",
                         {"p.protocol", 3, 7}});
  return r;
}

TEST(Utf8, IsMadeOfAnyBytes) {
  EXPECT_EQ(clean_utf8("a\tb\n\xC3\xA9"), "a\tb\n\xC3\xA9");
  EXPECT_EQ(clean_utf8("\xF0\x9F\x98\x80"), "\xF0\x9F\x98\x80");
  std::string const r = "\uFFFD";
  EXPECT_EQ(clean_utf8("\x01\r"), r + r);
  EXPECT_EQ(clean_utf8("\xC0\x80"), r + r);                 // overlong
  EXPECT_EQ(clean_utf8("\xED\xA0\x80"), r + r + r);         // a surrogate
  EXPECT_EQ(clean_utf8("\xEF\xBF\xBE"), r);                 // U+FFFE
  EXPECT_EQ(clean_utf8("\xE2\x82"), r + r);                 // cut
  EXPECT_EQ(clean_utf8("\xF4\x90\x80\x80"), r + r + r + r); // beyond U+10FFFF
}

TEST(Uri, IsOfAnyPath) {
  EXPECT_EQ(uri_of("proofs/a-b_c.litmus"), "proofs/a-b_c.litmus");
  EXPECT_EQ(uri_of("/tmp/a b"), "file:///tmp/a%20b");
  EXPECT_EQ(uri_of("c:\\x#?%.litmus"), "c%3A%5Cx%23%3F%25.litmus");
  EXPECT_EQ(uri_of("\xC3\xA9\xFF"), "%C3%A9%FF");
}

TEST(Xml, IsWellFormedWhateverItIsGiven) {
  Xml xml;
  xml.open("a", {{"b", hostile}});
  xml.with_text("c", {{"d", "1"}}, hostile);
  xml.empty("e", {});
  xml.close();
  auto const read = read_xml(xml.text());
  ASSERT_TRUE(read) << xml.text();
  EXPECT_EQ(read->attributes.at("b"), clean_utf8(hostile));
  ASSERT_EQ(read->children.size(), 2u);
  EXPECT_EQ(read->children[0].text, clean_utf8(hostile));
}
TEST(Xml, TheReaderOfTheTestsIsStrict) {
  std::string const head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  EXPECT_TRUE(read_xml(head + "<a b=\"&lt;\">x<c/></a>\n"));
  for (auto const* wrong : {"<a>", "<a></b>", "<a b=\"<\"/>", "<a>&x;</a>", "<a>]]></a>",
                            "<a b=\"1\" b=\"2\"/>", "<a/><a/>", "<a>\x01</a>", "<a>\xFF</a>", "<a b=1/>"})
    EXPECT_FALSE(read_xml(head + wrong)) << wrong;
}

// The elements and attributes that Jenkins's schema knows, and the counts, which have to be true.
void expect_junit(XmlElement const& all) {
  std::map<std::string, std::set<std::string>> const attributes = {
      {"testsuites", {"name", "tests", "failures", "errors", "time"}},
      {"testsuite", {"name", "tests", "failures", "errors", "time"}},
      {"testcase", {"name", "classname", "time"}},
      {"failure", {"message", "type"}},
      {"error", {"message", "type"}},
      {"system-out", {}}};
  std::map<std::string, std::set<std::string>> const children = {
      {"testsuites", {"testsuite"}},
      {"testsuite", {"testcase"}},
      {"testcase", {"failure", "error", "system-out"}},
      {"failure", {}},
      {"error", {}},
      {"system-out", {}}};
  ASSERT_TRUE(attributes.contains(all.name)) << all.name;
  std::set<std::string> names;
  for (auto const& [name, value] : all.attributes) names.insert(name);
  EXPECT_EQ(names, attributes.at(all.name)) << all.name;
  for (auto const& child : all.children) {
    EXPECT_TRUE(children.at(all.name).contains(child.name)) << child.name << " in " << all.name;
    expect_junit(child);
  }
}
std::size_t count(XmlElement const& in, std::string const& name) {
  std::size_t out = in.name == name;
  for (auto const& child : in.children) out += count(child, name);
  return out;
}

TEST(Junit, HasTheUsualShape) {
  auto odd = record(hostile, Exit::Violated, hostile);
  odd.shown = hostile;
  odd.file = hostile;
  std::vector<Record> const all = {of_each(Exit::Good), of_each(Exit::Violated), of_each(Exit::Unknown),
                                   of_each(Exit::BadInput), odd};
  auto const read = read_xml(report_junit(all));
  ASSERT_TRUE(read) << report_junit(all);
  EXPECT_EQ(read->name, "testsuites");
  expect_junit(*read);
  for (auto const* part : {&*read, &read->children.at(0), &read->children.at(1)}) {
    EXPECT_EQ(part->attributes.at("tests"), std::to_string(count(*part, "testcase")));
    EXPECT_EQ(part->attributes.at("failures"), std::to_string(count(*part, "failure")));
    EXPECT_EQ(part->attributes.at("errors"), std::to_string(count(*part, "error")));
  }
  EXPECT_EQ(read->children.size(), 2u);
  EXPECT_EQ(read->attributes.at("tests"), "5");
}
TEST(Junit, WhatIsNotKnownIsAnErrorAndNoPass) {
  auto const read = read_xml(report_junit({of_each(Exit::Unknown)}));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->attributes.at("errors"), "1");
  auto const& error = read->children.at(0).children.at(0).children.at(0);
  EXPECT_EQ(error.name, "error");
  EXPECT_EQ(error.attributes.at("type"), "unknown");
  EXPECT_EQ(error.attributes.at("message"), "unknown: it is so");
}

void expect_place(json const& physical) {
  EXPECT_TRUE(physical.at("artifactLocation").at("uri").is_string());
  EXPECT_GE(physical.at("region").at("startLine").get<int>(), 1);
  EXPECT_GE(physical.at("region").at("startColumn").get<int>(), 1);
}
void expect_sarif(json const& log) {
  EXPECT_EQ(log.at("version"), "2.1.0");
  ASSERT_EQ(log.at("runs").size(), 1u);
  auto const& run = log.at("runs")[0];
  EXPECT_EQ(run.at("tool").at("driver").at("name"), "barrister");
  auto const& rules = run.at("tool").at("driver").at("rules");
  for (auto const& result : run.at("results")) {
    EXPECT_EQ(rules.at(result.at("ruleIndex").get<std::size_t>()).at("id"), result.at("ruleId"));
    EXPECT_TRUE((std::set<std::string>{"error", "warning", "note"}.contains(result.at("level"))));
    EXPECT_FALSE(result.at("message").at("text").get<std::string>().empty());
    EXPECT_FALSE(result.contains("kind")); // of others than `fail`, the level would have to be `none`
    for (auto const& location : result.at("locations")) expect_place(location.at("physicalLocation"));
    for (auto const& location : result.value("relatedLocations", json::array()))
      expect_place(location.at("physicalLocation"));
    for (auto const& flow : result.value("codeFlows", json::array()))
      for (auto const& thread : flow.at("threadFlows"))
        for (auto const& step : thread.at("locations")) {
          EXPECT_GE(step.at("executionOrder").get<int>(), 1);
          expect_place(step.at("location").at("physicalLocation"));
        }
  }
}

TEST(Sarif, HasTheShapeOfTheStandard) {
  auto odd = of_each(Exit::Violated);
  odd.remarks[0].message = hostile;
  odd.remarks[0].spot = {hostile, 0, 0};
  odd.remarks[0].related = {{{"b.protocol", 2, 1}, "there"}};
  odd.remarks[0].steps = {{"CPU 1", {"a.protocol", 2, 3}, "x = 1;"},
                          {"CPU 0", {"spec/kernel/smp.protocol", 9, 1, true}, ""},
                          {"CPU 1", {"a.protocol", 3, 3}, "y = 1;"}};
  auto const log = json::parse(report_sarif(
      {of_each(Exit::Good), of_each(Exit::Violated), of_each(Exit::Unknown), of_each(Exit::BadInput), odd},
      "1"));
  expect_sarif(log);
  auto const& run = log.at("runs")[0];
  EXPECT_EQ(run.at("invocations")[0].at("exitCode"), 2);
  EXPECT_FALSE(run.at("invocations")[0].at("executionSuccessful"));
  auto const& last = run.at("results").back();
  auto const& threads = last.at("codeFlows")[0].at("threadFlows");
  ASSERT_EQ(threads.size(), 2u);
  EXPECT_EQ(threads[0].at("id"), "CPU 1");
  EXPECT_EQ(threads[0].at("locations").size(), 2u);
  auto const& shipped =
      threads[1].at("locations")[0].at("location").at("physicalLocation").at("artifactLocation");
  EXPECT_TRUE(run.at("originalUriBaseIds").contains(shipped.at("uriBaseId").get<std::string>()));
}
TEST(Sarif, WhatIsNotKnownIsAWarningThatViewersShow) {
  auto const log = json::parse(report_sarif({of_each(Exit::Unknown)}, "1"));
  auto const& result = log.at("runs")[0].at("results").at(0);
  EXPECT_EQ(result.at("ruleId"), "unknown");
  EXPECT_EQ(result.at("level"), "warning");
  EXPECT_EQ(log.at("runs")[0].at("invocations")[0].at("exitCode"), 3);
}
TEST(Sarif, OneThingThatSeveralClaimsSayIsOneResult) {
  auto const one = of_each(Exit::Violated);
  auto const results = json::parse(report_sarif({one, one}, "1")).at("runs")[0].at("results");
  EXPECT_EQ(results.size(), 1u);
  EXPECT_TRUE(json::parse(report_sarif({of_each(Exit::Good)}, "1")).at("runs")[0].at("results").empty());
}

TEST(Markdown, IsTablesAndBlocks) {
  auto bad = record("P_1", Exit::Violated, "violated by deadlock");
  bad.expected = "holds";
  bad.shown = "CPU 0\n  ```x```\n";
  EXPECT_EQ(report_markdown({bad}),
            "## p V under lkmm\n\n"
            "| claim | that | found |\n"
            "| --- | --- | --- |\n"
            "| P_1 | it is so | violated by deadlock (expected: holds) |\n\n"
            "**p V under lkmm: P_1: violated by deadlock (expected: holds)**: it is so\n\n"
            "````text\nCPU 0\n  ```x```\n````\n\n"
            "1 check, 1 violated or not as expected.\n");
}
TEST(Markdown, NoTextOfTheUsersIsMarkup) {
  auto odd = record("a|b*c_d<e>", Exit::Good, "holds");
  odd.sentence = "line\nline [x](y) `z`";
  auto const text = report_markdown({odd});
  EXPECT_NE(text.find("| a\\|b\\*c_d\\<e\\> | line line \\[x\\](y) \\`z\\` | holds |\n"), text.npos) << text;
}
TEST(Markdown, VariantsAreATableOfEachModel) {
  auto a = record("P", Exit::Good, "holds"), b = a;
  b.variant = "W";
  b.exit = Exit::Unknown;
  b.symbol = "\u22645";
  b.means = "holds for so long";
  auto other = a;
  other.model = "sc";
  auto const text = report_markdown({a, other, b});
  EXPECT_TRUE(
      text.starts_with("## p under lkmm\n\n|  | P |\n| --- | --- |\n| V | ok |\n| W | \u22645 **!** |\n\n"
                       "- ok: holds\n- \u22645: holds for so long\n- **!**: not as expected\n\n"
                       "- **P**: it is so\n"))
      << text;
  EXPECT_NE(text.find("## p V under sc\n"), text.npos);
  EXPECT_TRUE(text.ends_with("3 checks, 1 not known.\n"));
}

TEST(Records, MessagesAreReadAgain) {
  auto const one = record_of_messages("a.litmus", "a:1.litmus:3:30: error: expected ')'\n    P0\n    ^\n");
  ASSERT_EQ(one.remarks.size(), 1u);
  EXPECT_EQ(one.remarks[0].spot.file, "a:1.litmus");
  EXPECT_EQ(one.remarks[0].spot.line, 3u);
  EXPECT_EQ(one.remarks[0].message, "expected ')'");
  EXPECT_EQ(one.exit, Exit::BadInput);
  auto const list = record_of_messages("e.txt", "e.txt:2: error: expected a count\n");
  EXPECT_EQ(list.remarks.at(0).spot.line, 2u);
  auto const missing =
      record_of_messages("b.litmus", "b.litmus: error: cannot read this file: No such file\n");
  EXPECT_EQ(missing.remarks.at(0).spot.file, "b.litmus");
  EXPECT_EQ(missing.remarks.at(0).spot.line, 1u);
  auto const other = record_of_messages("", "barrister: --svg shows one test or protocol, and not 2\n");
  EXPECT_EQ(other.remarks.at(0).message, "--svg shows one test or protocol, and not 2");
  EXPECT_TRUE(other.remarks.at(0).spot.file.empty());
  EXPECT_EQ(record_of_messages("c", "").remarks.at(0).message, "it cannot be read");
}

} // namespace
} // namespace barrister::cli
