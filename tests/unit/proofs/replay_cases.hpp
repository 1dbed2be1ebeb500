// SPDX-License-Identifier: BSD-2-Clause
// A protocol and what is claimed to happen in it.
#pragma once
#include "proofs/replay.hpp"
#include "tests/support/load.hpp"
#include "tests/unit/proofs/build_protocol.hpp"
#include <gtest/gtest.h>

namespace barrister::replay_cases {

using namespace build;
using Complaints = std::vector<std::string>;
using RunEnd = Run::End;
enum : ObjectId { x, y, z };
enum : LocalId { r0, r1 };

inline Complaints replay(Protocol const& p, ProtocolExecution const& it, MemoryModel const& model = sc()) {
  return proofs::complaints(p, model, it, 2);
}
inline Complaints only(std::string complaint) { return {std::move(complaint)}; }

struct Case {
  Protocol protocol;
  std::vector<Told> runs;
  std::vector<std::vector<Turn>> turns{};
  ProtocolExecution execution() const { return build::execution(protocol, runs, turns); }
  Complaints complaints() const { return replay(protocol, execution()); }
};

// A message from CPU 0 to CPU 1, and an interrupt that CPU 0 raises there.
inline Case message() {
  return {protocol({task({0}, {store(x, 1), raise(2, 1), load(r0, y)}), task({0, 1}, {load(r0, x)}),
                    interrupt({load(r0, x), store(y, 1)})}),
          {{0, 0, {1}}, {1, 1, {1}}, {2, 1, {1}, {}, {}, RunEnd::Ended, ~std::size_t{0}, Run::Cause{0, 1}}}};
}

} // namespace barrister::replay_cases
