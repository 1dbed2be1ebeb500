// SPDX-License-Identifier: BSD-2-Clause
// Whether any execution comes to a call: of one that none comes to, that nothing needs it says little.
#pragma once
#include "cli/barriers/barrier_study.hpp"

namespace barrister::cli {

// Sets Finding::is_unreached of what is not needed. `base`: as it is.
void find_unreached(Study&, ClaimOfText const& base, std::string const& text, AskedTexts const&);
// Of findings in this file, by its name in places. It is asked once, and not where all are needed.
void find_unreached(Study&, AskedVariants::Result const& base, std::string const& file, MemoryModel const&,
                    ProtocolEffort const&);

} // namespace barrister::cli
