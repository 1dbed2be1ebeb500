// SPDX-License-Identifier: BSD-2-Clause
#include "cli/prove.hpp"
#include "cli/shipped.hpp"
#include <gtest/gtest.h>
#include <sstream>

namespace barrister::cli {
namespace {

TEST(Claims, ReadsATable) {
  std::ostringstream err;
  auto const claims =
      parse_claims("e.txt", "# file model\n\na.litmus  lkmm Never 0 7  # why\nb.litmus sc Always 3 0\n", err);
  ASSERT_TRUE(claims);
  ASSERT_EQ(claims->size(), 2u);
  EXPECT_EQ((*claims)[0].file, "a.litmus");
  EXPECT_EQ((*claims)[0].negative, 7u);
  EXPECT_EQ((*claims)[1].observation, Observation::Always);
}

TEST(Claims, SaysWhereALineIsWrong) {
  for (auto const* text :
       {"\na.litmus lkmm Often 0 7\n", "\na.litmus lkmm Never 0\n", "\na.litmus lkmm Never 0 7 8\n"}) {
    std::ostringstream err;
    EXPECT_FALSE(parse_claims("e.txt", text, err));
    EXPECT_TRUE(err.str().starts_with("e.txt:2: error: expected ")) << err.str();
  }
}

Proved proved(std::string file, std::string model, std::uint64_t found_positive) {
  LitmusResult r;
  r.positive = found_positive;
  r.negative = 7;
  return {{std::move(file), std::move(model), Observation::Never, 0, 7}, r};
}

TEST(ReportProofs, AlignsAndMarksDifferences) {
  auto unknown = proved("b.litmus", "weak", 0);
  unknown.result.unknown = "time";
  EXPECT_EQ(report_proofs({proved("a.litmus", "strong", 0), proved("a.litmus", "weak", 1), unknown}),
            R"(          strong     weak
a.litmus  Never 0 7  Sometimes 1 7 !
b.litmus  -          unknown !

! a.litmus under weak: claimed Never 0 7, found Sometimes 1 7
! b.litmus under weak: claimed Never 0 7, found unknown: time
3 claims about 2 tests under 2 models: 1 as claimed, 2 not.
)");
}

TEST(ReportProofs, SaysWhenAllHold) {
  EXPECT_EQ(
      report_proofs({proved("a.litmus", "strong", 0)}),
      "          strong\na.litmus  Never 0 7\n\n1 claim about 1 test under 1 model: every one holds.\n");
}

TEST(Shipped, ModelsOpenWithATitle) {
  auto const lkmm = describe(
      {"m.cat",
       "(* SPDX-License-Identifier: X *)\n\"The Title\"\n(*\n * First\n   words: more. *)\nacyclic po"});
  ASSERT_TRUE(lkmm);
  EXPECT_EQ(lkmm->name, "m");
  EXPECT_EQ(lkmm->title, "The Title");
  EXPECT_EQ(lkmm->about, "First words");
  EXPECT_FALSE(describe({"stdlib.cat", "(* library *)\nlet x = \"no title\""}));
  EXPECT_FALSE(describe({"odd.cat", "(* never closed"}));
}

} // namespace
} // namespace barrister::cli
