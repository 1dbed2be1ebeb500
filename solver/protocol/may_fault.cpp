// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/may_fault.hpp"
#include "solver/values/undefined.hpp"
#include <algorithm>

namespace barrister::solver {

Statements may_fault(Protocol const& protocol, ProtocolGraph const& graph, Domains const& domains) {
  auto out = statements_that_may_fault(graph.events, domains, [&](RunId r) { return graph.runs[r].context; });
  for (auto const& run : graph.runs) {
    if (!run.cause) continue;
    auto const cpu = run.cause->cpu;
    bool const is_sure =
        !domains.is_wide[cpu] && !domains.thin_air(cpu) &&
        std::ranges::all_of(domains.of_term[cpu], [&](Value v) {
          return !v.is_address() && v.number >= 0 && static_cast<std::size_t>(v.number) < protocol.declared;
        });
    if (is_sure) continue;
    auto const& raises = graph.runs[run.cause->run];
    out.emplace(raises.context, raises.steps[run.cause->step].statement->instruction);
  }
  return out;
}

} // namespace barrister::solver
