// SPDX-License-Identifier: BSD-2-Clause
// The sets and relations that an execution gives to every model (spec/memory_model.hpp).
#pragma once
#include "spec/execution.hpp"

namespace barrister::proofs {

EventSet base_set(std::string_view name, Execution const&);
Relation base_relation(std::string_view name, Execution const&);

} // namespace barrister::proofs
