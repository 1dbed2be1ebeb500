// SPDX-License-Identifier: BSD-2-Clause
#include "cli/picture/shipped_assets.hpp"
#include <algorithm>
#include <cassert>

namespace barrister::cli {

std::string_view asset(std::string_view name) {
  auto const& all = shipped_assets();
  auto const found = std::ranges::find(all, name, &ShippedFile::name);
  assert(found != all.end());
  return found->text;
}

} // namespace barrister::cli
