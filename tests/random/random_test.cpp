// SPDX-License-Identifier: BSD-2-Clause
// Tests made by chance: the engines against brute force, and the front end against itself.
#include "tests/random/judge.hpp"
#include "tests/support/parts.hpp"
#include "tests/support/printed.hpp"
#include "tests/support/progress.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

class RandomEngines : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomEngines, AgreeWithBruteForce) {
  auto const seeds = seeds_of_part(GetParam());
  std::cout << seeds << "\n" << std::flush;
  Judge const judge;
  Outcome all;
  Progress progress("random", seeds.end - seeds.begin);
  for (auto seed = seeds.begin; seed < seeds.end; ++seed) {
    progress.step();
    auto const small = generate(seed);
    auto const outcome = judge.judge(small, seed);
    all += outcome;
    if (outcome.wrong.empty()) continue;
    auto const least = shrunk(small, [&](SmallTest const& t) { return !judge.judge(t, seed).wrong.empty(); });
    ADD_FAILURE() << "BARRISTER_SEED=" << seed << "\n" << to_text(least) << judge.judge(least, seed).wrong;
    break;
  }
  std::cout << all.compared << " compared with brute force, " << all.closed
            << " of them with values from a closed set, too, " << all.circular
            << " of these with some that justify themselves; " << all.too_much
            << " have too many candidates; " << all.faults << " have faults; of " << all.searched
            << " searches " << all.open << " are open\n";
}

INSTANTIATE_TEST_SUITE_P(Part, RandomEngines, testing::Range<std::uint64_t>(0, parts));

// The same test, laid out otherwise: in the functions every space a comment and a new line, and every indent
// gone.
std::string laid_out_otherwise(std::string const& text) {
  auto const begin = text.find("\nP0"), end = text.rfind("\n}\n");
  std::string out = text.substr(0, begin);
  for (char c : text.substr(begin, end - begin)) {
    if (c == ' ')
      out += " /* a { comment } */\n";
    else if (c != '\t')
      out += c;
  }
  return out + text.substr(end);
}

TEST(Random, LayoutMeansNothing) {
  auto const first = first_seed();
  for (auto seed = first; seed < first + 500 && !HasFailure(); ++seed) {
    auto const text = to_text(generate(seed));
    EXPECT_EQ(printed(text), printed(laid_out_otherwise(text))) << "BARRISTER_SEED=" << seed << "\n" << text;
  }
}

TEST(Random, PrintedIsReadAgain) {
  auto const seeds = all_seeds();
  std::cout << seeds << "\n" << std::flush;
  for (auto seed = seeds.begin; seed < seeds.end && !HasFailure(); ++seed)
    EXPECT_EQ(changed_by_printing(to_text(generate(seed))), "") << "BARRISTER_SEED=" << seed;
}

} // namespace
} // namespace barrister
