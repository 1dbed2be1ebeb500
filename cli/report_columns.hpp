// SPDX-License-Identifier: BSD-2-Clause
// An execution as kernel developers draw it: one column a CPU, time downwards, each load with its value and
// where that comes from; then the final values, and why the execution matters.
//
// The rows are one linear order among many: a weak model has no time. A load of an older value says so.
#pragma once
#include "cli/answer.hpp"
#include "cli/page.hpp"
#include "cli/rows.hpp"

namespace barrister::cli {

std::string report_columns(LitmusTest const&, MemoryModel const&, Witness const&,
                           std::size_t width = page_width);

// The columns alone. What ends with a fault shows it as the last row of its CPU.
std::string report_page(Program const&, Execution const&, std::span<Fault const> = {},
                        std::size_t width = page_width);

// The same, not yet on a page. CPUs that do nothing are left out.
struct Columns {
  std::vector<std::string> titles;
  std::vector<PageLine> lines; // one for each row; then one for each fault
  std::vector<Row> rows;
};
Columns columns(Program const&, Execution const&, std::span<Fault const> = {});

// What stands below them: the final values, and why the execution matters.
std::string at_the_end(LitmusTest const&, MemoryModel const&, Witness const&, std::size_t width = page_width);

// Why a candidate is forbidden, alone: the axiom, its place, and the cycle, one step a line.
std::string report_explanation(Program const&, MemoryModel const&, Execution const&,
                               proofs::Explanation const&, std::size_t width = page_width);

} // namespace barrister::cli
