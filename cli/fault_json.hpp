// SPDX-License-Identifier: BSD-2-Clause
// A fault, for programs.
#pragma once
#include "spec/fault.hpp"
#include <nlohmann/json_fwd.hpp>

namespace barrister::cli {

nlohmann::ordered_json of_value(Program const&, Value);
// At this instruction. Whose fault it is, is for the caller to add.
nlohmann::ordered_json of_fault(Fault const&, Program const&, Instruction const&);

} // namespace barrister::cli
