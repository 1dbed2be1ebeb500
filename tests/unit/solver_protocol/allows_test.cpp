// SPDX-License-Identifier: BSD-2-Clause
// The encoding has the executions that there are, and none with a fact that is not so.
#include "proofs/replay.hpp"
#include "proofs/sc/simulate.hpp"
#include "solver/protocol/allows.hpp"
#include "solver/protocol/verify.hpp"
#include "tests/support/load.hpp"
#include "tests/support/protocol_parts.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace protocol_parts;
using solver::KnownExecution, solver::Search, solver::SatSolver;
using Allowed = solver::Allowance::Kind;

// A writer is interrupted, or not, between two writes; an act chooses what to add; a reader goes round.
Protocol busy() {
  Builder p(2);
  auto const x = p.word("x"), seen = p.word("seen");
  auto const handler = p.interrupt("handler", {load(0, x), store(seen, use(0))});
  p.task("writer", {0}, {store(x, 1), raise(handler, this_cpu()), fence(Tag::Mb), store(x, 2)});
  p.task("reader", {1}, {loop({load(0, x)}, compute(use(0), Operator::NotEqual, constant(2)), {})});
  p.act("helper", {0, 1}, {choose(0, 2), store(seen, use(0))});
  p.claim(Claim::Kind::Never, "one", {load(0, seen)});
  p.claim(Claim::Kind::Cover, "two", {load(0, x), assign(0, equal(0, 2))});
  return p.finished();
}

std::vector<KnownExecution> executions(Protocol const& protocol) {
  proofs::SimulationLimits limits;
  limits.runs = 40;
  std::vector<KnownExecution> out;
  for (auto& x : proofs::simulate(protocol, limits).executions) {
    auto const state = proofs::final_state(protocol, x, proofs::run_again(protocol, x, 100));
    std::vector<std::optional<bool>> answers;
    for (auto const& claim : protocol.claims)
      answers.emplace_back(says_yes(claim.probe, proofs::probed(state)));
    out.push_back({std::move(x), std::move(answers)});
  }
  return out;
}

class Allows : public testing::Test {
protected:
  Allowed ask(KnownExecution const& known, unsigned rounds = 3) {
    solver::LemmaStore none;
    Search search(protocol_, model_, rounds, SatSolver::Kind::Cadical, std::nullopt, none);
    return solver::allows(search, protocol_, known).kind;
  }
  // The first in which the reader looks just once, and everybody else does all there is to do.
  KnownExecution whole() const {
    auto const all = executions(protocol_);
    auto const found = std::ranges::find_if(all, [](KnownExecution const& known) {
      auto const& runs = known.execution.runs;
      return runs.size() == 4 && runs[1].steps == 1;
    });
    EXPECT_NE(found, all.end());
    return *found;
  }
  // The event of the run that is the index-th of its own.
  static EventId event(KnownExecution const& known, std::uint32_t run, std::size_t index) {
    auto const& of = known.execution.run_of;
    for (EventId e = 0; e < of.size(); ++e)
      if (of[e] == run && index-- == 0) return e;
    ADD_FAILURE();
    return 0;
  }
  static void reverse(Relation& r, EventId a, EventId b) {
    ASSERT_TRUE(r.contains(a, b));
    r.erase(a, b);
    r.insert(b, a);
  }

  Protocol protocol_ = busy();
  MemoryModel model_ = load_model_for_protocols("lkmm");
};

