// SPDX-License-Identifier: BSD-2-Clause
// Traces of the protocols in proofs/: they fit the page, and have in them what they are about.
#include "tests/program/run.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

namespace barrister {
namespace {

std::string checked(std::string const& file, std::vector<std::string> const& options) {
  std::vector<std::string> all{BARRISTER_PROGRAM, "check", "--check", "none"};
  all.insert(all.end(), options.begin(), options.end());
  all.push_back(BARRISTER_SOURCE "/proofs/" + file);
  return run(all).out;
}

// From the sentence that says what is violated to the next variant.
std::vector<std::string> lines_of_traces(std::string const& report) {
  std::vector<std::string> out;
  bool is_inside = false;
  std::istringstream lines(report);
  for (std::string line; std::getline(lines, line);) {
    if (line.find(" is violated") != line.npos && !line.starts_with(' ')) is_inside = true;
    if (line.find(" under ") != line.npos && !line.starts_with(' ') && !line.starts_with("would"))
      is_inside = false;
    if (line.find(": warning: ") != line.npos) is_inside = false;
    if (is_inside) out.push_back(line);
  }
  return out;
}
void expect_fits(std::string const& report, std::size_t width) {
  auto const lines = lines_of_traces(report);
  EXPECT_GT(lines.size(), 10u) << report;
  for (auto const& line : lines) EXPECT_LE(line.size(), width) << line;
}

TEST(Traces, OfSmallProtocolsFitThePage) {
  for (std::string const file :
       {"membarrier/membarrier.protocol", "c-peterz/c-peterz.protocol", "kernel/calls.protocol",
        "perf-exit/perf-exit.protocol", "wake-up/wake-up.protocol"}) {
    expect_fits(checked(file, {}), 72);
    expect_fits(checked(file, {"--width", "40"}), 40);
  }
}

// Safety, deadlock and livelock; of every other one Page.NoLineIsLongerThanThePage tells.
TEST(Traces, OfPerfInstallFitThePage) {
  std::vector<std::pair<std::string, std::string>> const violated{
      {"V49", "L1"}, {"V44", "S3"}, {"M3", "S1"}, {"M6", "S3"}, {"M10", "S4"}, {"M11", "S2"}, {"M15", "S5"}};
  for (auto const& [variant, property] : violated)
    expect_fits(checked("perf-install/perf-install.protocol",
                        {"--model", "lkmm", "--variant", variant, "--property", property}),
                72);
}

// In the commit's diagram there are three: a switch, a migration and a switch.
TEST(Traces, TheLostEventHasNoActThatIsNotNeeded) {
  auto const report = checked("perf-install/perf-install.protocol", {"--variant", "M1", "--property", "S1"});
  std::set<std::string> acts;
  for (auto const& line : lines_of_traces(report))
    if (line.ends_with("(act):")) acts.insert(line.substr(line.find_first_not_of(' ')));
  EXPECT_GE(acts.size(), 2u) << report;
  EXPECT_LE(acts.size(), 5u) << report;
  EXPECT_NE(report.find("smp_mb() in installer, between\n"), report.npos) << report;
  EXPECT_NE(report.find("programmed[c] = 0"), report.npos) << report;
}

TEST(Traces, ALineOfTheLibraryIsShown) {
  auto const shown = run({BARRISTER_PROGRAM, "show", "--library", "sched.protocol:33"});
  EXPECT_EQ(shown.status, 0);
  EXPECT_NE(shown.out.find("\n> 33  "), shown.out.npos) << shown.out;
  for (std::string const wrong : {"sched:0", "sched:", "sched:x", "sched:99999", "shed:1"})
    EXPECT_EQ(run({BARRISTER_PROGRAM, "show", "--library", wrong}).status, 2) << wrong;
}

} // namespace
} // namespace barrister
