// SPDX-License-Identifier: BSD-2-Clause
// Whether two runs may be executed on one CPU: asked once of two.
#pragma once
#include "solver/protocol/encode.hpp"
#include <functional>
#include <map>

namespace barrister::solver {

using MayBe = std::function<bool(std::vector<Literal> const&)>; // some execution has all of these
using MayMeet = std::function<bool(RunId, RunId)>;

class Meet {
public:
  Meet(ProtocolEncoding const&, MayBe const&); // must live as long
  bool operator()(RunId, RunId);

private:
  ProtocolEncoding const& encoding_;
  MayBe const& may_be_;
  std::map<std::pair<RunId, RunId>, bool> known_;
};

} // namespace barrister::solver
