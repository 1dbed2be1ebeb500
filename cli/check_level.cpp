// SPDX-License-Identifier: BSD-2-Clause
#include "cli/check_level.hpp"
#include "cli/wording.hpp"
#include <fmt/format.h>

namespace barrister::cli {
namespace {

constexpr std::size_t most_told = 4;

} // namespace

std::string Checked::in_words() const {
  std::string out;
  if (executions > 0)
    out = fmt::format("none of {} is left out", count_of(executions, "sequentially consistent execution"));
  if (states > 0)
    out += fmt::format("{}all {} compared", out.empty() ? "" : "; ", count_of(states, "such state"));
  return out;
}

std::vector<std::string> first_of(std::vector<std::string> complaints) {
  if (complaints.size() <= most_told) return complaints;
  auto const others = complaints.size() - most_told;
  complaints.resize(most_told);
  complaints.push_back(fmt::format("and {} more", others));
  return complaints;
}

} // namespace barrister::cli
