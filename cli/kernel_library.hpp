// SPDX-License-Identifier: BSD-2-Clause
// `barrister show --library`: the parts of the kernel that protocols can `use`.
#pragma once
#include "cli/answer.hpp"
#include <iosfwd>
#include <string>

namespace barrister::cli {

// Without a name: every part, the kernel source that it models, and what it offers. With one: its text.
Exit show_library(std::string const& part, std::ostream& out, std::ostream& err);

} // namespace barrister::cli
