// SPDX-License-Identifier: BSD-2-Clause
// --arch and --cost, of those who choose by cost.
#pragma once
#include "patch/costs.hpp"
#include <CLI/CLI.hpp>

namespace barrister::cli {

struct CostWords { // as they are given
  std::string architecture;
  std::vector<std::string> own;
};
void add_costs(CLI::App&, CostWords&);
void finish(patch::Costs&, std::optional<patch::Architecture>&, CostWords const&);

} // namespace barrister::cli
