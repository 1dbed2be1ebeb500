// SPDX-License-Identifier: BSD-2-Clause
// Questions about final values, as terms.
#pragma once
#include "solver/protocol/graph.hpp"

namespace barrister::solver {

struct UnfoldedProbe {
  TermId answer;              // without a value where the question has none
  std::vector<GuardId> beyond; // one holds where a loop of the question wants more rounds: then it has no answer yet
};
// `counts`, by accumulator: the final values. A loop goes round `rounds` times; one whose condition is a constant,
// as often as spec/probe.hpp lets it.
UnfoldedProbe unfold_probe(GraphBuilder&, Protocol const&, ProtocolGraph const&,
                           std::vector<TermId> const& counts, Probe const&, unsigned rounds);
// Would this interrupt run, if it could be taken in the end? Its code up to the first step that waits, or makes an
// event, assumes nothing that is false: for each way to choose in it, a term.
constexpr std::size_t most_ways_to_begin = 256;
struct UnfoldedBeginning {
  std::vector<TermId> ways;
  std::vector<GuardId> beyond;
  bool has_more = false; // ways than that
};
UnfoldedBeginning unfold_takeable(GraphBuilder&, Protocol const&, ProtocolGraph const&, RunId, unsigned rounds);

} // namespace barrister::solver
