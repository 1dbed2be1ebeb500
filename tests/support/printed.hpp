// SPDX-License-Identifier: BSD-2-Clause
// A litmus test printed from its syntax tree, which reads as the same test.
#pragma once
#include <string>

namespace barrister {

std::string printed(std::string const& text); // throws when it does not read

// How the test that is read from the printed form differs from the test itself: as text, and as what the two
// become. Empty when it does not.
std::string changed_by_printing(std::string const& text);

} // namespace barrister
