// SPDX-License-Identifier: BSD-2-Clause
// Every litmus test that people wrote is read again from what is printed of it.
#include "frontend/source.hpp"
#include "tests/corpus/corpus.hpp"
#include "tests/support/printed.hpp"
#include "tests/support/progress.hpp"
#include <gtest/gtest.h>
#include <iostream>

namespace barrister::corpus {
namespace {

TEST(Corpus, PrintedIsReadAgain) {
  auto const folder = find_corpus();
  if (!folder) GTEST_SKIP() << "no ../shared/corpus beside the source tree";
  auto const rows = read_rows(*folder + "/herd7.tsv");
  std::string failures;
  {
    Progress progress("print", rows.size());
    for (auto const& row : rows) {
      progress.step();
      auto const file = *folder + "/litmus/" + row.test;
      auto const changed = changed_by_printing(frontend::read_file(file).value_or(""));
      if (!changed.empty()) failures += file + ": " + changed + "\n";
    }
  }
  std::cout << rows.size() << " tests printed and read again\n";
  EXPECT_GT(rows.size(), 0u);
  EXPECT_EQ(failures, "");
}

} // namespace
} // namespace barrister::corpus
