// SPDX-License-Identifier: BSD-2-Clause
// Clauses as text, in the format that SAT solvers and proof checkers read.
#pragma once
#include "proofs/rup/read_fault.hpp"
#include "spec/derivation.hpp"
#include <string_view>
#include <variant>

namespace barrister::rup {

std::string to_dimacs(Clauses const&);
std::variant<Clauses, ReadFault> read_dimacs(std::string_view);

} // namespace barrister::rup
