// SPDX-License-Identifier: BSD-2-Clause
// The functions that the code of a variant, or what is asked of it, calls or has the address of; those that
// they call, too.
#pragma once
#include "frontend/protocol/declarations.hpp"

namespace barrister::frontend::protocol {

std::set<std::string> called_functions(Declarations const&);

} // namespace barrister::frontend::protocol
