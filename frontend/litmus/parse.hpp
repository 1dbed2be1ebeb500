// SPDX-License-Identifier: BSD-2-Clause
// C litmus tests: text to litmus test.
#pragma once
#include "frontend/diagnostic.hpp"
#include "spec/litmus_test.hpp"

namespace barrister::frontend {

// Parses and lowers the test in `text`. On failure: nothing, and at least one error in `diagnostics`.
std::optional<LitmusTest> load_litmus(std::string const& file, std::string const& text,
                                      Diagnostics& diagnostics);

} // namespace barrister::frontend
