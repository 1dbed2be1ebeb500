// SPDX-License-Identifier: BSD-2-Clause
// Verdicts on a protocol for people: a line for each claim, then the traces of what is violated.
#pragma once
#include "cli/ink.hpp"
#include "cli/page.hpp"
#include "cli/protocol_answer.hpp"

namespace barrister::cli {

struct ProtocolTextOptions {
  bool trace = false; // of what covers reach, too
  bool quiet = false; // what is not as expected, alone
  Ink ink;
  std::size_t width = page_width; // of traces
};
std::string report_protocol(ProtocolAnswer const&, ProtocolTextOptions const&);

std::string verdict_in_words(ClaimAnswer const&); // "violated by livelock", "holds within 3 rounds"

} // namespace barrister::cli
