// SPDX-License-Identifier: BSD-2-Clause
// CaDiCaL's own proofs, recorded: as they are, and trimmed.
#include "proofs/rup/trim.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/proofs_rup/formulas.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace formulas;

// Both forms are valid; the trimmed one has no step that is not needed, and hints for all.
void expect_valid(solver::SatSolver::Record const& record) {
  auto const& [given, proof] = record;
  auto const asked = targets(proof);
  auto refusal = rup::check(given, proof, asked);
  ASSERT_FALSE(refusal) << rup::to_text(*refusal);
  auto const trimmed = rup::trim(given, proof);
  auto const* rest = std::get_if<Derivation>(&trimmed);
  ASSERT_TRUE(rest) << rup::to_text(std::get<rup::Refusal>(trimmed));
  refusal = rup::check(given, *rest, asked);
  ASSERT_FALSE(refusal) << rup::to_text(*refusal);
  EXPECT_EQ(targets(*rest), asked);
  EXPECT_LE(rest->size(), proof.size() + 1); // the empty clause may be new

  std::vector<bool> is_needed(rest->last() + std::size_t{1});
  auto number = rest->last();
  for (auto i = rest->size(); i-- > 0;) {
    auto const step = (*rest)[i];
    ASSERT_NE(step.kind, Derivation::Kind::Delete);
    EXPECT_FALSE(step.numbers.empty());
    if (step.kind == Derivation::Kind::Add) {
      EXPECT_TRUE(is_needed[number--]);
    }
    for (auto hint : step.numbers) is_needed[hint] = true;
  }
}

void expect_refuted(Clauses const& clauses, Literal variables) {
  Solver solver(variables);
  solver.require(clauses);
  ASSERT_EQ(solver.solve({}), Solver::Answer::Unsatisfiable);
  auto const record = solver.record();
  auto const asked = targets(record.derivation);
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_TRUE(asked[0].empty());
  expect_valid(record);
}

TEST(Recorded, MorePigeonsThanHoles) {
  for (Literal holes = 1; holes <= 7; ++holes) expect_refuted(pigeons(holes), holes * (holes + 1));
}
TEST(Recorded, SumsThatCannotAllBeRight) {
  Chance chance(first_seed());
  for (Literal sums = 2; sums <= 30; sums += 4) expect_refuted(parity(chance, sums), 3 * sums / 2);
}
TEST(Recorded, RandomFormulas) {
  int satisfiable = 0, unsatisfiable = 0;
  for (auto seed = first_seed(); seed < first_seed() + 200; ++seed) {
    SCOPED_TRACE("BARRISTER_SEED=" + std::to_string(seed));
    Chance chance(seed);
    auto const variables = static_cast<Literal>(20 + chance.below(100));
    Solver solver(variables);
    solver.require(random(chance, variables, static_cast<std::size_t>(variables) * 43 / 10));
    bool const is_satisfiable = solver.solve({}) == Solver::Answer::Satisfiable;
    ++(is_satisfiable ? satisfiable : unsatisfiable);
    auto const record = solver.record();
    EXPECT_EQ(targets(record.derivation).size(), is_satisfiable ? 0U : 1U);
    expect_valid(record);
    // No proof of what cannot be.
    if (is_satisfiable) {
      auto wrong = record.derivation;
      wrong.target({});
      EXPECT_TRUE(rup::check(record.clauses, wrong, targets(wrong)));
      EXPECT_TRUE(std::holds_alternative<rup::Refusal>(rup::trim(record.clauses, wrong)));
    }
  }
  EXPECT_GT(satisfiable, 20);
  EXPECT_GT(unsatisfiable, 20);
}

// Variables that others define are eliminated and replaced, and come back when they are asked for.
class Growing {
public:
  explicit Growing(std::uint64_t seed) : chance_(seed), solver_(variables + gates) {
    for (Literal gate = variables + 1; gate <= variables + gates; ++gate) define(gate);
    add(random(chance_, variables, static_cast<std::size_t>(variables) * 36 / 10));
  }
  void grow() { add(random(chance_, variables + gates, 3)); }
  // Returns whether the assumptions are refuted; they are those of the next target.
  bool ask() {
    auto const assumptions = clause(chance_, variables + gates, chance_.below(12));
    if (solver_.solve(assumptions) != Solver::Answer::Unsatisfiable) return false;
    asked_.push_back(assumptions);
    return true;
  }
  void expect_valid_targets() const {
    auto const record = solver_.record();
    EXPECT_EQ(record.clauses.size(), clauses_);
    auto const shown = targets(record.derivation);
    ASSERT_EQ(shown.size(), asked_.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
      for (auto l : shown[i]) {
        auto const assumed = l > 0 ? -(l - 1) : -(l + 1);
        EXPECT_TRUE(std::ranges::find(asked_[i], assumed) != asked_[i].end()) << l;
      }
    }
    std::size_t taken = 0, assumed = 0;
    for (std::size_t i = 0; i < shown.size(); ++i) taken += shown[i].size(), assumed += asked_[i].size();
    EXPECT_LT(taken, assumed);
    expect_valid(record);
  }

private:
  static constexpr Literal variables = 120, gates = 60;
  void define(Literal gate) {
    auto const inputs = clause(chance_, gate - 1, 2);
    auto const a = inputs[0], b = inputs[1];
    Clauses definition;
    auto const say = [&](std::initializer_list<Literal> l) { definition.add(l); };
    switch (chance_.below(3)) {
    case 0: say({-gate, a}), say({-gate, b}), say({gate, -a, -b}); break;
    case 1: say({-gate, a, b}), say({-gate, -a, -b}), say({gate, -a, b}), say({gate, a, -b}); break;
    case 2: say({-gate, a}), say({gate, -a}); break;
    }
    add(definition);
  }
  void add(Clauses const& some) {
    solver_.require(some);
    clauses_ += some.size();
  }
  Chance chance_;
  Solver solver_;
  std::size_t clauses_ = 1; // one says that what is always true is true
  std::vector<std::vector<Literal>> asked_;
};

TEST(Recorded, MoreAndMoreClausesUnderAssumptions) {
  int refuted = 0;
  for (auto seed = first_seed(); seed < first_seed() + 20; ++seed) {
    SCOPED_TRACE("BARRISTER_SEED=" + std::to_string(seed));
    Growing growing(seed);
    for (int i = 0; i < 60; ++i) {
      refuted += growing.ask();
      growing.grow();
    }
    ASSERT_NO_FATAL_FAILURE(growing.expect_valid_targets());
  }
  EXPECT_GT(refuted, 200);
}

TEST(Recorded, OnlyWhereItIsAskedFor) {
  EXPECT_FALSE(solver::SatSolver(solver::SatSolver::Kind::Cadical).recorded());
  EXPECT_FALSE(solver::SatSolver(solver::SatSolver::How(solver::SatSolver::Kind::Z3).recorded()).recorded());
  Solver solver(1);
  EXPECT_EQ(solver.record().derivation.size(), 0U);
}

} // namespace
} // namespace barrister
