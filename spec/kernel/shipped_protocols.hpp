// SPDX-License-Identifier: BSD-2-Clause
// The protocol files of this folder, as they were when the program was built.
#pragma once
#include "spec/models/shipped_models.hpp"

namespace barrister {

std::vector<ShippedFile> const& shipped_protocols(); // named "smp.protocol"

} // namespace barrister
