// SPDX-License-Identifier: BSD-2-Clause
// On what people wrote, flags that a search asks for one by one are those that herd7 prints.
#include "proofs/lemma.hpp"
#include "solver/protocol/litmus.hpp"
#include "solver/verify.hpp"
#include "tests/corpus/corpus.hpp"
#include "tests/support/load.hpp"
#include "tests/support/seed.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <iostream>
#include <sstream>

namespace barrister::corpus {
namespace {

constexpr std::size_t every = 15;

std::vector<std::string> words(std::string text) {
  std::ranges::replace(text, ',', ' ');
  std::istringstream in(text);
  std::vector<std::string> out{std::istream_iterator<std::string>(in), {}};
  std::erase_if(out, [](std::string const& word) { return word == "Flag" || word == "-"; });
  std::ranges::sort(out);
  return out;
}

TEST(Flags, ThatAreAskedForAreThoseOfHerd7) {
  auto const folder = find_corpus();
  if (!folder) GTEST_SKIP() << "no ../shared/corpus beside the source tree";
  auto const model = load_shipped_model("lkmm");
  auto const rows = read_rows(*folder + "/herd7.tsv");
  std::size_t compared = 0, flagged = 0, partial = 0;
  for (auto i = first_seed() % every; i < rows.size(); i += every) {
    auto const test = load_test_file(*folder + "/litmus/" + rows[i].test);
    solver::LitmusSearch how;
    how.most = 0; // every flag has to be asked for
    how.accepts = proofs::breaks;
    auto const result = solver::search(test, model, how);
    ASSERT_EQ(result.unknown, "") << rows[i].test;
    if (result.circular_values || !result.faults.empty()) continue;
    auto const herd7 = words(rows[i].flags);
    partial += result.flags_are_partial;
    if (result.flags_are_partial)
      EXPECT_TRUE(std::ranges::includes(herd7, result.flags)) << rows[i].test;
    else
      EXPECT_EQ(result.flags, herd7) << rows[i].test;
    ++compared;
    flagged += !herd7.empty();
  }
  std::cout << compared << " compared, " << flagged << " with flags; of " << partial << " not all are known\n";
  EXPECT_GT(compared, 100u);
  EXPECT_LT(partial, compared / 10);
}

// Those with many executions, and locks, of which a search cannot say all.
TEST(Flags, OfTestsWithLocksAreAllKnown) {
  auto const folder = find_corpus();
  if (!folder) GTEST_SKIP() << "no ../shared/corpus beside the source tree";
  auto const model = load_shipped_model("lkmm");
  std::size_t compared = 0;
  for (auto const& row : read_rows(*folder + "/herd7.tsv")) {
    if (row.test.find("onces+locked") == std::string::npos) continue;
    auto const result = solver::verify(load_test_file(*folder + "/litmus/" + row.test), model, {});
    EXPECT_FALSE(result.flags_are_partial) << row.test;
    EXPECT_EQ(result.flags, words(row.flags)) << row.test;
    ++compared;
  }
  EXPECT_GT(compared, 5u);
}

} // namespace
} // namespace barrister::corpus
