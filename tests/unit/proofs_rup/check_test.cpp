// SPDX-License-Identifier: BSD-2-Clause
// Which steps follow, and what is said of the others.
#include "proofs/rup/check.hpp"
#include "proofs/rup/text.hpp"
#include <gtest/gtest.h>
#include <limits>

namespace barrister {
namespace {

Clauses clauses(std::initializer_list<std::initializer_list<Literal>> all) {
  Clauses out;
  for (auto const& clause : all) out.add(clause);
  return out;
}

std::string verdict(Clauses const& given, std::string const& steps, Clauses const& targets) {
  auto const read = rup::read_text("proof from " + std::to_string(given.size()) + " clauses\n" + steps);
  if (auto const* fault = std::get_if<rup::ReadFault>(&read)) return fault->why;
  auto const refusal = rup::check(given, std::get<Derivation>(read), targets);
  return refusal ? rup::to_text(*refusal) : "valid";
}

// 1 implies 2, 2 implies 3, 3 implies 4.
Clauses const chain = clauses({{-1, 2}, {-2, 3}, {-3, 4}});
// Of any two variables, some combination is missing.
Clauses const square = clauses({{1, 2}, {1, -2}, {-1, 2}, {-1, -2}});

TEST(RupCheck, ATargetFollowsByPropagation) {
  EXPECT_EQ(verdict(chain, "target: -1 4\n", clauses({{-1, 4}})), "valid");
  EXPECT_EQ(verdict(chain, "target: -1 4 by 1 2 3\n", clauses({{4, -1}})), "valid");
  EXPECT_EQ(verdict(chain, "4: -1 3 by 1 2\ntarget: -1 4 by 4 3\n", clauses({{-1, 4}})), "valid");
}
TEST(RupCheck, WhatDoesNotFollowIsRefused) {
  EXPECT_EQ(verdict(chain, "target: -4 1\n", clauses({{1, -4}})),
            "step 1, clause -4 1: does not follow by unit propagation");
  EXPECT_EQ(verdict(chain, "4: 4\ntarget: 4 by 4\n", clauses({{4}})),
            "step 1, clause 4: does not follow by unit propagation");
}
TEST(RupCheck, WhatFollowsButNotByPropagationNeedsAStepBetween) {
  EXPECT_EQ(verdict(square, "target: empty\n", clauses({{}})),
            "step 1, the empty clause: does not follow by unit propagation");
  EXPECT_EQ(verdict(square, "5: 1\ntarget: empty\n", clauses({{}})), "valid");
  EXPECT_EQ(verdict(square, "5: 1 by 1 2\ntarget: empty by 5 3 4\n", clauses({{}})), "valid");
  EXPECT_EQ(verdict(square, "5: 1 by 1 2\n6: empty by 5 3 4\ntarget: empty by 6\n", clauses({{}})), "valid");
}
// 1 is true or false, whatever 2 is: adding it keeps the clauses satisfiable, and is no conclusion.
TEST(RupCheck, AClauseThatOnlyKeepsTheRestSatisfiableIsRefused) {
  EXPECT_EQ(verdict(clauses({{1, 2}}), "2: 1\ntarget: 1 by 2\n", clauses({{1}})),
            "step 1, clause 1: does not follow by unit propagation");
}
TEST(RupCheck, OnlyATargetThatIsAskedForIsTold) {
  EXPECT_EQ(verdict(chain, "", clauses({})), "valid");
  EXPECT_EQ(verdict(chain, "", clauses({{-1, 4}})), "clause -1 4 was to be shown, and no target shows it");
  EXPECT_EQ(verdict(chain, "4: -1 4\n", clauses({{-1, 4}})),
            "clause -1 4 was to be shown, and no target shows it");
  EXPECT_EQ(verdict(chain, "target: -1 4\n", clauses({{-2, 4}})),
            "clause -2 4 was to be shown, and no target shows it");
  EXPECT_EQ(verdict(chain, "target: -1 4\n", clauses({{}})),
            "the empty clause was to be shown, and no target shows it");
}
TEST(RupCheck, ATargetShowsEachClauseThatHasItsLiterals) {
  EXPECT_EQ(verdict(chain, "target: -1 4 4\n", clauses({{4, -2, -1}, {-1, 4}})), "valid");
  EXPECT_EQ(verdict(square, "5: 1\ntarget: empty\n", clauses({{1}, {-2}, {}})), "valid");
}
TEST(RupCheck, WhatIsDeletedIsNotUsed) {
  EXPECT_EQ(verdict(chain, "delete: 2\ntarget: -1 4\n", clauses({{-1, 4}})),
            "step 2, clause -1 4: does not follow by unit propagation");
  EXPECT_EQ(verdict(chain, "delete: 2\ntarget: -1 4 by 1 2 3\n", clauses({{-1, 4}})),
            "step 2, clause -1 4: of its hints, clause 2 is deleted");
  EXPECT_EQ(verdict(chain, "4: -1 3\ndelete: 1 2\ntarget: -1 4\n", clauses({{-1, 4}})), "valid");
}
TEST(RupCheck, WhatFollowedFromADeletedUnitStays) {
  EXPECT_EQ(verdict(clauses({{1}, {-1, 2}}), "delete: 1\ntarget: 2\n", clauses({{2}})), "valid");
}
TEST(RupCheck, WhatIsNotThereIsNotDeleted) {
  EXPECT_EQ(verdict(chain, "delete: 4\n", {}), "step 1: clause 4 is not there yet");
  EXPECT_EQ(verdict(chain, "delete: 0\n", {}), "step 1: clause 0 is not there yet");
  EXPECT_EQ(verdict(chain, "delete: 1\ndelete: 3 1\n", {}), "step 2: clause 1 is deleted");
  EXPECT_EQ(verdict(chain, "delete: 4294967295\n", {}), "step 1: clause 4294967295 is not there yet");
}
TEST(RupCheck, HintsHaveToDoWhatTheyAreNamedFor) {
  auto const asked = clauses({{-1, 4}});
  auto const refused = [&](std::string const& hints) {
    auto const said = verdict(chain, "target: -1 4 by " + hints + "\ndelete: 1\n", asked);
    std::string const start = "step 1, clause -1 4: ";
    return said.starts_with(start) ? said.substr(start.size()) : said;
  };
  EXPECT_EQ(refused("3 2 1"), "valid");
  EXPECT_EQ(refused("2 1 3"), "clause 2, a hint, has several literals left");
  EXPECT_EQ(refused("1 1 2 3"), "clause 1, a hint, is true already");
  EXPECT_EQ(refused("1 2"), "its hints lead to no conflict");
  EXPECT_EQ(refused("1 2 4"), "of its hints, clause 4 is not there yet");
  EXPECT_EQ(refused("0"), "of its hints, clause 0 is not there yet");
  EXPECT_EQ(refused("1 2 4294967295"), "of its hints, clause 4294967295 is not there yet");
  EXPECT_EQ(verdict(chain, "4: -1 4 by 4\n", {}),
            "step 1, clause -1 4: of its hints, clause 4 is not there yet");
}
TEST(RupCheck, NumbersMadeUpAreRefused) {
  auto const least = std::numeric_limits<Literal>::min();
  Derivation proof(3);
  proof.add(std::vector<Literal>{least});
  EXPECT_EQ(rup::to_text(*rup::check(chain, proof, {})),
            "step 1, clause -2147483648: no clause that is given has a literal -2147483648");
  for (Literal const l : {0, 5, -5, std::numeric_limits<Literal>::max()}) {
    auto const step = std::to_string(l);
    EXPECT_EQ(verdict(chain, "4: " + step + " 1 -1\n", {}),
              "step 1, clause " + step + " 1 -1: no clause that is given has a literal " + step);
  }
  for (Literal const l : {0, least, Literal{20000000}}) {
    EXPECT_EQ(verdict(clauses({{l}}), "", {}), "a literal is 0, or its variable is beyond 16777216");
    EXPECT_EQ(verdict(chain, "", clauses({{l}})), "a literal is 0, or its variable is beyond 16777216");
  }
}
TEST(RupCheck, TheProofIsOfAsManyClauses) {
  EXPECT_EQ(rup::to_text(*rup::check(chain, Derivation(4), {})),
            "the proof is of 4 clauses, and not of the 3 that are given");
}
TEST(RupCheck, LiteralsTwiceAndClausesThatAlwaysHold) {
  auto const given = clauses({{1, 1}, {-1, 2, -1, 2}, {3, -3}});
  EXPECT_EQ(verdict(given, "target: 2\n", clauses({{2}})), "valid");
  EXPECT_EQ(verdict(given, "target: 2 by 1 2\n", clauses({{2}})), "valid");
  EXPECT_EQ(verdict(given, "target: 3 -3\n", clauses({{3, -3}})), "valid");
  EXPECT_EQ(verdict(given, "target: 3 -3 by 3\n", clauses({{-3, 3}})), "valid");
  EXPECT_EQ(verdict(given, "target: 3 by 3\n", clauses({{3}})),
            "step 1, clause 3: clause 3, a hint, is true already");
  EXPECT_EQ(verdict(given, "4: 3 -3\ntarget: 3\n", clauses({{3}})),
            "step 2, clause 3: does not follow by unit propagation");
}
TEST(RupCheck, FromTheEmptyClauseAllFollows) {
  EXPECT_EQ(verdict(clauses({{1}, {}}), "target: -1 by 2\n", clauses({{-1}})), "valid");
  EXPECT_EQ(verdict(clauses({{1}, {}}), "target: -1\n", clauses({{-1}})), "valid");
  EXPECT_EQ(verdict(clauses({{1}, {-1}}), "target: empty\n", clauses({{}})), "valid");
  EXPECT_EQ(verdict({}, "target: empty\n", clauses({{}})),
            "step 1, the empty clause: does not follow by unit propagation");
}

} // namespace
} // namespace barrister
