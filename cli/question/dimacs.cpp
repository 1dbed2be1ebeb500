// SPDX-License-Identifier: BSD-2-Clause
#include "cli/question/dimacs.hpp"
#include <fmt/format.h>

namespace barrister::cli {

std::string to_dimacs(StatedQuestion const& question, std::vector<std::string> const& about) {
  std::string out;
  for (auto const& line : about) out += "c " + line + "\n";
  for (std::size_t e = 0; e < question.events.size(); ++e)
    out += fmt::format("c e{}: {}\n", e, question.events[e]);
  for (std::size_t v = 0; v < question.variables.size(); ++v) {
    auto const& [name, means, kind, parts] = question.variables[v];
    if (!means.empty()) out += fmt::format("c {} {}: {}\n", v + 1, name, means);
  }
  out += fmt::format("p cnf {} {}\n", question.variables.size(), question.clauses.size() + 1);
  for (std::size_t i = 0; i < question.clauses.size(); ++i) {
    for (auto l : question.clauses[i]) out += fmt::format("{} ", l);
    out += "0\n";
  }
  return out + fmt::format("{} 0\n", question.asked); // what is asked for
}

} // namespace barrister::cli
