// SPDX-License-Identifier: BSD-2-Clause
// What the kernel's headers define as macros of any type, and protocols have without declaring it.
#pragma once
#include <span>
#include <string_view>

namespace barrister::frontend::litmus {

std::span<std::string_view const> header_macros();

} // namespace barrister::frontend::litmus
