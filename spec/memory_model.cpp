// SPDX-License-Identifier: BSD-2-Clause
#include "spec/memory_model.hpp"
#include "spec/tag.hpp"
#include <algorithm>

namespace barrister {

namespace {

bool is_set_of_kind(std::string const& name) {
  static constexpr std::array<std::string_view, 6> sets = {"R", "W", "M", "F", "IW", "FW"};
  return std::ranges::find(sets, name) != sets.end();
}

} // namespace

bool is_base_set(std::string const& name) {
  return is_set_of_kind(name) || std::ranges::find(tag_names, name) != tag_names.end();
}
bool is_base_set_of_tag(std::string const& name) { return !is_set_of_kind(name) && !is_base_relation(name); }
bool is_base_relation(std::string const& name) {
  static constexpr std::array<std::string_view, 12> relations = {
      "po", "addr", "data", "ctrl", "rmw", "rf", "co", "loc", "int", "ext", "id", "same-value"};
  return std::ranges::find(relations, name) != relations.end();
}

} // namespace barrister
