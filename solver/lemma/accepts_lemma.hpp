// SPDX-License-Identifier: BSD-2-Clause
// Derives what was learned of a model again, by code that the engine does not share; what it does not accept
// is not used, and the answer is that there is none. Without it, what is learned is believed.
#pragma once
#include "spec/lemma.hpp"
#include "spec/memory_model.hpp"
#include <functional>

namespace barrister::solver {

using AcceptsLemma = std::function<bool(MemoryModel const&, Lemma const&)>;

} // namespace barrister::solver
