// SPDX-License-Identifier: BSD-2-Clause
// A model of the user's own may say anything of barriers: that two in a row are none. That those which ship
// do not is tried on random tests (RepairOfTests.MoreBarriersForbidMore).
#include "cli/monotone.hpp"
#include "cli/shipped.hpp"
#include "spec/for_each_statement.hpp"
#include <algorithm>

namespace barrister::cli {

namespace {

bool reads_a_count(Block const& block) {
  bool out = false;
  for_each_statement(block,
                     [&](Statement const& s) { out = out || std::holds_alternative<CountLoad>(s.node); });
  return out;
}

} // namespace

bool more_barriers_forbid_more(MemoryModel const& model) {
  auto const shipped = shipped_models();
  return std::ranges::find(shipped, model.name, &ShippedModel::name) != shipped.end();
}

bool is_of_states(Claim const& claim, Protocol const& protocol) {
  switch (claim.kind) {
  case Claim::Kind::Never:
  case Claim::Kind::Finally: return protocol.accumulators.empty() || !reads_a_count(claim.probe.body);
  case Claim::Kind::NoRaces: return true;
  case Claim::Kind::Terminates:
  case Claim::Kind::NoDeadlock:
  case Claim::Kind::Cover: break;
  }
  return false;
}

Parts parts_of(MemoryModel const& model) {
  return more_barriers_forbid_more(model) ? Parts::Follow : Parts::NotKnown;
}
Parts parts_of(Protocol const& protocol, std::vector<Claim> const& claims, MemoryModel const& model) {
  if (!more_barriers_forbid_more(model)) return Parts::NotKnown;
  return std::ranges::all_of(claims, [&](Claim const& c) { return is_of_states(c, protocol); })
             ? Parts::Follow
             : Parts::FollowWithTheSame;
}

} // namespace barrister::cli
