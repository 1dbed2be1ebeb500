// SPDX-License-Identifier: BSD-2-Clause
// What came of each pair that was compared, said as it comes; and of all of them.
#pragma once
#include "cli/diff/changes.hpp"
#include "cli/formats/gathered.hpp"
#include "cli/options.hpp"
#include <ostream>

namespace barrister::cli {

// One of the two that are compared; what it is all of, or has none of, is empty.
struct Compared {
  std::string file, name, variant, model;
};

class DiffReport {
public:
  DiffReport(DiffOptions const& o, Gathered& gathered, std::ostream& out)
      : options_(o), gathered_(gathered), out_(out) {}

  // `about`: "MP under lkmm".
  void add(std::string const& about, Compared const& before, Compared const& after, Changes const&);
  Exit finish(); // of nothing that was compared, nothing is said

private:
  DiffOptions const& options_;
  Gathered& gathered_;
  std::ostream& out_;
  Changes all_;
  std::size_t compared_ = 0;
};

std::string report_diff_json(Compared const& before, Compared const& after, Changes const&);

} // namespace barrister::cli
