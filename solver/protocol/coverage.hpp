// SPDX-License-Identifier: BSD-2-Clause
// Which statements of a file, and which of its handlers and acts, some execution reaches.
#pragma once
#include "solver/protocol/search.hpp"
#include "spec/statements.hpp"

namespace barrister::solver {

class Coverage {
public:
  Coverage(Protocol const&, std::string const& file);
  // An execution was found, whatever it was asked for: what it comes to is reached.
  void note(Search const&);
  // Asks for the rest, as long as each answer reaches more. Nothing where it is not known in the end, and
  // where there is no execution at all.
  std::optional<Unreached> settle(Search&);

private:
  bool is_open(ReachedAt const&) const; // it, or its context
  bool is_empty(ContextId c) const { return protocol_.program.threads[c].body.empty(); }
  Literal reaches(Search&) const; // any of what is open

  Protocol const& protocol_;
  std::vector<CodeStatement> statements_;
  std::map<std::pair<ContextId, InstructionId>, std::size_t> at_; // index into statements_
  std::vector<bool> is_open_, is_waited_for_;                     // by statement, by context
  bool is_any_ = false;                                           // an execution was noted
};

} // namespace barrister::solver
