// SPDX-License-Identifier: BSD-2-Clause
// What ordering primitives become on each architecture, and what that is taken to cost. The instructions are
// the kernel's (the file and the macro are named); the costs are a ranking, and no measurement: a compiler
// barrier costs nothing, an access that orders by itself 1, a fence for some accesses 2, one for all 6, and
// waiting for a grace period 1000.
#pragma once
#include "spec/fences.hpp"
#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace barrister::patch {

using barrister::Architecture;
using barrister::architectures;
char const* name_of(Architecture); // as the kernel's arch/ has it: "x86"

struct CostRow {
  std::string_view primitive;            // "smp_mb"; of those that come in forms, "_acquire"
  std::array<Becomes, architectures> on; // beyond those of the same access unordered
  std::string_view source; // where the kernel says so: below arch/*/include/asm, or a path of its own
};
std::span<CostRow const> cost_table();
bool has_cost(std::string_view primitive);

class Costs {
public:
  // Of one architecture; of none: the sum of all.
  explicit Costs(std::optional<Architecture> of = {}) : of_(of) {}
  void set(std::string const& primitive, unsigned cost) { own_[primitive] = cost; }
  unsigned of(std::string_view primitive) const; // beyond the same access unordered; 0 of what orders nothing
  // What it becomes there; empty where that is not known, and of no architecture.
  std::string_view instructions(std::string_view primitive) const;

private:
  std::optional<Architecture> of_;
  std::map<std::string, unsigned, std::less<>> own_;
};

} // namespace barrister::patch
