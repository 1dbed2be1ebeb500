// SPDX-License-Identifier: BSD-2-Clause
// Re-checks an execution that a solver claims, trusting nothing of it.
#pragma once
#include "proofs/axioms.hpp"
#include "proofs/thread_runs.hpp"
#include "spec/verdict.hpp"

namespace barrister::proofs {

// Claims about one program under one model. Of a claim nothing is remembered but what threads do on given
// values, and the values of the model's sets and relations.
class Recheck {
public:
  Recheck(Program const&, PreparedAxioms const&, unsigned unroll); // both must outlive this
  Recheck(Program const&, PreparedAxioms&&, unsigned unroll) = delete;

  // What is wrong with the claim that this is a consistent execution; empty when nothing is. Every thread is
  // run again on the values its reads are said to return, and must do the same; rf must give each read one
  // write of its cell and value; co must be a strict total order on the writes of each cell, initial one
  // first; every axiom must hold.
  std::vector<std::string> complaints(Execution const&);

  // The same, but for an execution that the model is said to forbid: complains if every axiom holds.
  std::vector<std::string> complaints_as_forbidden(Execution const&);

  // What is wrong with the claim that a run can end so: every CPU that waits is, run again, at the statement
  // where it is said to wait, and every other one at its end; the model allows what happened so far; a lock
  // that is waited for was last written by its holder, and is held; a reader that is waited for began before
  // on the same CPU and has not ended, and the model has no execution of such a reader with such a grace
  // period in it.
  std::vector<std::string> complaints_as_stuck(Deadlock const&);

  // What is wrong with the claim that these CPUs can end with these faults: each of them, run again, comes to
  // its fault; every other one does what it is said to have done, and may have more to do; the model allows
  // that.
  std::vector<std::string> complaints_as_faulty(FaultyExecution const&);

private:
  Program const& program_;
  MemoryModel const& model_;
  ThreadRuns runs_;
  Axioms axioms_;
};

// Of a single one.
std::vector<std::string> complaints(Program const&, MemoryModel const&, Execution const&, unsigned unroll);
std::vector<std::string> complaints_as_forbidden(Program const&, MemoryModel const&, Execution const&,
                                                 unsigned unroll);
std::vector<std::string> complaints_as_stuck(Program const&, MemoryModel const&, Deadlock const&,
                                             unsigned unroll);
std::vector<std::string> complaints_as_faulty(Program const&, MemoryModel const&, FaultyExecution const&,
                                              unsigned unroll);

// The value an observable has at the end of an execution.
Value observe(Execution const&, Observable const&);

} // namespace barrister::proofs
