// SPDX-License-Identifier: BSD-2-Clause
// What is said beside each printed row: the values read, and where they come from; the values written, where
// the statement does not say.
#pragma once
#include "cli/rows.hpp"
#include <functional>
#include <string>

namespace barrister::cli {

// How an event is spoken of.
struct Speaker {
  std::function<std::string(EventId)> who;       // "P0": whose program order it is in
  std::function<std::string(EventId)> statement; // of the user's text
  std::function<std::string(EventId)> place;     // "line 12"
  std::function<std::string(Value)> value;
};
Speaker speaker(Program const&, Execution const&); // they must outlive it

// One for each row; empty where there is nothing to say.
std::vector<std::string> annotations(Execution const&, std::vector<Row> const& in_order, Speaker const&);

} // namespace barrister::cli
