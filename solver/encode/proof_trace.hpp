// SPDX-License-Identifier: BSD-2-Clause
// What a SAT solver writes down while it works, in the binary form of DRAT, made into a derivation. That
// deletes clauses by what is in them, and does not say which are given: they may be given between two
// questions.
#pragma once
#include "spec/derivation.hpp"
#include <unordered_map>

namespace barrister::solver {

class ProofTrace {
public:
  void given(Clause);
  // What was written since the last time. Deletions of clauses with a variable that the solver `put_by` (by
  // variable) are left out: it has eliminated or replaced it, and may take such clauses back without a word.
  void read(std::span<std::uint8_t const> drat, std::vector<bool> const& put_by);
  void target(Clause);

  Clauses const& clauses() const { return clauses_; } // that were given
  Derivation derivation() const;                      // from these

private:
  void find_given();
  void add(std::vector<Literal>& clause);
  void remove(std::vector<Literal>& clause);

  Clauses clauses_;
  std::size_t found_ = 0; // so many of them are among those that are present
  // Numbers are not known before all clauses are: in here, 2n is the nth clause that was given, 2n+1 the nth
  // that was added.
  Derivation steps_;
  std::unordered_multimap<std::uint64_t, ClauseNumber> present_; // by fingerprint
};

} // namespace barrister::solver
