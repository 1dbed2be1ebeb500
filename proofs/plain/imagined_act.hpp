// SPDX-License-Identifier: BSD-2-Clause
// An act that is imagined to come alone, behind a final state, and as a whole: which task would be current
// then (spec/semantics.md 5.5)?
#pragma once
#include "proofs/plain/probe_unfolder.hpp"

namespace barrister::proofs::plain {

struct ImaginedAct {
  std::string agent;
  CpuId cpu = 0;
  Literal passes = never; // what it assumes is so, and nothing that it waits for is missing
  TermId current = 0;     // on its CPU, behind it
};

// The first act of each agent that switches tasks, on each of its CPUs, for each way to choose in it; not
// more of them than can be said.
std::vector<ImaginedAct> imagined_acts(Draft&, Protocol const&, Finals const&);

} // namespace barrister::proofs::plain
