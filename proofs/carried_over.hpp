// SPDX-License-Identifier: BSD-2-Clause
// An execution of one program, carried over to another one, which may have more fences, or fewer, and calls
// that order more or less. Whether the model then allows it is another question: nothing is said of that, and
// what comes of it is to be re-checked as any execution is (proofs/check.hpp, proofs/replay.hpp).
#pragma once
#include "proofs/interpret.hpp"
#include "spec/protocol_execution.hpp"

namespace barrister::proofs {

// Each run on the values it reads, with the same rf and co. Nothing where it does not make the same accesses,
// in the same order, to the end; nor of one whose model chooses.
std::optional<Execution> carried_over(Execution const&, Program const& to, LockSemantics, unsigned unroll);
std::optional<ProtocolExecution> carried_over(ProtocolExecution const&, Protocol const& from,
                                              Protocol const& to, unsigned unroll);

} // namespace barrister::proofs
