// SPDX-License-Identifier: BSD-2-Clause
#include "cli/check_files.hpp"
#include "cli/herd7.hpp"
#include "cli/prove.hpp"
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <unistd.h>

namespace barrister::cli {
namespace {

constexpr auto store_buffering =
    "C SB\n(* Result: Sometimes *)\n{}\n"
    "P0(int *x, int *y)\n{\n\tint r;\n\tWRITE_ONCE(*x, 1);\n\tr = READ_ONCE(*y);\n}\n"
    "P1(int *x, int *y)\n{\n\tint r;\n\tWRITE_ONCE(*y, 1);\n\tr = READ_ONCE(*x);\n}\n"
    "exists (0:r=0 /\\ 1:r=0)\n";

class WholeWay : public testing::Test {
protected:
  WholeWay() : folder_(std::filesystem::temp_directory_path() / ("barrister-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~WholeWay() override { std::filesystem::remove_all(folder_); }

  std::string write(std::string const& name, std::string const& text) {
    auto const path = folder_ / name;
    std::ofstream(path) << text;
    return path.string();
  }
  Exit check(CheckOptions o) {
    out.str("");
    err.str("");
    if (o.models.empty()) o.models = {"lkmm"};
    return check_files(o, out, err);
  }
  bool said(std::string const& words) const { return out.str().find(words) != std::string::npos; }

  std::filesystem::path folder_;
  std::ostringstream out, err;
};

TEST_F(WholeWay, ResultCommentSpeaksOfLkmmAlone) {
  CheckOptions o;
  o.files = {write("SB.litmus", store_buffering)};
  o.models = {"lkmm", "sc"};
  EXPECT_EQ(check(o), Exit::Good) << err.str();
  EXPECT_TRUE(said(
      "SB: the exists clause is reachable under lkmm: 1 of 4 executions.\n  Sometimes 1 3, as expected\n"));
  EXPECT_TRUE(said("SB: the exists clause is unreachable under sc: 0 of 3 executions.\n")) << out.str();
  o.expect = "never";
  o.models = {"lkmm"};
  EXPECT_EQ(check(o), Exit::Violated);
  EXPECT_TRUE(said("\nsatisfies: exists (0:r=0 /\\ 1:r=0)\n"));
}

TEST_F(WholeWay, OneBadFileDoesNotHideTheOthers) {
  CheckOptions o;
  o.files = {(folder_ / "gone.litmus").string(), write("SB.litmus", store_buffering)};
  o.jobs = 2;
  EXPECT_EQ(check(o), Exit::BadInput);
  EXPECT_TRUE(said("SB: the exists clause is reachable"));
  EXPECT_NE(err.str().find("gone.litmus"), std::string::npos);
  o.models = {"lkm"};
  EXPECT_EQ(check(o), Exit::BadInput);
  EXPECT_NE(err.str().find("hint: did you mean 'lkmm'?"), std::string::npos) << err.str();
}

TEST_F(WholeWay, QuietSaysNothingOfWhatIsWell) {
  CheckOptions o;
  o.files = {write("SB.litmus", store_buffering)};
  o.quiet = true;
  EXPECT_EQ(check(o), Exit::Good);
  EXPECT_EQ(out.str(), "");
}

TEST_F(WholeWay, ForbiddenCandidateIsTracedAndDrawn) {
  CheckOptions o;
  o.files = {write("SB.litmus", store_buffering)};
  o.models = {"sc"};
  o.trace = o.solver.want_forbidden = true;
  o.dot = (folder_ / "SB.dot").string();
  EXPECT_EQ(check(o), Exit::Good);
  EXPECT_TRUE(said("\nforbidden by sc (sc.cat:")) << out.str();
  std::stringstream drawn;
  drawn << std::ifstream(o.dot).rdbuf();
  EXPECT_TRUE(drawn.str().starts_with("digraph \"SB\" {\n"));
}

TEST_F(WholeWay, Herd7SkipsDuplicatesAndSaysNothingByItsStatus) {
  auto const first = write("SB.litmus", store_buffering), same = write("again.litmus", store_buffering);
  std::string text = store_buffering;
  text.replace(text.find("*x, 1"), 5, "*x, 2");
  Herd7Options o;
  o.files = {first, same, write("other.litmus", text), (folder_ / "gone.litmus").string()};
  std::istringstream nothing;
  EXPECT_EQ(run_herd7(o, nothing, out, err), Exit::Good);
  EXPECT_TRUE(said("Observation SB Sometimes 1 3\n"));
  EXPECT_EQ(out.str().find("Test SB", 5), std::string::npos);
  EXPECT_NE(err.str().find("other.litmus\": Different hashes for test SB (previous file " + first +
                           ") (User error)\n"),
            std::string::npos)
      << err.str();
}

TEST_F(WholeWay, ProveComparesWithTheClaims) {
  write("SB.litmus", store_buffering);
  write("expected.txt", "SB.litmus lkmm Sometimes 1 3\nSB.litmus sc Never 0 3\n");
  ProveOptions o;
  o.folder = folder_.string();
  o.solver.engine = solver::Engine::Both;
  EXPECT_EQ(prove(o, out, err), Exit::Good) << err.str();
  EXPECT_TRUE(said("2 claims about 1 test under 2 models: every one holds.\n")) << out.str();
  write("expected.txt", "SB.litmus sc Sometimes 1 3\n");
  EXPECT_EQ(prove(o, out, err), Exit::Violated);
}

} // namespace
} // namespace barrister::cli
