// SPDX-License-Identifier: BSD-2-Clause
// What is checked of an answer about a litmus test: that no execution was left out that the plain interpreter
// comes to (spec/checks.md).
#pragma once
#include "cli/check_level.hpp"
#include "solver/protocol/known_execution.hpp"
#include "spec/litmus_test.hpp"
#include "spec/memory_model.hpp"
#include "spec/verdict.hpp"

namespace barrister::cli {

class TestChecks {
public:
  TestChecks(LitmusTest const&, MemoryModel const&, CheckLevel, unsigned unroll);
  std::optional<solver::KnownExecutions> known(); // for the solver; it must not outlive this
  // What contradicts the result.
  std::vector<std::string> complaints(LitmusResult const&);
  Checked const& checked() const { return checked_; }

private:
  std::vector<solver::KnownExecution> const& find();
  void tell(std::size_t execution, solver::Allowance const&);
  std::string name_of(std::size_t execution) const;
  void compare(std::size_t execution, LitmusResult const&);

  LitmusTest const& test_;
  MemoryModel const& model_;
  CheckLevel level_;
  unsigned unroll_;
  bool is_simulated_ = false;
  std::vector<solver::KnownExecution> executions_;
  std::vector<bool> is_longer_; // by execution: it goes round some loop more often than was unrolled
  std::vector<std::string> complaints_;
  Checked checked_;
};

} // namespace barrister::cli
