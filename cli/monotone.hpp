// SPDX-License-Identifier: BSD-2-Clause
// Whether what a model allows is allowed, too, where there are fewer barriers, or weaker ones.
#pragma once
#include "spec/memory_model.hpp"

namespace barrister::cli {

// It is known: of the models that ship.
bool more_barriers_forbid_more(MemoryModel const&);

} // namespace barrister::cli
