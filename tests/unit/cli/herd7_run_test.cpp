// SPDX-License-Identifier: BSD-2-Clause
// What options do to the model, the test, and the choice of tests.
#include "cli/check_test.hpp"
#include "cli/herd7_prepare.hpp"
#include "cli/herd7_selection.hpp"
#include "cli/models.hpp"
#include "cli/test_list.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/load.hpp"
#include <gtest/gtest.h>
#include <sstream>

namespace barrister::cli {
namespace {

constexpr auto sb = "C sb\n{}\n"
                    "P0(int *x, int *y) { int r; WRITE_ONCE(*x, 1); smp_mb(); r = READ_ONCE(*y); }\n"
                    "P1(int *x, int *y) { int r; WRITE_ONCE(*y, 1); smp_mb(); r = READ_ONCE(*x); }\n";

std::pair<std::uint64_t, std::uint64_t> counts(Herd7Options const& o, std::string const& question) {
  frontend::Diagnostics diagnostics;
  std::string problem;
  auto const model = prepared(load_model(o.ingredients, diagnostics)->memory, o, problem);
  EXPECT_EQ(problem, "");
  auto const r = check_test(prepared(barrister::load_test(sb + question), o), model, o.solver, "").result;
  EXPECT_EQ(r.unknown, "");
  return {r.positive, r.negative};
}
using Counts = std::pair<std::uint64_t, std::uint64_t>;

constexpr auto both_0 = "exists (0:r=0 /\\ 1:r=0)\n";

TEST(Herd7Prepare, WhatTheModelForbidsCanBeLetThrough) {
  Herd7Options o;
  EXPECT_EQ(counts(o, both_0), Counts(0, 3));
  o.through = true;
  EXPECT_EQ(counts(o, both_0), Counts(1, 3));
  o.through = false;
  o.skipped = {"propagation"};
  EXPECT_EQ(counts(o, both_0), Counts(1, 3));
  o.strict_skip = true;
  EXPECT_EQ(counts(o, both_0), Counts(1, 0));
}

TEST(Herd7Prepare, FiltersAndWhatIsInteresting) {
  Herd7Options o;
  EXPECT_EQ(counts(o, "filter (0:r=1)\nexists (1:r=1)\n"), Counts(1, 1));
  o.filter = false;
  EXPECT_EQ(counts(o, "filter (0:r=1)\nexists (1:r=1)\n"), Counts(2, 1));
  o = {};
  o.speed = Herd7Options::Speed::Interesting;
  EXPECT_EQ(counts(o, "exists (1:r=1)\n"), Counts(2, 0));
  EXPECT_EQ(counts(o, "forall (1:r=1)\n"), Counts(0, 1));
  EXPECT_EQ(counts(o, "filter (0:r=1)\nexists (1:r=1)\n"), Counts(1, 0));
}

TEST(Herd7Prepare, ThroughFlagWantsAFlag) {
  Herd7Options o;
  o.through_flag = "nonesuch";
  std::string problem;
  frontend::Diagnostics diagnostics;
  prepared(load_model(o.ingredients, diagnostics)->memory, o, problem);
  EXPECT_NE(problem.find("nonesuch"), std::string::npos);
  o.through_flag = "data-race";
  EXPECT_EQ(counts(o, both_0), Counts(0, 0));
}

TEST(Herd7Selection, ByNameAfterRenaming) {
  Folder const folder;
  Herd7Options::Selection o;
  o.names = {folder.write("names", "# chosen\nSB  # why\n\nLB\n")};
  o.not_ok = {"LB"};
  o.renamed = {folder.write("rename", "old SB\n")};
  o.kinds = {folder.write("kinds", "SB Forbidden\n")};
  std::string problem;
  auto const s = Herd7Selection::read(o, problem);
  ASSERT_TRUE(s) << problem;
  EXPECT_TRUE(s->selects("SB"));
  EXPECT_FALSE(s->selects("LB"));
  EXPECT_FALSE(s->selects("MP"));
  LitmusTest test;
  test.name = "old";
  test.quantifier = Quantifier::Exists;
  s->apply(test);
  EXPECT_EQ(test.name, "SB");
  EXPECT_EQ(test.quantifier, Quantifier::NotExists);
  o.kinds = {folder.write("kinds", "SB Sometimes\n")};
  EXPECT_FALSE(Herd7Selection::read(o, problem));
}

TEST(TestList, ListsInListsAndStandardInput) {
  Folder const folder;
  auto const path = folder.path().string();
  folder.write("@all", "# all\n\na.litmus\n@more\n/b.litmus\n");
  folder.write("@more", "c.litmus\n@gone\n");
  std::vector<std::string> tests, gone;
  auto const run = [&](std::vector<std::string> const& names, std::string const& input) {
    std::istringstream in(input);
    for_each_test(
        names, in, [&](auto& t) { return tests.push_back(t), true; },
        [&](auto& t) { return gone.push_back(t), true; });
  };
  run({"x.litmus", path + "/@all"}, "ignored\n");
  EXPECT_EQ(tests,
            (std::vector<std::string>{"x.litmus", path + "/a.litmus", path + "/c.litmus", "/b.litmus"}));
  EXPECT_EQ(gone, std::vector<std::string>{path + "/@gone"});
  tests.clear();
  run({}, "d.litmus\n#no\n");
  EXPECT_EQ(tests, std::vector<std::string>{"d.litmus"});
}

} // namespace
} // namespace barrister::cli
