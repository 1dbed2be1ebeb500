// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/summary.hpp"
#include "spec/print.hpp"
#include <algorithm>
#include <tuple>

namespace barrister {

namespace {

// Which of the values that lead to a fault is shown, is not for all to agree on.
std::vector<Fault> places(std::vector<Fault> faults) {
  for (auto& f : faults) f = {Fault::Kind::Follows, f.by, f.instruction};
  std::ranges::sort(faults, {}, [](Fault const& f) { return std::tuple(f.by, f.instruction); });
  return faults;
}

} // namespace

Summary summary(LitmusResult const& r) {
  Summary out{r.positive, r.negative, {}, r.flags, r.undefined, r.unknown, {}};
  for (auto const& state : r.states) out.states.push_back(state.values);
  for (auto const& x : r.faults) out.faults.push_back(x.faults.front());
  out.faults = places(std::move(out.faults));
  return out;
}
Summary summary(Enumeration const& e) {
  return {e.positive, e.negative, e.states, e.flags, e.undefined, {}, places(e.faults)};
}

std::string to_string(Summary const& s, LitmusTest const& test) {
  auto text = "positive " + std::to_string(s.positive) + " negative " + std::to_string(s.negative);
  if (s.undefined) text += " undefined";
  for (auto const& flag : s.flags) text += " " + flag;
  if (!s.unknown.empty()) text += " unknown: " + s.unknown;
  for (auto const& state : s.states) {
    text += "\n ";
    for (auto v : state) text += " " + to_string(v, test.program);
  }
  for (auto const& f : s.faults) {
    auto const& thread = test.program.threads[f.by];
    text += "\n  " + thread.name + " has a fault at " + thread.instructions[f.instruction].text;
  }
  return text + "\n";
}

} // namespace barrister
