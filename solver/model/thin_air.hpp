// SPDX-License-Identifier: BSD-2-Clause
// The same model, but that no value comes from itself: acyclic (addr | data | ctrl | rf), the axiom that
// forbids values out of thin air (Batty and others, The Problem of Programming Language Concurrency
// Semantics, ESOP 2015, section 4). What it forbids and the model allows rests on such values alone.
#pragma once
#include "spec/memory_model.hpp"

namespace barrister::solver {

MemoryModel without_thin_air(MemoryModel);

} // namespace barrister::solver
