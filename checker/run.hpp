// SPDX-License-Identifier: BSD-2-Clause
// `barrister-check` and `barrister verify`.
#pragma once
#include <iosfwd>
#include <string>
#include <vector>

namespace barrister::checker {

struct Wishes {
  std::vector<std::string> files;
  std::string input, model;  // to compare with, or empty
  bool as_text = false;      // print them, and check nothing
  std::string dimacs_folder; // or empty
};
constexpr int valid = 0, not_valid = 1, bad_input = 2; // exit statuses; of several files, the greatest

int run(Wishes const&, std::ostream& out, std::ostream& err);

} // namespace barrister::checker
