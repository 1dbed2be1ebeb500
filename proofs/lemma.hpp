// SPDX-License-Identifier: BSD-2-Clause
// Derives a lemma again, from its facts alone: of each set and relation of the model, what it must hold and
// what it may hold in any execution in which the facts are true.
#pragma once
#include "spec/lemma.hpp"
#include "spec/memory_model.hpp"

namespace barrister::proofs {

// The axiom is broken by what must be: no execution has all of these facts. Of a flag: what may be does not have the
// pair, or the execution does not raise it.
bool breaks(MemoryModel const&, Lemma const&);

} // namespace barrister::proofs
