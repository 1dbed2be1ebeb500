// SPDX-License-Identifier: BSD-2-Clause
// The kernel's names of what a thread does, as the kernel's linux-kernel.def has them for herd7.
#pragma once
#include "spec/program.hpp"

namespace barrister::frontend::as_litmus {

// Empty: there is none.
std::string name_of_fence(TagSet);
std::string name_of_load(TagSet);  // "*" of a plain one
std::string name_of_store(TagSet); // likewise
std::string name_of(Rmw const&);
bool takes_cell(std::string const& access); // READ_ONCE(*x), and not smp_load_acquire(x)

} // namespace barrister::frontend::as_litmus
