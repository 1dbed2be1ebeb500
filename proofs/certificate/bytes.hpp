// SPDX-License-Identifier: BSD-2-Clause
// Certificates as bytes (spec/certificate.md). Any bytes can be read: what comes of it has a size in
// proportion to them, and is what was written, or a fault. Each certificate has one form alone.
#pragma once
#include "proofs/certificate/certificate.hpp"
#include "proofs/rup/read_fault.hpp"
#include <variant>

namespace barrister::certificate {

using Bytes = std::vector<std::uint8_t>;

Bytes to_bytes(Certificate const&);
std::variant<Certificate, rup::ReadFault> read(std::span<std::uint8_t const>);

} // namespace barrister::certificate
