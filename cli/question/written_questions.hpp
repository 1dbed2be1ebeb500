// SPDX-License-Identifier: BSD-2-Clause
// What came of `--smt2` and `--dimacs`.
#pragma once
#include <string>
#include <vector>

namespace barrister::cli {

struct WrittenQuestions {
  std::vector<std::string> lines; // what was written
  std::vector<std::string> lost;  // what was not, and why: the exit is that of bad input
};

} // namespace barrister::cli
