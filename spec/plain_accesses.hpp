// SPDX-License-Identifier: BSD-2-Clause
// Accesses that no primitive marks: those that the compiler may tear, fuse or leave out (spec/models/lkmm.md).
#pragma once
#include "spec/program.hpp"

namespace barrister {

bool is_plain(TagSet of_access);
bool has_plain_accesses(Program const&);

} // namespace barrister
