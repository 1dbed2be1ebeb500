// SPDX-License-Identifier: BSD-2-Clause
// A result in herd7's words, byte for byte.
#pragma once
#include "cli/wording.hpp"
#include "spec/verdict.hpp"

namespace barrister::cli {

struct Herd7Style {
  Radix radix = Radix::Decimal;
  std::string bad_flag = {};                    // makes the test undefined; empty: none does
  std::optional<std::uint64_t> candidates = {}; // that were looked at, if they are to be shown
};

std::string report_herd7(LitmusTest const&, LitmusResult const&, Herd7Style const& = {});
bool is_undefined(LitmusResult const&, Herd7Style const&);

} // namespace barrister::cli
