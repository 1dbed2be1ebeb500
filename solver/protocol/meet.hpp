// SPDX-License-Identifier: BSD-2-Clause
// Whether two runs may be executed on one CPU: asked once, of all.
#pragma once
#include "solver/protocol/encode.hpp"
#include <functional>
#include <optional>
#include <set>

namespace barrister::solver {

// Of each of these, whether some execution has all its literals.
using WhichMayBe = std::function<std::vector<bool>(std::vector<std::vector<Literal>> const&)>;
using MayMeet = std::function<bool(RunId, RunId)>;

class Meet {
public:
  Meet(ProtocolEncoding const& encoding, WhichMayBe which) // must live as long
      : encoding_(encoding), which_may_be_(std::move(which)) {}
  bool operator()(RunId, RunId);

private:
  using Pairs = std::set<std::pair<RunId, RunId>>; // the lower one first
  Pairs all() const;

  ProtocolEncoding const& encoding_;
  WhichMayBe which_may_be_;
  std::optional<Pairs> known_;
};

} // namespace barrister::solver
