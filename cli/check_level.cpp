// SPDX-License-Identifier: BSD-2-Clause
#include "cli/check_level.hpp"
#include "cli/wording.hpp"
#include <fmt/format.h>

namespace barrister::cli {

std::string Checked::in_words() const {
  std::string out;
  if (executions > 0)
    out = fmt::format("none of {} is left out", count_of(executions, "sequentially consistent execution"));
  if (states > 0)
    out += fmt::format("{}all {} compared", out.empty() ? "" : "; ", count_of(states, "such state"));
  return out;
}

} // namespace barrister::cli
