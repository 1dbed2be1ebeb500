// SPDX-License-Identifier: BSD-2-Clause
// The rules of generate_feedback(): the code of task a, and of a hop from a cell to the next. What stands in
// [[ ]] is a declaration of its own, and with `world` in front of it one in the world.
#pragma once
#include "tests/support/grammar.hpp"

namespace barrister {

Rules const& feedback_rules();

} // namespace barrister
