// SPDX-License-Identifier: BSD-2-Clause
// herd7's .cfg files.
#include "cli/herd7_config.hpp"
#include "fuzz/target.hpp"

namespace barrister::fuzz {

std::string herd7_config(std::string const& text) {
  cli::Herd7Options options;
  auto const problem = cli::read_config(options, {"test.cfg", text});
  return problem && problem->empty() ? "a problem without words" : "";
}

} // namespace barrister::fuzz
