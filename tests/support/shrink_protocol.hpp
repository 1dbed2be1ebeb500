// SPDX-License-Identifier: BSD-2-Clause
// A protocol that fails, made smaller.
#pragma once
#include "spec/protocol.hpp"
#include <functional>

namespace barrister {

// Drops statements, claims and starts for as long as what is left still fails.
Protocol shrunk(Protocol, std::function<bool(Protocol const&)> const& fails);

} // namespace barrister
