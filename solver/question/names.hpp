// SPDX-License-Identifier: BSD-2-Clause
// What the variables of a question are called, and what they mean.
#pragma once
#include "solver/encode/model.hpp"
#include "solver/protocol/encode.hpp"
#include "spec/stated_question.hpp"

namespace barrister::solver {

void name_events(StatedQuestion&, Protocol const&, ProtocolGraph const&);
// Of each variable that there is.
void name_variables(StatedQuestion&, Protocol const&, ProtocolEncoding const&, Domains const&,
                    MemoryModel const&, ModelEncoding const&);

} // namespace barrister::solver
