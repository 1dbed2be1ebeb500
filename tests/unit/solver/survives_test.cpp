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

bool survives_deletion(std::string const& text, std::set<std::string> const& absent = {}) {
  return solver::what_does_not_survive_deletion(model_of(text), absent).empty();
}
TEST(SurvivesDeletion, WhatGrowsWithWhatIsTakenOutDoesNot) {
  EXPECT_TRUE(survives_deletion("acyclic po | rf | co | (rf^-1 ; co)"));
  EXPECT_TRUE(survives_deletion("acyclic po \\ data"));
  EXPECT_FALSE(survives_deletion("acyclic po \\ (po ; po)"));
  EXPECT_FALSE(survives_deletion("acyclic po \\ (po ; [W] ; po)")); // the write may be an act's
  EXPECT_TRUE(survives_deletion("acyclic po \\ (po ; [IW] ; po)"));
  EXPECT_FALSE(
      survives_deletion("empty [FW] ; rf")); // a write is the last when the one behind it is taken out
  EXPECT_FALSE(survives_deletion("empty W \\ domain(rf)"));
  EXPECT_TRUE(survives_deletion("empty R \\ range(rf)")); // what is left reads what is left
  EXPECT_TRUE(survives_deletion("empty RMW \\ (domain(rmw) | range(rmw))")); // both halves of an exchange
  EXPECT_FALSE(survives_deletion("empty R \\ domain(data)"));
  EXPECT_FALSE(survives_deletion("~empty rf"));
  EXPECT_FALSE(survives_deletion("let rec r = po \\ (r ; r) acyclic r"));
  EXPECT_FALSE(survives_deletion("with s from linearisations(F, 0)\nacyclic s"));
}
TEST(SurvivesDeletion, WhatIsOfNoEventIsNoObstacle) {
  auto const text = "acyclic po \\ (po ; [Rcu-lock] ; po)";
  EXPECT_FALSE(survives_deletion(text));
  EXPECT_TRUE(survives_deletion(text, {"Rcu-lock"}));
  EXPECT_TRUE(
      survives_deletion("let rec r = ([Rcu-lock] ; po) | (r ; po) acyclic po \\ (po ; r)", {"Rcu-lock"}));
}
TEST(SurvivesDeletion, EachShippedModelWithoutReaders) {
  std::set<std::string> const none{"Rcu-lock",    "Rcu-unlock", "Sync-rcu", "Srcu-lock",
                                   "Srcu-unlock", "Sync-srcu",  "LKR",      "LKW",
                                   "UL",          "LF",         "RL",       "RU"};
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "tso", "sc"}) {
    auto const model = load_model_for_protocols(name);
    EXPECT_EQ(solver::what_does_not_survive_deletion(model, none), "") << name;
    for (auto const& check : model.checks) {
      bool const is_asked = is_of_races(check);
      EXPECT_TRUE(!is_asked || solver::is_still_raised(model, check, none)) << name;
    }
  }
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
