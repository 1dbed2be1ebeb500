// SPDX-License-Identifier: BSD-2-Clause
// A stated question in SMT-LIB 2.6, for z3, cvc5 and the like: Booleans alone. It is called QF_BV, for then
// z3 takes its SAT solver.
#pragma once
#include "spec/stated_question.hpp"

namespace barrister::cli {

// `about`: what is asked, line by line, for people.
std::string to_smt2(StatedQuestion const&, std::vector<std::string> const& about);

} // namespace barrister::cli
