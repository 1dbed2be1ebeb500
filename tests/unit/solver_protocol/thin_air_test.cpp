// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/search.hpp"
#include "solver/protocol/verify.hpp"
#include "tests/support/load.hpp"
#include "tests/support/protocol_parts.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace protocol_parts;

// Where an access is may then be anything, as far as is known before the model is asked: under each of them.
TEST(ProtocolThinAir, IsSettledWhereIndicesComeFromTheArrayItself) {
  Builder p(2);
  auto const a = p.array("a", {0, 1});
  auto const at = [&](LocalId index) {
    return compute(a, Operator::Add, compute(use(index), Operator::And, constant(1)));
  };
  p.task("one", {0}, {add(at(0), 1)});
  p.task("other", {1}, {load(1, at(0)), compare_exchange(2, at(1), constant(1), use(1)), store(at(1), 2)});
  p.claim(Claim::Kind::Never, "two", {load(0, a), assign(0, equal(0, 2))});
  auto const protocol = p.finished();
  for (auto const* name : {"sc", "lkmm"}) {
    auto const r = solver::verify(protocol, load_model_for_protocols(name), {});
    EXPECT_EQ(r.unknown, "");
    EXPECT_EQ(r.claims.front().kind, ClaimVerdict::Kind::Violated);
    EXPECT_FALSE(r.claims.front().only_by_thin_air);
  }
}

// As far as domains say, what the counter counts to may be anything; then so may be where the store is, and
// the load before it would read from it.
TEST(ProtocolThinAir, IsNotReadFromAStoreBehind) {
  Builder p(3);
  auto const n = p.word("n"), a = p.array("a", {0, 1});
  p.task("one", {0}, {add(n, 1)});
  p.task("other", {1}, {add(n, 1)});
  p.task("third", {2},
         {load(2, n), store(compute(a, Operator::Add, compute(use(2), Operator::And, constant(1))), 5)});
  auto const protocol = p.finished();
  for (auto const* name : {"sc", "lkmm", "weak"}) {
    auto const model = load_model_for_protocols(name);
    solver::LemmaStore none;
    solver::Search search(protocol, model, 2, solver::SatSolver::Kind::Cadical, std::nullopt, none);
    ASSERT_EQ(search.problem(), "");
    auto const& program = search.encoding().program();
    for (auto const& event : search.graph().events.events) {
      if (event.kind != EventKind::Read) continue;
      auto const answer = search.ask({program.values().thin_air(event.value), program.holds(event.guard)});
      EXPECT_EQ(answer.kind, solver::SatSolver::Answer::Unsatisfiable) << name;
    }
  }
}

} // namespace
} // namespace barrister
