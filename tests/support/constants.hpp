// SPDX-License-Identifier: BSD-2-Clause
// Every number and address that the text of a litmus test has in it: its code, initial values and questions.
#pragma once
#include "spec/litmus_test.hpp"
#include <set>

namespace barrister {

std::set<Value> constants(LitmusTest const&);

} // namespace barrister
