// SPDX-License-Identifier: BSD-2-Clause
// A result in herd7's words, byte for byte.
#pragma once
#include "cli/wording.hpp"
#include "spec/verdict.hpp"

namespace barrister::cli {

std::string report_herd7(LitmusTest const&, LitmusResult const&, Radix = Radix::Decimal);

} // namespace barrister::cli
