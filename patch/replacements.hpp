// SPDX-License-Identifier: BSD-2-Clause
// What the variants of a protocol put into functions: `replace f(): "…" with "smp_mb(); …";`.
#pragma once
#include <string>
#include <string_view>

namespace barrister::patch {

// The text with these alone, each as the body of a function of its name, byte for byte at its place; all else
// is blank.
std::string replacements_of(std::string_view protocol);

} // namespace barrister::patch
