// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/md5.hpp"
#include "frontend/litmus/parse.hpp"
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

using namespace barrister;
using namespace barrister::frontend;

namespace {

std::string digest(std::string_view text) { return litmus::hexadecimal(litmus::md5(text)); }

std::string hash_of(std::string const& path) {
  auto const text = read_file(path);
  if (!text) return "no file " + path;
  Diagnostics diagnostics;
  auto const test = load_litmus(path, *text, diagnostics);
  return test ? test->hash : to_string(diagnostics.all().front());
}
std::string here(std::string const& file) {
  return std::string(BARRISTER_SOURCE) + "/tests/unit/frontend_litmus/" + file;
}
std::string corpus() {
  auto const* given = std::getenv("BARRISTER_CORPUS");
  return given ? given : std::string(BARRISTER_SOURCE) + "/../shared/corpus";
}

} // namespace

TEST(Md5, TestSuiteOfTheRfc) {
  EXPECT_EQ(digest(""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(digest("a"), "0cc175b9c0f1b6a831c399e269772661");
  EXPECT_EQ(digest("abc"), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(digest("message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
  EXPECT_EQ(digest("abcdefghijklmnopqrstuvwxyz"), "c3fcd3d76192e4007dfb496cca67e13b");
  EXPECT_EQ(digest("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
            "d174ab98d277d9f5a5611c2c9f419d9f");
  EXPECT_EQ(digest("12345678901234567890123456789012345678901234567890123456789012345678901234567890"),
            "57edf4a22be3c955ac49da2e2107b67a");
}

// The hash that the message of kernel commit 63cae12bce98 shows is that of the tabs; what it shows has none.
TEST(Hash, OfThePublishedTest) {
  EXPECT_EQ(hash_of(here("C-peterz.litmus")), "e427f41d9146b2a5445101d3e2fcaa34");
  EXPECT_EQ(hash_of(here("C-peterz-quoted.litmus")), "36ad98da6078bb1594645b03a773b8b5");
  EXPECT_EQ(hash_of(here("C-peterz-spaces.litmus")), "db4f4e4794dcd24b443fba56127ee0c1");
}

TEST(Hash, GivenInTheHeader) {
  Diagnostics diagnostics;
  auto const test = load_litmus("t", "C t\nHash = 0123\n{}\nP0(int *x) { }\nexists (x=0)\n", diagnostics);
  ASSERT_TRUE(test);
  EXPECT_EQ(test->hash, "0123");
}

TEST(Hash, SameAsHerd7OnTheWholeCorpus) {
  std::ifstream table(corpus() + "/herd7.tsv");
  if (!table) GTEST_SKIP() << "no corpus at " << corpus();
  std::string line;
  std::getline(table, line); // the columns' names
  int tests = 0;
  while (std::getline(table, line)) {
    std::vector<std::string> columns;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) columns.push_back(cell);
    ASSERT_GE(columns.size(), 9u);
    EXPECT_EQ(hash_of(corpus() + "/litmus/" + columns[0]), columns[8]) << columns[0];
    ++tests;
  }
  EXPECT_EQ(tests, 2230);
}
