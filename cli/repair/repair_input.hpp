// SPDX-License-Identifier: BSD-2-Clause
// What is to be repaired: a litmus test, or a variant of a protocol; what could be changed in it, and those
// who say whether it then holds.
#pragma once
#include "cli/options.hpp"
#include "cli/repair/repair_judge.hpp"
#include <iosfwd>

namespace barrister::cli {

struct RepairInput {
  std::string name;       // "SB"; "membarrier V414"
  std::string file, text; // as it is shown
  std::vector<patch::Change> changes;
  std::vector<std::unique_ptr<RepairJudge>> judges; // one a model
  std::unique_ptr<RepairJudge> under_sc;            // nothing where sc is one of them
  std::string also{};                               // what else changes with it, in words; or empty
  std::shared_ptr<void const> keeps{};              // what the judges need
  // Whether each part of a text that would do still makes sense.
  std::function<bool(std::string const& text)> is_whole = [](std::string const&) { return true; };
};

// Nothing where the input is bad: `err` says why.
std::optional<RepairInput> repair_of_test(RepairOptions const&, std::ostream& err);
std::optional<RepairInput> repair_of_protocol(RepairOptions const&, std::ostream& err);

} // namespace barrister::cli
