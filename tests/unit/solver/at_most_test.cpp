// SPDX-License-Identifier: BSD-2-Clause
#include "solver/encode/at_most.hpp"
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

using Answer = SatSolver::Answer;

// Exactly the first `holding` of `all` hold: can at most `k` hold?
Answer asked(std::size_t all, std::size_t most, std::size_t holding, std::size_t k) {
  SatSolver sat(SatSolver::Kind::Cadical);
  Gates gates(sat);
  std::vector<Literal> literals;
  for (std::size_t i = 0; i < all; ++i) literals.push_back(gates.fresh());
  auto const more = more_than(gates, literals, most);
  std::vector<Literal> assumed;
  for (std::size_t i = 0; i < all; ++i) assumed.push_back(i < holding ? literals[i] : -literals[i]);
  if (k < more.size()) assumed.push_back(-more[k]);
  return sat.solve(assumed, std::nullopt);
}

TEST(AtMost, SaysHowManyHold) {
  for (std::size_t all = 1; all <= 7; ++all)
    for (std::size_t most = 1; most <= all; ++most)
      for (std::size_t holding = 0; holding <= all; ++holding)
        for (std::size_t k = 0; k < most; ++k)
          EXPECT_EQ(asked(all, most, holding, k), holding > k ? Answer::Unsatisfiable : Answer::Satisfiable)
              << all << " " << most << " " << holding << " " << k;
}
TEST(SatSolver, ALimitIsForNowAlone) {
  for (auto const kind : {SatSolver::Kind::Cadical, SatSolver::Kind::Z3}) {
    SatSolver sat(kind);
    auto const l = sat.fresh();
    sat.require({l});
    sat.limit(0);
    EXPECT_EQ(sat.solve({}, std::nullopt), Answer::Unknown);
    EXPECT_EQ(sat.reason(), "too many steps");
    sat.limit(std::nullopt);
    EXPECT_EQ(sat.solve({}, std::nullopt), Answer::Satisfiable);
  }
}

} // namespace
} // namespace barrister::solver
