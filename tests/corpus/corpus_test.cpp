// SPDX-License-Identifier: BSD-2-Clause
// Every test of the corpus, against what herd7 printed: all that its output says. Under lkmm; and under the
// kernel's own files, where $LKMM_DIR says that a tools/memory-model is.
#include "cli/report_herd7.hpp"
#include "frontend/litmus/md5.hpp"
#include "frontend/source.hpp"
#include "proofs/check.hpp"
#include "solver/verify.hpp"
#include "tests/corpus/corpus.hpp"
#include "tests/corpus/divergences.hpp"
#include "tests/corpus/subset.hpp"
#include "tests/support/kernel.hpp"
#include "tests/support/load.hpp"
#include "tests/support/progress.hpp"
#include "tests/support/stopwatch.hpp"
#include <functional>
#include <gtest/gtest.h>
#include <iostream>
#include <sstream>

namespace barrister::corpus {
namespace {

// What herd7's output says, taken out of ours.
Row row_of(LitmusTest const& test, LitmusResult const& result) {
  Row row;
  std::istringstream in(cli::report_herd7(test, result));
  std::string line, states;
  std::getline(in, line); // Test
  std::getline(in, line); // States
  row.states = std::stoull(line.substr(line.find(' ')));
  for (std::uint64_t i = 0; i < row.states && std::getline(in, line); ++i)
    states += (i > 0 ? "\n" : "") + line;
  row.states_md5 = frontend::litmus::hexadecimal(frontend::litmus::md5(states));
  std::getline(in, row.verdict);
  while (std::getline(in, line)) {
    std::istringstream words(line);
    std::string key, name;
    words >> key >> name;
    if (key == "Flag") row.flags += (row.flags.empty() ? "" : ",") + name;
    if (key == "Observation") words >> row.observation >> row.positive >> row.negative;
    if (line.starts_with("Hash=")) row.hash = line.substr(5);
  }
  return row;
}

// Each field that is not as herd7 has it: " positive 1 (herd7 0)".
std::string differences(Row const& ours, Row const& herd7) {
  std::ostringstream out;
  auto const compare = [&](char const* field, auto const& a, auto const& b) {
    if (a != b) out << " " << field << " " << a << " (herd7 " << b << ")";
  };
  compare("observation", ours.observation, herd7.observation);
  compare("positive", ours.positive, herd7.positive);
  compare("negative", ours.negative, herd7.negative);
  compare("states", ours.states, herd7.states);
  if (ours.states == herd7.states) compare("states_md5", ours.states_md5, herd7.states_md5);
  compare("verdict", ours.verdict, herd7.verdict);
  compare("flags", ours.flags, herd7.flags);
  compare("hash", ours.hash, herd7.hash);
  return out.str();
}

using Read = std::function<std::optional<LitmusTest>(std::string const& file)>; // may throw

class Comparison {
public:
  Comparison(Read read, MemoryModel const& model) : read_(std::move(read)), model_(model) {}

  // What is wrong with our answer, apart from where it differs from herd7's.
  std::string wrong;
  std::string different;

  // False: the test is not for this model.
  bool compare(std::string const& folder, Row const& herd7) {
    wrong.clear();
    different.clear();
    std::optional<LitmusTest> test;
    try {
      test = loading_.time([&] { return read_(folder + "/litmus/" + herd7.test); });
    } catch (std::exception const& e) {
      wrong = e.what();
      return true;
    }
    if (!test) return false;
    ++of_vocabulary_[static_cast<std::size_t>(vocabulary(test->program))];
    solver::Options options;
    options.engine = solver::Engine::Enumeration; // as `barrister herd7`
    auto const result = solving_.time([&] { return solver::verify(*test, model_, options); });
    different = differences(row_of(*test, result), herd7);
    if (!result.unknown.empty()) wrong += " unknown: " + result.unknown;
    checking_.time([&] {
      for (auto const& state : result.states)
        for (auto const& complaint :
             proofs::complaints(test->program, model_, state.execution, options.unroll))
          wrong += " complaint: " + complaint;
    });
    return true;
  }
  void report(std::size_t tests) const {
    std::cout << tests << " tests; subset " << of_vocabulary_[0] << ", subset with plain accesses "
              << of_vocabulary_[1] << ", other " << of_vocabulary_[2] << "; loading " << loading_.seconds()
              << " s, solving " << solving_.seconds() << " s, checking " << checking_.seconds() << " s\n";
  }

private:
  Read read_;
  MemoryModel const& model_;
  Stopwatch loading_, solving_, checking_;
  std::array<std::size_t, 3> of_vocabulary_{};
};

// Compares every row of a table with our answers. The listed divergences must differ, and no others.
void compare_rows(std::string const& table, Read const& read, MemoryModel const& model,
                  std::set<std::string> const& divergences) {
  auto const folder = *find_corpus();
  auto const rows = read_rows(folder + "/" + table);
  auto unseen = divergences;
  Comparison comparison(read, model);
  std::string failures;
  std::size_t left_out = 0;
  {
    Progress progress("corpus under " + model.name, rows.size());
    for (auto const& row : rows) {
      progress.step();
      bool const is_listed = unseen.erase(row.test) > 0;
      if (!comparison.compare(folder, row)) {
        ++left_out;
        continue;
      }
      auto wrong = comparison.wrong;
      if (!is_listed)
        wrong += comparison.different;
      else if (comparison.different.empty())
        wrong += " is as herd7 says, though spec/divergences.md lists it";
      if (!wrong.empty()) failures += row.test + ":" + wrong + "\n";
    }
  }
  for (auto const& test : unseen)
    failures += test + ": spec/divergences.md lists it, but there is no such row\n";
  comparison.report(rows.size());
  EXPECT_GT(rows.size(), 0u);
  EXPECT_LT(left_out, 100u);
  EXPECT_EQ(failures, "");
}

std::set<std::string> listed() { return listed_divergences(BARRISTER_SOURCE "/spec/divergences.md"); }

TEST(Corpus, IsAsHerd7SaysButForListedDivergences) {
  if (!find_corpus()) GTEST_SKIP() << "no ../shared/corpus beside the source tree";
  compare_rows("herd7.tsv", load_test_file, load_shipped_model("lkmm"), listed());
}
TEST(Corpus, IsAsHerd7SaysUnderTheModelOfV417) {
  if (!find_corpus()) GTEST_SKIP() << "no ../shared/corpus beside the source tree";
  compare_rows("herd7-v4.17.tsv", load_test_file, load_shipped_model("lkmm-v4.17"), {});
}
TEST(Corpus, IsAsHerd7SaysUnderTheKernelsFiles) {
  auto const kernel = find_recent_kernel();
  if (!kernel || !find_corpus()) GTEST_SKIP() << "no LKMM_DIR of v6.4 or later, or no corpus";
  auto const read = [&](std::string const& file) {
    return kernel->load(frontend::read_file(file).value_or(""), file);
  };
  compare_rows("herd7.tsv", read, kernel->model(), listed());
}

} // namespace
} // namespace barrister::corpus
