// SPDX-License-Identifier: BSD-2-Clause
// Where in the text of a litmus test, or of a protocol, ordering primitives are called.
#pragma once
#include "spec/place.hpp"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barrister::patch {

struct Edit { // of the text: these bytes become those
  std::size_t begin = 0, end = 0;
  std::string with;
};

struct Site {
  std::string primitive;              // "smp_mb()"
  std::string where;                  // "P0", "ipi_mb()", "task slow"; or empty
  unsigned thread = 0;                // of a litmus test
  std::size_t at = 0;                 // byte offset of its name
  std::uint32_t line = 0, column = 0; // the same, as of Place
  struct Form {
    std::string words; // "smp_wmb() and WRITE_ONCE()"; empty: nothing
    std::string calls; // that orders: "smp_wmb"; or empty
    Edit edit;
  };
  std::vector<Form> weaker; // the weakest first; at least one
  bool waits = false;       // for others: without it, more executions come to their end
};

// In the order of the text. What is in comments and strings is none, and what is outside of the bodies of P0,
// P1, ….
std::vector<Site> sites_of(std::string_view litmus_test);
// In any block of the text, and in what replaces a part of one, of whichever variant.
std::vector<Site> sites_of_protocol(std::string_view);

// What else is called that orders, or may: "smp_mb() (line 3)" in a function or an expression, or what has no
// weaker form here. `sites`: all of the text.
std::vector<std::string> not_looked_at(std::string_view text, std::vector<Site> const& sites);

// Nothing where one edit is in another: a call that is an argument of a call.
std::optional<std::string> edited(std::string_view text, std::vector<Edit> edits);

} // namespace barrister::patch
