// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/evaluate.hpp"
#include "tests/unit/proofs/build.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace build;
using proofs::evaluate;
using Pairs = std::vector<std::pair<EventId, EventId>>;

// 0 and 1 are the initial writes of x and y; CPU 0: 2 W x, 3 F srcu y; CPU 1: 4 R x, 5 W x.
Execution small() {
  Execution e;
  e.events = {{EventKind::Write, no_cpu, 0, address(0), number(0), {}},
              {EventKind::Write, no_cpu, 0, address(1), number(0), {}},
              {EventKind::Write, 0, 0, address(0), number(1), Tag::Release},
              {EventKind::Fence, 0, 0, address(1), number(0), Tag::SyncSrcu},
              {EventKind::Read, 1, 0, address(0), number(1), Tag::Once},
              {EventKind::Write, 1, 0, address(0), number(2), Tag::Once}};
  for (auto* r : {&e.po, &e.addr, &e.data, &e.ctrl, &e.rmw, &e.rf, &e.co}) *r = Relation(e.events.size());
  e.observed = {true, true};
  e.po.insert(2, 3);
  e.po.insert(4, 5);
  e.rf.insert(2, 4);
  e.co.insert(0, 2);
  e.co.insert(0, 5);
  e.co.insert(2, 5);
  return e;
}
Relation relation(Model const& m, NodeId id) { return std::get<Relation>(evaluate(m, small()).nodes[id]); }
std::vector<EventId> events(Model const& m, NodeId id) {
  auto const set = std::get<EventSet>(evaluate(m, small()).nodes[id]);
  std::vector<EventId> out;
  for (EventId e = 0; e < set.size(); ++e)
    if (set.contains(e)) out.push_back(e);
  return out;
}

TEST(Base, Sets) {
  auto const of = [](std::string const& name) {
    Model m;
    auto const id = m.base(name);
    return events(m, id);
  };
  using Events = std::vector<EventId>;
  EXPECT_EQ(of("R"), (Events{4}));
  EXPECT_EQ(of("W"), (Events{0, 1, 2, 5}));
  EXPECT_EQ(of("M"), (Events{0, 1, 2, 4, 5}));
  EXPECT_EQ(of("F"), Events{}); // events of SRCU are no fences
  EXPECT_EQ(of("IW"), (Events{0, 1}));
  EXPECT_EQ(of("FW"), (Events{1, 5}));
  EXPECT_EQ(of("RELEASE"), (Events{2}));
  EXPECT_EQ(of("Sync-srcu"), (Events{3}));
  for (auto name : tag_names) EXPECT_LE(of(std::string(name)).size(), 2u);
}
TEST(Base, FencesAreWhatHasNoAddress) {
  auto x = small();
  x.events[3].address.reset();
  Model m;
  auto const id = m.base("F");
  EXPECT_TRUE(std::get<EventSet>(evaluate(m, x).nodes[id]).contains(3));
}
TEST(Base, SetsOfAProgramsOwnTags) {
  auto x = small();
  x.events[3].tags = *x.tag_names.intern("Full-stop");
  Model m;
  auto const has = m.node(NodeKind::Base, true, 0, 0, "Full-stop");
  auto const has_not = m.node(NodeKind::Base, true, 0, 0, "Half-stop");
  auto const nodes = evaluate(m, x).nodes;
  EXPECT_TRUE(std::get<EventSet>(nodes[has]).contains(3));
  EXPECT_TRUE(std::get<EventSet>(nodes[has_not]).empty());
}
TEST(Base, Relations) {
  auto const of = [](std::string const& name) {
    Model m;
    auto const id = m.base(name);
    return relation(m, id);
  };
  EXPECT_EQ(
      of("int").pairs(),
      (Pairs{
          {0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 2}, {2, 3}, {3, 2}, {3, 3}, {4, 4}, {4, 5}, {5, 4}, {5, 5}}));
  EXPECT_EQ(of("ext"), of("int").complement());
  EXPECT_EQ(of("id"), Relation::identity(6));
  EXPECT_TRUE(of("loc").contains(1, 3) && of("loc").contains(0, 5) && of("loc").contains(4, 4));
  EXPECT_FALSE(of("loc").contains(2, 3));
  EXPECT_EQ(of("co"), small().co);
  EXPECT_EQ(of("rf"), small().rf);
}

