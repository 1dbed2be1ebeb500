// SPDX-License-Identifier: BSD-2-Clause
// What came of a search for barriers, in words, and for programs.
#pragma once
#include "cli/repair/repair_input.hpp"

namespace barrister::cli {

struct RepairAnswer {
  enum class Kind : std::uint8_t {
    NothingToDo, // all that is claimed holds
    Bounded,     // the same, as far as loops were followed
    NotKnown,    // whether it does
    Hopeless,    // nothing happens, or nothing reaches a cover: no barrier adds an execution
    UnderSc,     // what is wrong happens when memory is sequentially consistent
    None,        // within the space
    Found
  } kind = Kind::NotKnown;
  std::string words;      // what is so as it is, under each model
  std::string under_sc{}; // of UnderSc, where that is not the same
  std::size_t most_changes = 0;
  std::size_t could_be_made = 0;
  Repair repair{};
  std::vector<patch::Change> changes{}; // of Found
  std::vector<unsigned> costs{};        // of each
  std::string text{}, diff{};           // of Found
  std::string now{};                    // what then is so
  Exit exit() const;
};

std::string report_repair(RepairInput const&, RepairAnswer const&, std::string const& costs_of,
                          std::size_t width);
std::string report_repair_json(RepairInput const&, RepairAnswer const&, std::string const& costs_of);

} // namespace barrister::cli
