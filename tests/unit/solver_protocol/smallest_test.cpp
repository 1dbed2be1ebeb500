// SPDX-License-Identifier: BSD-2-Clause
// What shows a claim has nothing in it that it could do without.
#include "proofs/replay.hpp"
#include "solver/protocol/verify.hpp"
#include "tests/support/load.hpp"
#include "tests/support/protocol_parts.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace protocol_parts;

ClaimVerdict decided(Protocol const& protocol, std::uint64_t smaller, solver::SatSolver::Kind engine) {
  auto const model = load_model_for_protocols("lkmm");
  solver::ProtocolOptions options;
  options.smaller = smaller;
  options.engine = engine;
  auto const result = solver::verify(protocol, model, options);
  EXPECT_EQ(result.unknown, "");
  auto const& verdict = result.claims.front();
  EXPECT_EQ(verdict.kind, ClaimVerdict::Kind::Violated);
  if (!verdict.execution) return {};
  EXPECT_TRUE(proofs::complaints(protocol, model, *verdict.execution, options.unroll).empty());
  EXPECT_EQ(proofs::answers(protocol, *verdict.execution, protocol.claims.front()), true);
  return verdict;
}
std::size_t acts_of(Protocol const& protocol, ClaimVerdict const& v) {
  return static_cast<std::size_t>(std::ranges::count_if(v.execution->runs, [&](Run const& run) {
    return protocol.contexts[run.context].kind == Context::Kind::Act;
  }));
}
constexpr std::uint64_t enough = 100'000;

// One act is enough to make x 1; the task goes one of two ways, of which one is short.
Protocol with_needless_acts() {
  Builder p(2);
  auto const x = p.word("x"), y = p.word("y");
  p.task("a", {0}, {choose(0, 2), when(equal(0, 0), {load(1, y), load(1, y), load(1, y)}, {load(1, y)})});
  for (int i = 0; i < 3; ++i) p.act("needed", {1}, {store(x, 1)});
  for (int i = 0; i < 3; ++i) p.act("needless", {0, 1}, {store(y, 1)});
  p.claim(Claim::Kind::Never, "one", {load(1, x), assign(0, equal(1, 1))});
  return p.finished();
}
TEST(Smallest, HasNoActThatIsNotNeeded) {
  auto const protocol = with_needless_acts();
  for (auto const engine : {solver::SatSolver::Kind::Cadical, solver::SatSolver::Kind::Z3}) {
    auto const v = decided(protocol, enough, engine);
    ASSERT_TRUE(v.execution);
    EXPECT_EQ(acts_of(protocol, v), 1u);
    auto const& events = v.execution->execution.events;
    EXPECT_EQ(std::ranges::count(events, EventKind::Read, &Event::kind), 1);
  }
}
TEST(Smallest, WithoutStepsItIsWhatWasFoundFirst) {
  auto const protocol = with_needless_acts();
  auto const v = decided(protocol, 0, solver::SatSolver::Kind::Cadical);
  ASSERT_TRUE(v.execution);
  EXPECT_GE(acts_of(protocol, v), 1u);
}
TEST(Smallest, IsTheSameEachTime) {
  auto const protocol = with_needless_acts();
  auto const one = decided(protocol, enough, solver::SatSolver::Kind::Cadical);
  auto const other = decided(protocol, enough, solver::SatSolver::Kind::Cadical);
  ASSERT_TRUE(one.execution && other.execution);
  EXPECT_EQ(one.execution->execution.events, other.execution->execution.events);
  EXPECT_EQ(one.execution->execution.rf, other.execution->execution.rf);
}

} // namespace
} // namespace barrister
