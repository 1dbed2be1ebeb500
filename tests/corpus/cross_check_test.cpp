// SPDX-License-Identifier: BSD-2-Clause
// The engines against each other and against brute force, on what people wrote.
#include "solver/unfold/threads.hpp"
#include "solver/verify.hpp"
#include "tests/corpus/corpus.hpp"
#include "tests/support/load.hpp"
#include "tests/support/progress.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/summary.hpp"
#include <gtest/gtest.h>
#include <iostream>

namespace barrister::corpus {
namespace {

constexpr std::size_t most_events = 10; // besides initial writes, branches not taken included
constexpr Effort effort{.candidates = 20'000, .runs = 1'000};
constexpr std::size_t every = 20;
constexpr std::uint64_t most_executions = 300; // that z3 is asked to find one by one
constexpr auto models = {"lkmm", "strong", "weak", "sc", "tso"};

std::size_t events_of(LitmusTest const& test, unsigned unroll) {
  auto const graph = solver::unfold(test.program, unroll);
  return graph.events.size() - graph.initial_writes;
}

std::vector<LitmusTest> load_all(std::string const& folder, std::vector<Row> const& rows) {
  std::vector<LitmusTest> out;
  for (auto const& row : rows) out.push_back(load_test_file(folder + "/litmus/" + row.test));
  return out;
}

std::string in_both_words(LitmusTest const& test, MemoryModel const& model, Summary const& one,
                          Summary const& other) {
  return test.file + " under " + model.name + ": " + to_string(one, test) + " against " +
         to_string(other, test);
}

TEST(CrossCheck, EnumerationIsBruteForceOnSmallTests) {
  auto const folder = find_corpus();
  if (!folder) GTEST_SKIP() << "no ../shared/corpus beside the source tree";
  solver::Options options;
  options.engine = solver::Engine::Enumeration;
  options.circular_values = solver::CircularValues::AsCounted;
  auto tests = load_all(*folder, read_rows(*folder + "/herd7.tsv"));
  std::erase_if(tests, [&](LitmusTest const& t) { return events_of(t, options.unroll) > most_events; });
  std::string failures;
  for (std::string const name : models) {
    auto const model = load_shipped_model(name);
    std::size_t compared = 0, too_much = 0;
    Progress progress("cross check under " + name, tests.size());
    for (auto const& test : tests) {
      progress.step();
      auto const slow = enumerate(test, model, options.unroll, effort);
      if (!slow) {
        ++too_much;
        continue;
      }
      ++compared;
      auto const fast = summary(solver::verify(test, model, options));
      if (fast != summary(*slow)) failures += in_both_words(test, model, fast, summary(*slow));
    }
    std::cout << name << ": " << compared << " tests of at most " << most_events << " events compared, "
              << too_much << " more have too many candidates\n";
    EXPECT_GT(compared, too_much);
  }
  EXPECT_EQ(failures, "");
}

TEST(CrossCheck, Z3IsEnumerationOnASample) {
  auto const folder = find_corpus();
  if (!folder) GTEST_SKIP() << "no ../shared/corpus beside the source tree";
  auto const rows = read_rows(*folder + "/herd7.tsv");
  auto const start = first_seed() % every;
  solver::Options enumeration, z3;
  enumeration.engine = solver::Engine::Enumeration;
  enumeration.circular_values = solver::CircularValues::AsCounted;
  z3.engine = solver::Engine::Z3;
  std::vector<MemoryModel> shipped;
  for (std::string const name : models) shipped.push_back(load_shipped_model(name));
  std::string failures;
  std::size_t compared = 0;
  Progress progress("z3", rows.size() / every);
  for (auto i = start; i < rows.size(); i += every) {
    progress.step();
    if (rows[i].positive + rows[i].negative > most_executions) continue;
    auto const test = load_test_file(*folder + "/litmus/" + rows[i].test);
    for (auto const& model : shipped) {
      auto const one = summary(solver::verify(test, model, enumeration));
      if (one.positive + one.negative > most_executions) continue;
      auto const searched = solver::verify(test, model, z3);
      if (searched.circular_values) continue; // enumeration counts those that are computed from constants
      auto const other = summary(searched);
      ++compared;
      if (one != other) failures += in_both_words(test, model, one, other);
    }
  }
  std::cout << "z3: every " << every << "th test from " << start << " on, under each model: " << compared
            << " compared\n";
  EXPECT_GT(compared, 0u);
  EXPECT_EQ(failures, "");
}

} // namespace
} // namespace barrister::corpus
