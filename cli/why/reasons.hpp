// SPDX-License-Identifier: BSD-2-Clause
// Why a model forbids each of some executions: those for which it says the same go together.
#pragma once
#include "proofs/explain.hpp"
#include "spec/program.hpp"

namespace barrister::cli {

struct Reason {
  proofs::Explanation why;
  Execution const* execution = nullptr; // the first that it is of
  std::size_t executions = 0;
};
struct Reasons {
  std::vector<Reason> all;     // those of most executions first
  std::size_t unexplained = 0; // executions that the model does not forbid
};
// The executions must outlive it.
Reasons reasons(MemoryModel const&, std::vector<Execution> const&);

} // namespace barrister::cli
