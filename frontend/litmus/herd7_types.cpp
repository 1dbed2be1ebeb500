// SPDX-License-Identifier: BSD-2-Clause
// herd7's memory has no sizes, and its registers no types: archExtra_herd.ml (build_type_env, pp_typed,
// mask_type) and constraints.ml (do_check_prop) of herdtools7, where declarations and parameters give no
// type.
#include "frontend/litmus/herd7_types.hpp"
#include "frontend/litmus/types.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

bool is_known_to_herd7(Type const& type) {
  constexpr std::string_view known[] = {"",         "int",      "char",      "long",      "int8_t",
                                        "int16_t",  "int32_t",  "int64_t",   "uint8_t",   "uint16_t",
                                        "uint32_t", "uint64_t", "intptr_t",  "uintptr_t", "spinlock_t",
                                        "atomic_t", "void",     "atomic_int"};
  return type.spelling.ends_with('*') || std::ranges::find(known, type.spelling) != std::end(known);
}

Type given(ast::Test const& test, std::optional<CpuId> cpu, std::string const& name) {
  for (auto const& item : test.init)
    if (item.location.cpu == cpu && item.location.name == name && item.type.is_given())
      return to_type(item.type);
  return {"", 32, true};
}

} // namespace

void type_as_herd7(Program& program, ast::Test const& test) {
  auto const set = [&](Type& type, std::optional<CpuId> cpu, std::string const& name) {
    if (!is_known_to_herd7(type)) return;
    auto const shown = given(test, cpu, name);
    type = {type.spelling, shown.bits, shown.is_signed, false};
  };
  for (auto& object : program.objects)
    if (object.members.empty() && object.name.find('.') == std::string::npos)
      set(object.type, std::nullopt, object.name);
  for (CpuId cpu = 0; cpu < program.threads.size(); ++cpu)
    for (auto& local : program.threads[cpu].locals)
      if (!local.name.empty()) set(local.type, cpu, local.name);
}

} // namespace barrister::frontend::litmus
