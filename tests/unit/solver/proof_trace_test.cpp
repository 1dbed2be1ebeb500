// SPDX-License-Identifier: BSD-2-Clause
// Which steps are made of the bytes of a DRAT proof.
#include "solver/encode/proof_trace.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using solver::ProofTrace;
using Bytes = std::vector<std::uint8_t>;
using Kind = Derivation::Kind;

void give(ProofTrace& trace, std::vector<Literal> const& clause) { trace.given(clause); }

// "a 1 -2, d #3, t 4": what is added, deleted by number, and shown.
std::string steps(Derivation const& proof) {
  std::string out;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    auto const step = proof[i];
    out += (i == 0 ? "" : ", ") + std::string(step.kind == Kind::Add      ? "a"
                                              : step.kind == Kind::Target ? "t"
                                                                          : "d");
    for (auto l : step.clause) out += " " + std::to_string(l);
    for (auto n : step.numbers) out += " #" + std::to_string(n);
  }
  return out;
}

TEST(ProofTrace, NumbersWhatIsAddedBehindAllThatIsGiven) {
  ProofTrace trace;
  give(trace, {1, 2, 3});
  trace.read(Bytes{'a', 2, 5, 6, 0, 'd', 4, 6, 2, 0}, {});
  give(trace, {4});
  trace.read(Bytes{'d', 6, 5, 2, 0, 'a', 0x80, 2, 0}, {});
  trace.target({});
  EXPECT_EQ(steps(trace.derivation()), "a 1 -2 3, d #1, d #3, a 128, t");
  EXPECT_EQ(trace.derivation().given(), 2U);
  EXPECT_EQ(trace.clauses().size(), 2U);
}
TEST(ProofTrace, ClausesThatAreTwiceThereAreDeletedOneByOne) {
  ProofTrace trace;
  give(trace, {1, 2, 3, 3});
  give(trace, {3, 2, 1});
  Bytes const deletion{'d', 2, 4, 6, 0};
  trace.read(deletion, {});
  trace.read(deletion, {});
  trace.read(deletion, {});
  auto const proof = trace.derivation();
  ASSERT_EQ(proof.size(), 2U);
  EXPECT_NE(proof[0].numbers[0], proof[1].numbers[0]);
}
TEST(ProofTrace, WhatMayComeBackIsKept) {
  ProofTrace trace;
  give(trace, {1, 2, 3});
  give(trace, {2, 3, 4});
  give(trace, {2, 3});
  trace.read(Bytes{'d', 2, 4, 6, 0, 'd', 4, 6, 8, 0, 'd', 4, 6, 0}, {false, true});
  EXPECT_EQ(steps(trace.derivation()), "d #2");
}
TEST(ProofTrace, ClausesThatAreAlikeAreToldApart) {
  ProofTrace trace;
  give(trace, {4, 7, 17, 70});
  give(trace, {4, 17, 70});
  trace.read(Bytes{'d', 8, 14, 34, 0x8C, 1, 0}, {});
  EXPECT_EQ(steps(trace.derivation()), "d #1");
}
TEST(ProofTrace, ItsBytesMayEndAnywhere) {
  Bytes const bytes{'a', 2, 5, 0x86, 1, 0, 'd', 4, 6, 2, 0, 'a', 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0};
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    ProofTrace trace;
    trace.read(std::span(bytes).first(size), {});
    EXPECT_LE(trace.derivation().size(), 4U);
  }
}

} // namespace
} // namespace barrister