TEST(Evaluate, Operators) {
  Model m;
  auto const po = m.base("po"), rf = m.base("rf"), co = m.base("co"), w = m.base("W"), r = m.base("R");
  auto const fr = m.fr();
  auto const product = m.relation(NodeKind::Product, w, r);
  auto const difference =
      m.relation(NodeKind::Difference, co, m.relation(NodeKind::Product, m.base("IW"), w));
  auto const closure = m.relation(NodeKind::Closure, m.either(rf, po));
  auto const star = m.relation(NodeKind::ReflexiveClosure, m.either(rf, po));
  auto const maybe = m.relation(NodeKind::Reflexive, rf);
  auto const domain = m.node(NodeKind::Domain, true, rf), range = m.node(NodeKind::Range, true, rf);
  auto const others = m.node(NodeKind::Complement, true, w);
  auto const all = m.node(NodeKind::Universe, true);
  auto const no_set = m.node(NodeKind::Empty, true), no_relation = m.node(NodeKind::Empty, false);
  auto const not_po = m.relation(NodeKind::Complement, po);
  EXPECT_EQ(relation(m, fr).pairs(), (Pairs{{4, 5}}));
  EXPECT_EQ(relation(m, product).pairs(), (Pairs{{0, 4}, {1, 4}, {2, 4}, {5, 4}}));
  EXPECT_EQ(relation(m, difference).pairs(), (Pairs{{2, 5}}));
  EXPECT_EQ(relation(m, closure).pairs(), (Pairs{{2, 3}, {2, 4}, {2, 5}, {4, 5}}));
  EXPECT_EQ(relation(m, star), relation(m, closure).reflexive());
  EXPECT_EQ(relation(m, maybe), relation(m, rf).reflexive());
  EXPECT_EQ(relation(m, not_po), relation(m, po).complement());
  EXPECT_TRUE(relation(m, no_relation).empty());
  EXPECT_EQ(events(m, domain), (std::vector<EventId>{2}));
  EXPECT_EQ(events(m, range), (std::vector<EventId>{4}));
  EXPECT_EQ(events(m, others), (std::vector<EventId>{3, 4}));
  EXPECT_EQ(events(m, all).size(), 6u);
  EXPECT_TRUE(events(m, no_set).empty());
}

TEST(Evaluate, FixpointIsTheClosure) {
  Model m; // let rec v = s | v ; v
  auto const s = m.either(m.either(m.base("po"), m.base("rf")), m.base("co"));
  auto const v = m.variable(0, 0);
  m.fixpoint({v}, {m.either(s, m.then(v, v))});
  auto const closure = m.relation(NodeKind::Closure, s);
  EXPECT_EQ(relation(m, v), relation(m, closure));
}
TEST(Evaluate, FixpointsOfAGroupGoOnTogether) {
  Model m; // let rec odd = s | even ; s and even = odd ; s
  auto const s = m.either(m.base("po"), m.base("rf"));
  auto const odd = m.variable(0, 0), even = m.variable(0, 1);
  m.fixpoint({odd, even}, {m.either(s, m.then(even, s)), m.then(odd, s)});
  EXPECT_EQ(relation(m, odd).pairs(), (Pairs{{2, 3}, {2, 4}, {4, 5}}));
  EXPECT_EQ(relation(m, even).pairs(), (Pairs{{2, 5}}));
}
TEST(Evaluate, BodiesAreAppliedInTurn) {
  Model m; // let rec v = po \ w and w = w | (po \ v)
  auto const po = m.base("po"), v = m.variable(0, 0), w = m.variable(0, 1);
  m.fixpoint({v, w},
             {m.relation(NodeKind::Difference, po, w), m.either(w, m.relation(NodeKind::Difference, po, v))});
  EXPECT_EQ(relation(m, v), small().po);
  EXPECT_TRUE(relation(m, w).empty());
}
TEST(Evaluate, FixpointInAFixpoint) {
  Model m; // let rec outer = (let rec inner = s | outer | inner ; inner in inner)
  auto const s = m.either(m.either(m.base("po"), m.base("rf")), m.base("co"));
  auto const outer = m.variable(0, 0), inner = m.variable(1, 0);
  auto const body = m.either(m.then(outer, outer), inner);
  m.fixpoint({outer}, {body});
  m.fixpoint({inner}, {m.either(m.either(s, outer), m.then(inner, inner))});
  auto const closure = m.relation(NodeKind::Closure, s);
  EXPECT_EQ(relation(m, outer), relation(m, closure));
  EXPECT_EQ(relation(m, inner), relation(m, closure));
}
TEST(Evaluate, WhatIsNotMonotoneEnds) {
  Model m; // let rec v = po \ v
  auto const po = m.base("po"), v = m.variable(0, 0);
  m.fixpoint({v}, {m.relation(NodeKind::Difference, po, v)});
  EXPECT_TRUE((relation(m, v) - small().po).empty());
}

TEST(Evaluate, ChecksHaveRoles) {
  Model m;
  auto const po = m.base("po"), rmw = m.base("rmw");
  m.check(Is::Acyclic, po, "fine");
  m.check(Is::Empty, po, "some-po", Role::Flag, true);
  m.check(Is::Empty, rmw, "no-rmw", Role::Flag);
  m.check(Is::Empty, po, "no-po", Role::Flag);
  m.check(Is::Irreflexive, po, "", Role::Requirement);
  auto const fine = evaluate(m, small());
  EXPECT_TRUE(fine.consistent);
  EXPECT_FALSE(fine.undefined);
  EXPECT_EQ(fine.flags, (std::vector<std::string>{"no-rmw", "some-po"}));
  EXPECT_EQ(fine.holds, (std::vector<bool>{true, true, true, false, true}));

  m.check(Is::Irreflexive, m.base("id"), "broken", Role::Requirement);
  EXPECT_TRUE(evaluate(m, small()).undefined);
  EXPECT_TRUE(evaluate(m, small()).consistent);
  m.check(Is::Irreflexive, po, "broken", Role::Axiom, true);
  EXPECT_FALSE(evaluate(m, small()).consistent);
}

} // namespace
} // namespace barrister
