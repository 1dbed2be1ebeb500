// SPDX-License-Identifier: BSD-2-Clause
// What was checked, for programs.
#pragma once
#include "cli/check_level.hpp"
#include <nlohmann/json_fwd.hpp>

namespace barrister::cli {

nlohmann::ordered_json of_checked(Checked const&);

} // namespace barrister::cli
