// SPDX-License-Identifier: BSD-2-Clause
// What a litmus test made by chance asks, from `locations` on.
#pragma once
#include "tests/support/theme.hpp"

namespace barrister {

std::string generate_question(Chance&, std::size_t threads, Theme const&);

} // namespace barrister
