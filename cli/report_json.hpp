// SPDX-License-Identifier: BSD-2-Clause
// Results for programs: the JSON of design.md 7.
#pragma once
#include "cli/answer.hpp"
#include <span>

namespace barrister::cli {

struct TestedUnder {
  LitmusTest const* test = nullptr;
  MemoryModel const* model = nullptr;
  Answer const* answer = nullptr;
};
std::vector<std::string> litmus_results(std::span<TestedUnder const>, unsigned unroll); // an object each
struct JsonParts {
  std::vector<std::string> results, warnings; // an object each
};
std::string report_json(JsonParts const&, std::string const& version);

} // namespace barrister::cli
