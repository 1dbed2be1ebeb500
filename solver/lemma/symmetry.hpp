// SPDX-License-Identifier: BSD-2-Clause
// Events that are alike: of other rounds of a loop, of other acts of an agent, of interrupts that these
// raise. What is a proof for some events is tried for their twins.
#pragma once
#include "solver/protocol/graph.hpp"
#include <map>

namespace barrister::solver {

class Symmetry {
public:
  explicit Symmetry(Protocol const&, ProtocolGraph const&);

  using Mapping = std::map<EventId, EventId>;
  // Each a one-to-one mapping of these events to events like them, program order within runs kept, the
  // identity first; not more than so many.
  std::vector<Mapping> of(std::vector<EventId> const&, std::size_t most) const;

private:
  // What may be exchanged for others of its kind: rounds of a loop, or acts of an agent.
  struct Axis {
    RunId run;        // whose loop it is; of acts: the first of the agent
    Loop const* loop; // or null
    auto operator<=>(Axis const&) const = default;
  };
  using Places = std::map<Axis, std::map<unsigned, unsigned>>; // what becomes of each round, or of each act
  using StepKey = std::pair<Statement const*, std::vector<std::pair<Loop const*, unsigned>>>;

  void collect(RunId, std::uint32_t step, Places&) const;
  std::vector<std::map<unsigned, unsigned>> ways(Axis const&, std::map<unsigned, unsigned> const& used,
                                                 std::size_t most) const;
  std::optional<std::pair<RunId, std::uint32_t>> place(RunId, std::uint32_t step, Places const&) const;
  std::optional<EventId> twin(EventId, Places const&) const;
  bool is_act(RunId) const;

  Protocol const& protocol_;
  ProtocolGraph const& graph_;
  std::vector<std::map<StepKey, std::uint32_t>> steps_;                    // by run
  std::map<std::pair<RunId, std::uint32_t>, std::vector<EventId>> events_; // by run and step
  std::map<std::pair<RunId, std::uint32_t>, RunId> caused_;                // interrupts, by run and step
  std::map<std::pair<RunId, Loop const*>, unsigned> rounds_;               // how many there are
  std::vector<std::vector<RunId>> acts_;                                   // by run: those of its agent
};

} // namespace barrister::solver
