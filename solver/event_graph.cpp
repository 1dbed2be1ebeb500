// SPDX-License-Identifier: BSD-2-Clause
#include "solver/event_graph.hpp"
#include <algorithm>

namespace barrister::solver {

std::size_t computed_writes(EventGraph const& graph) {
  auto const constant = [&](TermId t) { return graph.terms[t].kind == Term::Kind::Constant; };
  return static_cast<std::size_t>(std::ranges::count_if(graph.events, [&](GraphEvent const& e) {
    return e.kind == EventKind::Write && !(constant(e.value) && constant(*e.address));
  }));
}

} // namespace barrister::solver
