// SPDX-License-Identifier: BSD-2-Clause
// Small tests: what they are is told by two models, one that allows no cycle, and one that allows each.
#include "cli/check_test.hpp"
#include "cli/diff/small_tests.hpp"
#include "cli/models.hpp"
#include "tests/support/folder.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace barrister {
namespace {

using cli::small_tests;
using cli::SmallTest;

SmallTest named(std::string const& name, std::size_t threads) {
  for (auto const& test : small_tests(threads))
    if (test.name() == name) return test;
  ADD_FAILURE() << "there is no " << name;
  return {};
}

TEST(SmallTests, TheKnownOnesAreThere) {
  for (auto const* name : {"W-R+W-R", "R-W+R-W", "R-R+W-W", "R-W+W-W", "W-R+W-W", "W-W+W-W", "Racq-R+W-Wrel"})
    named(name, 2);                                                     // SB, LB, MP, S, R, 2+2W
  for (auto const* name : {"R-R+W+R-W", "W-R+W-R+W-R"}) named(name, 3); // WRC, 3.SB
  named("R-R+W+R-R+W", 4);                                              // IRIW
}
TEST(SmallTests, NoneIsThereTwiceAndTheSmallestIsFirst) {
  for (std::size_t threads : {2u, 3u, 4u}) {
    auto const all = small_tests(threads);
    std::set<std::string> names;
    std::size_t last = 0;
    for (auto const& test : all) {
      EXPECT_TRUE(names.insert(test.name()).second) << test.name();
      EXPECT_EQ(test.threads.size(), threads);
      auto const size = test.accesses() + test.orders();
      EXPECT_LE(last, size) << test.name();
      last = size;
    }
  }
  EXPECT_TRUE(small_tests(1).empty());
}
TEST(SmallTests, AsText) {
  EXPECT_EQ(litmus_text(named("Racq-R+W-wmb-W", 2), "why"), "C Racq-R+W-wmb-W\n"
                                                            "\n"
                                                            "(* why *)\n"
                                                            "\n"
                                                            "{}\n"
                                                            "\n"
                                                            "P0(int *x, int *y)\n"
                                                            "{\n"
                                                            "\tint r0 = smp_load_acquire(x);\n"
                                                            "\tint r1 = READ_ONCE(*y);\n"
                                                            "}\n"
                                                            "\n"
                                                            "P1(int *y, int *x)\n"
                                                            "{\n"
                                                            "\tWRITE_ONCE(*y, 1);\n"
                                                            "\tsmp_wmb();\n"
                                                            "\tWRITE_ONCE(*x, 1);\n"
                                                            "}\n"
                                                            "\n"
                                                            "exists (0:r0=1 /\\ 0:r1=0)\n");
}
// A cycle is what sequential consistency forbids; and it has no shorter one within it, of one location, which
// every model of coherence would forbid, too.
TEST(SmallTests, EachIsACycleThatCoherenceAlonePermits) {
  Folder const folder;
  auto const file =
      folder.write("coherent.cat", "\"coherent\"\ninclude \"cos.cat\"\nacyclic po-loc | rf | co | fr\n");
  frontend::Diagnostics diagnostics;
  auto const sc = cli::load_model("sc", {}, diagnostics), coherent = cli::load_model(file, {}, diagnostics);
  ASSERT_TRUE(sc && coherent);
  std::size_t count = 0;
  for (std::size_t threads : {2u, 3u})
    for (auto const& test : small_tests(threads)) {
      if (threads == 3 && ++count % 7 != 0) continue;
      auto const text = litmus_text(test, "");
      auto const read = frontend::load_litmus(test.name(), text, diagnostics);
      ASSERT_TRUE(read) << text;
      auto const is_reachable = [&](cli::Model const& model) {
        auto const verdict = cli::check_test(*read, model.memory, {}, "").judgement.verdict;
        EXPECT_TRUE(verdict == cli::Verdict::Reachable || verdict == cli::Verdict::Unreachable) << text;
        return verdict == cli::Verdict::Reachable;
      };
      EXPECT_FALSE(is_reachable(*sc)) << text;
      EXPECT_TRUE(is_reachable(*coherent)) << text;
    }
}

} // namespace
} // namespace barrister
