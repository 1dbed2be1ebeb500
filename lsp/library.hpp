// SPDX-License-Identifier: BSD-2-Clause
// The names of what ships.
#pragma once
#include <string>
#include <vector>

namespace barrister::lsp {

std::vector<std::string> model_names();   // "lkmm"
std::vector<std::string> library_names(); // what a protocol can `use`: "sched"
// The comment at the head of a part of the library: what it is, and after which source of the kernel it is
// made.
std::string about_library(std::string const& name);

} // namespace barrister::lsp
