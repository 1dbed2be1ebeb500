// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/alternatives.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {

bool is_alternative(Study const& study, std::size_t finding) {
  return std::ranges::any_of(study.not_together,
                             [&](auto const& set) { return std::ranges::count(set, finding) > 0; });
}

void add_sets(Study const& study, Finding& f, std::set<std::size_t> const& stand_with_it) {
  auto const stands = [&](std::size_t i) { return stand_with_it.contains(i); };
  for (std::size_t s = 0; s < study.not_together.size(); ++s) {
    auto const& set = study.not_together[s];
    bool const is_new = std::ranges::count(f.with_one_of, s) == 0;
    if (is_new && std::ranges::all_of(set, stands)) // one alone may stand for another set
      f.with_one_of.push_back(s);
  }
}

std::string one_of(Study const& study, std::size_t set) {
  auto const& members = study.not_together.at(set);
  auto const site = [&](std::size_t i) -> patch::Site const& { return study.findings[i].site; };
  auto const& first = site(members.front());
  auto const is_same = [&](std::size_t i) { return name_of(site(i)) == name_of(first); };
  if (std::ranges::all_of(members, is_same)) return "one of the " + name_of(first);
  bool const is_one_place =
      std::ranges::all_of(members, [&](std::size_t i) { return site(i).where == first.where; });
  std::vector<std::string> names;
  for (auto const i : members) {
    auto name = is_one_place ? site(i).primitive : name_of(site(i));
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  auto const place = is_one_place && !first.where.empty() ? " in " + first.where : "";
  return fmt::format("{}{}", fmt::join(names, " or "), place);
}

std::vector<std::size_t> partners_of(Study const& study, std::size_t set) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < study.findings.size(); ++i)
    if (std::ranges::count(study.findings[i].with_one_of, set) > 0) out.push_back(i);
  return out;
}

} // namespace barrister::cli
