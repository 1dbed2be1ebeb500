// SPDX-License-Identifier: BSD-2-Clause
// What of a comparison is worth a line, and what came of all of it.
#pragma once
#include "cli/standing.hpp"

namespace barrister::cli {

struct Changes {
  enum class Kind : std::uint8_t { Fixed, Broken, Unclear, Other };
  struct Change {
    Kind kind = Kind::Other;
    std::string words;   // "S1 was violated, and holds"
    std::string trace{}; // of what is newly possible, or was
  };
  std::vector<Change> all;
  std::size_t unchanged = 0; // claims
  bool is_bounded = false;   // some claim is known within a bound alone: beyond it, nothing is

  void add(Kind kind, std::string words, std::string trace = {}) {
    all.push_back({kind, std::move(words), std::move(trace)});
  }
  Exit exit() const;
};

// `about`: "MP under lkmm". Nothing where nothing changed.
std::string report_changes(Changes const&, std::string const& about, std::size_t width);
std::string summary_of(Changes const&); // "2 claims fixed, 1 broken; 7 as before"

Changes::Kind kind_of(Standing before, Standing after);

} // namespace barrister::cli
