// SPDX-License-Identifier: BSD-2-Clause
#include "solver/encode/gates.hpp"
#include <cstdlib>
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

using Answer = SatSolver::Answer;

class Formulas : public testing::Test {
protected:
  Answer solve(std::vector<Literal> const& assumptions = {}) { return sat.solve(assumptions, std::nullopt); }
  SatSolver sat;
  Gates gates{sat};
  Literal const a = gates.fresh(), b = gates.fresh(), c = gates.fresh();
};

TEST_F(Formulas, ClausesAndAssumptions) {
  EXPECT_EQ(solve(), Answer::Satisfiable);
  sat.require({a, b});
  EXPECT_EQ(solve({-a}), Answer::Satisfiable);
  EXPECT_TRUE(sat.value(b));
  EXPECT_FALSE(sat.value(a));
  EXPECT_TRUE(sat.value(-a));
  EXPECT_EQ(solve({-a, -b}), Answer::Unsatisfiable);
  EXPECT_EQ(solve(), Answer::Satisfiable) << "assumptions are for once";
  sat.require({-a});
  sat.require({-b});
  EXPECT_EQ(solve(), Answer::Unsatisfiable);
}
TEST_F(Formulas, TheEmptyClauseIsFalse) {
  sat.require({});
  EXPECT_EQ(solve(), Answer::Unsatisfiable);
}
TEST_F(Formulas, ConstantsAreConstant) {
  EXPECT_EQ(solve({never}), Answer::Unsatisfiable);
  EXPECT_EQ(solve({always}), Answer::Satisfiable);
  EXPECT_TRUE(sat.value(always));
}

TEST_F(Formulas, GatesFold) {
  EXPECT_EQ(gates.all({}), always);
  EXPECT_EQ(gates.any({}), never);
  EXPECT_EQ(gates.all({a}), a);
  EXPECT_EQ(gates.all({a, always, a}), a);
  EXPECT_EQ(gates.all({a, never}), never);
  EXPECT_EQ(gates.all({a, -a}), never);
  EXPECT_EQ(gates.any({a, -a, b}), always);
  EXPECT_EQ(gates.any({a, never}), a);
}
TEST_F(Formulas, GatesThatAreMadeLaterHaveTheValueOfTheModel) {
  ASSERT_EQ(solve({a, -b}), Answer::Satisfiable);
  EXPECT_EQ(gates.value(a), true);
  EXPECT_EQ(gates.value(gates.both(a, b)), false);
  EXPECT_EQ(gates.value(gates.either(a, gates.both(b, c))), true);
  EXPECT_EQ(gates.value(-gates.both(a, -b)), false);
  auto const later = gates.fresh();
  EXPECT_EQ(gates.value(later), std::nullopt);
  EXPECT_EQ(gates.value(gates.both(a, later)), std::nullopt);
  gates.note_meaning(later, {{a, b}, {a, -b}});
  EXPECT_EQ(gates.value(later), true);
}
TEST_F(Formulas, EqualGatesAreOne) {
  EXPECT_EQ(gates.all({a, b}), gates.all({b, a}));
  EXPECT_EQ(gates.any({a, b}), gates.any({b, a, b}));
  EXPECT_EQ(gates.any({a, b}), -gates.all({-a, -b}));
}
TEST_F(Formulas, GatesMeanWhatTheySay) {
  auto const all = gates.all({a, b, c}), any = gates.any({a, b, c});
  for (unsigned bits = 0; bits < 8; ++bits) {
    auto const sign = [&](Literal l, unsigned bit) { return (bits >> bit) & 1 ? l : -l; };
    ASSERT_EQ(solve({sign(a, 0), sign(b, 1), sign(c, 2)}), Answer::Satisfiable);
    EXPECT_EQ(sat.value(all), bits == 7);
    EXPECT_EQ(sat.value(any), bits != 0);
  }
}
TEST_F(Formulas, SoDoWideOnes) {
  std::vector<Literal> parts;
  for (auto i = 0; i < 5000; ++i) parts.push_back(gates.fresh());
  auto const all = gates.all(parts), any = gates.any(parts);
  auto assumed = parts;
  EXPECT_EQ(solve(assumed), Answer::Satisfiable);
  EXPECT_TRUE(sat.value(all));
  assumed[4321] = -assumed[4321];
  EXPECT_EQ(solve(assumed), Answer::Satisfiable);
  EXPECT_FALSE(sat.value(all));
  EXPECT_TRUE(sat.value(any));
  for (auto& l : assumed) l = -std::abs(l);
  EXPECT_EQ(solve(assumed), Answer::Satisfiable);
  EXPECT_FALSE(sat.value(any));
}
TEST_F(Formulas, ExactlyOneIfMeansAtMostOneAlways) {
  auto const condition = gates.fresh();
  gates.exactly_one_if(condition, {a, b, c});
  EXPECT_EQ(solve({condition, -a, -b, -c}), Answer::Unsatisfiable);
  EXPECT_EQ(solve({condition, a, -b, -c}), Answer::Satisfiable);
  EXPECT_EQ(solve({a, b}), Answer::Unsatisfiable);
  EXPECT_EQ(solve({-condition, -a, -b, -c}), Answer::Satisfiable);
}
TEST_F(Formulas, ModelsCanBeCountedByBlocking) {
  gates.require({a, b, c});
  int models = 0;
  while (solve() == Answer::Satisfiable && models < 10) {
    ++models;
    std::vector<Literal> other;
    for (auto l : {a, b, c}) other.push_back(sat.value(l) ? -l : l);
    sat.require(other);
  }
  EXPECT_EQ(models, 7);
}
// More pigeons than holes: hard for resolution.
void put_pigeons_into_holes(SatSolver& sat, Gates& gates) {
  constexpr int holes = 11;
  std::vector<std::vector<Literal>> in(holes + 1);
  for (auto& pigeon : in) {
    for (int h = 0; h < holes; ++h) pigeon.push_back(gates.fresh());
    sat.require(pigeon);
  }
  for (int h = 0; h < holes; ++h)
    for (std::size_t i = 0; i < in.size(); ++i)
      for (std::size_t j = i + 1; j < in.size(); ++j)
        sat.require({-in[i][static_cast<std::size_t>(h)], -in[j][static_cast<std::size_t>(h)]});
}
TEST_F(Formulas, ADeadlineIsKept) {
  put_pigeons_into_holes(sat, gates);
  auto const start = std::chrono::steady_clock::now();
  EXPECT_EQ(sat.solve({}, start + std::chrono::milliseconds(300)), Answer::Unknown);
  EXPECT_NE(sat.reason(), "");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}
TEST(Steps, AreCountedByEachEngine) {
  for (auto const engine : {SatSolver::Kind::Z3, SatSolver::Kind::Cadical}) {
    SatSolver sat({engine, 1000});
    Gates gates(sat);
    EXPECT_EQ(sat.solve({}, {}), Answer::Satisfiable);
    put_pigeons_into_holes(sat, gates);
    EXPECT_EQ(sat.solve({}, {}), Answer::Unknown);
    EXPECT_NE(sat.reason(), "");
    SatSolver spent({engine, 3});
    int asked = 0;
    while (asked < 10 && spent.solve({}, {}) == Answer::Satisfiable) ++asked;
    EXPECT_GT(asked, 0);
    EXPECT_LE(asked, 3);
  }
}

} // namespace
} // namespace barrister::solver