TEST_F(Allows, WhatThePlainInterpreterComesTo) {
  auto const all = executions(protocol_);
  EXPECT_GE(all.size(), 30u);
  for (auto const& known : all) {
    auto const answer = ask(known);
    auto const rounds = known.execution.runs[1].steps;
    EXPECT_EQ(answer, rounds <= 4 ? Allowed::Yes : Allowed::Beyond) << rounds;
  }
}
TEST_F(Allows, LongerLoopsWithMoreRounds) {
  auto const all = executions(protocol_);
  auto const longest =
      std::ranges::max(all, {}, [](KnownExecution const& known) { return known.execution.runs[1].steps; });
  auto const rounds = static_cast<unsigned>(longest.execution.runs[1].steps) - 1;
  ASSERT_GT(rounds, 1u);
  EXPECT_EQ(ask(longest, rounds - 1), Allowed::Beyond);
  EXPECT_EQ(ask(longest, rounds), Allowed::Yes);
}
TEST_F(Allows, NoOtherValue) {
  auto known = whole();
  known.execution.execution.events[event(known, 1, 0)].value = number(1);
  EXPECT_EQ(ask(known), Allowed::No);
}
TEST_F(Allows, NoOtherSource) {
  auto known = whole();
  auto& rf = known.execution.execution.rf;
  auto const read = event(known, 1, 0), second = event(known, 0, 2);
  ASSERT_TRUE(rf.contains(second, read));
  rf.erase(second, read);
  rf.insert(event(known, 0, 0), read);
  EXPECT_EQ(ask(known), Allowed::No);
}
TEST_F(Allows, NoOtherCoherenceOrder) {
  auto known = whole();
  reverse(known.execution.execution.co, event(known, 0, 0), event(known, 0, 2));
  EXPECT_EQ(ask(known), Allowed::No);
}
TEST_F(Allows, NoOtherAnswer) {
  for (std::size_t claim : {0u, 1u}) {
    auto known = whole();
    EXPECT_EQ(ask(known), Allowed::Yes);
    known.answers[claim] = !*known.answers[claim];
    EXPECT_EQ(ask(known), Allowed::No) << claim;
  }
}
TEST_F(Allows, NoRunThatStopsBeforeItsEnd) {
  auto known = whole();
  auto& x = known.execution;
  x.runs[1].steps = 0;
  x.turns[1].clear();
  EXPECT_EQ(ask(known), Allowed::No); // its event is left
}
TEST_F(Allows, NoRunThatIsStuckWhereNothingKeepsIt) {
  auto known = whole();
  known.execution.runs[1].end = barrister::Run::End::Stuck;
  EXPECT_EQ(ask(known), Allowed::No);
}
TEST_F(Allows, NoInterruptThatNothingRaised) {
  auto known = whole();
  auto const handler = std::ranges::find_if(known.execution.runs,
                                            [](barrister::Run const& run) { return run.cause.has_value(); });
  ASSERT_NE(handler, known.execution.runs.end());
  handler->cause->step = 0;
  EXPECT_EQ(ask(known), Allowed::No);
}
TEST_F(Allows, NoTurnBeforeItIsRaised) {
  auto known = whole();
  auto& turns = known.execution.turns[0];
  auto const handler = std::ranges::find_if(
      turns, [&](Turn const& turn) { return known.execution.runs[turn.run].cause.has_value(); });
  ASSERT_NE(handler, turns.end());
  std::rotate(turns.begin(), handler, handler + 1);
  EXPECT_EQ(ask(known), Allowed::No);
}

// The verifier asks where something is said to hold, and only there.
TEST_F(Allows, IsAskedByTheVerifier) {
  auto const known = whole();
  for (auto const kind : {Claim::Kind::Never, Claim::Kind::Cover}) {
    auto one = protocol_;
    std::erase_if(one.claims, [&](Claim const& c) { return c.kind != kind; });
    std::vector<KnownExecution> all{known};
    all.front().answers = {known.answers[kind == Claim::Kind::Never ? 0 : 1]};
    std::vector<Allowed> told;
    solver::ProtocolOptions options;
    auto const find = [&](std::size_t) -> std::vector<KnownExecution> const& { return all; };
    auto const tell = [&](std::size_t, solver::Allowance const& a) { told.push_back(a.kind); };
    options.known = {find, tell};
    bool const is_never = kind == Claim::Kind::Never;
    if (is_never) one.claims.front().probe.body = {assign(0, constant(0))}, all.front().answers = {false};
    auto const result = solver::verify(one, model_, options);
    EXPECT_EQ(told, is_never ? std::vector{Allowed::Yes} : std::vector<Allowed>{});
    EXPECT_EQ(result.claims.front().kind, ClaimVerdict::Kind::Holds);
  }
}

} // namespace
} // namespace barrister
