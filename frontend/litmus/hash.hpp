// SPDX-License-Identifier: BSD-2-Clause
// herd7's hash of a test: what two files must share to be the same test. It covers the initial
// state, the text of the functions byte by byte, and which locations are observed; not the test's name.
#pragma once
#include "frontend/litmus/ast.hpp"

namespace barrister::frontend::litmus {

std::string compute_hash(ast::Test const&, Source const&);

// The order of herd7: registers by processor, then by name as text; shared variables by name; array cells.
bool comes_before(ast::Location const&, ast::Location const&);

// What `locations` and the condition name, each once, in that order.
std::vector<ast::Location> observed_locations(ast::Question const&);

} // namespace barrister::frontend::litmus
