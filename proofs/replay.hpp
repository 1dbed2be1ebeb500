// SPDX-License-Identifier: BSD-2-Clause
// Re-checks an execution of a protocol that a solver claims, trusting nothing of it.
#pragma once
#include "proofs/history.hpp"
#include "spec/protocol_verdict.hpp"

namespace barrister::proofs {

// What is wrong with the claim that this is an execution of the protocol under the model, finished or cut
// (spec/semantics.md); empty when nothing is. Every run is made again on the values it is said to read, and
// must do the same; the runs must be those there can be, take turns as CPUs let them, and end as they say;
// owned variables must hold what was last written; rf, co and every axiom must hold.
std::vector<std::string> complaints(Protocol const&, MemoryModel const&, ProtocolExecution const&,
                                    unsigned unroll);

// What is wrong with the claim that a run can end with this fault: as above, but that run, made again, comes
// to the fault behind its steps, and every other one may stop anywhere.
std::vector<std::string> complaints_as_faulty(Protocol const&, MemoryModel const&, ProtocolFault const&,
                                              unsigned unroll);

// Whether the claim is about it: not where it is cut, starts elsewhere, or an agent acts that should not.
bool speaks_of(Claim const&, Protocol const&, ProtocolExecution const&);

// Of an execution that draws no complaints: what it says to the claim. Never, Finally, Cover: whether the
// probe says yes at its end; Terminates: whether the context's run has ended; NoDeadlock: whether none is
// stuck. Nothing when the claim is not about it; nor to NoRaces, which proofs/races.hpp has.
std::optional<bool> answers(Protocol const&, ProtocolExecution const&, Claim const&);

// At the end of an execution: what its runs, made again, leave.
FinalState final_state(Protocol const&, ProtocolExecution const&, History const&);

} // namespace barrister::proofs
