// SPDX-License-Identifier: BSD-2-Clause
// The claims of a folder under proofs, as its expected.txt lists them, one a line:
//
//   # file           model   observation positive negative
//   C-peterz.litmus  strong  Never       0        7
#pragma once
#include "spec/verdict.hpp"
#include <iosfwd>
#include <string>

namespace barrister::cli {

struct LitmusClaim {
  std::string file, model;
  Observation observation = Observation::Never;
  std::uint64_t positive = 0, negative = 0;
};

// Nothing when a line does not read so; the message, with `name` and the line's number, goes to `err`.
std::optional<std::vector<LitmusClaim>> parse_claims(std::string const& name, std::string const& text,
                                                     std::ostream& err);

} // namespace barrister::cli
