// SPDX-License-Identifier: BSD-2-Clause
// What is checked of an answer that rests on every execution there is: that none was left out. Executions
// that the plain interpreter (proofs/sc) comes to must be among those of the encoding, and no state of it may
// break what is said to hold (spec/checks.md).
#pragma once
#include "cli/check_level.hpp"
#include "solver/protocol/known_execution.hpp"
#include "spec/memory_model.hpp"
#include "spec/patience.hpp"
#include "spec/protocol_verdict.hpp"

namespace barrister::cli {

// Of one protocol under one model.
class ProtocolChecks {
public:
  ProtocolChecks(Protocol const&, MemoryModel const&, CheckLevel, Deadline const& = {});
  std::optional<solver::KnownExecutions> known(); // for one question to the solver; it must not outlive this
  // What was answered to it, whose loops go round so often. Where no loop is said to want more, none does.
  void answered(std::vector<ClaimVerdict> const&, unsigned rounds);
  // What contradicts the verdicts: claims of the protocol.
  std::vector<std::string> complaints(std::vector<ClaimVerdict> const&);
  Checked const& checked() const { return checked_; }

private:
  std::vector<solver::KnownExecution> const& find(std::size_t events);
  void tell(std::size_t execution, solver::Allowance const&);
  bool shows(ProtocolExecution const&, Claim const&) const;
  void compare_executions(std::vector<ClaimVerdict> const&);
  void compare_states(std::vector<ClaimVerdict> const&);
  std::string name_of(std::size_t execution) const;

  Protocol const& protocol_;
  MemoryModel const& model_;
  CheckLevel level_;
  Deadline deadline_; // behind which less is looked for
  bool is_simulated_ = false;
  std::vector<solver::KnownExecution> executions_;
  std::vector<solver::Allowance::Kind> allowances_; // by execution; the best so far
  std::vector<std::size_t> beyond_;                 // executions, for the question that was asked last
  std::vector<std::string> complaints_;
  Checked checked_;
};

} // namespace barrister::cli
