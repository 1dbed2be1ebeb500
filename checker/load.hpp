// SPDX-License-Identifier: BSD-2-Clause
// Reads a certificate's file. Whose it is, nobody knows: it takes memory for what is there, up to a limit.
#pragma once
#include "proofs/certificate/certificate.hpp"
#include <variant>

namespace barrister::checker {

std::variant<certificate::Certificate, std::string> load(std::string const& path); // or why not

} // namespace barrister::checker
