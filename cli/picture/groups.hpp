// SPDX-License-Identifier: BSD-2-Clause
// What of an answer goes onto a page: the runs that show it; and, where the claim holds, each barrier with
// the run that its absence allows.
#pragma once
#include "cli/barriers/claim_of_text.hpp"
#include "cli/check_protocol.hpp"
#include "cli/picture/sheet.hpp"
#include "cli/protocol_cases.hpp"

namespace barrister::cli {

// The test is that of the text.
Sheet::Group group_of(std::string const& text, LitmusTest const&, MemoryModel const&, Answer const&,
                      unsigned unroll, AskedTexts const&);

// Whether it is found out what the absence of each barrier allows.
enum class Barriers : std::uint8_t { NotAsked, Asked };
Sheet::Group group_of(std::string const& text, ProtocolCase const&, ProtocolAnswer const&,
                      ProtocolEffort const&, Barriers);

// What drawings speak of besides the file: parts of the library, and what is beside it.
std::vector<Sheet::Source> library_of(Sheet const&);

} // namespace barrister::cli
