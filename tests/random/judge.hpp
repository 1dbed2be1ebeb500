// SPDX-License-Identifier: BSD-2-Clause
// A litmus test made by chance: every engine against brute force.
#pragma once
#include "spec/memory_model.hpp"
#include "tests/support/generate.hpp"
#include "tests/support/summary.hpp"

namespace barrister {

struct Outcome {
  std::string wrong; // empty when all agree
  // Questions, each under one model. Compared: with brute force that has values computed from constants;
  // closed: of these, with one that guesses from a closed set, too; too_much: it has too many candidates.
  std::size_t compared = 0, closed = 0, too_much = 0;
  std::size_t circular = 0; // of those that are closed: brute force finds values that justify themselves
  std::size_t faults = 0;
  std::size_t searched = 0, open = 0; // answers of a search; open: it did not know
};
Outcome& operator+=(Outcome&, Outcome const&);

class Judge {
public:
  Judge();
  // The seed says under which model, and which engines are asked besides enumeration and CaDiCaL. Where there
  // are locks, also under an lkmm that has them, and chooses what they read.
  Outcome judge(SmallTest const&, std::uint64_t seed) const;

private:
  MemoryModel const& model_of(std::uint64_t seed) const;
  std::vector<MemoryModel> models_; // as shipped; lkmm first
  MemoryModel with_locks_;
};

} // namespace barrister
