// SPDX-License-Identifier: BSD-2-Clause
// Protocols made by chance are worth the name.
#include "answers.hpp"
#include "tests/support/generate_protocol.hpp"
#include "tests/support/print_protocol.hpp"
#include "tests/support/shrink_protocol.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <map>

namespace barrister::protocol_parts {
namespace {

constexpr std::uint64_t seeds = 400;

TEST(GenerateProtocol, TheSameSeedGivesTheSameAndAnotherAnother) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    EXPECT_EQ(to_text(generate_protocol(seed)), to_text(generate_protocol(seed)));
    EXPECT_NE(to_text(generate_protocol(seed)), to_text(generate_protocol(seed + 1)));
  }
}
TEST(GenerateProtocol, EveryAnswerToEveryKindOfClaimIsThere) {
  std::map<std::pair<Claim::Kind, std::string>, std::size_t> times;
  std::size_t unknown = 0, faulty = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    auto const protocol = generate_protocol(seed);
    bool is_whole = true, is_faulty = false;
    for (auto const& result : explore(protocol, {20'000, 3})) {
      is_faulty |= word(result) == "fault";
      ++times[{protocol.claims[result.claim].kind, word(result)}];
      is_whole &= result.answer != ClaimResult::Answer::Unknown;
    }
    unknown += is_whole ? 0 : 1;
    faulty += is_faulty;
  }
  EXPECT_GT(faulty, 5u);
  EXPECT_LT(faulty, seeds / 10);
  EXPECT_LT(unknown, seeds / 20);
  constexpr std::size_t often = 20;
  using Kind = Claim::Kind;
  for (auto const kind : {Kind::Never, Kind::Finally, Kind::Cover})
    for (auto const* answer : {"holds", "violated"}) EXPECT_GT(times[std::pair(kind, answer)], often);
  for (auto const kind : {Kind::NoDeadlock, Kind::Terminates})
    for (auto const* answer : {"holds", "deadlock"}) EXPECT_GT(times[std::pair(kind, answer)], often);
  EXPECT_GT(times[std::pair(Kind::Terminates, "livelock")], often);
}
TEST(GenerateProtocol, ShrinkingKeepsWhatIsAskedForAndLittleElse) {
  auto const deadlocks = [](Protocol const& p) {
    return std::ranges::any_of(explore(p, {20'000, 3}), [](auto const& r) { return word(r) == "deadlock"; });
  };
  std::size_t shrunken = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    auto const protocol = generate_protocol(seed);
    if (!deadlocks(protocol)) continue;
    auto const less = shrunk(protocol, deadlocks);
    EXPECT_TRUE(deadlocks(less));
    EXPECT_EQ(less.claims.size(), 1u);
    EXPECT_LT(to_text(less).size(), to_text(protocol).size());
    ++shrunken;
  }
  EXPECT_GT(shrunken, 3u);
}

} // namespace
} // namespace barrister::protocol_parts
