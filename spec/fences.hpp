// SPDX-License-Identifier: BSD-2-Clause
// The kernel's fences: calls without arguments that order what is before them with what is behind them. What
// a model orders by one is what it says of its tag.
#pragma once
#include "spec/tag.hpp"
#include <span>
#include <string_view>

namespace barrister {

enum class Architecture : std::uint8_t { X86, Arm64, Powerpc, Riscv };
inline constexpr std::size_t architectures = 4;

struct Becomes {
  std::string_view instructions; // empty: none
  unsigned cost = 0;             // a ranking, and no measurement: spec/costs.md
};

struct KernelFence {
  std::string_view name; // "smp_mb"
  Tag tag;
  Becomes on[architectures]; // in the order of the enumerators
  std::string_view source;   // where the kernel says so: below arch/*/include/asm, or a path of its own
};
std::span<KernelFence const> kernel_fences();

inline constexpr unsigned cost_of_nothing = 0, cost_of_some = 2, cost_of_all = 6; // of what a fence orders

} // namespace barrister
