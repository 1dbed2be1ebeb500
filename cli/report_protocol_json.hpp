// SPDX-License-Identifier: BSD-2-Clause
// Verdicts on a protocol, for programs: a `protocolResult` of spec/json.schema.json for each claim.
#pragma once
#include "cli/protocol_answer.hpp"

namespace barrister::cli {

std::vector<std::string> protocol_results(ProtocolAnswer const&);

} // namespace barrister::cli
