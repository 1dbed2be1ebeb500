// SPDX-License-Identifier: BSD-2-Clause
// Replaces the calls of a test by what a .def file makes of them: only internal primitives are left. As in
// herd7, parameters are replaced by the arguments as expressions, and other names of a body mean what they
// mean in the test. What comes from a macro has the place of its call.
#pragma once
#include "frontend/litmus/macros.hpp"

namespace barrister::frontend::litmus {

void expand(ast::Test&, Macros const&, Source const&, Diagnostics&);

} // namespace barrister::frontend::litmus
