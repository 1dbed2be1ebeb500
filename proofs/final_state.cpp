// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/final_state.hpp"

namespace barrister::proofs {

FinalState state_at(Protocol const& protocol, Start const& start) {
  FinalState out;
  auto const& objects = protocol.program.objects;
  auto const put = [&](Value cell, Value value) {
    out.cells[cell] = convert(value, type_of_cell(objects[cell.object], cell.number));
  };
  for (ObjectId o = 0; o < objects.size(); ++o)
    for (std::size_t i = 0; i < objects[o].initial.size(); ++i)
      put(address(o, static_cast<std::int64_t>(i)), objects[o].initial[i]);
  for (auto const& [cell, value] : start.cells) put(cell, value);

  for (OwnedId v = 0; v < protocol.owned.size(); ++v) {
    auto const& variable = protocol.owned[v];
    auto const owners =
        variable.owner == OwnedVariable::Owner::Cpu ? protocol.cpus : protocol.contexts.size();
    for (std::uint32_t owner = 0; owner < owners; ++owner)
      out.owned[{v, owner}] = convert(variable.initial, variable.type);
  }
  for (auto const& [variable, owner, value] : start.owned)
    out.owned[{variable, owner}] = convert(value, protocol.owned[variable].type);
  out.counts.resize(protocol.accumulators.size(), number(0));
  return out;
}

ProbedState probed(FinalState const& state) {
  auto const find = [](auto const& map, auto const& key) {
    auto const at = map.find(key);
    return at == map.end() ? std::nullopt : std::optional(at->second);
  };
  return {[=, &state](Value cell) { return find(state.cells, cell); },
          [=, &state](OwnedId variable, std::uint32_t owner) {
            return find(state.owned, std::pair(variable, owner));
          },
          [&state](AccumulatorId a) {
            return a < state.counts.size() ? std::optional(state.counts[a]) : std::nullopt;
          }};
}

} // namespace barrister::proofs
