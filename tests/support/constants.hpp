// SPDX-License-Identifier: BSD-2-Clause
// The numbers and addresses that the text of a litmus test has in it.
#pragma once
#include "spec/litmus_test.hpp"
#include <set>

namespace barrister {

std::set<Value> constants_of_code(Program const&); // and initial values
std::set<Value> constants_of_question(LitmusTest const&);

} // namespace barrister
