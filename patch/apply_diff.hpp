// SPDX-License-Identifier: BSD-2-Clause
// A unified diff is applied to a text, as patch(1) does without fuzz: each line that it expects is there;
// where it is not at its place, the nearest place where it is.
#pragma once
#include "patch/unified_diff.hpp"
#include <variant>

namespace barrister::patch {

struct Applied {
  std::string text;
  std::vector<std::string> moved{}; // "hunk 2 applies 3 lines further down, at line 14"
};
enum class Direction : std::uint8_t { Forward, Reverse };

// Where it does not apply, and the reverse does, it is applied already.
std::variant<Applied, DiffProblem> apply_diff(FileDiff const&, std::string_view text,
                                              Direction = Direction::Forward);

} // namespace barrister::patch
