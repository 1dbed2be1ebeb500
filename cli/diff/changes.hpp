// SPDX-License-Identifier: BSD-2-Clause
// What of a comparison is worth a line, and what came of all of it.
#pragma once
#include "cli/standing.hpp"

namespace barrister::cli {

// What is compared, in words.
struct Sides {
  std::string was = "before", is = "now"; // or "under sc", "under lkmm"
  bool are_models = false;

  std::string only_is() const { return are_models ? is + " alone" : "new"; }
  std::string only_was() const { return are_models ? was + " alone" : "gone"; }
  std::string both(std::string const& then, std::string const& now) const; // "before, …; now, …"
  std::string new_one(std::string const& what) const; // "new final state", "under lkmm alone: final state"
  std::string gone_one(std::string const& what) const;
};

struct Changes {
  enum class Kind : std::uint8_t { Fixed, Broken, Unclear, Other };
  struct Change {
    Kind kind = Kind::Other;
    std::string words;   // "S1 was violated, and holds"
    std::string trace{}; // of what is newly possible, or was
  };
  std::vector<Change> all;
  std::size_t unchanged = 0; // claims
  Sides sides{};
  bool is_bounded = false; // some claim is known within a bound alone: beyond it, nothing is

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
