// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/check.hpp"
#include "proofs/describe.hpp"
#include "proofs/explain.hpp"
#include "tests/support/enumerate.hpp"
#include "tests/unit/proofs/build.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace build;
using proofs::explain;

std::vector<Execution> executions(LitmusTest const& test, MemoryModel const& model) {
  return enumerate(test, model, 2)->executions;
}
std::vector<Execution> forbidden(LitmusTest const& test, MemoryModel const& model) {
  std::vector<Execution> out;
  for (auto const& e : executions(test, anything()))
    if (!proofs::evaluate(model, e).consistent) out.push_back(e);
  return out;
}
std::string text(Program const& program, Execution const& x, proofs::Explanation const& why) {
  std::string out;
  for (auto const& step : why.steps)
    out += proofs::describe(program, x.events[step.from]) + " --" + step.relation + "--> ";
  return out + proofs::describe(program, x.events[why.steps.back().to]);
}
// The one execution that a test's condition asks for.
std::string why_not(LitmusTest const& test, MemoryModel const& model) {
  for (auto const& e : forbidden(test, model))
    if (holds(test.proposition, test.program, [&](Observable const& o) { return proofs::observe(e, o); }))
      return text(test.program, e, *explain(model, e));
  return "";
}

TEST(Explain, NothingOfWhatIsConsistent) {
  for (auto const& e : executions(peterz(), sc())) EXPECT_FALSE(explain(sc(), e));
}
TEST(Explain, StepsChainAndClose) {
  for (auto const& test : {peterz(), store_buffering()})
    for (MemoryModel const& model : {MemoryModel(sc()), MemoryModel(fences())})
      for (auto const& e : forbidden(test, model)) {
        auto const why = explain(model, e);
        ASSERT_TRUE(why);
        ASSERT_FALSE(why->steps.empty());
        for (std::size_t i = 0; i < why->steps.size(); ++i) {
          EXPECT_EQ(why->steps[i].to, why->steps[(i + 1) % why->steps.size()].from);
          EXPECT_NE(why->steps[i].from, why->steps[i].to);
          EXPECT_FALSE(why->steps[i].relation.empty());
        }
      }
}
TEST(Explain, PeterzReadsAsItsAuthorWouldSayIt) {
  EXPECT_EQ(why_not(peterz(), fences()),
            "W[ONCE] x=1 (P0) --mb--> R[ONCE] y=0 (P0) --fr--> W[ONCE] y=1 (P1) --po-rel--> "
            "W[RELEASE] z=1 (P1) --rfe--> R[ACQUIRE] z=1 (P2) --acq-po--> R[ONCE] x=0 (P2) --fr--> W[ONCE] "
            "x=1 (P0)");
}
TEST(Explain, BaseRelationsWhenThereIsNoBetterName) {
  auto test = store_buffering();
  test.proposition = all_of({equal(Register{0, 0}, 0), equal(Register{1, 0}, 0)});
  EXPECT_EQ(why_not(test, sc()), "W[ONCE] x=1 (P0) --po--> R[ONCE] y=0 (P0) --fr--> W[ONCE] y=1 (P1) --po--> "
                                 "R[ONCE] x=0 (P1) --fr--> W[ONCE] x=1 (P0)");
}
TEST(Explain, RecursiveDefinitionsEnd) {
  Model m; // let rec v = v ; v | po | fr, with the recursion first and identities in the way
  auto const v = m.variable(0, 0);
  auto const loop = m.then(m.relation(NodeKind::Reflexive, v), m.relation(NodeKind::ReflexiveClosure, v));
  auto const body = m.either(m.either(v, m.then(loop, v)), m.either(m.base("po"), m.fr()));
  m.fixpoint({v}, {body});
  m.check(Is::Irreflexive, v, "v");
  auto test = store_buffering();
  test.proposition = all_of({equal(Register{0, 0}, 0), equal(Register{1, 0}, 0)});
  EXPECT_EQ(why_not(test, m), "W[ONCE] x=1 (P0) --po--> R[ONCE] y=0 (P0) --fr--> W[ONCE] y=1 (P1) --po--> "
                              "R[ONCE] x=0 (P1) --fr--> W[ONCE] x=1 (P0)");
}
TEST(Explain, InversesAreWalkedBackwards) {
  Model m;
  auto const inverse = m.relation(NodeKind::Inverse, m.then(m.base("co"), m.base("rf")));
  m.check(Is::Empty, inverse, "none");
  auto test = litmus(program({"x"}, 1, {{store(0, 1)}, {load(0, 0)}}), {});
  test.proposition = equal(Register{1, 0}, 1);
  EXPECT_EQ(why_not(test, m), "R[ONCE] x=1 (P1) --rf^-1--> W[ONCE] x=1 (P0) --co^-1--> W x=0 (initial)");
}
TEST(Explain, WhatGoesAgainstAnInverseIsACycle) {
  Model m; // empty fr & (po ; rf ; po)^-1: the read comes to what overwrites what it read, and back
  auto const back = m.then(m.base("po"), m.then(m.base("rf"), m.base("po")));
  m.check(Is::Empty, m.both(m.base("ext"), m.both(m.fr(), m.relation(NodeKind::Inverse, back))), "late");
  enum : ObjectId { x, y };
  auto test = litmus(program({"x", "y"}, 2, {{store(x, 1), store(y, 1)}, {load(0, y), load(1, x)}}),
                     {Register{1, 0}});
  test.proposition = all_of({equal(Register{1, 0}, 1), equal(Register{1, 1}, 0)});
  EXPECT_EQ(
      why_not(test, m),
      "R[ONCE] x=0 (P1) --fr--> W[ONCE] x=1 (P0) --po--> W[ONCE] y=1 (P0) --rf--> R[ONCE] y=1 (P1) --po--> "
      "R[ONCE] x=0 (P1)");
  for (auto const& e : forbidden(test, m)) EXPECT_TRUE(proofs::is_cycle(explain(m, e)->steps));
}
TEST(Explain, AtomicityTellsWhoCameBetween) {
  Model m; // empty rmw & (fre ; coe)
  auto const fre = m.named("fre", m.both(m.fr(), m.base("ext")));
  auto const coe = m.named("coe", m.both(m.base("co"), m.base("ext")));
  m.check(Is::Empty, m.both(m.base("rmw"), m.then(fre, coe)), "atomic");
  Statement const increment{
      Rmw{Rmw::Kind::Arithmetic, Operator::Add, RmwResult::None, 0, cell(0), constant(1), nullptr, {}}};
  auto test = litmus(program({"x"}, 0, {{increment}, {increment}}), {});
  test.proposition = equal(Cell{address(0)}, 1);
  EXPECT_EQ(why_not(test, m), "R[RMW] x=0 (P1) --fre--> W[RMW] x=1 (P0) --coe--> W[RMW] x=1 (P1)");
}

} // namespace
} // namespace barrister
