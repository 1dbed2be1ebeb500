// SPDX-License-Identifier: BSD-2-Clause
// An answer of an earlier run is taken where it would be the same, and nowhere else.
#include "cli/cache/answer_cache.hpp"
#include "cli/cache/check_remembered.hpp"
#include "cli/cache/kept_files.hpp"
#include "cli/protocol_cases.hpp"
#include "tests/support/folder.hpp"
#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace barrister::cli {
namespace {

using Kind = ClaimVerdict::Kind;

std::string const text = R"(protocol mp "a mailbox";
world { cpu 0, 1; task a on 0; task b on 1; }
int x, flag, n, most;
ghost int seen = 9;
task a { WRITE_ONCE(x, 1); smp_wmb(); WRITE_ONCE(flag, 1); WRITE_ONCE(most, 9); }
task b {
	int i, r = 9;

	if (READ_ONCE(flag)) {
		smp_rmb();
		r = READ_ONCE(x);
	}
	seen = r;
	if (r == 3)
		WRITE_ONCE(n, 3);
	for (i = 0; i < READ_ONCE(most); i++)
		WRITE_ONCE(n, i);
}
property SEEN "the message is there": never seen == 0;
property WRONG "it is never seen": never seen == 1;
property ENDS "b ends": b terminates;
cover END "it ends": n == 8;
)";
std::string with(std::string const& what, std::string const& by) {
  auto out = text;
  auto const at = out.find(what);
  EXPECT_NE(at, out.npos) << what;
  return at == out.npos ? out : out.replace(at, what.size(), by);
}

class AnswerCache : public testing::Test {
protected:
  ProtocolAnswer ask(std::string const& protocol, std::string const& model = "lkmm") const {
    std::ostringstream err;
    auto const cases = protocol_cases_of_text("mp.protocol", protocol, {{model}, {}, {}, {}}, err);
    EXPECT_TRUE(cases) << err.str();
    if (!cases) return {};
    auto const& one = cases->front();
    auto const answer =
        check_remembered(*one.protocol, one.questions, one.model->memory, effort_, [](unsigned) {});
    auto alone = effort_;
    alone.cache.reset();
    auto const anew = check_protocol(*one.protocol, one.questions, one.model->memory, alone, [](unsigned) {});
    EXPECT_EQ(answer.claims.size(), anew.claims.size());
    for (std::size_t i = 0; i < answer.claims.size() && i < anew.claims.size(); ++i) {
      auto const &a = answer.claims[i], &b = anew.claims[i];
      EXPECT_EQ(a.question.claim.name, b.question.claim.name);
      EXPECT_EQ(a.verdict.kind, b.verdict.kind) << a.question.claim.name;
      EXPECT_EQ(a.verdict.reason, b.verdict.reason);
      EXPECT_EQ(a.verdict.execution.has_value(), b.verdict.execution.has_value());
      EXPECT_EQ(a.judged, b.judged);
      EXPECT_EQ(a.exit, b.exit);
      EXPECT_EQ(a.unroll, b.unroll);
    }
    EXPECT_EQ(answer.unreached.has_value(), anew.unreached.has_value());
    if (answer.unreached && anew.unreached) {
      auto const &a = answer.unreached->statements, &b = anew.unreached->statements;
      EXPECT_EQ(a.size(), b.size());
      for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) EXPECT_EQ(a[i].place.line, b[i].place.line);
    }
    return answer;
  }
  static std::vector<std::string> remembered(ProtocolAnswer const& answer) {
    std::vector<std::string> out;
    for (auto const& a : answer.claims)
      if (a.is_remembered) out.push_back(a.question.claim.name);
    return out;
  }

  Folder folder_;
  ProtocolEffort effort_ = [this] {
    ProtocolEffort out;
    out.of_file = "mp.protocol";
    out.cache = folder_.path() / "cache";
    out.worth_keeping = 0;
    return out;
  }();
  using Names = std::vector<std::string>;
};

TEST_F(AnswerCache, WhatNothingShowsWrongIsRemembered) {
  auto const first = ask(text);
  EXPECT_EQ(remembered(first), Names{});
  EXPECT_EQ(first.claims.at(0).verdict.kind, Kind::HoldsWithin);
  EXPECT_EQ(first.claims.at(1).verdict.kind, Kind::Violated);
  EXPECT_EQ(remembered(ask(text)), (Names{"SEEN", "ENDS"}));
  effort_.properties = {"SEEN"};
  EXPECT_EQ(remembered(ask(text)), (Names{"SEEN"}));
}

