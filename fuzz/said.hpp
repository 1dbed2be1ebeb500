// SPDX-License-Identifier: BSD-2-Clause
// What has to be so of whatever a front end said.
#pragma once
#include "frontend/diagnostic.hpp"

namespace barrister::fuzz {

enum class Outcome : std::uint8_t { Made, Nothing };
// Each complaint can be printed, and is in words; what is nothing has an error, and what is made has none.
std::string wrong_with(frontend::Diagnostics const&, Outcome);

} // namespace barrister::fuzz
