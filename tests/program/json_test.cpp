// SPDX-License-Identifier: BSD-2-Clause
// `--format json` is one JSON object with the fields that scripts read.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace barrister {
namespace {

using nlohmann::json;

std::string claim(char const* file) { return std::string(BARRISTER_SOURCE "/proofs/c-peterz/") + file; }

void expect_fields(json const& result) {
  for (auto const* field : {"file", "name", "kind", "model", "verdict", "bound", "reason", "seconds", "flags",
                            "witness", "quantifier", "observation", "positive", "negative", "states", "hash"})
    EXPECT_TRUE(result.contains(field)) << field;
}

TEST(Json, HasTheFieldsOfTheDesign) {
  auto const ran = barrister_with({"check", "--format", "json", "--trace", "--model", "lkmm", "--model",
                                   "tso", claim("C-peterz.litmus"), claim("C-peterz-once-1.litmus")});
  EXPECT_EQ(ran.status, 0);
  auto const all = json::parse(ran.out);
  EXPECT_EQ(all.at("tool"), "barrister");
  EXPECT_TRUE(all.at("version").is_string());
  auto const& results = all.at("results");
  ASSERT_EQ(results.size(), 4u);
  for (auto const& result : results) {
    expect_fields(result);
    EXPECT_EQ(result.at("kind"), "litmus");
    EXPECT_EQ(result.at("quantifier"), "exists");
    EXPECT_TRUE(result.at("seconds").is_number());
    EXPECT_TRUE(result.at("states").is_array());
    EXPECT_TRUE(result.at("witness").is_object());
  }
  EXPECT_EQ(results[0].at("verdict"), "unreachable");
  EXPECT_EQ(results[0].at("observation"), "Never");
  EXPECT_EQ(results[0].at("positive"), 0);
  EXPECT_EQ(results[0].at("negative"), 7);
  EXPECT_EQ(results[0].at("states")[0], json::parse(R"({"0:r1":0,"2:r1":0,"2:r2":0})"));
  EXPECT_EQ(results[0].at("hash"), "e427f41d9146b2a5445101d3e2fcaa34");
}

TEST(Json, NamesTextThatNeedsEscapes) {
  Folder const folder;
  auto const path = folder.write("odd \"name\"\t\xC3\xA9\xFF.litmus",
                                 "C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\n~exists (x=0)\n");
  auto const ran = barrister_with({"check", "--format", "json", path});
  EXPECT_EQ(ran.status, 0) << ran.err;
  ASSERT_TRUE(json::accept(ran.out)) << ran.out;
  EXPECT_EQ(json::parse(ran.out).at("results")[0].at("verdict"), "holds");
}

// Those that `check` names, and the cycle that they close, whose last events they are.
TEST(Json, NamesTheBarriersThatAreMissing) {
  auto const protocol =
      json::parse(barrister_with({"check", "--format", "json", "--variant", "NO_MB", "--property", "WAKES",
                                  "--model", "lkmm", BARRISTER_SOURCE "/proofs/wake-up/wake-up.protocol"})
                      .out)
          .at("results")
          .at(0);
  auto const litmus =
      json::parse(barrister_with({"check", "--format", "json", claim("C-peterz-no-mb-0.litmus")}).out)
          .at("results")
          .at(0);
  auto const expect = [](json const& result, char const* by, int before, int behind) {
    auto const& missing = result.at("missing");
    ASSERT_EQ(missing.at("barriers").size(), 1u) << missing;
    auto const& barrier = missing.at("barriers")[0];
    EXPECT_EQ(barrier.at("primitive"), "smp_mb()");
    EXPECT_EQ(barrier.at("before").at("by"), by);
    EXPECT_EQ(barrier.at("before").at("line"), before);
    EXPECT_EQ(barrier.at("behind").at("line"), behind);
    EXPECT_EQ(barrier.at("event"), result.at("witness").at("events").size());
    EXPECT_EQ(missing.at("forbidden_by").at("axiom"), "propagation");
    EXPECT_FALSE(missing.at("forbidden_by").at("steps").empty());
  };
  expect(protocol, "waker", 29, 31);
  expect(litmus, "P0", 14, 15);
  auto const under_sc =
      json::parse(barrister_with({"check", "--format", "json", claim("C-peterz.litmus")}).out);
  EXPECT_TRUE(under_sc.at("results")[0].at("missing").is_null()); // nothing satisfies it
}

TEST(Json, SaysWhyItDoesNotKnow) {
  Folder const folder;
  std::string text = "C hard\n{}\n";
  for (int cpu = 0; cpu < 9; ++cpu)
    text += "P" + std::to_string(cpu) + "(int *x, int *y) { WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1); }\n";
  auto const ran = barrister_with({"check", "--format", "json", "--engine", "enumeration", "--timeout", "0.1",
                                   folder.write("hard.litmus", text + "exists (x=2)\n")});
  EXPECT_EQ(ran.status, 3);
  auto const result = json::parse(ran.out).at("results").at(0);
  expect_fields(result);
  EXPECT_EQ(result.at("verdict"), "unknown");
  EXPECT_TRUE(result.at("reason").is_string());
}

} // namespace
} // namespace barrister
