// SPDX-License-Identifier: BSD-2-Clause
// What is learned of a model: that some facts cannot all be. It is required of the events that it was found
// on and, since what shows it are these facts alone, of their twins.
#pragma once
#include "solver/protocol/implied.hpp"
#include "solver/protocol/premises.hpp"
#include "solver/protocol/twins.hpp"

namespace barrister::solver {

class Lessons {
public:
  Lessons(Gates& gates, Premises& premises, Protocol const& protocol, ProtocolGraph const& graph)
      : gates_(gates), implied_(gates), premises_(premises), twins_(protocol, graph) {}

  // These exclude each other. How many new clauses that made.
  std::size_t learn(std::set<Premise> const&);

private:
  std::size_t require(std::set<Premise> const&, Twins::Mapping const&);

  Gates& gates_;
  Implied implied_;
  Premises& premises_;
  Twins twins_;
  std::set<std::vector<Literal>> required_;
};

} // namespace barrister::solver
