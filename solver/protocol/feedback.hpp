// SPDX-License-Identifier: BSD-2-Clause
// Whether a loop may go on because of what its own run does behind it. A run that is cut does nothing more,
// and what others would read of that is missing in executions that are cut: one in which a loop goes round
// more often because of it has no beginning that is cut in this way. Models that let a read be late allow
// that: load buffering (Documentation/memory-barriers.txt, "CONTROL DEPENDENCIES"; LB+poonceonces of
// tools/memory-model).
#pragma once
#include "solver/protocol/encode.hpp"
#include "spec/memory_model.hpp"
#include <functional>
#include <string>

namespace barrister::solver {

// Where that is not excluded: what is not ordered behind the loop, in words; else empty. It is excluded where
// all marked writes that others may read, in further rounds and behind them, are ordered behind what decides
// on the rounds: they release, stand behind a full barrier, or depend on the loop's condition; or what
// decides acquires. So are those of other runs that come behind the loop alone (comes_behind.hpp). What plain
// accesses write and read is ordered by marked ones, where nobody races; it is asked of them, too, where the
// model flags no races.
using MayBe = std::function<bool(std::vector<Literal> const&)>; // some execution has all of these
std::string may_feed_back(Protocol const&, ProtocolEncoding const&, MemoryModel const&, MayBe const&);

} // namespace barrister::solver
