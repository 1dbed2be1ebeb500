// SPDX-License-Identifier: BSD-2-Clause
// An argument that is a constant stands for its parameter, where nothing else assigns that. Else a parameter
// that is
// `&s` in each round of a loop would be one that each round assigns anew.
#pragma once
#include "spec/program.hpp"
#include <set>

namespace barrister::frontend::litmus {

void settle_arguments(Thread&, std::set<LocalId> const& parameters);

} // namespace barrister::frontend::litmus
