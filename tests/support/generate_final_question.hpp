// SPDX-License-Identifier: BSD-2-Clause
// What a claim of a protocol made by chance asks about the final state.
#pragma once
#include "tests/support/protocol_things.hpp"

namespace barrister::protocol_parts {

Block generate_final_question(Chance&, Things const&);

} // namespace barrister::protocol_parts
