// SPDX-License-Identifier: BSD-2-Clause
// What came of a litmus test, for programs: `litmusResult` of spec/json.schema.json.
#pragma once
#include "cli/answer.hpp"

namespace barrister::cli {

struct TestedUnder {
  LitmusTest const* test = nullptr;
  MemoryModel const* model = nullptr;
  Answer const* answer = nullptr;
  Exit exit = Exit::Unknown; // what it comes to
};
std::string litmus_result(TestedUnder const&, unsigned unroll);

} // namespace barrister::cli
