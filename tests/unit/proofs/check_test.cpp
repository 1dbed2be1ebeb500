// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/check.hpp"
#include "tests/support/enumerate.hpp"
#include "tests/unit/proofs/build.hpp"
#include <gtest/gtest.h>
#include <random>

namespace barrister {
namespace {

using namespace build;
using proofs::complaints;
using proofs::complaints_as_forbidden;
using Complaints = std::vector<std::string>;
enum : ObjectId { x, y, z };

// Two threads that between them have every kind of event and dependency.
LitmusTest rich() {
  auto p = program(
      {"x", "y", "z"}, 3,
      {{store(x, 1), fence(Tag::Mb), load(0, y), when(local(0), {store(z, local(0), Tag::Release)})},
       {{Rmw{Rmw::Kind::Arithmetic, Operator::Add, RmwResult::Old, 0, cell(y), constant(1), nullptr, {}}},
        {Load{1,
              build::apply(Operator::Add, cell(x), build::apply(Operator::Multiply, local(0), constant(0))),
              Tag::Once}},
        store(x, local(1))}});
  return litmus(std::move(p), {Register{0, 0}, Register{1, 0}, Register{1, 1}, Cell{address(x)}});
}
std::vector<Execution> executions(LitmusTest const& test, MemoryModel const& model) {
  return enumerate(test, model, 2)->executions;
}

TEST(Complaints, AreNoneOfWhatTheEnumeratorFinds) {
  for (auto const& test : {rich(), peterz(), store_buffering()})
    for (auto const& e : executions(test, sc())) {
      EXPECT_EQ(complaints(test.program, sc(), e, 2), Complaints{});
      EXPECT_EQ(complaints_as_forbidden(test.program, sc(), e, 2),
                Complaints{"every axiom holds, so the model allows it"});
    }
}
TEST(Complaints, NameTheAxiom) {
  auto const test = store_buffering();
  std::size_t forbidden = 0;
  for (auto const& e : executions(test, anything())) {
    auto const found = complaints(test.program, sc(), e, 2);
    if (found.empty()) continue;
    ++forbidden;
    EXPECT_EQ(found, Complaints{"the axiom 'sc' does not hold"});
    EXPECT_EQ(complaints_as_forbidden(test.program, sc(), e, 2), Complaints{});
  }
  EXPECT_EQ(forbidden, 1u);
}
TEST(Complaints, NameTheEvents) {
  auto const test = store_buffering();
  auto e = executions(test, sc()).front();
  auto const [write, read] = e.rf.pairs().front();
  e.rf.erase(write, read);
  EXPECT_EQ(complaints(test.program, sc(), e, 2),
            Complaints{"event 3, R[ONCE] y=0 (P0), reads from 0 writes"});
}
TEST(Complaints, IncompleteIsWrong) {
  auto const test = store_buffering();
  auto e = executions(test, sc()).front();
  e.completion = Completion::Stuck;
  EXPECT_FALSE(complaints(test.program, sc(), e, 2).empty());
}

// Changes one thing at random; says what, or nothing if the change would change nothing.
std::string mutate(Execution& e, std::mt19937& rng) {
  auto const below = [&](std::size_t n) { return rng() % n; };
  auto const event = [&] { return static_cast<EventId>(below(e.events.size())); };
  auto& changed = e.events[event()];
  switch (below(8)) {
  case 0: changed.value.number += below(2) == 0 ? 1 : -1; return "a value";
  case 1: changed.tags = changed.tags.has(Tag::Wmb) ? TagSet() : changed.tags | Tag::Wmb; return "a tag";
  case 2:
    changed.address = address(static_cast<ObjectId>((changed.address ? changed.address->object + 1 : 0) % 3));
    return "an address";
  case 3:
    changed.kind = static_cast<EventKind>((static_cast<unsigned>(changed.kind) + 1 + below(2)) % 3);
    return "a kind";
  case 4: changed.cpu = changed.cpu == 0 ? 1 : 0; return "a CPU";
  case 5: e.locals[below(e.locals.size())][below(2)].number += 1; return "a local";
  default: {
    std::array<std::pair<char const*, Relation*>, 7> const relations = {{{"po", &e.po},
                                                                         {"addr", &e.addr},
                                                                         {"data", &e.data},
                                                                         {"ctrl", &e.ctrl},
                                                                         {"rmw", &e.rmw},
                                                                         {"rf", &e.rf},
                                                                         {"co", &e.co}}};
    auto const [name, relation] = relations[below(relations.size())];
    auto const pairs = relation->pairs();
    if (below(2) == 0 && !pairs.empty()) {
      auto const [a, b] = pairs[below(pairs.size())];
      relation->erase(a, b);
      return std::string("an edge of ") + name + " removed";
    }
    auto const a = event(), b = event();
    if (relation->contains(a, b)) return "";
    relation->insert(a, b);
    return std::string("an edge of ") + name + " added";
  }
  }
}
TEST(Complaints, AnyChangeDrawsOne) {
  std::mt19937 rng(20161209);
  for (auto const& test : {rich(), peterz()}) {
    auto const good = executions(test, sc());
    ASSERT_FALSE(good.empty());
    for (unsigned change = 0; change < 500; ++change) {
      auto bad = good[rng() % good.size()];
      auto const what = mutate(bad, rng);
      if (what.empty()) continue;
      EXPECT_FALSE(complaints(test.program, anything(), bad, 2).empty()) << what << ", change " << change;
    }
  }
}
TEST(Complaints, AnEventMoreOrLessDrawsOne) {
  auto const test = rich();
  for (auto const& good : executions(test, sc())) {
    auto more = good;
    more.events.push_back(good.events.back());
    EXPECT_FALSE(complaints(test.program, sc(), more, 2).empty());
    auto less = good;
    less.events.pop_back();
    EXPECT_FALSE(complaints(test.program, sc(), less, 2).empty());
  }
}

TEST(Observe, RegistersAndCells) {
  auto const test = litmus(program({"x"}, 1, {{store(x, 1), store(x, 2), load(0, x)}}), {});
  for (auto const& e : executions(test, sc())) {
    EXPECT_EQ(proofs::observe(e, Register{0, 0}), number(2));
    EXPECT_EQ(proofs::observe(e, Cell{address(x)}), number(2));
  }
}

} // namespace
} // namespace barrister
