// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/bell.hpp"
#include <algorithm>

namespace barrister::frontend {

bool Bell::declares(std::string const& tag) const {
  return std::ranges::any_of(instructions,
                             [&](auto const& of_class) { return of_class.second.contains(tag); });
}

std::vector<std::string> Bell::tags() const {
  std::set<std::string> all;
  for (auto const& [name, tags] : instructions) all.insert(tags.begin(), tags.end());
  return {all.begin(), all.end()};
}

} // namespace barrister::frontend
