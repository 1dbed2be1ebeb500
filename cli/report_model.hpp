// SPDX-License-Identifier: BSD-2-Clause
// A resolved memory model as cat: its names with their definitions, then its checks.
#pragma once
#include "spec/memory_model.hpp"

namespace barrister::cli {

std::string report_model(MemoryModel const&);

} // namespace barrister::cli
