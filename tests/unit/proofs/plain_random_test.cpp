// SPDX-License-Identifier: BSD-2-Clause
// Litmus tests by chance: what brute force finds, whatever a model would say of it, is what the clauses have.
#include "tests/support/generate.hpp"
#include "tests/support/load.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/proofs/plain_cases.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

constexpr unsigned rounds = 2;
constexpr std::size_t most_executions = 400;

struct Tally {
  std::size_t tests = 0, executions = 0, counted = 0, circles = 0, faults = 0, cuts = 0, unsupported = 0;
};

void compare(std::string const& text, Tally& tally) {
  auto const test = load_test(text);
  auto const found = enumerate(test, MemoryModel{}, rounds, {20'000, 2'000, Guess::Closed});
  if (!found || found->executions.size() > most_executions) return;
  auto const made = proofs::plain::Encoding::of(test, LockSemantics::Waiting, rounds);
  if (std::holds_alternative<proofs::plain::Unsupported>(made)) {
    ++tally.unsupported;
    return;
  }
  Encoded encoded(test, rounds);
  auto const& encoding = encoded.encoding();
  ++tally.tests;
  for (auto const& x : found->executions) {
    ++tally.executions;
    ASSERT_EQ(encoded.complaint(x), "") << text;
  }
  if (found->bound_reached) {
    ++tally.cuts;
    ASSERT_TRUE(encoded.can_be({encoding.is_cut(), -encoding.has_fault()})) << text;
  }
  if (!found->faults.empty()) {
    ++tally.faults;
    ASSERT_TRUE(encoded.can_be({encoding.has_fault()})) << text;
  }
  // Where a value is computed from itself, more may be in the clauses.
  std::set<Value> values;
  for (auto const& x : found->executions)
    for (auto const& event : x.events) values.insert(event.value);
  auto const count = encoded.count(values, 3 * most_executions);
  if (!count) return;
  ++tally.counted;
  tally.circles += found->has_circles();
  ASSERT_EQ(*count, found->grounded_positive + found->grounded_negative) << text;
}

TEST(PlainEncoding, HasWhatBruteForceFindsAndNoMore) {
  Tally tally;
  auto const tests = number_from_environment("BARRISTER_PLAIN_TESTS", 300);
  for (auto seed = first_seed(); seed < first_seed() + tests; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    compare(to_text(generate(seed)), tally);
    if (HasFatalFailure()) return;
  }
  std::printf(
      "%zu tests, %zu executions, %zu counted, %zu with circles, %zu faulty, %zu cut, %zu unsupported\n",
      tally.tests, tally.executions, tally.counted, tally.circles, tally.faults, tally.cuts,
      tally.unsupported);
  EXPECT_GT(tally.counted, tests / 10);
  EXPECT_GT(tally.faults, 0);
  EXPECT_GT(tally.cuts, 0);
}

} // namespace
} // namespace barrister
