// SPDX-License-Identifier: BSD-2-Clause
#include "fuzz/said.hpp"

namespace barrister::fuzz {

std::string wrong_with(frontend::Diagnostics const& diagnostics, Outcome outcome) {
  for (auto const& d : diagnostics.all()) {
    auto const printed = to_string(d);
    // Names of C++, as a parser's library would say them.
    for (auto const* name : {"boost::", "spirit", "std::", "St6vector", "N5boost"})
      if (d.message.find(name) != std::string::npos && d.line.find(name) == std::string::npos)
        return "not in words: " + printed;
  }
  if (outcome == Outcome::Nothing && !diagnostics.failed()) return "nothing is made, and no error says why";
  if (outcome == Outcome::Made && diagnostics.failed())
    return "made in spite of an error: " + to_string(diagnostics.all().front());
  return {};
}

} // namespace barrister::fuzz
