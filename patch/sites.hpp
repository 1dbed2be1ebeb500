// SPDX-License-Identifier: BSD-2-Clause
// Where in the text of a litmus test its threads call ordering primitives.
#pragma once
#include "spec/place.hpp"
#include <string>
#include <string_view>
#include <vector>

namespace barrister::patch {

struct Edit { // of the text: these bytes become those
  std::size_t begin = 0, end = 0;
  std::string with;
};

struct Site {
  std::string primitive; // "smp_mb()"
  unsigned thread = 0;
  std::size_t at = 0;                   // byte offset of its name
  std::uint32_t line = 0, column = 0;   // the same, as of Place
  struct Form {
    std::string words; // "smp_wmb()"; empty: nothing
    Edit edit;
  };
  std::vector<Form> weaker; // the weakest first; at least one
};

// In the order of the text. What is in comments and strings is none, and what is outside of the bodies of P0, P1, ….
std::vector<Site> sites_of(std::string_view litmus_test);

// The edits do not overlap.
std::string edited(std::string_view text, std::vector<Edit> edits);

} // namespace barrister::patch
