// SPDX-License-Identifier: BSD-2-Clause
// Every test of the corpus under lkmm, against what herd7 printed: all that its output says.
#include "cli/report_herd7.hpp"
#include "frontend/litmus/md5.hpp"
#include "frontend/source.hpp"
#include "proofs/check.hpp"
#include "solver/verify.hpp"
#include "tests/corpus/corpus.hpp"
#include "tests/corpus/divergences.hpp"
#include "tests/corpus/subset.hpp"
#include "tests/support/load.hpp"
#include "tests/support/progress.hpp"
#include "tests/support/stopwatch.hpp"
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

class Comparison {
public:
  Comparison(std::string folder, std::string const& model)
      : folder_(std::move(folder)), model_(load_shipped_model(model)) {}

  // What is wrong with our answer, apart from where it differs from herd7's.
  std::string wrong;
  std::string different;

  void compare(Row const& herd7) {
    wrong.clear();
    different.clear();
    std::optional<LitmusTest> test;
    try {
      test = loading_.time([&] { return load_test_file(folder_ + "/litmus/" + herd7.test); });
    } catch (std::exception const& e) {
      wrong = e.what();
      return;
    }
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
  }
  void report(std::size_t tests) const {
    std::cout << tests << " tests; subset " << of_vocabulary_[0] << ", subset with plain accesses "
              << of_vocabulary_[1] << ", other " << of_vocabulary_[2] << "; loading " << loading_.seconds()
              << " s, solving " << solving_.seconds() << " s, checking " << checking_.seconds() << " s\n";
  }

private:
  std::string folder_;
  MemoryModel model_;
  Stopwatch loading_, solving_, checking_;
  std::array<std::size_t, 3> of_vocabulary_{};
};

// Compares every row of a table with our answers under a model. The listed divergences must differ, and no others.
void compare_rows(std::string const& table, std::string const& model, std::set<std::string> divergences) {
  auto const folder = find_corpus();
  if (!folder) GTEST_SKIP() << "no ../shared/corpus beside the source tree";
  auto const rows = read_rows(*folder + "/" + table);
  Comparison comparison(*folder, model);
  std::string failures;
  {
    Progress progress("corpus under " + model, rows.size());
    for (auto const& row : rows) {
      comparison.compare(row);
      bool const is_listed = divergences.erase(row.test) > 0;
      auto wrong = comparison.wrong;
      if (!is_listed)
        wrong += comparison.different;
      else if (comparison.different.empty())
        wrong += " is as herd7 says, though spec/divergences.md lists it";
      if (!wrong.empty()) failures += row.test + ":" + wrong + "\n";
      progress.step();
    }
  }
  for (auto const& test : divergences)
    failures += test + ": spec/divergences.md lists it, but there is no such row\n";
  comparison.report(rows.size());
  EXPECT_GT(rows.size(), 0u);
  EXPECT_EQ(failures, "");
}

TEST(Corpus, IsAsHerd7SaysButForListedDivergences) {
  compare_rows("herd7.tsv", "lkmm", listed_divergences(BARRISTER_SOURCE "/spec/divergences.md"));
}
TEST(Corpus, IsAsHerd7SaysUnderTheModelOfV417) { compare_rows("herd7-v4.17.tsv", "lkmm-v4.17", {}); }

} // namespace
} // namespace barrister::corpus
