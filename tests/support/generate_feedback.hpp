// SPDX-License-Identifier: BSD-2-Clause
// Protocols in which a loop goes round as often as a value says that comes of what stands behind it: task a
// reads x, counts to it, and leaves something; others see that, and pass it on until x is 7. Whether anything
// but the order of these forbids it, chance decides. Property P says that it never went round so often.
#pragma once
#include <cstdint>
#include <string>

namespace barrister {

struct FeedbackShapes {
  bool acts_lock_and_assume = true; // nothing of what they have read in memory before
  bool rounds_raise = true; // the sixth round does: what its handler leaves may be passed on behind a lock
  bool lets_in_late = true; // a handler of the loop's CPU, by who sees what is left
};
std::string generate_feedback(std::uint64_t seed, FeedbackShapes = {});

} // namespace barrister
