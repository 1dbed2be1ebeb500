// SPDX-License-Identifier: BSD-2-Clause
// One execution that the constraint solver has found: a straight-line event graph, CPUs settled.
#pragma once
#include "solver/enumerate/candidate.hpp"
#include "solver/protocol/encode.hpp"

namespace barrister::solver {

struct Concrete {
  EventGraph graph; // executed events alone: initial writes, then CPU by CPU, each in program order
  Candidate candidate;
  std::vector<EventId> origin;                  // by event: that of the protocol's graph
  std::vector<std::vector<std::size_t>> pieces; // by CPU: of Turns, in order
  std::vector<Literal> choices;                 // what each free choice is
  std::vector<Literal> answers;                 // of the model's locks
  // Of a model that makes choices: how, by MemoryModel::choices; what they came to; and the literals that say
  // so.
  std::vector<ChoiceMode> modes{};
  std::vector<Relation> chosen{};
  std::vector<Literal> edges{};
};
Concrete make_concrete(SatSolver const&, Protocol const&, ProtocolEncoding const&, Domains const&);

// Asked of values, as the guard may have no literal in the model.
bool holds_in(SatSolver const&, ProgramEncoding const&, GuardId);

} // namespace barrister::solver
