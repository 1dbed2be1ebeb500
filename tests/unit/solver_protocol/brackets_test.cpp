// SPDX-License-Identifier: BSD-2-Clause
// What is said of RCU readers by literals is so in each execution, and nothing else is: locks and unlocks
// match as brackets in what a run executes, whatever comes between.
#include "solver/lemma/brackets.hpp"
#include "solver/lemma/whole.hpp"
#include "solver/protocol/search.hpp"
#include "tests/support/load.hpp"
#include "tests/support/protocol_parts.hpp"
#include <gtest/gtest.h>
#include <map>

namespace barrister {
namespace {

using namespace protocol_parts;
using solver::Concrete, solver::Literal, solver::Search, solver::SatSolver;

// By event of the protocol's graph: its partner, if it has one.
using Partners = std::map<EventId, std::optional<EventId>>;

Partners partners(Concrete const& x) {
  Partners out;
  std::map<std::uint32_t, std::vector<EventId>> open; // by run
  for (EventId e = 0; e < x.graph.events.size(); ++e) {
    auto const& event = x.graph.events[e];
    auto& locks = open[event.run];
    if (event.tags.has(Tag::RcuLock)) {
      locks.push_back(x.origin[e]);
      out[x.origin[e]];
    } else if (event.tags.has(Tag::RcuUnlock)) {
      auto& partner = out[x.origin[e]];
      if (locks.empty()) continue;
      partner = locks.back();
      out[locks.back()] = x.origin[e];
      locks.pop_back();
    }
  }
  return out;
}

struct Said {
  std::size_t executions = 0, alone = 0;
};

// Up to so many of its executions.
Said compare(Protocol const& protocol, std::size_t most) {
  auto const model = load_model_for_protocols("lkmm");
  solver::LemmaStore none;
  Search search(protocol, model, 2, SatSolver::Kind::Cadical, std::nullopt, none);
  solver::Brackets brackets(search.gates(), search.encoding());
  auto const is = [&](Literal l) { return search.gates().value(l) == true; };
  Said out;
  for (; out.executions < most; ++out.executions) {
    auto const answer = search.ask({});
    if (answer.kind != SatSolver::Answer::Satisfiable) break;
    auto const matched = partners(*answer.found);
    for (auto const& [e, partner] : matched) {
      EXPECT_EQ(is(brackets.is_alone(e)), !partner) << "e" << e;
      out.alone += !partner;
      for (auto const& [other, unused] : matched) {
        bool const is_pair = partner == other && search.graph().events.events[e].tags.has(Tag::RcuLock);
        EXPECT_EQ(is(brackets.pair(e, other)), is_pair) << e << " " << other;
      }
    }
    std::vector<Literal> another;
    for (auto l : solver::whole(search.encoding(), *answer.found)) another.push_back(-l);
    search.gates().require(another);
  }
  return out;
}

// Each of these, or not.
Block maybe(std::initializer_list<Tag> tags) {
  Block out;
  LocalId which = 0;
  for (auto tag : tags) {
    out.push_back(choose(which, 2));
    out.push_back(when(use(which), {fence(tag)}));
    ++which;
  }
  return out;
}
constexpr auto Lock = Tag::RcuLock, Unlock = Tag::RcuUnlock;

TEST(Brackets, OfATaskAndWhatInterruptsIt) {
  Builder p(2);
  auto const tick = p.interrupt("tick", maybe({Lock, Unlock}));
  auto const tock = p.interrupt("tock", maybe({Unlock, Lock}));
  p.task("a", {0}, maybe({Lock, Unlock, Lock, Unlock}));
  p.task("b", {1}, {raise(tick, constant(0)), raise(tock, constant(0))});
  auto const said = compare(p.finished(), 1'500);
  EXPECT_EQ(said.executions, 1'500u);
  EXPECT_GT(said.alone, 100u);
}
TEST(Brackets, OfTasksThatPreemptEachOther) {
  Builder p(2);
  p.task("a", {0}, maybe({Lock, Unlock, Lock}));
  p.task("b", {0, 1}, maybe({Unlock, Lock, Unlock}));
  p.act("c", {0}, maybe({Lock, Unlock}));
  auto const said = compare(p.finished(), 1'500);
  EXPECT_GT(said.executions, 500u);
  EXPECT_GT(said.alone, 100u);
}
// Both wait for ever, one on top of the other, each in a reader: neither is going to end.
TEST(Brackets, OfWhatIsStuckOnTopOfAnother) {
  Builder p(2);
  auto const never_set = p.word("never");
  auto const tick = p.interrupt("tick", {fence(Lock), wait_until(0, never_set, use(0)), fence(Unlock)});
  p.task("a", {0}, {fence(Lock), wait_until(0, never_set, use(0)), fence(Unlock)});
  p.task("b", {1}, {raise(tick, constant(0))});
  auto const said = compare(p.finished(), 100);
  EXPECT_GT(said.alone, 1u);
}

} // namespace
} // namespace barrister
