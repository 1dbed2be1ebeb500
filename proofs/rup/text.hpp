// SPDX-License-Identifier: BSD-2-Clause
// Proofs as text, one step a line (spec/certificate.md, "The propositional proof").
#pragma once
#include "proofs/rup/read_fault.hpp"
#include "spec/derivation.hpp"
#include <string_view>
#include <variant>

namespace barrister::rup {

std::string to_text(Derivation const&);

std::variant<Derivation, ReadFault> read_text(std::string_view);

} // namespace barrister::rup
