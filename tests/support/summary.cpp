// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/summary.hpp"
#include "spec/print.hpp"

namespace barrister {

Summary summary(LitmusResult const& r) {
  Summary out{r.positive, r.negative, {}, r.flags, r.undefined, r.unknown};
  for (auto const& state : r.states) out.states.push_back(state.values);
  return out;
}
Summary summary(Enumeration const& e) { return {e.positive, e.negative, e.states, e.flags, e.undefined, {}}; }

std::string to_string(Summary const& s, LitmusTest const& test) {
  auto text = "positive " + std::to_string(s.positive) + " negative " + std::to_string(s.negative);
  if (s.undefined) text += " undefined";
  for (auto const& flag : s.flags) text += " " + flag;
  if (!s.unknown.empty()) text += " unknown: " + s.unknown;
  for (auto const& state : s.states) {
    text += "\n ";
    for (auto v : state) text += " " + to_string(v, test.program);
  }
  return text + "\n";
}

} // namespace barrister
