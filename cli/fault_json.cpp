// SPDX-License-Identifier: BSD-2-Clause
#include "cli/fault_json.hpp"
#include "spec/print.hpp"
#include <nlohmann/json.hpp>

namespace barrister::cli {

using Json = nlohmann::ordered_json;

Json of_value(Program const& program, Value v) {
  return v.is_address() ? Json(to_string(v, program)) : Json(v.number);
}

namespace {

char const* word(Fault::Kind kind) {
  switch (kind) {
  case Fault::Kind::Follows: return "follows";
  case Fault::Kind::Divides: return "divides";
  case Fault::Kind::Shifts: return "shifts";
  case Fault::Kind::Operates: return "operates";
  case Fault::Kind::Calls: return "calls";
  case Fault::Kind::Interrupts: return "interrupts";
  }
  return "";
}

} // namespace

Json of_fault(Fault const& fault, Program const& program, Instruction const& at) {
  bool const has_value = fault.kind != Fault::Kind::Calls;
  return {{"kind", word(fault.kind)},
          {"file", at.place.file ? Json(*at.place.file) : Json()},
          {"line", at.place.line},
          {"text", at.text},
          {"value", has_value ? of_value(program, fault.value) : Json()},
          {"words", in_words(fault, program)}};
}

} // namespace barrister::cli
