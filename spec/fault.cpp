// SPDX-License-Identifier: BSD-2-Clause
#include "spec/fault.hpp"
#include "spec/print.hpp"

namespace barrister {
namespace {

bool is_order(Operator op) {
  return op == Operator::Less || op == Operator::LessEqual || op == Operator::Greater ||
         op == Operator::GreaterEqual;
}

} // namespace

Fault fault_of(Operator op, Value left, Value right) {
  Fault out;
  out.value = left;
  out.operand = is_unary(op) ? number(0) : right;
  out.op = op;
  bool const has_address = left.is_address() || right.is_address();
  out.kind = op == Operator::Divide || op == Operator::Modulo          ? Fault::Kind::Divides
             : op == Operator::ShiftLeft || op == Operator::ShiftRight ? Fault::Kind::Shifts
                                                                       : Fault::Kind::Operates;
  if (has_address) out.kind = Fault::Kind::Operates;
  return out;
}

bool is_same_fault(Fault const& a, Fault const& b) { return a.by == b.by && a.instruction == b.instruction; }

std::string in_words(Fault const& fault, Program const& program) {
  auto const value = to_string(fault.value, program), operand = to_string(fault.operand, program);
  switch (fault.kind) {
  case Fault::Kind::Follows:
    if (fault.value == number(0)) return "follows NULL";
    if (fault.value.is_address()) return "follows " + value + ", beyond the object";
    return "follows the number " + value;
  case Fault::Kind::Divides:
    return (fault.op == Operator::Modulo ? "takes the remainder of " : "divides ") + value + " by 0";
  case Fault::Kind::Shifts: return "shifts " + value + " by " + operand;
  case Fault::Kind::Operates:
    return "computes " +
           (is_unary(fault.op) ? spelling(fault.op) + value
                               : value + " " + spelling(fault.op) + " " + operand) +
           (is_order(fault.op) && fault.value.is_address() && fault.operand.is_address()
                ? ", and nobody knows which of two objects comes first (elements of an array have an order)"
                : ", which has no value");
  case Fault::Kind::Calls: return "calls what is no function";
  case Fault::Kind::Interrupts:
    return "raises an interrupt on CPU " + value + ", which the world does not have";
  }
  return "";
}

} // namespace barrister
