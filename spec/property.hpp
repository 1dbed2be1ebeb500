// SPDX-License-Identifier: BSD-2-Clause
// Propositions over final states, and the quantifier a litmus test puts before one.
#pragma once
#include "spec/program.hpp"
#include <functional>

namespace barrister {

struct Register {
  CpuId cpu;
  LocalId local;
  friend auto operator<=>(Register const&, Register const&) = default;
};
struct Cell {
  Value address;
  friend auto operator<=>(Cell const&, Cell const&) = default;
};
struct WholeArray {
  ObjectId object;
  friend auto operator<=>(WholeArray const&, WholeArray const&) = default;
};
using Observable = std::variant<Register, Cell, WholeArray>;
Type const& type_of(Program const&, Observable const&); // of an array: of its cells

struct Proposition {
  enum class Kind : std::uint8_t { True, False, Equal, Not, And, Or, Implies } kind = Kind::True;
  // Equal: `left` against `right` (another observable) or, for an array, against all of `values`, or
  // `values[0]`.
  std::optional<Observable> left, right;
  std::vector<Value> values;
  std::vector<Proposition> operands; // Not: 1; And, Or: 2 or more; Implies: 2
};

enum class Quantifier : std::uint8_t { Exists, NotExists, Forall };

using FinalState = std::function<Value(Observable const&)>; // asked for Register and Cell only
// A number is compared as the type of what it is compared with shows it: 200 is -56 to an int8_t.
bool holds(Proposition const&, Program const&, FinalState const&);

// The order in which final states list values: numbers ascending, then addresses by object's name, then cell.
bool before(Program const&, Value, Value);

} // namespace barrister
