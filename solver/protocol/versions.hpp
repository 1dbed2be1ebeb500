// SPDX-License-Identifier: BSD-2-Clause
// What owned variables say that nobody writes: from some starts they have one value each, as the version has
// of protocols that are asked together (spec/joined.hpp).
#pragma once
#include "spec/protocol.hpp"
#include <map>

namespace barrister::solver {

using KnownOwned = std::map<OwnedId, Value>;
// By indices into the protocol's starts; none: of all.
KnownOwned known_owned(Protocol const&, std::vector<std::uint32_t> const& starts);

} // namespace barrister::solver
