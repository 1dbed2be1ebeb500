// SPDX-License-Identifier: BSD-2-Clause
// An execution as a Graphviz digraph: a cluster for each CPU; po, rf, co, fr and the dependencies; what the
// model forbids in bold.
#pragma once
#include "cli/answer.hpp"

namespace barrister::cli {

std::string report_dot(LitmusTest const&, Witness const&);

} // namespace barrister::cli
