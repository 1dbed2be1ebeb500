// SPDX-License-Identifier: BSD-2-Clause
// A model for one test after another: what solving and re-checking have to find out about it, they find out
// once.
#pragma once
#include "proofs/prepared_axioms.hpp"
#include "solver/model/prepared.hpp"

namespace barrister::cli {

// The model must outlive this. Threads may share it.
struct ReadyModel {
  ReadyModel(MemoryModel const& m) : memory(m), solver(m), axioms(m) {}

  MemoryModel const& memory;
  barrister::solver::PreparedModel solver;
  proofs::PreparedAxioms axioms;
};

} // namespace barrister::cli
