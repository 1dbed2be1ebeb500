// SPDX-License-Identifier: BSD-2-Clause
#include "spec/unwritten.hpp"
#include "spec/for_each_statement.hpp"
#include <algorithm>
#include <set>

namespace barrister {
namespace {

struct Touched {
  std::set<OwnedId> owned;
  std::set<AccumulatorId> counted;
};

Touched written(Protocol const& protocol) {
  Touched out;
  for (auto const& thread : protocol.program.threads)
    for_each_statement(thread.body, [&](Statement const& s) {
      if (auto const* store = std::get_if<OwnedStore>(&s.node)) out.owned.insert(store->variable);
      if (auto const* count = std::get_if<Count>(&s.node)) out.counted.insert(count->accumulator);
    });
  for (auto const& start : protocol.starts)
    for (auto const& said : start.owned) out.owned.insert(said.variable);
  return out;
}
Touched asked(Probe const& probe) {
  Touched out;
  for_each_statement(probe.body, [&](Statement const& s) {
    if (auto const* load = std::get_if<OwnedLoad>(&s.node)) out.owned.insert(load->variable);
    if (auto const* load = std::get_if<CountLoad>(&s.node)) out.counted.insert(load->accumulator);
  });
  return out;
}

} // namespace

std::vector<std::string> unwritten(Protocol const& protocol, Claim const& claim) {
  auto const by_code = written(protocol), by_claim = asked(claim.probe);
  std::vector<std::string> out;
  for (auto const v : by_claim.owned)
    if (protocol.owned[v].is_ghost && !by_code.owned.contains(v)) out.push_back(protocol.owned[v].name);
  for (auto const a : by_claim.counted)
    if (!by_code.counted.contains(a)) out.push_back(protocol.accumulators[a].name);
  return out;
}

} // namespace barrister
