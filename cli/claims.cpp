// SPDX-License-Identifier: BSD-2-Clause
#include "cli/claims.hpp"
#include "cli/judge.hpp"
#include <fmt/format.h>
#include <sstream>

namespace barrister::cli {
namespace {

std::optional<Observation> observation_named(std::string const& name) {
  for (auto const o : {Observation::Never, Observation::Sometimes, Observation::Always})
    if (name == word(o)) return o;
  return std::nullopt;
}

std::optional<LitmusClaim> parse_claim(std::string const& line) {
  std::istringstream words(line);
  LitmusClaim claim;
  std::string observation, more;
  words >> claim.file >> claim.model >> observation >> claim.positive >> claim.negative;
  auto const named = observation_named(observation);
  if (!words || words >> more || !named) return std::nullopt;
  claim.observation = *named;
  return claim;
}

} // namespace

std::optional<std::vector<LitmusClaim>> parse_claims(std::string const& name, std::string const& text,
                                                     std::ostream& err) {
  std::vector<LitmusClaim> claims;
  std::istringstream lines(text);
  std::string line;
  for (unsigned number = 1; std::getline(lines, line); ++number) {
    line = line.substr(0, line.find('#'));
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    auto const claim = parse_claim(line);
    if (!claim) {
      err << fmt::format("{}:{}: error: expected `file model Never|Sometimes|Always positive negative`\n",
                         name, number);
      return std::nullopt;
    }
    claims.push_back(*claim);
  }
  return claims;
}

} // namespace barrister::cli
