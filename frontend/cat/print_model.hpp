// SPDX-License-Identifier: BSD-2-Clause
// A resolved model as text: each node, in the order of the model, then each check.
//
//   po-loc = po & loc
//   %7 = po-loc | com
//   acyclic %7 as coherence
#pragma once
#include "spec/memory_model.hpp"

namespace barrister::frontend::cat {

std::string print(MemoryModel const&);

} // namespace barrister::frontend::cat
