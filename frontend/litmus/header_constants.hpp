// SPDX-License-Identifier: BSD-2-Clause
// Constants of the kernel's headers that are the same on each 64-bit machine.
#pragma once
#include "spec/value.hpp"
#include <span>
#include <string_view>

namespace barrister::frontend::litmus {

struct HeaderConstant {
  std::string_view name;
  std::int64_t value;
  Type type;
};
std::span<HeaderConstant const> header_constants();

} // namespace barrister::frontend::litmus
