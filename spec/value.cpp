// SPDX-License-Identifier: BSD-2-Clause
#include "spec/value.hpp"

namespace barrister {

Value convert(Value v, Type const& type) { return type.wraps ? shown(v, type) : v; }

Value shown(Value v, Type const& type) {
  if (type.bits == 1) return number(truth(v) ? 1 : 0);
  if (v.is_address() || type.bits >= 64) return v;
  auto const shift = 64 - type.bits;
  auto const raised = static_cast<std::uint64_t>(v.number) << shift;
  return number(type.is_signed ? static_cast<std::int64_t>(raised) >> shift
                               : static_cast<std::int64_t>(raised >> shift));
}

bool is_unary(Operator op) {
  return op == Operator::Negate || op == Operator::Complement || op == Operator::LogicalNot;
}

char const* spelling(Operator op) {
  switch (op) {
  case Operator::Add: return "+";
  case Operator::Subtract: return "-";
  case Operator::Multiply: return "*";
  case Operator::Divide: return "/";
  case Operator::Modulo: return "%";
  case Operator::And: return "&";
  case Operator::Or: return "|";
  case Operator::Xor: return "^";
  case Operator::ShiftLeft: return "<<";
  case Operator::ShiftRight: return ">>";
  case Operator::Equal: return "==";
  case Operator::NotEqual: return "!=";
  case Operator::Less: return "<";
  case Operator::LessEqual: return "<=";
  case Operator::Greater: return ">";
  case Operator::GreaterEqual: return ">=";
  case Operator::Negate: return "-";
  case Operator::Complement: return "~";
  case Operator::LogicalNot: return "!";
  }
  return "";
}

std::optional<Value> apply(Operator op, Value l, Value r) {
  auto const truth_value = [](bool b) { return number(b ? 1 : 0); };
  auto const bits = [](std::int64_t n) { return static_cast<std::uint64_t>(n); };
  auto const cell = [](ObjectId o, std::uint64_t n) { return address(o, static_cast<std::int64_t>(n)); };
  switch (op) { // what addresses can do, too
  case Operator::Equal: return truth_value(l == r);
  case Operator::NotEqual: return truth_value(l != r);
  case Operator::LogicalNot: return truth_value(!truth(l));
  case Operator::Add:
    if (l.is_address() && !r.is_address()) return cell(l.object, bits(l.number) + bits(r.number));
    if (r.is_address() && !l.is_address()) return cell(r.object, bits(l.number) + bits(r.number));
    break;
  case Operator::Subtract:
    if (l.is_address() && !r.is_address()) return cell(l.object, bits(l.number) - bits(r.number));
    if (l.is_address() && l.object == r.object)
      return number(static_cast<std::int64_t>(bits(l.number) - bits(r.number)));
    break;
  case Operator::And: // masks, as dependency-carrying idioms use
    if (r == number(0) || l == number(0)) return number(0);
    if (r == number(-1)) return l;
    if (l == number(-1)) return r;
    break;
  case Operator::Xor:
    if (l == r) return number(0);
    [[fallthrough]];
  case Operator::Or:
    if (r == number(0)) return l;
    if (l == number(0)) return r;
    break;
  case Operator::Less:
  case Operator::LessEqual:
  case Operator::Greater:
  case Operator::GreaterEqual:
    if (l.is_address() && l.object == r.object) {
      auto const order = l.number <=> r.number;
      return truth_value(op == Operator::Less        ? order < 0
                         : op == Operator::LessEqual ? order <= 0
                         : op == Operator::Greater   ? order > 0
                                                     : order >= 0);
    }
    break;
  default: break;
  }
  if (l.is_address() || (r.is_address() && !is_unary(op))) return std::nullopt;

  auto const a = bits(l.number), b = bits(r.number);
  auto const wrapped = [](std::uint64_t n) { return number(static_cast<std::int64_t>(n)); };
  switch (op) {
  case Operator::Add: return wrapped(a + b);
  case Operator::Subtract: return wrapped(a - b);
  case Operator::Multiply: return wrapped(a * b);
  case Operator::Divide:
  case Operator::Modulo:
    if (r.number == 0) return std::nullopt;
    if (r.number == -1)
      return op == Operator::Divide ? wrapped(0 - a) : number(0); // also for the least number
    return number(op == Operator::Divide ? l.number / r.number : l.number % r.number);
  case Operator::And: return wrapped(a & b);
  case Operator::Or: return wrapped(a | b);
  case Operator::Xor: return wrapped(a ^ b);
  case Operator::ShiftLeft: return b < 64 ? std::optional(wrapped(a << b)) : std::nullopt;
  case Operator::ShiftRight: return b < 64 ? std::optional(number(l.number >> b)) : std::nullopt;
  case Operator::Less: return truth_value(l.number < r.number);
  case Operator::LessEqual: return truth_value(l.number <= r.number);
  case Operator::Greater: return truth_value(l.number > r.number);
  case Operator::GreaterEqual: return truth_value(l.number >= r.number);
  case Operator::Negate: return wrapped(0 - a);
  case Operator::Complement: return wrapped(~a);
  case Operator::Equal:
  case Operator::NotEqual:
  case Operator::LogicalNot: break;
  }
  return std::nullopt;
}

namespace {

// What differs where 64 bits have no sign. In fewer bits, it is what it is with more of them and a sign.
std::optional<Value> apply_unsigned(Operator op, Value l, Value r) {
  auto const a = static_cast<std::uint64_t>(l.number), b = static_cast<std::uint64_t>(r.number);
  auto const wrapped = [](std::uint64_t n) { return number(static_cast<std::int64_t>(n)); };
  switch (op) {
  case Operator::Divide: return b == 0 ? std::nullopt : std::optional(wrapped(a / b));
  case Operator::Modulo: return b == 0 ? std::nullopt : std::optional(wrapped(a % b));
  case Operator::ShiftRight: return b < 64 ? std::optional(wrapped(a >> b)) : std::nullopt;
  case Operator::Less: return wrapped(a < b ? 1 : 0);
  case Operator::LessEqual: return wrapped(a <= b ? 1 : 0);
  case Operator::Greater: return wrapped(a > b ? 1 : 0);
  case Operator::GreaterEqual: return wrapped(a >= b ? 1 : 0);
  default: return apply(op, l, r);
  }
}

} // namespace

std::optional<Value> apply(Operator op, Value l, Value r, Type const& type) {
  bool const shifts = op == Operator::ShiftLeft || op == Operator::ShiftRight;
  l = shown(l, type);
  if (!shifts) r = shown(r, type);
  if (shifts && !r.is_address() && r.number >= type.bits) return std::nullopt;
  bool const are_numbers = !l.is_address() && !r.is_address();
  if (are_numbers && type.bits == 64 && !type.is_signed) return apply_unsigned(op, l, r);
  auto const v = apply(op, l, r);
  return v ? std::optional(shown(*v, type)) : std::nullopt;
}

} // namespace barrister
