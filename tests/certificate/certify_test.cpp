// SPDX-License-Identifier: BSD-2-Clause
// What is certified, what is not, and which texts a certificate is of.
#include "checker/check.hpp"
#include "proofs/certificate/text.hpp"
#include "tests/certificate/made.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

using certificate::Certificate;
using certificate::Claim;
using Kind = Claim::Kind;

std::vector<Kind> kinds(cli::Certified const& made) {
  std::vector<Kind> out;
  if (made.certificate)
    for (auto const& claim : made.certificate->claims)
      if (claim.kind != Kind::FlagNotRaised) out.push_back(claim.kind);
  return out;
}
std::string why_not(Certificate const& c) {
  auto const checked = checker::check(c);
  auto const* invalid = std::get_if<checker::Invalid>(&checked);
  return invalid ? invalid->why : "";
}

TEST(Certify, WhatNoExecutionDoes) {
  auto const made = certified(store_buffering_with_barriers, "lkmm");
  EXPECT_EQ(made.missing, std::vector<std::string>{});
  EXPECT_EQ(kinds(made), (std::vector{Kind::NeverSatisfied, Kind::NoFault, Kind::NoBoundReached}));
  ASSERT_TRUE(made.certificate);
  EXPECT_EQ(why_not(*made.certificate), "");
  EXPECT_EQ(std::ranges::count(made.certificate->claims, Claim{Kind::FlagNotRaised, "data-race"}), 1);
}

TEST(Certify, NothingOfAConditionThatSomeExecutionsSatisfy) {
  EXPECT_EQ(kinds(certified(store_buffering, "lkmm")), (std::vector{Kind::NoFault, Kind::NoBoundReached}));
  EXPECT_EQ(kinds(certified(store_buffering, "sc")),
            (std::vector{Kind::NeverSatisfied, Kind::NoFault, Kind::NoBoundReached}));
}

TEST(Certify, WhatIsAlwaysSo) {
  auto const always =
      "C always\n{}\nP0(int *x) { int r; WRITE_ONCE(*x, 1); r = READ_ONCE(*x); }\nforall (0:r=1)\n";
  EXPECT_EQ(kinds(certified(always, "lkmm")),
            (std::vector{Kind::NeverFalsified, Kind::NoFault, Kind::NoBoundReached}));
}

TEST(Certify, LoopsUpToTheirBound) {
  auto const made = certified(message_in_a_loop, "lkmm");
  EXPECT_EQ(kinds(made), (std::vector{Kind::NeverSatisfied, Kind::NoFault})); // the loop may go on
  ASSERT_TRUE(made.certificate);
  EXPECT_EQ(why_not(*made.certificate), "");
}

TEST(Certify, NothingThatIsNotAsked) {
  auto c = *certified(store_buffering_with_barriers, "sc").certificate;
  c.claims.clear();
  EXPECT_EQ(why_not(c), "it claims nothing");
}

TEST(Certify, NoAnswerOfAnotherTest) {
  auto c = *certified(store_buffering_with_barriers, "lkmm").certificate;
  c.test.text = store_buffering;
  EXPECT_NE(why_not(c), "");
  c.test.text = "C nothing";
  EXPECT_EQ(why_not(c).find("its texts cannot be read"), 0U);
}

TEST(Certify, NoAnswerOfAnotherModel) {
  auto c = *certified(store_buffering, "sc").certificate;
  auto const other = *certified(store_buffering_with_barriers, "tso").certificate;
  c.cat = other.cat;
  EXPECT_NE(why_not(c), "");
}

TEST(Certify, NoMoreRoundsThanWereLookedAt) {
  auto c = *certified(message_in_a_loop, "lkmm").certificate;
  c.rounds = 3;
  EXPECT_EQ(why_not(c).find("the proof: "), 0U) << why_not(c);
  c.rounds = 4'000'000'000;
  EXPECT_EQ(why_not(c), "loops of 4000000000 rounds are too long");
}

// Who hands on a certificate may have written it.
TEST(Certify, NothingThatTakesTheCheckersMemory) {
  auto const why = [](std::string const& test, std::uint32_t rounds) {
    auto c = *certified(store_buffering_with_barriers, "lkmm").certificate;
    c.test.text = test;
    c.rounds = rounds;
    return why_not(c);
  };
  EXPECT_EQ(why("C a\n{ int x[5000]; }\nP0(int *x) { WRITE_ONCE(x[0], 1); }\nexists (x[0]=2)\n", 2),
            "it has more than 2000 cells");
  auto const loops = [](std::string const& body) { return "while (READ_ONCE(*x)) { " + body + " }"; };
  EXPECT_EQ(
      why("C b\n{}\nP0(int *x) { " + loops(loops(loops(loops("WRITE_ONCE(*x, 1);")))) + " }\nexists (x=2)\n",
          1000),
      "with its loops unrolled, it has more than 20000 statements");
}

TEST(Certify, NoLemmaWithAnEventTwice) {
  auto c = *certified(store_buffering_with_barriers, "lkmm").certificate;
  auto& lemma = c.lemmas.front();
  ASSERT_GE(lemma.events.size(), 2U);
  lemma.events[0] = lemma.events[1];
  EXPECT_EQ(why_not(c), "lemma 1: it has an event twice");
}

TEST(Certify, NoEventThatIsNotThere) {
  auto c = *certified(store_buffering_with_barriers, "lkmm").certificate;
  auto& event = c.lemmas.front().events.front();
  event.is_initial = false;
  event.where = {7, {}, 1, {}, 0};
  EXPECT_EQ(why_not(c), "lemma 1: there is no event at thread 7, statement 1, event 0");
}

} // namespace
} // namespace barrister
