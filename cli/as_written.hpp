// SPDX-License-Identifier: BSD-2-Clause
// Values and locations of a protocol as its source writes them.
#pragma once
#include "spec/program.hpp"

namespace barrister::cli {

std::string value_as_written(Value, Program const&); // "3", "&csd_stack[1]", "&l.owner"; a function: "serve"
std::string location_as_written(Value address, Program const&); // "x", "a[1]", "l.owner"

} // namespace barrister::cli
