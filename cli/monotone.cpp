// SPDX-License-Identifier: BSD-2-Clause
// A model of the user's own may say anything of barriers: that two in a row are none. That those which ship
// do not is tried on random tests (RepairOfTests.MoreBarriersForbidMore).
#include "cli/monotone.hpp"
#include "cli/shipped.hpp"
#include <algorithm>

namespace barrister::cli {

bool more_barriers_forbid_more(MemoryModel const& model) {
  auto const shipped = shipped_models();
  return std::ranges::find(shipped, model.name, &ShippedModel::name) != shipped.end();
}

} // namespace barrister::cli
