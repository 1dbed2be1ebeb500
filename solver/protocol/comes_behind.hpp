// SPDX-License-Identifier: BSD-2-Clause
// Other runs of a CPU that may do something behind a loop alone: they read what was left there.
#pragma once
#include "solver/protocol/encode.hpp"
#include <map>
#include <set>

namespace barrister::solver {

// What runs leave behind the loop for others of their CPU: in its variables, or in memory, for the statements
// that may read it.
struct LeftFor {
  using Reads = std::set<std::pair<ContextId, InstructionId>>;
  std::set<OwnedId> variables;
  Reads reads;
  bool is_in_memory = false;   // something is
  bool is_for_anybody = false; // who may read it is not known

  void add(LeftFor const& more);
  LeftFor of(ContextId) const; // what it may read in memory; all variables
  auto operator<=>(LeftFor const&) const = default;
};
// Where it may be that nothing has ordered that.
struct LeftBehind {
  LeftFor openly;
  LeftFor behind_unlock; // who reads it comes behind an unlock, that comes behind the loop
  void add(LeftBehind const& more);
  auto operator<=>(LeftBehind const&) const = default;
};

// From where on another run comes behind the loop: what is before that it may do where the loop is cut.
struct ComesBehind {
  enum class From : std::uint8_t {
    Reads, // it has read what was left
    StartBehindUnlock,
    Start // it has its turn only then
  } from = From::Reads;
  LeftBehind left{};
  auto operator<=>(ComesBehind const&) const = default;
};

class ComingBehind {
public:
  // Of the run, where it is cut: it may not let others in.
  ComingBehind(Protocol const&, ProtocolEncoding const&, RunId, CutAt const&);
  std::map<ContextId, ComesBehind> of(LeftBehind const&) const;

private:
  Protocol const& protocol_;
  std::map<ContextId, bool> others_; // whether it is not let in where the run is cut
};
bool is_of_its_cpu(Protocol const&, OwnedId);

} // namespace barrister::solver
