// SPDX-License-Identifier: BSD-2-Clause
// Leaves out of a proof what its targets do not need, and gives the rest hints. Nothing here is believed:
// check() is to be asked about what it makes.
#pragma once
#include "proofs/rup/check.hpp"
#include <variant>

namespace barrister::rup {

// The same targets, in the same order. Nothing is deleted any more: hints name what is needed. A refusal
// if a step that is needed does not follow.
std::variant<Derivation, Refusal> trim(Clauses const& given, Derivation const& proof);

} // namespace barrister::rup
