// SPDX-License-Identifier: BSD-2-Clause
#include "cli/checked_json.hpp"
#include <nlohmann/json.hpp>

namespace barrister::cli {

nlohmann::ordered_json of_checked(Checked const& checked) {
  return {{"executions", checked.executions}, {"weak", checked.weak}, {"longer", checked.longer}, {"states", checked.states}};
}

} // namespace barrister::cli
