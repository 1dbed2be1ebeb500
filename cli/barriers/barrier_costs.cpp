// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/barrier_study.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {

void sort_by_cost(std::vector<patch::Site>& sites, patch::Costs const& costs) {
  for (auto& site : sites)
    std::ranges::stable_sort(site.weaker.begin() + 1, site.weaker.end(), {},
                             [&](patch::Site::Form const& form) { return costs.of(form.calls); });
}

void say_costs(Study& study, patch::Costs const& costs) {
  for (auto& f : study.findings) {
    if (!f.would_do || f.site.weaker[*f.would_do].words.empty()) continue;
    auto const name = f.site.primitive.substr(0, f.site.primitive.find('('));
    auto const& calls = f.site.weaker[*f.would_do].calls;
    auto const less = costs.of(calls), as_it_is = costs.of(name);
    f.cost = less == as_it_is  ? fmt::format("costs the same, {}", less)
             : less < as_it_is ? fmt::format("costs {}, not {}", less, as_it_is)
                               : fmt::format("but costs more: {}, not {}", less, as_it_is);
    auto const now = costs.instructions(calls), was = costs.instructions(name);
    if (!was.empty()) f.cost += fmt::format(": {} for {}", now.empty() ? "nothing" : now, was);
  }
}

} // namespace barrister::cli
