// SPDX-License-Identifier: BSD-2-Clause
// this_cpu_add(v, n) and its like: what reads and writes a variable of this CPU
// (include/linux/percpu-defs.h).
#pragma once
#include "spec/value.hpp"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barrister::frontend::litmus {

struct PerCpuUpdate {
  enum class What : std::uint8_t { Compute, Exchange, CompareExchange } what = What::Compute;
  Operator op = Operator::Add;
  bool by_one = false, gives_value = false;
  bool is_whole = false; // no interrupt of this CPU comes between the read and the write
  std::size_t arguments() const { return by_one ? 1 : what == What::CompareExchange ? 3 : 2; }
};
std::optional<PerCpuUpdate> per_cpu_update(std::string_view name);
std::vector<std::string> per_cpu_update_names();

} // namespace barrister::frontend::litmus
