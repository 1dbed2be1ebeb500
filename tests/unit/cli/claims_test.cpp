// SPDX-License-Identifier: BSD-2-Clause
// The project's own claims, once more: by brute force, and each Never by Z3 alone.
#include "cli/prove.hpp"
#include "frontend/source.hpp"
#include "tests/support/enumerate.hpp"
#include "tests/support/load.hpp"
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <unistd.h>

namespace barrister::cli {
namespace {

std::string const folder = BARRISTER_SOURCE "/proofs/c-peterz";

std::vector<LitmusClaim> claims() {
  std::ostringstream err;
  auto const text = frontend::read_file(folder + "/expected.txt");
  auto found = parse_claims("expected.txt", text.value_or(""), err);
  EXPECT_EQ(err.str(), "");
  EXPECT_TRUE(found && !found->empty());
  return found.value_or(std::vector<LitmusClaim>{});
}

TEST(OwnClaims, AreConfirmedByBruteForce) {
  for (auto const& claim : claims()) {
    auto const found =
        enumerate(load_test_file(folder + "/" + claim.file), load_shipped_model(claim.model), 2);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->positive, claim.positive) << claim.file << " under " << claim.model;
    EXPECT_EQ(found->negative, claim.negative) << claim.file << " under " << claim.model;
  }
}

TEST(OwnClaims, EachNeverIsUnsatisfiableToZ3Alone) {
  solver::Options options;
  options.engine = solver::Engine::Z3;
  std::size_t nevers = 0;
  for (auto const& claim : claims()) {
    auto const result =
        solver::verify(load_test_file(folder + "/" + claim.file), load_shipped_model(claim.model), options);
    EXPECT_EQ(result.unknown, "") << claim.file << " under " << claim.model;
    EXPECT_EQ(result.satisfying.has_value(), claim.observation != Observation::Never)
        << claim.file << " under " << claim.model;
    nevers += claim.observation == Observation::Never;
  }
  EXPECT_GT(nevers, 0u);
}

TEST(OwnClaims, BreakingAnyLineIsNoticed) {
  namespace fs = std::filesystem;
  auto const copy = fs::temp_directory_path() / ("barrister-claims-" + std::to_string(getpid()));
  fs::copy(folder, copy, fs::copy_options::recursive);
  ProveOptions options;
  options.folder = copy.string();
  options.solver.engine = solver::Engine::Both;
  auto const proved = [&] {
    std::ostringstream out, err;
    return prove(options, out, err);
  };
  EXPECT_EQ(proved(), Exit::Good);
  auto const all = claims();
  for (std::size_t broken = 0; broken < all.size(); ++broken) {
    std::ofstream out(copy / "expected.txt");
    for (std::size_t i = 0; i < all.size(); ++i) {
      auto claim = all[i];
      if (i == broken) {
        bool const was_never = claim.observation == Observation::Never;
        claim.observation = was_never ? Observation::Sometimes : Observation::Never;
        claim.positive = was_never ? 1 : 0;
      }
      out << claim.file << " " << claim.model << " " << word(claim.observation) << " " << claim.positive
          << " " << claim.negative << "\n";
    }
    out.close();
    EXPECT_EQ(proved(), Exit::Violated) << "with line " << broken << " broken";
  }
  fs::remove_all(copy);
}

} // namespace
} // namespace barrister::cli
