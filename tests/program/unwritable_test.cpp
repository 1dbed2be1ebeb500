// SPDX-License-Identifier: BSD-2-Clause
// What cannot be written is said, with exit status 2; nothing is left half-written, and what was there stays.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

namespace fs = std::filesystem;

std::string const unquiesce = BARRISTER_SOURCE "/proofs/block-layer/unquiesce.litmus";

// The command but for the name of what is written.
struct Writer {
  char const* name;
  std::vector<std::string> before, behind;
};
std::ostream& operator<<(std::ostream& out, Writer const& w) { return out << w.name; }

class Unwritable : public testing::TestWithParam<Writer> {
protected:
  static Ran to(std::string const& path) {
    auto words = GetParam().before;
    words.push_back(path);
    words.insert(words.end(), GetParam().behind.begin(), GetParam().behind.end());
    return barrister_with(words);
  }
  static std::size_t files_in(fs::path const& folder) {
    auto const all = fs::directory_iterator(folder);
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }
};

INSTANTIATE_TEST_SUITE_P(Options, Unwritable,
                         testing::Values(Writer{"dot", {"check", "--trace", "--dot"}, {peterz}},
                                         Writer{"svg", {"check", "--svg"}, {peterz}},
                                         Writer{"html", {"check", "--html"}, {peterz}},
                                         Writer{"certify", {"check", "--certify"}, {peterz}},
                                         Writer{"repair", {"repair", "-o"}, {unquiesce}}),
                         [](auto const& one) { return std::string(one.param.name); });

TEST_P(Unwritable, IsSaid) {
  Folder const folder;
  auto const nowhere = (folder.path() / "none" / "file").string();
  for (auto const& path : {std::string("/dev/full"), nowhere, std::string("/proc/none")}) {
    auto const ran = to(path);
    EXPECT_EQ(ran.status, 2) << path << "\n" << ran.out;
    EXPECT_NE(ran.err.find("cannot write"), ran.err.npos) << path << "\n" << ran.err;
  }
  EXPECT_EQ(files_in(folder.path()), 0U);
}
// Where nothing may be put beside it, too: what was there is as it was, or is all of the new.
TEST_P(Unwritable, WhatCanBeWrittenIsWhole) {
  Folder const folder;
  auto const path = (folder.path() / "out").string();
  auto const ran = to(path);
  EXPECT_NE(ran.status, 2) << ran.err;
  EXPECT_EQ(files_in(folder.path()), 1U);
  auto const whole = read_text(path);
  EXPECT_FALSE(whole.empty());
  EXPECT_EQ(to(path).status, ran.status);
  EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(UnwritableFolder, OfPicturesAndClausesIsSaid) {
  // As herd7 does: a warning.
  auto const drawn = barrister_with({"herd7", "-o", "/proc", "-show", "all", peterz});
  EXPECT_NE(drawn.err.find("cannot write its picture to /proc"), drawn.err.npos) << drawn.err;
  Folder const folder;
  auto const certificate = (folder.path() / "c").string();
  EXPECT_EQ(barrister_with({"check", "--certify", certificate, peterz}).status, 0);
  auto const ran = barrister_with({"verify", "--dimacs", (folder.path() / "none").string(), certificate});
  EXPECT_EQ(ran.status, 2) << ran.out;
  EXPECT_FALSE(ran.err.empty());
}
TEST(UnwritableFile, IsNotChangedByRepair) {
  Folder const folder;
  auto const file = folder.write("t.litmus", read_text(unquiesce));
  fs::create_symlink("t.litmus", folder.path() / "link.litmus");
  EXPECT_EQ(barrister_with({"repair", "--apply", (folder.path() / "link.litmus").string()}).status, 0);
  EXPECT_TRUE(fs::is_symlink(folder.path() / "link.litmus"));
  EXPECT_NE(read_text(file), read_text(unquiesce));
}

} // namespace
} // namespace barrister
