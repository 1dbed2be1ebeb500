// SPDX-License-Identifier: BSD-2-Clause
// Which runs may be exchanged for each other, and that an order among them takes no answer away.
#include "solver/protocol/asked_by.hpp"
#include "solver/protocol/verify.hpp"
#include "solver/verify.hpp"
#include "spec/world_of.hpp"
#include "tests/support/load.hpp"
#include "tests/support/protocol_parts.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace protocol_parts;
using Groups = std::vector<std::vector<solver::RunId>>;

Groups groups(Protocol const& protocol, std::size_t claim = 0) {
  auto const graph = solver::unfold(protocol, 2);
  EXPECT_EQ(graph.problem, "");
  std::vector<solver::TermId> asked;
  if (!protocol.claims.empty()) asked.push_back(graph.answers.at(claim));
  return solver::alike(protocol, graph, solver::asked_of(asked));
}

struct Tasks {
  Builder p{4};
  ExpressionPtr x = p.word("x"), y = p.word("y");
  ExpressionPtr sum(LocalId r, std::int64_t n) const { return compute(use(r), Operator::Add, constant(n)); }
  Block increments(std::int64_t by = 1) const { return {load(0, x), store(x, sum(0, by))}; }
};

TEST(Alike, TasksThatDoTheSame) {
  Tasks t;
  for (CpuId cpu = 0; cpu < 3; ++cpu) t.p.task("t" + std::to_string(cpu), {cpu}, t.increments());
  t.p.task("other", {3}, {load(0, t.y), store(t.x, t.sum(0, 1))});
  t.p.claim(Claim::Kind::Never, "three", {load(0, t.x)});
  EXPECT_EQ(groups(t.p.finished()), (Groups{{0, 1, 2}}));
}
TEST(Alike, NotThoseThatStoreAnotherValue) {
  Tasks t;
  t.p.task("a", {0}, t.increments(1));
  t.p.task("b", {1}, t.increments(2));
  EXPECT_EQ(groups(t.p.finished()), Groups{});
}
TEST(Alike, NotWhereAnActComesToTheCpuOfOne) {
  Tasks t;
  t.p.task("a", {0}, t.increments());
  t.p.task("b", {1}, t.increments());
  auto apart = t, together = t;
  apart.p.act("agent", {2}, {store(t.y, 1)});
  EXPECT_EQ(groups(apart.p.finished()), (Groups{{0, 1}}));
  together.p.act("agent", {1}, {store(t.y, 1)});
  EXPECT_EQ(groups(together.p.finished()), Groups{});
}
TEST(Alike, NotThoseThatSayWhereTheyAre) {
  Tasks t;
  t.p.task("a", {0}, {store(t.x, this_cpu())});
  t.p.task("b", {1}, {store(t.x, this_cpu())});
  EXPECT_EQ(groups(t.p.finished()), Groups{});
}
TEST(Alike, WhatTheyChooseIsExchangedToo) {
  Tasks t;
  t.p.task("a", {0}, {choose(0, 3), store(t.x, use(0)), choose(1, 2), store(t.y, use(1))});
  t.p.task("b", {1}, {choose(0, 3), store(t.x, use(0)), choose(1, 2), store(t.y, use(1))});
  t.p.task("c", {2}, {choose(0, 2), store(t.x, use(0)), choose(1, 3), store(t.y, use(1))});
  EXPECT_EQ(groups(t.p.finished()), (Groups{{0, 1}}));
}

// Each keeps what it reads in a variable of its own; the claim speaks of the first one's.
struct Keeping : Tasks {
  std::vector<OwnedId> kept;
  void keep(std::string const& name, CpuId cpu, OwnedVariable::Owner owner, std::int64_t initial = 0) {
    kept.push_back(p.owned("kept by " + name, owner, number(initial)));
    p.task(name, {cpu}, together({increments(), {owned_store(kept.back(), use(0))}}));
  }
  Block has(std::size_t task, std::int64_t value) const {
    return {owned_load_of(constant(static_cast<std::int64_t>(task)), 1, kept[task]), assign(0, equal(1, value))};
  }
};
constexpr auto by_context = OwnedVariable::Owner::Context, by_cpu = OwnedVariable::Owner::Cpu;

