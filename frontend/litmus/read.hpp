// SPDX-License-Identifier: BSD-2-Clause
// Text to syntax tree.
#pragma once
#include "frontend/diagnostic.hpp"
#include "frontend/litmus/vocabulary.hpp"

namespace barrister::frontend::litmus {

// On failure: nothing, and one error in the diagnostics.
std::optional<ast::Test> read_test(Source const&, Diagnostics&);

// The parts of it, each one a stretch of the source.
bool read_init(Source const&, Span, std::vector<ast::InitItem>&, Diagnostics&);
bool read_parameters(Source const&, Span, std::vector<ast::Parameter>&, Diagnostics&);
bool read_body(Source const&, Span, ast::Block&, Diagnostics&);
bool read_protocol_body(Source const&, Span, ast::Block&, Vocabulary, Diagnostics&);
bool read_members(Source const&, Span, std::vector<ast::Declaration>&, Diagnostics&);
bool read_result(Source const&, Span, ast::TypeName&, Diagnostics&);
bool read_expression(Source const&, Span, ast::ExpressionPtr&, Diagnostics&);
bool read_question(Source const&, Span, ast::Question&, Diagnostics&);

// An error if C would take it apart, for it puts text where the name is: an operator that no parentheses
// keep.
void check_define(Source const&, Span name, ast::Expression const& value, Diagnostics&);

} // namespace barrister::frontend::litmus
