// SPDX-License-Identifier: BSD-2-Clause
// Verdicts as tables, one for each model: variants down, properties across.
#pragma once
#include "cli/glyphs.hpp"
#include "cli/protocol_answer.hpp"

namespace barrister::cli {

// The tables, with what is not as expected marked; what their cells mean; and, behind those of a file, what
// is claimed, in sentences.
std::string report_variants(std::vector<ProtocolAnswer> const&, Glyphs);
// For each that is violated, the command that shows its trace.
std::string report_how_to_trace(std::vector<ProtocolAnswer> const&);
// What is not as expected, a line each; and, in a sentence, how much is.
std::string report_differences(std::vector<ProtocolAnswer> const&);

} // namespace barrister::cli
