// SPDX-License-Identifier: BSD-2-Clause
// Recognises the two axioms that nearly every model has, so that candidates breaking them need not be made.
#pragma once
#include "spec/memory_model.hpp"

namespace barrister::solver {

// Some axiom says `acyclic po-loc | rf | co | fr`, or more.
bool is_coherent(MemoryModel const&);
// Some axiom says `empty rmw & (fre ; coe)`.
bool is_atomic(MemoryModel const&);
// The check says just that, so that candidates made coherent (atomic) need not be asked.
bool says_coherence(MemoryModel const&, Check const&);
bool says_atomicity(MemoryModel const&, Check const&);

} // namespace barrister::solver
