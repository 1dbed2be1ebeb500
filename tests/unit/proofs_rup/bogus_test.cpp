// SPDX-License-Identifier: BSD-2-Clause
// No proof is accepted of what does not follow: with few enough variables to try every assignment.
#include "proofs/rup/binary.hpp"
#include "proofs/rup/check.hpp"
#include "proofs/rup/dimacs.hpp"
#include "proofs/rup/text.hpp"
#include "proofs/rup/trim.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/proofs_rup/corrupt.hpp"
#include "tests/unit/proofs_rup/formulas.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace formulas;

struct Count {
  std::size_t refused = 0, accepted = 0,
              of_more = 0; // more than is given: no clause is a target that is given
};

// All targets of an accepted proof follow.
void expect_sound(Clauses const& given, Derivation const& proof, Literal variables, Count& count) {
  auto const asked = targets(proof);
  if (rup::check(given, proof, asked)) {
    ++count.refused;
    return;
  }
  count.accepted += asked.size() > 0;
  for (std::size_t i = 0; i < asked.size(); ++i) ASSERT_TRUE(follows(asked[i], given, variables));
}

// Of literals that may be in range or not, twice in a clause or not, and hints that may make sense.
Derivation bogus(Chance& chance, ClauseNumber given, Literal variables) {
  Derivation out(given);
  auto const numbers = [&](std::size_t most) {
    std::vector<ClauseNumber> some(chance.below(most + 1));
    for (auto& n : some) n = static_cast<ClauseNumber>(chance.below(out.last() + std::size_t{2}));
    return some;
  };
  for (auto steps = 1 + chance.below(5); steps > 0; --steps) {
    std::vector<Literal> clause(chance.below(4));
    for (auto& l : clause)
      l = chance.once_in(100) ? 0 : literal(chance, variables + (chance.once_in(50) ? 1 : 0));
    auto const hints = chance.once_in(2) ? numbers(3) : std::vector<ClauseNumber>{};
    if (chance.once_in(5))
      out.remove(numbers(2));
    else if (chance.once_in(2))
      out.add(clause, hints);
    else
      out.target(clause, hints);
  }
  return out;
}

TEST(BogusProofs, AreOnlyAcceptedOfWhatFollows) {
  constexpr Literal variables = 4;
  Count count;
  for (auto seed = first_seed(); seed < first_seed() + 300'000; ++seed) {
    SCOPED_TRACE("BARRISTER_SEED=" + std::to_string(seed));
    Chance chance(seed);
    auto const given = random(chance, variables, 2 + chance.below(6), 1 + chance.below(3));
    auto const proof = bogus(chance, static_cast<ClauseNumber>(given.size()), variables);
    ASSERT_NO_FATAL_FAILURE(expect_sound(given, proof, variables, count));
    // Those that are not refused make it through trimming, and what comes of it is no less true.
    auto const trimmed = rup::trim(given, proof);
    if (auto const* rest = std::get_if<Derivation>(&trimmed)) {
      EXPECT_EQ(targets(*rest), targets(proof));
      auto const refusal = rup::check(given, *rest, targets(*rest));
      EXPECT_FALSE(refusal) << rup::to_text(*refusal) << "\n" << rup::to_dimacs(given) << rup::to_text(*rest);
    }
  }
  EXPECT_GT(count.accepted, 10'000U);
  EXPECT_GT(count.refused, 10'000U);
}

// Targets that CaDiCaL found, of formulas that can be satisfied.
TEST(BogusProofs, ATrueOneThatIsChangedIsRefusedOrStillTrue) {
  constexpr Literal variables = 10;
  Count plain, hinted;
  std::size_t proofs = 0;
  for (auto seed = first_seed(); seed < first_seed() + 300; ++seed) {
    SCOPED_TRACE("BARRISTER_SEED=" + std::to_string(seed));
    Chance chance(seed);
    auto const [given, proof] = refuted(chance, variables - 1, 30, 5);
    auto const trimmed = rup::trim(given, proof);
    ASSERT_TRUE(std::holds_alternative<Derivation>(trimmed));
    auto const& rest = std::get<Derivation>(trimmed);
    proofs += targets(rest).size() > 0;
    for (int i = 0; i < 30; ++i) {
      ASSERT_NO_FATAL_FAILURE(expect_sound(given, corrupted(chance, proof, variables), variables, plain));
      ASSERT_NO_FATAL_FAILURE(expect_sound(given, corrupted(chance, rest, variables), variables, hinted));
    }
  }
  EXPECT_GT(proofs, 250U);
  for (auto const& count : {plain, hinted}) {
    EXPECT_GT(count.refused, 1'000U);
    EXPECT_GT(count.accepted, 1'000U);
  }
}

// As bytes, too: some bit is another one, or the end is missing.
TEST(BogusProofs, OneOfWhichABitIsFlippedIsRefusedOrStillTrue) {
  constexpr Literal variables = 10;
  Count count;
  std::size_t unreadable = 0;
  for (auto seed = first_seed(); seed < first_seed() + 1000; ++seed) {
    SCOPED_TRACE("BARRISTER_SEED=" + std::to_string(seed));
    Chance chance(seed);
    auto const [given, proof] = refuted(chance, variables - 1, 30, 5);
    auto const trimmed = rup::trim(given, proof);
    auto const bytes = rup::to_bytes(std::get<Derivation>(trimmed));
    for (int i = 0; i < 50; ++i) {
      auto wrong = bytes;
      wrong[chance.below(wrong.size())] ^= static_cast<std::uint8_t>(1U << chance.below(8));
      if (chance.once_in(10)) wrong.resize(chance.below(wrong.size()));
      auto const read = rup::read_derivation(wrong);
      if (auto const* changed = std::get_if<Derivation>(&read))
        ASSERT_NO_FATAL_FAILURE(expect_sound(given, *changed, variables, count));
      else
        ++unreadable;
    }
  }
  EXPECT_GT(unreadable, 1'000U);
  EXPECT_GT(count.refused, 1'000U);
  EXPECT_GT(count.accepted, 100U);
}

} // namespace
} // namespace barrister
