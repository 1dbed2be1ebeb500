// SPDX-License-Identifier: BSD-2-Clause
// "did you mean 'smp_rmb'?", or nothing.
#pragma once
#include "frontend/diagnostic.hpp"

namespace barrister::frontend::litmus {

// Names of one or two letters are all near each other: for those there is no guess.
inline std::string did_you_mean(std::string const& word, std::vector<std::string> const& known) {
  if (word.size() < 3) return {};
  auto const near = nearest(word, known);
  return near ? "did you mean '" + *near + "'?" : std::string();
}

} // namespace barrister::frontend::litmus
