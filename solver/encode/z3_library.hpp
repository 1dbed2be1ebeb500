// SPDX-License-Identifier: BSD-2-Clause
// libz3, which is loaded when somebody first asks for it.
#pragma once
#include <string>

namespace barrister::solver {

std::string const& z3_problem(); // why it cannot be used; or empty

} // namespace barrister::solver
