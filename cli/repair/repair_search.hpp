// SPDX-License-Identifier: BSD-2-Clause
// Of all changes that could be made to a text, at most so many at a time: the cheapest with which what is
// claimed holds.
#pragma once
#include "patch/changes.hpp"
#include "patch/costs.hpp"
#include <functional>

namespace barrister::cli {

// What came of a text with some of the changes.
struct Tried {
  enum class Kind : std::uint8_t {
    Holds,
    Bounded, // as far as loops were followed
    Broken,  // the engine says so
    Refuted, // an execution of another one is one of this, too, and breaks a claim
    Unknown,
    NoProgram // the changes do not go together
  } kind = Kind::Unknown;
  std::string why{}; // of Bounded, Unknown
};

struct RepairSpace {
  std::vector<patch::Change> changes;
  std::vector<unsigned> costs; // by change
  std::size_t most_changes = 3;
  std::uint64_t most_texts = ~std::uint64_t{0};
  std::function<bool()> is_late = [] { return false; }; // asked before each text
};

struct Repair {
  std::vector<std::size_t> changes; // ascending; none: there is none, or it is not known
  Tried as;                         // what it was found to do
  unsigned cost = 0;
  std::uint64_t texts = 0, asked = 0, refuted = 0; // tried; of them, by the engine, and by an execution
  std::uint64_t unknown = 0;                       // among those that cost no more
  std::string why_unknown{};                       // of the first
  bool is_complete = true;                         // not stopped by most_texts, or late
  bool is_late = false;
};

// Cheapest first; of equal cost, fewer changes first; then in the order of the text.
using TryChanges = std::function<Tried(std::vector<std::size_t> const& changes)>;
Repair find_repair(RepairSpace const&, TryChanges const&);

} // namespace barrister::cli
