// SPDX-License-Identifier: BSD-2-Clause
#include "spec/tag.hpp"
#include <algorithm>
#include <cassert>

namespace barrister {

std::string_view TagNames::name(Tag t) const {
  auto const i = static_cast<std::size_t>(t);
  assert(i < size());
  return i < tag_names.size() ? tag_names[i] : std::string_view(further_[i - tag_names.size()]);
}

std::optional<Tag> TagNames::find(std::string_view set) const {
  for (std::size_t i = 0; i < size(); ++i)
    if (name(static_cast<Tag>(i)) == set) return static_cast<Tag>(i);
  return std::nullopt;
}

std::optional<Tag> TagNames::intern(std::string_view set) {
  if (auto const known = find(set)) return known;
  if (size() == most_tags) return std::nullopt;
  further_.emplace_back(set);
  return static_cast<Tag>(size() - 1);
}

std::vector<std::string_view> TagNames::of(TagSet tags) const {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < size(); ++i)
    if (auto const t = static_cast<Tag>(i); tags.has(t)) names.push_back(name(t));
  return names;
}

std::string set_of_tag(std::string tag) {
  if (!tag.empty() && tag[0] >= 'a' && tag[0] <= 'z') tag[0] = static_cast<char>(tag[0] - 'a' + 'A');
  return tag;
}

} // namespace barrister
