// SPDX-License-Identifier: BSD-2-Clause
#include "cli/cells.hpp"
#include "cli/report_variants.hpp"
#include "cli/table.hpp"
#include <cstdlib>
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

ClaimAnswer answered(std::string name, Verdict judged, unsigned unroll = 2) {
  ClaimAnswer a;
  a.question.claim.name = std::move(name);
  a.question.claim.sentence = a.question.claim.name + " is as it has to be";
  a.judged = judged;
  a.verdict.kind = judged == Verdict::Violated ? ClaimVerdict::Kind::Violated : ClaimVerdict::Kind::Holds;
  a.exit = judged == Verdict::Holds ? Exit::Good : Exit::Unknown;
  a.unroll = unroll;
  return a;
}

ProtocolAnswer of_variant(std::string variant, std::vector<ClaimAnswer> claims) {
  Protocol protocol;
  protocol.name = "p";
  protocol.variant = std::move(variant);
  ProtocolAnswer out;
  out.protocol = std::make_shared<Protocol const>(std::move(protocol));
  out.model = out.model_name = "lkmm";
  out.on_disk = "p.protocol";
  out.claims = std::move(claims);
  return out;
}

TEST(Cells, SayWithinHowManyRounds) {
  auto const within = answered("P", Verdict::HoldsWithin, 5);
  EXPECT_EQ(symbol(within, Glyphs::Unicode), "\u22645");
  EXPECT_EQ(symbol(within, Glyphs::Ascii), "<=5");
  auto by_acts = within;
  by_acts.verdict.is_final = true;
  EXPECT_EQ(symbol(by_acts, Glyphs::Ascii), "<=acts");
  EXPECT_EQ(symbol(answered("P", Verdict::Unknown), Glyphs::Ascii), "?");
}

TEST(Cells, EveryOneIsExplained) {
  std::vector<ClaimAnswer> all;
  for (auto const verdict : {Verdict::Holds, Verdict::HoldsWithin, Verdict::Violated, Verdict::Fault,
                             Verdict::Vacuous, Verdict::Unknown, Verdict::Reachable, Verdict::Unreachable}) {
    all.push_back(answered("P", verdict, 5));
    all.push_back(answered("P", verdict, 2));
  }
  all.push_back(answered("C", Verdict::Vacuous));
  all.back().question.claim.kind = Claim::Kind::Cover;
  all.push_back(answered("T", Verdict::Violated));
  all.back().question.claim.kind = Claim::Kind::Terminates;
  all.push_back(all.back());
  all.back().verdict.lasso.emplace();
  all.push_back(answered("A", Verdict::HoldsWithin));
  all.back().verdict.is_final = true;
  for (auto const glyphs : {Glyphs::Ascii, Glyphs::Unicode}) {
    std::vector<ClaimAnswer const*> pointers;
    for (auto const& a : all) pointers.push_back(&a);
    auto const meanings = legend(pointers, glyphs);
    for (auto const& a : all) {
      auto const is_it = [&](Meaning const& m) { return m.symbol == symbol(a, glyphs); };
      EXPECT_EQ(std::count_if(meanings.begin(), meanings.end(), is_it), 1) << symbol(a, glyphs);
    }
    EXPECT_EQ(meanings.back().symbol, "!");
    EXPECT_EQ(meanings.size(), 12u);
  }
}

TEST(Cells, TablesLineUpWhateverTheyAreWrittenWith) {
  auto const one = of_variant("A", {answered("P", Verdict::HoldsWithin, 5), answered("Q", Verdict::Holds)});
  auto const text = report_variants({one}, Glyphs::Unicode);
  EXPECT_EQ(text, "p under lkmm\n\n"
                  "   P     Q   time\n"
                  "A  \u22645 !  ok  <1 s\n\n"
                  "  ok  holds; of a cover, reached\n"
                  "  \u22645  holds as long as no loop goes round more than 5 times; more was not tried\n"
                  "  !   not as expected\n\n"
                  "What is claimed:\n"
                  "  P  P is as it has to be\n"
                  "  Q  Q is as it has to be\n");
  EXPECT_NE(report_variants({one}, Glyphs::Ascii).find("A  <=5 !  ok"), std::string::npos);
}

TEST(Cells, ALongNameLeavesRoomForWords) {
  auto const text =
      report_variants({of_variant("A", {answered(std::string(90, 'P'), Verdict::Holds)})}, Glyphs::Ascii);
  EXPECT_NE(text.find("is as it has to be\n"), std::string::npos) << text;
}

TEST(Glyphs, AreThoseOfTheFirstVariableThatIsSet) {
  auto const with = [](char const* all, char const* type, char const* language) {
    setenv("LC_ALL", all, 1);
    setenv("LC_CTYPE", type, 1);
    setenv("LANG", language, 1);
    return glyphs_of_locale();
  };
  EXPECT_EQ(with("", "", "de_DE.UTF-8"), Glyphs::Unicode);
  EXPECT_EQ(with("C", "", "de_DE.UTF-8"), Glyphs::Ascii);
  EXPECT_EQ(with("", "C.utf8", "C"), Glyphs::Unicode);
  EXPECT_EQ(with("", "", ""), Glyphs::Ascii);
  EXPECT_EQ(columns_of("\u22645"), 2u);
}

} // namespace
} // namespace barrister::cli
