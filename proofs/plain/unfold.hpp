// SPDX-License-Identifier: BSD-2-Clause
#pragma once
#include "proofs/plain/encoding.hpp"
#include "proofs/plain/unfolding.hpp"

namespace barrister::proofs::plain {

// What it says of guards is required of the gates.
std::variant<Unfolding, Unsupported> unfold(LitmusTest const&, LockSemantics, unsigned rounds, Gates&);

} // namespace barrister::proofs::plain
