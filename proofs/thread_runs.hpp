// SPDX-License-Identifier: BSD-2-Clause
// Runs of the threads of a program: what a thread does on the same values again is remembered.
#pragma once
#include "proofs/interpret.hpp"
#include <map>

namespace barrister::proofs {

class ThreadRuns {
public:
  ThreadRuns(Program const& program, unsigned unroll, LockSemantics locks)
      : program_(program), unroll_(unroll), locks_(locks), known_(program.threads.size()) {}

  // As interpret(). Good until the next call for this CPU.
  ThreadRun const& of(CpuId, std::vector<Value> const& reads);

private:
  Program const& program_;
  unsigned unroll_;
  LockSemantics locks_;
  std::vector<std::map<std::vector<Value>, ThreadRun>> known_; // by CPU
};

} // namespace barrister::proofs
