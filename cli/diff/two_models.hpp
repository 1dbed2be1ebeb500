// SPDX-License-Identifier: BSD-2-Clause
// What `--models A,B` names.
#pragma once
#include "cli/options.hpp"
#include <iosfwd>

namespace barrister::cli {

struct TwoModels {
  std::string first, second; // as --model takes them
};
// Nothing where they are not two, or what goes with them is amiss: `err` says so.
std::optional<TwoModels> two_models(DiffOptions const&, std::ostream& err);

} // namespace barrister::cli
