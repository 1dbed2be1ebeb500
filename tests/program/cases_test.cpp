// SPDX-License-Identifier: BSD-2-Clause
// Inputs that people reported (../shared/cases): in herd7's mode what herd7 prints, and otherwise what is
// right. Those that are not here are in spec/divergences.md.
#include "tests/program/run.hpp"
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace barrister {
namespace {

std::optional<std::string> find_cases() {
  std::string const folder = BARRISTER_SOURCE "/../shared/cases";
  return std::filesystem::is_directory(folder) ? std::optional(folder) : std::nullopt;
}
// Without what differs from run to run, and empty lines.
std::string essence(std::istream& in) {
  std::string out;
  for (std::string line; std::getline(in, line);)
    if (!line.starts_with("Time ") && !line.empty()) out += line + "\n";
  return out;
}

class CasesOfHerd7 : public testing::TestWithParam<char const*> {};

TEST_P(CasesOfHerd7, ArePrintedAsHerd7Does) {
  auto const folder = find_cases();
  if (!folder) GTEST_SKIP() << "no ../shared/cases beside the source tree";
  auto const base = *folder + "/" + GetParam();
  std::istringstream printed(barrister_with({"herd7", "-model", "lkmm", base + ".litmus"}).out);
  std::ifstream wanted(base + ".herd7");
  EXPECT_EQ(essence(printed), essence(wanted));
}
INSTANTIATE_TEST_SUITE_P(Cases, CasesOfHerd7,
                         testing::Values("address-or-zero", "atomic-int-parameter", "atomic-printed",
                                         "atomic-wraps", "brackets-in-initial-state", "c-keyword-as-local",
                                         "condition-with", "const-parameter", "double-equals-in-condition",
                                         "int-volatile-parameter", "location-with-type", "not-exists",
                                         "parameters", "regions", "title-ends-in-litmus", "title-semicolon",
                                         "divide-by-zero-in-some-runs", "hex-constant",
                                         "init-value-cut-to-type", "int-wraps", "loop-own-later-store",
                                         "loop-that-no-execution-cuts", "many-values", "no-events",
                                         "operation-on-address", "store-through-null", "store-to-a-number",
                                         "true-and-false", "undeclared-lock", "unmatched-unlock"),
                         [](auto const& it) {
                           std::string name = it.param;
                           std::erase(name, '-');
                           return name;
                         });

struct ModelCase {
  char const *file, *says; // of C-peterz
};
class ModelsOfPeople : public testing::TestWithParam<ModelCase> {};

TEST_P(ModelsOfPeople, LoadOrAreUnsupportedByName) {
  auto const folder = find_cases();
  if (!folder) GTEST_SKIP() << "no ../shared/cases beside the source tree";
  auto const& [file, says] = GetParam();
  auto const ran = barrister_with(
      {"check", "--model", *folder + "/" + file, BARRISTER_SOURCE "/proofs/c-peterz/C-peterz.litmus"});
  EXPECT_NE((ran.out + ran.err).find(says), std::string::npos) << ran.out << ran.err;
}
INSTANTIATE_TEST_SUITE_P(
    Cases, ModelsOfPeople,
    testing::Values(
        ModelCase{"amo-lxsx.cat", "unreachable"}, ModelCase{"assert.cat", "is reachable"},
        ModelCase{"classes.cat", "is reachable"}, ModelCase{"title-only.cat", "is reachable"},
        ModelCase{"unused-unbound.cat", "3:10: warning: unbound name 'NOSUCH' in 'zz', which nothing uses"},
        ModelCase{"match-on-events.cat", "3:17: unsupported: 'match' on what differs between executions"}),
    [](auto const& it) {
      std::string name = it.param.file;
      std::erase_if(name, [](char c) { return c == '-' || c == '.'; });
      return name;
    });

struct Case {
  char const* file;
  int status;
  char const* says;
};
class CasesOfOurs : public testing::TestWithParam<Case> {};

TEST_P(CasesOfOurs, AreRight) {
  auto const folder = find_cases();
  if (!folder) GTEST_SKIP() << "no ../shared/cases beside the source tree";
  auto const& [file, status, says] = GetParam();
  auto const ran = barrister_with({"check", *folder + "/" + file});
  EXPECT_EQ(ran.status, status) << ran.out << ran.err;
  EXPECT_NE((ran.out + ran.err).find(says), std::string::npos) << ran.out << ran.err;
}
INSTANTIATE_TEST_SUITE_P(
    Cases, CasesOfOurs,
    testing::Values(Case{"asleep-for-ever.protocol", 1, "E  violated by deadlock"},
                    Case{"assert-before-endless-loop.protocol", 1, "assertions  violated"},
                    Case{"handler-begins-with-wait.protocol", 1, "E  violated by deadlock"},
                    Case{"irq-enabled-inside.protocol", 1, "F  violated by deadlock"},
                    Case{"task-that-sleeps-by-itself.protocol", 1, "ENDS   holds"},
                    Case{"unsigned-difference.protocol", 1, "P  violated"},
                    Case{"nested-loops.protocol", 3, "ENDS  holds within"},
                    Case{"many-values.litmus", 0, "unreachable under lkmm: 0 of at least 7"},
                    Case{"rmw-inside-a-store.litmus", 0, "unreachable under lkmm: 0 of 1 execution"},
                    Case{"pointer-arithmetic-unit.litmus", 1, "follows a[4], beyond the object"},
                    Case{"quote-in-comment.litmus", 0, "is reachable"},
                    Case{"divide-by-zero-in-some-runs.litmus", 1, "P0 at line 3 divides 8 by 0"},
                    Case{"store-through-null.litmus", 1, "P0 at line 8 follows NULL"},
                    Case{"store-to-a-number.litmus", 2, "takes a pointer, and this is of type 'int'"},
                    Case{"operation-on-address.litmus", 1, "computes x * 1, which has no value"},
                    Case{"address-or-zero.litmus", 0, "is reachable under lkmm: 1 of 1"},
                    Case{"int-wraps.litmus", 0, "is reachable"},
                    Case{"atomic-wraps.litmus", 0, "is reachable"},
                    Case{"loop-own-later-store.litmus", 0, "none wants more"},
                    Case{"loop-that-no-execution-cuts.litmus", 0, "none wants more"}),
    [](auto const& it) {
      std::string name = it.param.file;
      std::erase_if(name, [](char c) { return c == '-' || c == '.'; });
      return name;
    });

} // namespace
} // namespace barrister
