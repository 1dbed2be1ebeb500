// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/meet.hpp"

namespace barrister::solver {

Meet::Meet(ProtocolEncoding const& encoding, MayBe const& may_be) : encoding_(encoding), may_be_(may_be) {}

bool Meet::operator()(RunId a, RunId b) {
  auto const [at, is_new] = known_.try_emplace({a, b}, false);
  auto const& turns = encoding_.turns();
  if (is_new && turns.may_meet(a, b))
    at->second = may_be_({turns.same_cpu(a, b), turns.executed(a), turns.executed(b)});
  return at->second;
}

} // namespace barrister::solver
