// SPDX-License-Identifier: BSD-2-Clause
// The local that a statement assigns.
#pragma once
#include "spec/program.hpp"

namespace barrister {

std::optional<LocalId> target_of(Statement const&); // blocks in it are not looked at

} // namespace barrister
