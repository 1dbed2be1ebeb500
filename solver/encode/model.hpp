// SPDX-License-Identifier: BSD-2-Clause
// A memory model as constraints: every axiom holds of the execution that a ProgramEncoding describes, and
// every choice of the model is made.
#pragma once
#include "solver/encode/program.hpp"
#include "solver/model/choices.hpp"
#include <functional>

namespace barrister::solver {

// Where runs are, of a protocol, which its events do not say: of two events of different runs.
struct RunOrder {
  std::function<Literal(EventId, EventId)> before;   // in program order, if both are executed
  std::function<Literal(EventId, EventId)> together; // on one CPU
};
struct WantedOfModel {
  std::optional<RunOrder> runs{};   // of litmus tests, none
  std::vector<std::size_t> flags{}; // checks of the model, of the form `flag ~empty`
};

class ModelEncoding {
public:
  using Edges = std::map<std::pair<EventId, EventId>, Literal>;

  // Requires every axiom and every choice.
  ModelEncoding(ProgramEncoding const&, MemoryModel const&, Candidates const&, WantedOfModel const& = {});

  std::string const& problem() const { return problem_; } // a construct that has no encoding, or empty
  ChoicePlan const& plan() const { return plan_; }
  // The edges that a choice, by its index in model.choices, may have; nothing when it is none to be made.
  Edges const& choice(std::size_t i) const { return edges_[choices_[i]]; }
  // Of any node: those that something rests on. A set's member e is (e, e).
  Edges const& edges(NodeId n) const { return edges_[n]; }
  Literal raised(std::size_t i) const { return raised_[i]; } // by WantedOfModel::flags

private:
  std::string problem_;
  ChoicePlan plan_;
  std::vector<NodeId> choices_;
  std::vector<Literal> raised_;
  std::vector<Edges> edges_; // by node
};

} // namespace barrister::solver
