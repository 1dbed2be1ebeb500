// SPDX-License-Identifier: BSD-2-Clause
// Clauses and proofs as bytes (spec/certificate.md, "The propositional proof"). Any bytes can be read: what
// comes of it has a size in proportion to them, and is what was written, or a fault. Each value has one form
// alone.
#pragma once
#include "proofs/rup/read_fault.hpp"
#include "spec/derivation.hpp"
#include <variant>

namespace barrister::rup {

using Bytes = std::vector<std::uint8_t>;

Bytes to_bytes(Clauses const&);
Bytes to_bytes(Derivation const&);

// All of the bytes.
std::variant<Clauses, ReadFault> read_clauses(std::span<std::uint8_t const>);
std::variant<Derivation, ReadFault> read_derivation(std::span<std::uint8_t const>);

} // namespace barrister::rup
