// SPDX-License-Identifier: BSD-2-Clause
// What is learned of a model: that some facts cannot all be. It is required of the events that it was found
// on and, since what shows it are these facts alone, of their twins.
#pragma once
#include "solver/protocol/event_names.hpp"
#include "solver/protocol/experience.hpp"
#include "solver/protocol/implied.hpp"
#include "solver/protocol/premises.hpp"
#include "solver/protocol/twins.hpp"

namespace barrister::solver {

class Lessons {
public:
  // Begins with what experience says.
  Lessons(Gates&, Premises&, Protocol const&, ProtocolGraph const&, Experience&);

  // These exclude each other. How many new clauses that made.
  std::size_t learn(std::set<Premise> const&);

private:
  std::optional<std::set<Premise>> recall(std::vector<NamedPremise> const&) const;
  std::size_t teach(std::set<Premise> const&);
  std::size_t require(std::set<Premise> const&, Twins::Mapping const&);

  Gates& gates_;
  Implied implied_;
  Premises& premises_;
  Twins twins_;
  EventNames names_;
  Experience& experience_;
  std::set<std::vector<Literal>> required_;
};

} // namespace barrister::solver
