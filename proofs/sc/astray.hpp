// SPDX-License-Identifier: BSD-2-Clause
// Accesses that stray from sequential consistency: a read sees a write that others have overwritten, or one
// that is still to come, and a write takes its place before others of its cell. Not every way with such is an
// execution of some model, nor one of any: whoever walks asks.
#pragma once
#include "proofs/sc/state.hpp"
#include <set>

namespace barrister::sc {

struct Astray {
  std::uint64_t seed = 0;               // decides, with the run and how many accesses it has made
  unsigned one_in = 4;                  // so many accesses
  unsigned guesses = 0;                 // of eight reads that stray, so many see what is still to come
  std::vector<std::set<Value>> written; // by cell: values to guess that somebody writes
};

struct Sight {
  Value value;
  std::uint32_t write; // its number among those of the cell, or Record::to_come
};
// What a read of the run sees that strays; nothing where it does not. Counts as an access.
std::optional<Sight> sees(Astray const&, Record&, Run const&, std::size_t cell);
// The write of the cell, by number, that the run's next write comes before in co; or Record::last.
std::uint32_t comes_before(Astray const&, Record&, Run const&, std::size_t cell);

} // namespace barrister::sc
