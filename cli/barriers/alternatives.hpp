// SPDX-License-Identifier: BSD-2-Clause
// Barriers of which one is enough, and none at all is not: sets of Study::not_together.
#pragma once
#include "cli/barriers/barrier_study.hpp"
#include <set>

namespace barrister::cli {

bool is_alternative(Study const&, std::size_t finding); // in some set
// Of a barrier that is needed: those sets of which some stand with it, on other CPUs, and none beside it.
void add_sets(Study const&, Finding&, std::set<std::size_t> const& stand_with_it);
// "one of the smp_mb() in P0", "smp_mb() or smp_wmb() in P0"
std::string one_of(Study const&, std::size_t set);
// Those that are needed, and pair with one of the set.
std::vector<std::size_t> partners_of(Study const&, std::size_t set);

} // namespace barrister::cli
