// SPDX-License-Identifier: BSD-2-Clause
// Premises about events of a protocol's graph, from which relations of the model follow; and each as
// literals.
#pragma once
#include "solver/protocol/encode.hpp"
#include "spec/memory_model.hpp"
#include <set>

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

// All of a premise's literals hold if it does.
class Premises {
public:
  Premises(Gates& gates, ProtocolEncoding const& encoding, MemoryModel const& model)
      : gates_(gates), encoding_(encoding), program_(encoding.program()), model_(model) {}

  std::vector<Literal> const& literals(Premise const&); // with `never` among them if it cannot be
  bool can_be(Premise const& f) { return literals(f) != std::vector{never}; }

private:
  std::vector<Literal> make(Premise const&);
  Literal program_order(EventId, EventId) const;
  Literal depends(std::vector<Dependency> const&, EventId, EventId) const;
  std::vector<Literal> reader(EventId, EventId) const;
  std::vector<Literal> no_reader(EventId, bool is_start) const;
  GraphEvent const& event(EventId e) const { return encoding_.graph().events.events[e]; }

  Gates& gates_;
  ProtocolEncoding const& encoding_;
  ProgramEncoding const& program_;
  MemoryModel const& model_;
  std::map<Premise, std::vector<Literal>> made_;
};

} // namespace barrister::solver
