// SPDX-License-Identifier: BSD-2-Clause
// What is learned on a graph of few rounds spares learning it on one of more; and changes no answer.
#include "solver/protocol/search.hpp"
#include "tests/support/load.hpp"
#include "tests/support/protocol_parts.hpp"
#include <gtest/gtest.h>
#include <set>

namespace barrister {
namespace {

using namespace protocol_parts;
using solver::LemmaStore, solver::Search, solver::SatSolver;

// A retries until B has told it to stop; B's two stores are in order, A's loads are if a barrier says so.
Protocol messages(bool has_barrier) {
  Builder p(3);
  auto const data = p.word("data"), flag = p.word("flag"), bad = p.word("bad");
  // What has nothing to do with it, and makes executions many.
  p.task("c", {2}, {choose(0, 32), store(p.word("noise"), use(0))});
  p.task("b", {1}, {store(data, 1), fence(Tag::Wmb), store(flag, 1)});
  Block round;
  round.push_back(load(0, flag));
  if (has_barrier) round.push_back(fence(Tag::Rmb));
  round.push_back(load(1, data));
  round.push_back(when(compute(use(0), Operator::And, logical_not(use(1))), {store(bad, 1)}));
  p.task("a", {0}, {loop(round, logical_not(use(0)), {})});
  p.claim(Claim::Kind::Never, "old data", {load(0, bad)});
  return p.finished();
}

class Searching {
public:
  Searching(bool has_barrier, unsigned rounds, LemmaStore& store, std::string const& model = "lkmm")
      : protocol_(messages(has_barrier)), model_(load_model_for_protocols(model)),
        search_(protocol_, model_, rounds, SatSolver::Kind::Cadical, std::nullopt, store) {}
  SatSolver::Answer is_violated() {
    auto const& encoding = search_.encoding();
    return search_.ask({encoding.program().truth(search_.graph().answers.at(0)), -encoding.is_cut()}).kind;
  }
  std::size_t rejected() const { return search_.rejected(); }

private:
  Protocol protocol_;
  MemoryModel model_;
  Search search_;
};

TEST(LemmaStore, OfFewRoundsSparesWorkWithMore) {
  LemmaStore none, some;
  Searching fresh(true, 4, none);
  EXPECT_EQ(fresh.is_violated(), SatSolver::Answer::Unsatisfiable);
  EXPECT_GT(fresh.rejected(), 0u);

  Searching(true, 2, some).is_violated();
  ASSERT_FALSE(some.empty());
  Searching experienced(true, 4, some);
  EXPECT_EQ(experienced.is_violated(), SatSolver::Answer::Unsatisfiable);
  EXPECT_LT(experienced.rejected(), fresh.rejected());
}
// That a pair is not in [W] ; po ; [R] is a reason, too: no execution has to be forbidden as a whole.
TEST(Search, NeedsFewExecutionsUnderTso) {
  LemmaStore none;
  Searching searching(false, 6, none, "tso");
  EXPECT_EQ(searching.is_violated(), SatSolver::Answer::Unsatisfiable);
  EXPECT_LT(searching.rejected(), 10u);
}
TEST(LemmaStore, OfAnotherProtocolDoesNoHarm) {
  LemmaStore some;
  Searching(true, 3, some).is_violated();
  ASSERT_FALSE(some.empty());
  EXPECT_EQ(Searching(false, 3, some).is_violated(), SatSolver::Answer::Satisfiable);
}

TEST(EventNames, OfFewRoundsAreAmongThoseOfMore) {
  auto const protocol = messages(true);
  auto const few = solver::unfold(protocol, 2), more = solver::unfold(protocol, 3);
  solver::EventNames const names(protocol, few), others(protocol, more);
  std::set<EventId> found;
  for (EventId e = 0; e < few.events.events.size(); ++e) {
    auto const other = others.find(names.of(e));
    ASSERT_TRUE(other) << names.of(e);
    EXPECT_TRUE(found.insert(*other).second) << names.of(e);
    EXPECT_EQ(few.events.events[e].kind, more.events.events[*other].kind);
    EXPECT_EQ(few.events.events[e].thread, more.events.events[*other].thread);
  }
  EXPECT_FALSE(others.find("nothing"));
}

} // namespace
} // namespace barrister
