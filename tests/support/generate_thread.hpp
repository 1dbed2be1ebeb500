// SPDX-License-Identifier: BSD-2-Clause
// A thread of a litmus test made by chance, as statements.
#pragma once
#include "tests/support/theme.hpp"
#include <vector>

namespace barrister {

std::vector<std::string> generate_thread(Chance&, Theme const&);

// Hands on what it reads, changed or not: the n-th thread from the n-th variable to the next one, and the
// last to the first. Where each does so, values may come from themselves alone.
std::vector<std::string> generate_link(Chance&, std::size_t thread, std::size_t threads);

} // namespace barrister
