// SPDX-License-Identifier: BSD-2-Clause
// A resolved protocol, readable: for `show --stage=program`, and for tests.
#pragma once
#include "spec/protocol.hpp"

namespace barrister::frontend::protocol {

std::string print(Protocol const&);

} // namespace barrister::frontend::protocol
