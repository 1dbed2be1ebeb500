// SPDX-License-Identifier: BSD-2-Clause
// Runs that wait for ever: which CPU, where, and for what.
#pragma once
#include "spec/verdict.hpp"

namespace barrister::cli {

// Two lines for each waiter; several ways to end so are told apart.
std::string report_waiting(Program const&, LitmusResult const&);

} // namespace barrister::cli
