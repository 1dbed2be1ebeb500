// SPDX-License-Identifier: BSD-2-Clause
// Values: 64-bit two's complement numbers, and addresses (a cell of a declared object). NULL is the number 0
// and differs from every address. A type says how a value is cut when it is stored, and how many bits what is
// computed in it has (spec/semantics.md 3).
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace barrister {

using ObjectId = std::uint32_t;
constexpr ObjectId no_object = ~ObjectId{0};

struct Value {
  ObjectId object = no_object; // no_object: a number
  std::int64_t number = 0;     // the number; of an address, the cell's index in its object
  bool is_address() const { return object != no_object; }
  friend auto operator<=>(Value const&, Value const&) = default;
};
inline Value number(std::int64_t n) { return {no_object, n}; }
inline Value address(ObjectId object, std::int64_t cell = 0) { return {object, cell}; }
inline bool truth(Value v) { return v.is_address() || v.number != 0; }

// An integer or pointer type, by what storing into it does. What has no type is 64 bits, signed.
struct Type {
  std::string spelling;   // "int", "intptr_t", "spinlock_t", "int*"; empty when the text gives none
  std::uint8_t bits = 64; // 1: a bool, which is 1 for all but 0
  bool is_signed = true;
  bool wraps = true; // what is stored is cut; else only what is shown, or compared with a number of the test
};

// A value as an object of this type holds it, and as it shows it: a number is cut to the width and extended
// by the sign. Addresses are kept whole, but in a bool: a test that stores one in an `int` means the address,
// as herd7 does. 64 bits without a sign are kept as those of the number with the same bits.
Value convert(Value, Type const&);
Value shown(Value, Type const&);

enum class Operator : std::uint8_t {
  Add,
  Subtract,
  Multiply,
  Divide,
  Modulo,
  And,
  Or,
  Xor,
  ShiftLeft,
  ShiftRight,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Negate,
  Complement,
  LogicalNot // unary: of the left operand; the right one is ignored
};
bool is_unary(Operator);
char const* spelling(Operator); // as in C

// C arithmetic on 64 bits, wrapping. Nothing when C gives no answer: division by zero, a shift out of range,
// an address where a number is due. An address plus a number is another cell of the same object; two
// addresses compare by cell in one object, and in two are unequal and in no order; masks of all ones or none do
// to an address what they do to a number.
std::optional<Value> apply(Operator, Value left, Value right);
// The same in a type of 32 or 64 bits: numbers are converted to it first, but for how far is shifted, and the
// result wraps, as with the kernel's -fno-strict-overflow. Comparisons give 0 or 1.
std::optional<Value> apply(Operator, Value left, Value right, Type const&);

} // namespace barrister
