// SPDX-License-Identifier: BSD-2-Clause
#include "cli/formats/json_document.hpp"
#include "cli/options.hpp"
#include "cli/report_json.hpp"
#include "example.hpp"
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

std::string report(LitmusResult r) {
  auto const test = example::peterz();
  auto const model = example::model();
  auto const answer = example::answer(test, std::move(r), "Never");
  return litmus_result({&test, &model, &answer, Exit::Good}, 2);
}

void expect_parts(std::string const& text, std::initializer_list<char const*> parts) {
  for (auto const* part : parts) EXPECT_NE(text.find(part), text.npos) << part << "\nin\n" << text;
}

TEST(ReportJson, HasTheFieldsOfTheDesign) {
  expect_parts(report(example::never()),
               {R"({"kind":"litmus",)", R"("file":"C-peterz.litmus")", R"("name":"C-peterz")",
                R"("model":"lkmm")", R"("exit":0)", R"("verdict":"unreachable")", R"("bound":null)",
                R"("reason":null)", R"("seconds":0.02)", R"("flags":[])", R"("quantifier":"exists")",
                R"("observation":"Never")", R"("positive":0,"negative":7)",
                R"("states":[{"0:r1":0,"2:r1":0,"2:r2":0},{)",
                R"("hash":"e427f41d9146b2a5445101d3e2fcaa34")"});
}

TEST(ReportJson, WitnessSaysWhyItIsForbidden) {
  expect_parts(
      report(example::never()),
      {R"("witness":{"role":"forbidden","events":[{"id":0,"cpu":null,"kind":"write","location":"x","value":0,)",
       R"("tags":["ONCE"],"line":9,"text":"WRITE_ONCE(*x, 1);"})",
       R"("rf":[[0,10],[1,5],[7,8]],"co":[[0,3],[1,6],[2,7]],"fr":[[5,6],[10,3]])",
       R"("final":{"0:r1":0,"2:r1":1,"2:r2":0})", R"("axiom":"propagation")",
       R"({"from":3,"relation":"strong-fence","to":5})"});
}

TEST(ReportJson, UnknownHasAReasonAndNoObservation) {
  auto r = example::never();
  r.unknown = "time";
  expect_parts(report(r), {R"("verdict":"unknown")", R"("reason":"time")", R"("observation":null)",
                           R"("witness":null)"});
}

TEST(ReportJson, SaysWhyThereIsNoExecutionAndWhoWaits) {
  expect_parts(report(example::never()), {R"("no_execution":null,"deadlocks":[])"});
  LitmusResult r;
  r.model = "lkmm";
  r.why_none = WhyNone::Waits;
  r.deadlocks = {{{{Waiter::For::Lock, 0, 2, address(example::y), 6, true}}, example::execution(0, 0, 0)}};
  expect_parts(report(r), {R"("no_execution":"deadlock","deadlocks":[[{"cpu":0,"file":null,"line":11,)",
                           R"("text":"r1 = READ_ONCE(*y);","waits_for":"lock","location":"y",)",
                           R"("held_by":{"cpu":1,"line":16,"text":"WRITE_ONCE(*y, 1);","only":true}}]])"});
  r.deadlocks.clear();
  r.why_none = WhyNone::Unexplained;
  expect_parts(report(r), {R"("no_execution":"unexplained")"});
  r.bound_reached = true;
  expect_parts(report(r), {R"("no_execution":"bound")"});
}

TEST(JsonDocument, OfNothingIsStillAnObject) {
  EXPECT_EQ(
      to_json(JsonDocument{"check"}, Exit::Good),
      "{\"tool\":\"barrister\",\"version\":\"" + std::string(version) +
          "\",\"schema\":\"1.2\",\"command\":\"check\",\"results\":[\n],\"errors\":[\n],\"warnings\":[\n],"
          "\"summary\":{\"kind\":\"summary\",\"exit\":0,\"results\":0,\"errors\":0,\"warnings\":0,"
          "\"not_checked\":0}}\n");
}

} // namespace
} // namespace barrister::cli
