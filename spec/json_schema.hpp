// SPDX-License-Identifier: BSD-2-Clause
// json.schema.json, which says what the program prints as JSON, as it was when the program was built.
#pragma once
#include "spec/models/shipped_models.hpp"

namespace barrister {

std::vector<ShippedFile> const& shipped_schema(); // one

} // namespace barrister
