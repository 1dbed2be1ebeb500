// SPDX-License-Identifier: BSD-2-Clause
// What is said of events of a protocol's graph, and what relations of the model follow from.
#pragma once
#include "solver/event_graph.hpp"
#include "spec/memory_model.hpp"

namespace barrister::solver {

struct Premise {
  enum class Kind : std::uint8_t {
    Executed, // a alone
    ReadsFrom,
    NotReadsFrom,
    Before, // in co
    NotBefore,
    FromReads,
    SameCell,
    NotSameCell,
    SameValue,
    NotSameValue,
    SameCpu,
    OtherCpu,
    ProgramOrder,
    NotProgramOrder,
    Rmw,
    NotRmw,
    NotHalfOfRmw, // a alone
    Address,
    Data,
    Control,
    Tagged, // a alone
    NotTagged,
    Reader, // a starts it, b ends it, and both are executed
    NoEnd,  // a starts no reader that has an end
    NoStart // a ends no reader that has a start
  } kind;
  EventId a = 0, b = 0;
  NodeId node = 0; // of Tagged and NotTagged: the base set
  auto operator<=>(Premise const&) const = default;
};
inline bool is_of_one(Premise::Kind kind) {
  switch (kind) {
  case Premise::Kind::Executed:
  case Premise::Kind::NotHalfOfRmw:
  case Premise::Kind::Tagged:
  case Premise::Kind::NotTagged:
  case Premise::Kind::NoEnd:
  case Premise::Kind::NoStart: return true;
  default: return false;
  }
}

} // namespace barrister::solver
