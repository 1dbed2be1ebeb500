// SPDX-License-Identifier: BSD-2-Clause
#include "cli/protocol_cases.hpp"
#include "spec/written_out.hpp"
#include "tests/support/load.hpp"
#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <sstream>

namespace barrister {
namespace {

std::vector<cli::ProtocolCase> cases_of(std::string const& path) {
  std::ostringstream err;
  auto all = cli::protocol_cases(path, {{"lkmm"}, {}, {}, {}}, err);
  EXPECT_TRUE(all) << err.str();
  return all ? std::move(*all) : std::vector<cli::ProtocolCase>{};
}

// Two texts are the same where all that is in them is: variants differ, and what is read twice does not.
TEST(WrittenOut, VariantsDifferAndReadingsDoNot) {
  std::size_t variants = 0;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(BARRISTER_SOURCE "/proofs")) {
    if (entry.path().extension() != ".protocol") continue;
    auto const once = cases_of(entry.path().string()), twice = cases_of(entry.path().string());
    std::map<std::string, std::string> seen;
    for (std::size_t i = 0; i < once.size(); ++i) {
      auto const out = written_out(*once[i].protocol);
      EXPECT_EQ(out.meaning, written_out(*twice[i].protocol).meaning);
      EXPECT_EQ(out.places, written_out(*twice[i].protocol).places);
      EXPECT_TRUE(seen.emplace(out.meaning, once[i].protocol->variant).second) << once[i].protocol->variant;
      ++variants;
    }
  }
  EXPECT_GT(variants, 50u);
}

TEST(WrittenOut, WhatIsNotPrintedForPeopleIsInIt) {
  auto const base = *cases_of(BARRISTER_SOURCE "/proofs/membarrier/membarrier.protocol").front().protocol;
  auto const is_other = [&](auto const& change) {
    auto other = base;
    change(other);
    return written_out(other).meaning != written_out(base).meaning;
  };
  EXPECT_FALSE(is_other([](Protocol&) {}));
  EXPECT_TRUE(is_other([](Protocol& p) { p.contexts.front().recurs = !p.contexts.front().recurs; }));
  EXPECT_TRUE(is_other([](Protocol& p) { p.contexts.front().task = number(77); }));
  EXPECT_TRUE(is_other(
      [](Protocol& p) { p.program.objects.front().type.wraps = !p.program.objects.front().type.wraps; }));
  EXPECT_TRUE(is_other([](Protocol& p) { p.program.threads.front().locals.push_back({}); }));
  EXPECT_TRUE(is_other([](Protocol& p) { p.program.threads.front().body.pop_back(); }));
  EXPECT_TRUE(is_other([](Protocol& p) {
    p.starts.front().cells.clear();
    p.starts.front().owned.clear();
    p.starts.front().name = "other";
  }));
  EXPECT_FALSE(is_other([](Protocol& p) { p.claims.clear(); }));
  EXPECT_FALSE(is_other([](Protocol& p) { p.contexts.front().place.line += 1; }));

  auto const claim = base.claims.front();
  auto other = claim;
  other.speaks_of_all = !other.speaks_of_all;
  EXPECT_NE(written_out(claim).meaning, written_out(other).meaning);
  other = claim;
  other.place.line += 1;
  EXPECT_EQ(written_out(claim).meaning, written_out(other).meaning);
  EXPECT_NE(written_out(claim).places, written_out(other).places);
}

// Of lists that are written one behind the other, none takes from the next.
TEST(WrittenOut, SaysWhereEachPartEnds) {
  Claim one, other;
  one.without = {"ab", "c"};
  other.without = {"a", "bc"};
  EXPECT_NE(written_out(one).meaning, written_out(other).meaning);
  one.without = {"a"};
  one.any_times = {"b"};
  other.without = {"a", "b"};
  EXPECT_NE(written_out(one).meaning, written_out(other).meaning);
}

TEST(WrittenOut, ModelsDiffer) {
  std::map<std::string, std::string> seen;
  for (auto const* name : {"lkmm", "lkmm-v4.17", "sc", "tso", "strong", "weak"}) {
    auto model = load_shipped_model(name);
    EXPECT_EQ(written_out(model), written_out(load_shipped_model(name)));
    model.name = model.title = "the same";
    EXPECT_TRUE(seen.emplace(written_out(model), name).second) << name;
    model.checks.front().negated = !model.checks.front().negated;
    EXPECT_TRUE(seen.emplace(written_out(model), name).second) << name;
  }
}

} // namespace
} // namespace barrister
