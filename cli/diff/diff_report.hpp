// SPDX-License-Identifier: BSD-2-Clause
// What came of each pair that was compared, said as it comes; and of all of them.
#pragma once
#include "cli/diff/changes.hpp"
#include "cli/options.hpp"
#include <ostream>

namespace barrister::cli {

class DiffReport {
public:
  DiffReport(DiffOptions const& o, std::ostream& out) : options_(o), out_(out) {}

  void add(std::string const& about, Changes changes) {
    out_ << report_changes(changes, about, *options_.width);
    all_.sides = changes.sides;
    all_.unchanged += changes.unchanged;
    all_.is_bounded = all_.is_bounded || changes.is_bounded;
    all_.all.insert(all_.all.end(), changes.all.begin(), changes.all.end());
  }
  Exit finish() {
    if (!options_.quiet) out_ << summary_of(all_) << ".\n";
    return all_.exit();
  }

private:
  DiffOptions const& options_;
  std::ostream& out_;
  Changes all_;
};

} // namespace barrister::cli
