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

} // namespace barrister::replay_cases
