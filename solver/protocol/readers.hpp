// SPDX-License-Identifier: BSD-2-Clause
// Finds the fixpoint of a model that is not explained step by step, since it takes away: the pairs of the
// starts and ends of RCU readers.
#pragma once
#include "spec/memory_model.hpp"
#include <optional>

namespace barrister::solver {

struct Readers {
  NodeId starts, ends; // Rcu-lock and Rcu-unlock
};
// Nothing if the Variable is something else than
//   let rec pairs = pairs | ([open] ; po ; [closing]) \ (loose ; loose)
// where open is Rcu-lock \ domain(pairs), closing is Rcu-unlock \ range(pairs), and loose is po between
// these.
std::optional<Readers> readers_of(MemoryModel const&, NodeId variable);

} // namespace barrister::solver