TEST(Alike, ThoseThatKeepAlikeWhatTheClaimDoesNotSpeakOf) {
  Keeping t;
  for (CpuId cpu = 0; cpu < 4; ++cpu) t.keep("t" + std::to_string(cpu), cpu, by_context, cpu == 3 ? 1 : 0);
  t.p.claim(Claim::Kind::Never, "first", t.has(0, 3));
  t.p.claim(Claim::Kind::Never, "memory", {load(0, t.x)});
  EXPECT_EQ(groups(t.p.finished()), (Groups{{1, 2}})) << "the last one begins with another value";
  EXPECT_EQ(groups(t.p.finished(), 1), (Groups{{0, 1, 2}}));
}
TEST(Alike, NotThoseThatKeepOfTheirCpuOrOfOthers) {
  Keeping t;
  for (CpuId cpu = 0; cpu < 2; ++cpu) t.keep("t" + std::to_string(cpu), cpu, by_cpu);
  EXPECT_EQ(groups(t.p.finished()), Groups{});
  Keeping other;
  auto const both = other.p.owned("both", by_context);
  other.p.task("a", {0}, {load(0, other.x), owned_store(both, use(0)), owned_store(both, use(0))});
  auto const first = other.p.owned("first", by_context), second = other.p.owned("second", by_context);
  other.p.task("b", {1}, {load(0, other.x), owned_store(first, use(0)), owned_store(second, use(0))});
  EXPECT_EQ(groups(other.p.finished()), Groups{}) << "one variable, and two";
}
TEST(Alike, WhatTheyReadOfTheirOwnIsExchangedToo) {
  Tasks t;
  auto const again = [&](OwnedId v, std::int64_t more) -> Block {
    return {load(0, t.x), owned_store(v, use(0)), owned_load(1, v), store(t.y, t.sum(1, more))};
  };
  for (CpuId cpu = 0; cpu < 3; ++cpu)
    t.p.task("t" + std::to_string(cpu), {cpu},
             again(t.p.owned("v" + std::to_string(cpu), by_context), cpu == 2 ? 2 : 1));
  EXPECT_EQ(groups(t.p.finished()), (Groups{{0, 1}}));
}
TEST(Alike, AnOrderTakesNothingThatIsKeptAway) {
  Keeping t;
  for (CpuId cpu = 0; cpu < 3; ++cpu) t.keep("t" + std::to_string(cpu), cpu, by_context);
  for (std::size_t task = 0; task < 3; ++task)
    for (std::int64_t value = 0; value < 4; ++value)
      t.p.claim(Claim::Kind::Cover, std::to_string(task) + " " + std::to_string(value), t.has(task, value));
  auto const result = solver::verify(t.p.finished(), load_model_for_protocols("lkmm"), {});
  for (std::size_t i = 0; i < result.claims.size(); ++i)
    EXPECT_EQ(result.claims[i].kind, i % 4 < 3 ? ClaimVerdict::Kind::Holds : ClaimVerdict::Kind::Violated) << i;
}

