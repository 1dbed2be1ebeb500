// SPDX-License-Identifier: BSD-2-Clause
// -o and -show: the executions of a test, one for each final state, as Graphviz digraphs.
#pragma once
#include "cli/herd7_options.hpp"
#include "spec/verdict.hpp"
#include <iosfwd>

namespace barrister::cli {

// To <folder>/<base of the test's file><suffix>.dot, or, between DOTBEGIN and DOTEND, to `out`. False when
// the file cannot be written.
bool draw(LitmusTest const&, LitmusResult const&, Herd7Options::Pictures const&, std::ostream& out);

} // namespace barrister::cli
