// SPDX-License-Identifier: BSD-2-Clause
// Which axioms may be trusted to hold of any number of copies of a cycle.
#include "proofs/directions.hpp"
#include "tests/unit/proofs/lasso_cases.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace lasso_cases;

struct Repeated {
  Case lasso = calling();
  std::vector<std::uint8_t> blocks() const {
    std::vector<std::uint8_t> out(lasso.lasso.execution.execution.events.size());
    return out;
  }
  Complaints by(MemoryModel const& model) const {
    return proofs::complaints_about_repetition(model, lasso.lasso.execution.execution, blocks());
  }
};
Complaints mistrusted() {
  return only("the axiom 'axiom' may hold of two copies of the cycle, and not of more");
}

TEST(Directions, CyclesOfForwardRelations) {
  Model m;
  m.check(Is::Acyclic, m.either(m.base("po"), m.either(m.base("rf"), m.fr())), "axiom");
  EXPECT_EQ(Repeated().by(m), Complaints{});
  Model around; // comes back
  around.check(Is::Acyclic, around.either(around.base("po"), around.base("loc")), "axiom");
  EXPECT_EQ(Repeated().by(around), mistrusted());
  Model with_inverse;
  with_inverse.check(Is::Acyclic,
                     with_inverse.then(with_inverse.base("po"),
                                       with_inverse.relation(NodeKind::Inverse, with_inverse.base("po"))),
                     "axiom");
  EXPECT_EQ(Repeated().by(with_inverse), mistrusted());
}
TEST(Directions,
     NoCounting) { // at most three writes of a CPU to a cell: monotone in com, and two copies have two
  Model m;
  auto const writes = m.identity(m.base("W"));
  auto const next = m.then(m.then(writes, m.both(m.base("po"), m.base("loc"))), writes);
  m.check(Is::Empty, m.then(next, m.then(next, next)), "axiom");
  EXPECT_EQ(Repeated().by(m), mistrusted());
  Model nothing; // of what is in no block, there is none in any
  nothing.check(Is::Empty, nothing.then(nothing.identity(nothing.base("Sync-rcu")), nothing.base("po")),
                "axiom");
  EXPECT_EQ(Repeated().by(nothing), Complaints{});
}
TEST(Directions, DependenciesMayTakeMoreCopies) {
  Model m; // there is none in two
  m.check(Is::Empty, m.base("data"), "axiom");
  EXPECT_EQ(Repeated().by(m), mistrusted());
  Model within;
  within.check(Is::Empty, within.both(within.base("rmw"), within.base("rf")), "axiom");
  EXPECT_EQ(Repeated().by(within), Complaints{});
}
TEST(Directions, PairsWithinABlock) {
  Model m;
  m.check(Is::Empty, m.both(m.base("rmw"), m.then(m.fr(), m.base("co"))), "axiom");
  EXPECT_EQ(Repeated().by(m), Complaints{});
  Model both_ways;
  both_ways.check(
      Is::Empty,
      both_ways.both(both_ways.base("po"), both_ways.relation(NodeKind::Inverse, both_ways.base("rf"))),
      "axiom");
  EXPECT_EQ(Repeated().by(both_ways), Complaints{});
  Model one_way;
  one_way.check(Is::Empty, one_way.base("po"), "axiom");
  EXPECT_EQ(Repeated().by(one_way), mistrusted());
}
TEST(Directions, DifferencesOfWhatOtherBlocksDecide) {
  Model m; // writes that nobody reads
  auto const read = m.node(NodeKind::Domain, true, m.base("rf"));
  auto const unread = m.node(NodeKind::Difference, true, m.base("W"), read);
  m.check(Is::Acyclic, m.then(m.identity(unread), m.base("po")), "axiom");
  EXPECT_EQ(Repeated().by(m), mistrusted());
  Model local; // not monotone in com, and yet each block decides
  local.check(Is::Acyclic, local.relation(NodeKind::Difference, local.base("po"), local.base("rf")), "axiom");
  EXPECT_EQ(Repeated().by(local), Complaints{});
  Model negated;
  negated.check(Is::Empty, negated.base("rf"), "axiom", Role::Axiom, true);
  EXPECT_EQ(Repeated().by(negated), mistrusted());
}
TEST(Directions, Recursion) {
  Model m;
  auto const variable = m.variable(0, 0);
  m.fixpoint({variable}, {m.either(m.base("po"), m.then(variable, m.base("co")))});
  m.check(Is::Acyclic, variable, "axiom");
  EXPECT_EQ(Repeated().by(m), Complaints{});
  Model back;
  auto const going = back.variable(0, 0);
  back.fixpoint({going}, {back.either(back.base("po"), back.relation(NodeKind::Inverse, going))});
  back.check(Is::Acyclic, going, "axiom");
  EXPECT_EQ(Repeated().by(back), mistrusted());
}
// The models' RCU axioms go through readers backwards.
TEST(Directions, ReadersWithinABlock) {
  Case c{protocol({task(
             {0}, loop({fence(Tag::RcuLock), load(r1, y), fence(Tag::RcuUnlock), fence(Tag::SyncRcu)}))}),
         Lasso()};
  c.lasso = {execution(c.protocol, {{0, 0, {0, 0, 0, 0, 0}, {}, {}, RunEnd::Cut}}), {{0, 1, 7, 13}}, {0}};
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak"})
    EXPECT_EQ(c.complaints(load_shipped_model(name)), Complaints{}) << name;
  auto const& events = c.lasso.execution.execution.events;
  std::vector<std::uint8_t> blocks(events.size());
  for (EventId e = 0; e < events.size(); ++e) blocks[e] = e < 6 ? 0 : 1; // a reader is cut in two
  EXPECT_TRUE(has(
      proofs::complaints_about_repetition(load_shipped_model("lkmm"), c.lasso.execution.execution, blocks),
      "the axiom 'rcu' may hold"));
}

} // namespace
} // namespace barrister
