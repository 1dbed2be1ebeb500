// SPDX-License-Identifier: BSD-2-Clause
// The code of a task, an act or a handler of a protocol made by chance.
#pragma once
#include "tests/support/protocol_things.hpp"

namespace barrister::protocol_parts {

Block generate_body(Chance&, Things const&, Context::Kind, std::size_t steps);

} // namespace barrister::protocol_parts
