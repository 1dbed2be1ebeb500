// SPDX-License-Identifier: BSD-2-Clause
// What herd7 says that there is, the checker's own encoding of the test has.
#include "proofs/plain/encoding.hpp"
#include "solver/encode/sat_solver.hpp"
#include "solver/verify.hpp"
#include "tests/corpus/corpus.hpp"
#include "tests/support/load.hpp"
#include "tests/support/progress.hpp"
#include "tests/support/stopwatch.hpp"
#include <gtest/gtest.h>
#include <iostream>

namespace barrister::corpus {
namespace {

using proofs::plain::Encoding;

// Whether there is an assignment in which the condition holds, or fails, at the end of a complete execution.
bool can_be(Encoding const& encoding, bool satisfied) {
  solver::SatSolver sat(solver::SatSolver::Kind::Cadical);
  while (sat.fresh() < encoding.last()) {
  }
  for (std::size_t i = 0; i < encoding.clauses().size(); ++i)
    sat.require({encoding.clauses()[i].begin(), encoding.clauses()[i].end()});
  auto const goal = encoding.satisfies_proposition();
  return sat.solve(
             {-encoding.is_cut(), -encoding.has_fault(), encoding.passes_filter(), satisfied ? goal : -goal},
             {}) == solver::SatSolver::Answer::Satisfiable;
}

TEST(Corpus, ThePlainEncodingHasWhatHerd7Finds) {
  auto const folder = find_corpus();
  if (!folder) GTEST_SKIP() << "no ../shared/corpus beside the source tree";
  auto const rows = read_rows(*folder + "/herd7.tsv");
  std::map<std::string, std::size_t> unsupported;
  std::size_t clauses = 0, most_clauses = 0, questions = 0;
  std::string largest;
  Stopwatch watch;
  Progress progress("plain encoding", rows.size());
  for (auto const& row : rows) {
    progress.step();
    auto const test = load_test_file(*folder + "/litmus/" + row.test);
    auto const made =
        watch.time([&] { return Encoding::of(test, LockSemantics::Waiting, solver::Options{}.unroll); });
    if (auto const* no = std::get_if<proofs::plain::Unsupported>(&made)) {
      ++unsupported[no->what];
      std::cout << row.test << ": " << no->what << '\n';
      continue;
    }
    auto const& encoding = std::get<Encoding>(made);
    clauses += encoding.clauses().size();
    if (encoding.clauses().size() > most_clauses) {
      most_clauses = encoding.clauses().size();
      largest = row.test;
    }
    for (auto const& [found, satisfied] : {std::pair(row.positive, true), {row.negative, false}}) {
      if (found == 0) continue;
      ++questions;
      EXPECT_TRUE(can_be(encoding, satisfied)) << row.test << (satisfied ? " satisfied" : " falsified");
    }
  }
  std::cout << rows.size() << " tests, " << questions << " questions, " << clauses << " clauses, at most "
            << most_clauses << " (" << largest << "), made in " << watch.seconds() << " s\n";
  EXPECT_EQ(unsupported.size(), 0);
}

} // namespace
} // namespace barrister::corpus