// The condition names the register of one, and of a third that is like it.
std::string sums(std::string const& condition) {
  std::string text = "C sums\n{}\n";
  for (auto const* thread : {"P0", "P1", "P2"})
    text += std::string(thread) + "(int *x, int *y)\n{\nint r0;\nr0 = READ_ONCE(*x);\nWRITE_ONCE(*x, r0 + 1);\n}\n";
  return text + condition + "\n";
}
Groups of_test(std::string const& condition) {
  auto const test = load_test(sums(condition));
  auto const protocol = world_of(test);
  auto const graph = solver::unfold(protocol, 2);
  solver::FinalLocals locals;
  for (auto const& run : graph.runs) locals.push_back(run.locals);
  return solver::alike(protocol, graph, solver::asked_by(test, locals));
}
TEST(Alike, ThreadsThatTheConditionDoesNotName) {
  EXPECT_EQ(of_test("exists (x=3)"), (Groups{{0, 1, 2}}));
  EXPECT_EQ(of_test("exists (x=1 /\\ 1:r0=0)"), (Groups{{0, 2}}));
  EXPECT_EQ(of_test("exists (0:r0=0 /\\ 1:r0=1)"), Groups{});
}
TEST(Alike, ThreadsThatTheConditionNamesAlike) {
  EXPECT_EQ(of_test("exists (0:r0=0 /\\ 1:r0=0)"), (Groups{{0, 1}}));
  EXPECT_EQ(of_test("exists (x=2 /\\ (2:r0=0 /\\ 1:r0=0) /\\ 0:r0=0)"), (Groups{{0, 1, 2}}));
  EXPECT_EQ(of_test("exists ((0:r0=0 /\\ 1:r0=1) \\/ (0:r0=1 /\\ 1:r0=0))"), (Groups{{0, 1}}));
  EXPECT_EQ(of_test("exists (0:r0=1:r0)"), Groups{}); // as written: the sides are not turned round
  EXPECT_EQ(of_test("exists (0:r0=2:r0 /\\ 1:r0=2:r0)"), (Groups{{0, 1}}));
  EXPECT_EQ(of_test("exists (0:r0=0 /\\ ~1:r0=0)"), Groups{});
  EXPECT_EQ(of_test("forall (0:r0=0 \\/ 1:r0=0 \\/ 2:r0=0)"), (Groups{{0, 1, 2}}));
}
// What the first two read is asked for in either order, and in that of the text it is not the order of co.
TEST(Alike, AnOrderTakesNoAnswerAway) {
  for (auto const* condition :
       {"exists (0:r0=2 /\\ 1:r0=1 /\\ 2:r0=0)", "exists (0:r0=0 /\\ 1:r0=1 /\\ 2:r0=2)", "exists (2:r0=1 /\\ x=2)",
        "exists (0:r0=1 /\\ x=2)", "exists (x=1)", "exists (x=2)", "exists (x=3)"}) {
    solver::Options options;
    options.engine = solver::Engine::Cadical;
    auto const result = solver::verify(load_test(sums(condition)), load_shipped_model("lkmm"), options);
    EXPECT_EQ(result.unknown, "") << condition;
    EXPECT_GT(result.positive, 0u) << condition;
  }
}
// A write that not all execute: those that do not are last.
TEST(Alike, WhatNotAllExecuteIsInAnOrderToo) {
  Tasks t;
  for (CpuId cpu = 0; cpu < 3; ++cpu)
    t.p.task("t" + std::to_string(cpu), {cpu},
             {compare_exchange(0, t.x, constant(0), constant(1)), when(use(0), {load(1, t.y), store(t.y, t.sum(1, 1))})});
  t.p.claim(Claim::Kind::Cover, "one", {load(1, t.y), assign(0, equal(1, 1))});
  t.p.claim(Claim::Kind::Never, "none", {load(1, t.y), assign(0, equal(1, 0))});
  t.p.claim(Claim::Kind::Never, "two", {load(1, t.y), assign(0, equal(1, 2))});
  auto const protocol = t.p.finished();
  ASSERT_EQ(groups(protocol), (Groups{{0, 1, 2}}));
  auto const result = solver::verify(protocol, load_model_for_protocols("lkmm"), {});
  for (auto const& claim : result.claims) EXPECT_EQ(claim.kind, ClaimVerdict::Kind::Holds) << claim.reason;
}

} // namespace
} // namespace barrister
