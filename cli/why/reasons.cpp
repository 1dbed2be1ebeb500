// SPDX-License-Identifier: BSD-2-Clause
#include "cli/why/reasons.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace barrister::cli {
namespace {

std::string name(Execution const& x, EventId id) {
  auto const& e = x.events[id];
  if (e.is_initial()) return fmt::format("initial {}", id);
  // Of one instruction in several rounds of a loop, events differ by what comes before.
  std::size_t number = 0;
  for (EventId other = 0; other < id; ++other)
    number += x.events[other].cpu == e.cpu && x.events[other].instruction == e.instruction;
  return fmt::format("{} {} {}", e.cpu, e.instruction, number);
}

// The same for the same steps, wherever a cycle begins.
std::string key(Execution const& x, proofs::Explanation const& why) {
  std::vector<std::string> steps;
  for (auto const& [from, to, relation] : why.steps)
    steps.push_back(fmt::format("{} {} {};", name(x, from), relation, name(x, to)));
  if (proofs::is_cycle(why.steps)) std::rotate(steps.begin(), std::ranges::min_element(steps), steps.end());
  return fmt::format("{}: {}", why.check, fmt::join(steps, " "));
}

} // namespace

Reasons reasons(MemoryModel const& model, std::vector<Execution> const& executions) {
  Reasons out;
  std::map<std::string, std::size_t> known;
  for (auto const& x : executions) {
    auto why = proofs::explain(model, x);
    if (!why) {
      ++out.unexplained;
      continue;
    }
    auto const [at, is_new] = known.emplace(key(x, *why), out.all.size());
    if (is_new) out.all.push_back({std::move(*why), &x, 0});
    ++out.all[at->second].executions;
  }
  std::ranges::stable_sort(out.all, std::ranges::greater(), &Reason::executions);
  return out;
}

} // namespace barrister::cli
