// SPDX-License-Identifier: BSD-2-Clause
// Results for programs: the JSON of design.md 7.
#pragma once
#include "cli/answer.hpp"
#include <span>

namespace barrister::cli {

struct Finding {
  LitmusTest const* test = nullptr;
  MemoryModel const* model = nullptr;
  Answer const* answer = nullptr;
};
std::string report_json(std::span<Finding const>, std::string const& version, unsigned unroll);

} // namespace barrister::cli
