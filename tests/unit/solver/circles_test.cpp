// SPDX-License-Identifier: BSD-2-Clause
// Values out of thin air: spec/divergences.md.
#include "proofs/check.hpp"
#include "solver/unfold/threads.hpp"
#include "solver/values/circles.hpp"
#include "solver/verify.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/load.hpp"
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

LitmusTest test_of(std::string const& p0, std::string const& p1, std::string const& exists) {
  return load_test("C circle\n{}\nP0(int *x, int *y) { int r1; " + p0 + " }\nP1(int *x, int *y) { int r2; " +
                   p1 + " }\nexists (" + exists + ")\n");
}
LitmusTest copies(std::string const& exists) {
  return test_of("r1 = *x; *y = r1;", "r2 = *y; *x = r2;", exists);
}
LitmusResult answer(LitmusTest const& test) { return verify(test, load_shipped_model("lkmm"), {}); }
MemoryModel model_of(std::string const& text) {
  Folder const folder;
  return load_shipped_model(folder.write("model.cat", "\"model\"\n" + text));
}
std::size_t in_circles(LitmusTest const& test) {
  auto const graph = unfold(test.program, 1);
  return reads_in_circles(graph, compute_domains(graph), true).size();
}

TEST(Circles, AreOfReadsThatFeedEachOther) {
  EXPECT_EQ(in_circles(copies("x=1")), 2U);
  EXPECT_EQ(in_circles(test_of("r1 = *x; *y = 1;", "r2 = *y; *x = r2;", "x=1")), 0U);
  EXPECT_EQ(in_circles(test_of("r1 = *x; *x = r1 + 1;", "r2 = *y;", "x=1")), 0U)
      << "its own write is behind it";
}
// Each reads before it writes, so one of them reads what is no later in co.
TEST(Circles, OfOneCellAreAgainstCoherence) {
  auto const test = test_of("r1 = *x; *x = r1;", "r2 = *x; *x = r2;", "0:r1=42");
  auto const graph = unfold(test.program, 1);
  EXPECT_EQ(reads_in_circles(graph, compute_domains(graph), true), std::vector<EventId>{});
  EXPECT_EQ(reads_in_circles(graph, compute_domains(graph), false).size(), 2U);
  EXPECT_FALSE(answer(test).satisfying);
  EXPECT_TRUE(verify(test, model_of("empty 0"), {}).satisfying) << "a model without it";
}
TEST(Circles, OfOneCellAndAnotherAreNot) {
  EXPECT_EQ(in_circles(test_of("r1 = *x; *x = r1; *y = r1;", "r2 = *y; *x = r2;", "x=1")), 2U);
  EXPECT_EQ(in_circles(test_of("r1 = *x; *x = r1;", "r2 = *x; *x = r2; r2 = *y; *y = r2;", "x=1")), 0U);
}

TEST(Circles, AValueThatJustifiesItselfIsFoundAndReplayed) {
  for (std::string const asked : {"0:r1=42", "1:r2=-7", "~0:r1=0"}) {
    auto const test = copies(asked);
    auto const result = answer(test);
    ASSERT_TRUE(result.satisfying) << asked;
    EXPECT_TRUE(result.satisfied_by_thin_air);
    EXPECT_FALSE(result.thin_air) << "all were tried";
    EXPECT_EQ(proofs::complaints(test.program, load_shipped_model("lkmm"),
                                 result.states[*result.satisfying].execution, 2),
              std::vector<std::string>{});
  }
}
TEST(Circles, AreForbiddenByDependenciesOfMarkedAccesses) {
  auto const result = answer(test_of("r1 = READ_ONCE(*x); WRITE_ONCE(*y, r1);",
                                     "r2 = READ_ONCE(*y); WRITE_ONCE(*x, r2);", "0:r1=42"));
  EXPECT_FALSE(result.satisfying);
  EXPECT_FALSE(result.thin_air);
}
TEST(Circles, ThatNoValueSolvesAreNone) {
  auto const result = answer(test_of("r1 = *x; *y = r1 + 1;", "r2 = *y; *x = r2;", "0:r1=42"));
  EXPECT_FALSE(result.satisfying);
  EXPECT_FALSE(result.thin_air);
}
// One rf shows both: with one value, and with another.
TEST(Circles, AreAskedForWhatFalsifiesToo) {
  auto const test = load_test("C both\n{}\nP0(int *x, int *y) { int r1; r1 = *x; *y = r1; }\n"
                              "P1(int *x, int *y) { int r2; r2 = *y; *x = r2; }\n"
                              "filter (~0:r1=0)\nforall (0:r1=42)\n");
  for (auto const engine : {Engine::Cadical, Engine::Z3, Engine::Auto}) {
    Options options;
    options.engine = engine;
    auto const result = verify(test, load_shipped_model("lkmm"), options);
    EXPECT_TRUE(result.satisfying);
    EXPECT_TRUE(result.falsifying);
    EXPECT_TRUE(result.capped) << "there are more values than are counted";
  }
}
// Cells that only may be the same are enough.
TEST(Circles, GoThroughPointers) {
  auto const test = load_test("C p\n{ int a = 0; int b = 0; int *p = &a; }\n"
                              "P0(int **p, int *a, int *b) { int *q; int r1; q = *p; r1 = *q; *b = r1; }\n"
                              "P1(int **p, int *a, int *b) { int r2; WRITE_ONCE(*p, b); r2 = *b; *a = r2; }\n"
                              "exists (0:r1=42)\n");
  EXPECT_GE(in_circles(test), 2U);
  EXPECT_TRUE(answer(test).satisfying);
}

} // namespace
} // namespace barrister::solver
