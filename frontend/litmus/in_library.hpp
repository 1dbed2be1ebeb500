// SPDX-License-Identifier: BSD-2-Clause
// Which part of the kernel library declares what a text does not: "'use seqlock;' has it", or nothing.
#pragma once
#include <string>

namespace barrister::frontend::litmus {

std::string library_with_function(std::string const& name);
std::string library_with_type(std::string const& spelling); // "struct kref", "seqlock_t"

} // namespace barrister::frontend::litmus
