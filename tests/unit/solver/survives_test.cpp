// SPDX-License-Identifier: BSD-2-Clause
// What a model says of an execution of which rounds are taken out that changed nothing.
#include "frontend/cat/parse.hpp"
#include "solver/model/survives.hpp"
#include "tests/support/load.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::vector<std::string> flags_that_do_not(MemoryModel const& model) {
  std::vector<std::string> out;
  for (auto const& check : model.checks)
    if (check.role != Role::Axiom && !solver::survives(model, check)) out.push_back(check.name);
  return out;
}

MemoryModel model_of(std::string const& text) {
  frontend::Diagnostics diagnostics;
  auto const nothing = [](std::string const& name) {
    return name == "stdlib.cat" ? std::optional(frontend::LoadedFile{name, "library"}) : std::nullopt;
  };
  auto loaded = frontend::load_model("m", {"m.cat", text}, nothing, diagnostics);
  EXPECT_TRUE(loaded) << text;
  return loaded ? *loaded : MemoryModel{};
}
bool survives(std::string const& text) { return solver::survives(model_of(text)); }

TEST(Survives, WhatGrowsWithWhatIsTakenOutDoesNot) {
  EXPECT_TRUE(survives("acyclic po | rf | co | (rf^-1 ; co)"));
  EXPECT_FALSE(survives("acyclic po \\ (po ; po)"));      // next to each other
  EXPECT_TRUE(survives("acyclic po \\ (po ; [W] ; po)")); // with no write in between
  EXPECT_FALSE(survives("acyclic po \\ (po ; [R] ; po)"));
  EXPECT_FALSE(survives("empty W \\ domain(rf)")); // that nobody reads
  EXPECT_TRUE(survives("empty R \\ range(rf)"));   // of no write
  EXPECT_FALSE(survives("acyclic po & ~(po ; po)"));
  EXPECT_FALSE(survives("~empty rf"));
  EXPECT_FALSE(survives("acyclic po \\ ctrl"));
  EXPECT_TRUE(survives("acyclic po \\ data"));
  EXPECT_FALSE(survives("let rec r = po | (r ; r) acyclic po \\ (r ; r)"));
  EXPECT_FALSE(survives("let rec r = po \\ (r ; r) acyclic r"));
  EXPECT_FALSE(survives("with s from linearisations(F, 0)\nacyclic s"));
}
TEST(Survives, AFlagOfWhatOneRoundHas) {
  EXPECT_TRUE(flags_that_do_not(model_of("flag ~empty po & (W * R) as f")).empty());
  EXPECT_FALSE(flags_that_do_not(model_of("flag ~empty po & (R * R) as f")).empty());
  EXPECT_TRUE(flags_that_do_not(model_of("flag ~empty ext & loc as f")).empty());
  EXPECT_FALSE(flags_that_do_not(model_of("flag ~empty po ; po as f")).empty());
  EXPECT_TRUE(flags_that_do_not(model_of("flag ~empty R \\ W as f")).empty());
  EXPECT_TRUE(flags_that_do_not(model_of("flag empty po ; po as f")).empty());
  EXPECT_FALSE(flags_that_do_not(model_of("flag ~acyclic po as f")).empty());
}

TEST(Survives, EachShippedModel) {
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "tso", "sc"}) {
    EXPECT_TRUE(solver::survives(load_shipped_model(name))) << name;
    EXPECT_TRUE(solver::survives(load_model_for_protocols(name))) << name;
  }
}
TEST(Survives, NotWhereTheModelSaysWhatLocksDo) {
  EXPECT_FALSE(solver::survives(load_lkmm_with_herd7_locks()));
}
TEST(Survives, OfTheFlagsOfLkmmAllButThoseOfTwoReads) {
  // SRCU's indices go through memory, and so through reads.
  std::vector<std::string> const expected{"multiple-srcu-matches", "srcu-bad-value-match",
                                          "mixed-lock-accesses"};
  EXPECT_EQ(flags_that_do_not(load_shipped_model("lkmm")), expected);
  EXPECT_TRUE(flags_that_do_not(load_shipped_model("tso")).empty());
}

} // namespace
} // namespace barrister
