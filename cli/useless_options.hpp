// SPDX-License-Identifier: BSD-2-Clause
// Options that would be said of protocols, and not of litmus tests: nothing is dropped in silence.
#pragma once
#include "cli/options.hpp"

namespace barrister::cli {

// What to say of it, where no protocol is among the inputs; or nothing. `test`: one of them.
std::string useless_option(CheckOptions const&, std::string const& test);

} // namespace barrister::cli
