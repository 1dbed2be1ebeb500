// SPDX-License-Identifier: BSD-2-Clause
// What is said to hold for any number of acts holds for each number that can be tried.
#include "tests/any_number/worlds.hpp"
#include "tests/support/load.hpp"
#include "tests/support/seed.hpp"
#include <gtest/gtest.h>
#include <map>

namespace barrister {
namespace {

using Kind = ClaimVerdict::Kind;

class RandomAnyNumber : public testing::TestWithParam<char const*> {};

TEST_P(RandomAnyNumber, HoldsForEachNumber) {
  auto const model = load_model_for_protocols(GetParam());
  auto const first = first_seed();
  auto const count = number_from_environment("BARRISTER_ANY_NUMBER", 60);
  constexpr int most = 4;
  std::size_t claims = 0, shown = 0, open = 0, broken_later = 0;
  std::map<std::string, std::size_t> reasons;
  for (auto seed = first; seed < first + count; ++seed) {
    auto const any = decided(world_text(seed, "any"), model);
    std::vector<std::vector<ClaimVerdict>> with(most + 1);
    for (std::size_t c = 0; c < any.size(); ++c) {
      if (any[c].kind != Kind::Holds && !(any[c].kind == Kind::HoldsWithin && any[c].is_final)) continue;
      ++claims;
      bool is_broken = false;
      for (int n = 3; n <= most; ++n) {
        auto& these = with[static_cast<std::size_t>(n)];
        if (these.empty()) these = decided(world_text(seed, std::to_string(n)), model);
        if (c >= these.size()) continue;
        is_broken = is_broken || these[c].kind == Kind::Violated;
      }
      if (any[c].kind == Kind::Holds) {
        EXPECT_TRUE(any[c].any_number) << seed;
        ++shown;
        EXPECT_FALSE(is_broken) << "BARRISTER_SEED=" << seed << " under " << GetParam() << ", claim " << c
                                << "\n"
                                << world_text(seed, "any");
      } else if (is_broken) {
        ++broken_later;
      } else {
        ++open;
        auto const& why = any[c].reason;
        ++reasons[why.substr(why.find("not shown: ") + 11, 40)];
      }
    }
  }
  std::cout << first << " to " << first + count - 1 << " under " << GetParam() << ": of " << claims
            << " claims that hold for two acts, " << broken_later << " do not for more, " << shown
            << " are shown for any number, " << open << " are open\n";
  if (number_from_environment("BARRISTER_REASONS", 0) != 0)
    for (auto const& [why, n] : reasons) std::cout << "  " << n << ": " << why << "\n";
  EXPECT_GT(shown, 0u);
}
INSTANTIATE_TEST_SUITE_P(Models, RandomAnyNumber, testing::Values("lkmm", "sc", "tso", "weak"),
                         [](auto const& one) { return std::string(one.param); });

} // namespace
} // namespace barrister
