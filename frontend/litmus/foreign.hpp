// SPDX-License-Identifier: BSD-2-Clause
// What kernel code calls and Barrister does not have, and what to write instead.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace barrister::frontend::litmus {

// For a function that is not known: what is meant by it, or by the one it is misspelt for; or nothing.
// `known`: those that are.
enum class CalledIn : std::uint8_t { Test, Protocol }; // of these, protocols alone have libraries
std::string meant_by_function(std::string const& name, std::vector<std::string> const& known, CalledIn);
// For what is called as a function is, and takes what none can: for_each_cpu(), min_t(). As it is spelled.
std::string meant_by_macro(std::string const& name);
// For a constant of the kernel's headers.
std::string meant_by_constant(std::string const& name);

} // namespace barrister::frontend::litmus
