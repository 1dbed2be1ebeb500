// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/verify.hpp"
#include "tests/support/load.hpp"
#include "tests/support/protocol_parts.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace protocol_parts;

// A run need not go on to what it assumes where another run has a fault. That some may, as far as values
// tell, is none; nor is it kept from going on by a handler that can only come behind.
TEST(Assume, IsNotPassedByWhereAFaultCouldBeAndIsNot) {
  Builder p(2);
  auto const x = p.word("x"), pending = p.word("pending");
  auto const v = p.owned("v", OwnedVariable::Owner::Cpu);
  auto take = exchange(3, pending, constant(0));
  std::get<Rmw>(take.node).until = use(3);
  auto const handler =
      p.interrupt("handler", {take, owned_load(3, v), assume(use(3)), mask(-1, 0), load(0, x), mask(1, 0)});
  for (CpuId cpu : {0u, 1u})
    p.task("task", {cpu},
           {mask(1, 0), store(pending, 1), raise(handler, constant(0)), mask(-1, 0), load(0, x),
            when(use(0), {store(x, compute(constant(2), Operator::Divide, use(0)))})});
  p.claim(Claim::Kind::NoDeadlock, "no deadlock");
  auto const r = solver::verify(p.finished(), load_model_for_protocols("sc"), {});
  EXPECT_FALSE(r.fault);
  EXPECT_EQ(r.unknown, "");
  EXPECT_EQ(r.claims.at(0).kind, ClaimVerdict::Kind::Vacuous);
}

} // namespace
} // namespace barrister
