// SPDX-License-Identifier: BSD-2-Clause
// A certificate's file: a line that says what it is, how long the rest becomes, and that, compressed by zlib.
#pragma once
#include "proofs/certificate/bytes.hpp"
#include <string>

namespace barrister::certificate {

// The number is another one whenever a certificate that was valid would no longer be: the clauses are
// numbered anew.
constexpr std::string_view first_line = "barrister certificate 4\n";
bool begins_as_certificate(std::span<std::uint8_t const> file); // of some such number
// A file, and what comes of it, is no longer: who reads one does not know from whom it is.
constexpr std::size_t most_bytes = std::size_t{256} << 20;

Bytes pack(std::span<std::uint8_t const>);
std::variant<Bytes, std::string> unpack(std::span<std::uint8_t const>); // or why not

} // namespace barrister::certificate
