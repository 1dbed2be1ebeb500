// SPDX-License-Identifier: BSD-2-Clause
// What was checked of an answer is said.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace barrister {
namespace {

std::string const c_peterz = BARRISTER_SOURCE "/proofs/c-peterz/C-peterz.litmus";

bool says(std::string const& out, std::string const& what) { return out.find(what) != std::string::npos; }

TEST(ChecksOfTheProgram, AreSaidOfAProtocol) {
  auto const args = std::vector<std::string>{"check", wake_up, "--variant", "GOOD", "--model", "sc"};
  auto with = [&](std::string const& check) {
    auto all = args;
    if (!check.empty()) all.push_back(check);
    auto const done = barrister_with(all);
    EXPECT_EQ(done.status, 0);
    return done.out;
  };
  EXPECT_TRUE(says(with(""), "  checked: none of ")) << with("");
  EXPECT_FALSE(says(with(""), "states compared")) << with("");
  EXPECT_TRUE(says(with("--check=fast"), "  checked: none of "));
  EXPECT_TRUE(says(with("--check=full"), " left out; all 27 sequentially consistent states compared\n"))
      << with("--check=full");
  EXPECT_FALSE(says(with("--check=none"), "checked"));
  EXPECT_FALSE(says(with("--quiet"), "checked"));
}
TEST(ChecksOfTheProgram, CountAsFarAsAClaimMayAsk) {
  Folder const folder;
  auto const file = folder.write("four.protocol", R"(protocol four;
world { cpu 0; task t on 0; }
int x;
ghost count n;
task t { n++; n++; n++; n++; WRITE_ONCE(x, 1); }
property FOUR: finally n == 4;
)");
  auto const done = barrister_with({"check", file, "--check=full"});
  EXPECT_EQ(done.status, 0) << done.out;
  EXPECT_TRUE(says(done.out, "all 2 sequentially consistent states compared\n")) << done.out;
}
TEST(ChecksOfTheProgram, LeaveOutWhereABeginningHasMoreRounds) {
  Folder const folder;
  auto const file = folder.write("later.protocol", R"(protocol later;
world { cpu 0, 1; task a on 0; task b on 1; }
int y;
interrupt h { int k = 0; do { k++; assume(k <= 2); } while (READ_ONCE(y)); }
task a { }
task b { WRITE_ONCE(y, 2); raise(h, 0); }
property ONE: never y == 1;
)");
  auto const done = barrister_with({"check", file, "--unroll=1"});
  EXPECT_EQ(done.status, 3) << done.out;
  EXPECT_FALSE(says(done.out, "disagreement")) << done.out;
}
TEST(ChecksOfTheProgram, FollowABeginningBeyondTheBound) {
  Folder const folder;
  auto const file = folder.write("rounds.protocol", R"(protocol rounds;
world { cpu 0, 1; task a on 0; task b on 1; }
int x, y;
interrupt h { for (int i = 0; i < 3; i++) READ_ONCE(x); assume(READ_ONCE(y)); WRITE_ONCE(x, 1); }
task a { raise(h, 1); }
task b { }
cover NONE: x == 0;
)");
  auto const done = barrister_with({"check", file, "--unroll=1"});
  EXPECT_EQ(done.status, 0) << done.out;
  EXPECT_TRUE(says(done.out, "NONE  reached")) << done.out;
}
TEST(ChecksOfTheProgram, AreSaidOfVariants) {
  EXPECT_TRUE(says(barrister_with({"variants", wake_up}).out, "\nchecked: none of "));
  EXPECT_FALSE(says(barrister_with({"variants", wake_up, "--check=none"}).out, "checked"));
}
TEST(ChecksOfTheProgram, AreSaidOfATestWhereAllIsAskedFor) {
  EXPECT_TRUE(says(barrister_with({"check", c_peterz, "--check=full"}).out,
                   "  checked: none of 7 sequentially consistent executions"));
  EXPECT_FALSE(says(barrister_with({"check", c_peterz}).out, "checked"));
}
TEST(ChecksOfTheProgram, AreInJson) {
  for (auto const& file : {wake_up, c_peterz}) {
    auto const json =
        nlohmann::json::parse(barrister_with({"check", file, "--format=json", "--check=full"}).out);
    auto const& checked = json.at("results").at(0).at("checked");
    EXPECT_GT(checked.at("executions").get<int>(), 0);
    EXPECT_EQ(checked.at("states").get<int>() > 0, file == wake_up);
  }
}
TEST(ChecksOfTheProgram, AreAskedForInWordsThatThereAre) {
  EXPECT_EQ(barrister_with({"check", wake_up, "--check=some"}).status, 2);
}

} // namespace
} // namespace barrister
