// SPDX-License-Identifier: BSD-2-Clause
// Why an execution that was found last does not come to an end within the bound, in words.
#pragma once
#include "solver/protocol/search.hpp"

namespace barrister::solver {

// `rounds` of each loop were tried.
std::string why_cut(Search const&, Protocol const&, Concrete const&, unsigned rounds);

} // namespace barrister::solver
