// SPDX-License-Identifier: BSD-2-Clause
// herd7's memory has no sizes, and its registers no types: archExtra_herd.ml (build_type_env, pp_typed,
// mask_type), constraints.ml (do_check_prop) and testType.ml of herdtools7, where declarations and parameters
// give no type. All it computes has 32 bits: cParseTest.ml makes the values of C tests from Int32Value.
#include "frontend/litmus/herd7_types.hpp"
#include "frontend/litmus/types.hpp"
#include <algorithm>
#include <span>

namespace barrister::frontend::litmus {
bool is_known_to_herd7(Type const& type) {
  constexpr std::string_view known[] = {"",         "int",      "char",      "long",      "int8_t",
                                        "int16_t",  "int32_t",  "int64_t",   "uint8_t",   "uint16_t",
                                        "uint32_t", "uint64_t", "intptr_t",  "uintptr_t", "spinlock_t",
                                        "atomic_t", "void",     "atomic_int"};
  return type.spelling.ends_with('*') || std::ranges::find(known, type.spelling) != std::end(known);
}

namespace {

// testType.ml: a char has a sign, an atomic_t has none, and a long is an int.
Type as_shown(Type type) {
  if (type.spelling == "char") type.is_signed = true;
  if (type.spelling == "atomic_t") type.is_signed = false;
  if (type.spelling == "long") type.bits = 32;
  return type;
}
Type given(ast::Test const& test, std::optional<CpuId> cpu, std::string const& name) {
  for (auto const& item : test.init)
    if (item.location.cpu == cpu && item.location.name == name && item.type.is_given())
      return as_shown(to_type(item.type));
  return {"", 32, true};
}

// What starts in something without a sign is cut to it; that was seen in a run.
Value begun(Value v, Type const& type) { return type.is_signed ? v : shown(v, type); }

} // namespace

void type_as_herd7(Program& program, ast::Test const& test) {
  auto const set = [&](Type& type, std::span<Value> initial, std::optional<CpuId> cpu,
                       std::string const& name) {
    if (!is_known_to_herd7(type)) return;
    auto const of_init = given(test, cpu, name);
    for (auto& v : initial) v = shown(begun(v, of_init), int_type);
    type = {type.spelling, of_init.bits, of_init.is_signed, false};
  };
  for (auto& object : program.objects)
    if (object.members.empty() && object.name.find('.') == std::string::npos)
      set(object.type, object.initial, std::nullopt, object.name);
  for (CpuId cpu = 0; cpu < program.threads.size(); ++cpu)
    for (auto& local : program.threads[cpu].locals)
      if (!local.name.empty()) set(local.type, {&local.initial, 1}, cpu, local.name);
}

namespace {

void number(Proposition& p) {
  for (auto& v : p.values) v = shown(v, int_type);
  for (auto& operand : p.operands) number(operand);
}

} // namespace

void number_as_herd7(LitmusTest& test) {
  number(test.proposition);
  if (test.filter) number(*test.filter);
}

} // namespace barrister::frontend::litmus
