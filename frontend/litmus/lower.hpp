// SPDX-License-Identifier: BSD-2-Clause
// Syntax tree to litmus test: names resolved, primitives expanded, every access on its own.
#pragma once
#include "frontend/diagnostic.hpp"
#include "frontend/litmus/ast.hpp"
#include "frontend/litmus/parse.hpp"
#include "spec/litmus_test.hpp"

namespace barrister::frontend::litmus {

void no_such_thread(Source const&, Span, CpuId, Diagnostics&); // "there is no P3"

// Nothing when the test has errors; it reports all of them.
std::optional<LitmusTest> lower(ast::Test const&, Source const&, Diagnostics&, LitmusContext const&);

// The question alone, on a program already lowered; it may add locals that only the question names.
void lower_question(ast::Question const&, Program&, LitmusTest&, Source const&, Diagnostics&);

} // namespace barrister::frontend::litmus
