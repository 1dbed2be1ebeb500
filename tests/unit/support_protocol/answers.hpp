// SPDX-License-Identifier: BSD-2-Clause
// What a protocol answers, in a word for each claim.
#pragma once
#include "proofs/sc/explore.hpp"
#include "tests/support/protocol_parts.hpp"

namespace barrister::protocol_parts {

inline std::string word(ClaimResult const& r) {
  switch (r.answer) {
  case ClaimResult::Answer::Holds: return "holds";
  case ClaimResult::Answer::Fault: return "fault";
  case ClaimResult::Answer::Unknown: return "unknown";
  case ClaimResult::Answer::Violated: break;
  }
  return r.by_deadlock && r.by_livelock ? "both"
         : r.by_deadlock                ? "deadlock"
         : r.by_livelock                ? "livelock"
                                        : "violated";
}
inline std::string answers(Protocol const& protocol) {
  std::string out;
  for (auto const& result : explore(protocol)) out += (out.empty() ? "" : " ") + word(result);
  return out;
}
inline std::string answers(Builder const& builder) { return answers(builder.finished()); }

// Whether the cell has this value.
inline Block is(ExpressionPtr const& cell, std::int64_t value) {
  return {load(0, cell), assign(0, equal(0, value))};
}

} // namespace barrister::protocol_parts
