// SPDX-License-Identifier: BSD-2-Clause
// The style sheets and the script of this folder, as they were when the program was built.
#pragma once
#include "spec/models/shipped_models.hpp"

namespace barrister {

std::vector<ShippedFile> const& shipped_assets();

namespace cli {
std::string_view asset(std::string_view name); // "page.css"
}

} // namespace barrister
