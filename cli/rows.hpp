// SPDX-License-Identifier: BSD-2-Clause
// An execution as rows in time: each a statement that ran, with the events it caused.
#pragma once
#include "spec/execution.hpp"

namespace barrister::cli {

struct Row {
  CpuId cpu = 0;
  std::vector<EventId> events; // in program order, at least one
};

// In the order to print: each CPU's rows in program order; reads after the writes they read from, where that
// is possible; and, after that, writes in coherence order and reads before the writes that overwrite what
// they saw.
std::vector<Row> rows_in_order(Execution const&);

} // namespace barrister::cli