// With fewer claims fewer rounds of loops may be enough, which show less of what else there is: misuse, code
// that nobody comes to.
TEST_F(AnswerCache, FewerClaimsSayNothingOfTheRest) {
  effort_.properties = {"SEEN"};
  ask(text);
  EXPECT_EQ(remembered(ask(text)), Names{"SEEN"});
  effort_.properties = {"SEEN", "ENDS"};
  EXPECT_EQ(remembered(ask(text)), Names{});
  EXPECT_EQ(remembered(ask(text)), (Names{"SEEN", "ENDS"}));
}

TEST_F(AnswerCache, NothingOfAnotherProtocolModelOrEffort) {
  ask(text);
  EXPECT_EQ(remembered(ask(with("smp_wmb(); ", ""))), Names{});
  EXPECT_EQ(remembered(ask(with("int x, flag, n, most;", "int flag, x, n, most;"))), Names{});
  EXPECT_EQ(remembered(ask(text, "tso")), Names{});
  EXPECT_EQ(remembered(ask(with("never seen == 0", "never seen == 2"))), Names{});
  effort_.unroll = 10;
  EXPECT_EQ(remembered(ask(text)), Names{});
  effort_.unroll.reset();
  effort_.check = CheckLevel::None;
  EXPECT_EQ(remembered(ask(text)), Names{});
}

// Its reason names lines that are others now.
TEST_F(AnswerCache, WhatNamesPlacesIsOfTheseAlone) {
  effort_.unroll = 10;
  auto const all = ask(text);
  EXPECT_EQ(all.claims.at(0).verdict.kind, Kind::Holds);
  ASSERT_TRUE(all.unreached);
  EXPECT_EQ(all.unreached->statements.size(), 1u);
  EXPECT_EQ(remembered(ask("\n" + text)), (Names{"SEEN", "ENDS"}));
  effort_.unroll = 2;
  auto const within = ask(text);
  EXPECT_NE(within.claims.at(0).verdict.reason, "");
  EXPECT_EQ(remembered(ask("\n" + text)), Names{});
  EXPECT_EQ(remembered(ask(text)), Names{});
  EXPECT_EQ(remembered(ask(text)), (Names{"SEEN", "ENDS"}));
}

TEST_F(AnswerCache, WhatSomebodyWroteToIsAskedAnew) {
  ask(text);
  for (std::string const damaged : {"", "{", "[]", "{}", "null", "{\"claims\":7,\"rest\":{}}", "\xff\xfe",
                                    "{\"rest\":{\"open_flags\":[],\"unreached\":null,\"checked\":[]}}"}) {
    for (auto const& entry : std::filesystem::directory_iterator(*effort_.cache))
      std::ofstream(entry.path()) << damaged;
    EXPECT_EQ(remembered(ask(text)), Names{}) << damaged;
    EXPECT_EQ(remembered(ask(text)), (Names{"SEEN", "ENDS"})) << damaged;
  }
}

TEST_F(AnswerCache, WhereNothingCanBeKeptThereIsAnAnswer) {
  effort_.cache = folder_.write("file", "no folder") + "/cache";
  EXPECT_EQ(remembered(ask(text)), Names{});
  EXPECT_EQ(remembered(ask(text)), Names{});
}

TEST_F(AnswerCache, WhatTakesNoTimeIsNotKept) {
  effort_.worth_keeping = 1e9;
  ask(text);
  EXPECT_FALSE(std::filesystem::exists(*effort_.cache));
}

TEST_F(AnswerCache, OfMisuseAndFaultsNothingIsKept) {
  for (auto const* wrong : {"r = READ_ONCE(x); rcu_read_lock();", "r = 1 / (READ_ONCE(x) - 1);"}) {
    auto const protocol = with("r = READ_ONCE(x);", wrong);
    auto const answer = ask(protocol);
    EXPECT_TRUE(answer.fault || !answer.flags.empty()) << wrong;
    EXPECT_EQ(remembered(ask(protocol)), Names{}) << wrong;
  }
}

TEST(KeptFiles, TheOldestAreDeleted) {
  Folder const folder;
  for (std::size_t i = 0; i <= KeptFile::most_kept; ++i) {
    std::ofstream(folder.path() / std::to_string(i)) << i;
    if (i == 0)
      std::filesystem::last_write_time(folder.path() / "0",
                                       std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
  }
  KeptFile const last(folder.path(), "last");
  last.write("text");
  EXPECT_EQ(last.read(), "text");
  auto const left = std::distance(std::filesystem::directory_iterator(folder.path()), {});
  EXPECT_LT(static_cast<std::size_t>(left), KeptFile::most_kept);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "0"));
}

} // namespace
} // namespace barrister::cli
