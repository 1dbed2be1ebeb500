// SPDX-License-Identifier: BSD-2-Clause
// What a local holds at some point of a thread of the test: a value, or what is computed from registers.
#pragma once
#include "spec/program.hpp"
#include <functional>

namespace barrister::frontend::as_litmus {

struct Term;
using TermPtr = std::shared_ptr<Term const>;

struct Sort {
  bool is_int; // fits in 32 bits
  bool is_pointer = false, is_bool = false;
  friend bool operator==(Sort const&, Sort const&) = default;
};
struct RegisterUse {
  std::uint32_t thread, number; // P0:r1
  Sort sort;
  friend bool operator==(RegisterUse const&, RegisterUse const&) = default;
};
struct CellUse { // the final value; in a question alone
  Value address;
  Sort sort;
};
struct Computed {
  Operator op;
  TermPtr left, right; // right is null when unary
};
struct Selected { // in a question alone
  TermPtr condition, yes, no;
};
struct Term {
  std::variant<Value, RegisterUse, CellUse, Computed, Selected> node;
};

TermPtr term(Value);
TermPtr term(std::int64_t);
template <class Node> TermPtr term_of(Node node) {
  return std::make_shared<Term const>(Term{std::move(node)});
}

// A Term, or why there is none.
struct Result {
  TermPtr term;
  std::string problem;
};
// Constants are folded. herd7, and a test's registers, compute in an int, or in 64 bits where there are some.
Result compute(Operator, TermPtr left, TermPtr right, Type const& = {});

TermPtr opposite(TermPtr const&); // as a condition

Value const* known(TermPtr const&); // null: not known
bool is_pointer(TermPtr const&);    // may be an address
bool is_truth(TermPtr const&);      // 0 or 1
bool is_int(TermPtr const&);        // fits in 32 bits
bool uses(TermPtr const&,
          std::function<bool(RegisterUse const&)> const&); // some register of which this holds

// C that herd7 takes; addresses as `number_of` numbers them. Empty: herd7 has no such operator.
std::string text(TermPtr const&, std::function<std::int64_t(Value)> const& number_of);

bool is_pointer(Type const&);
bool is_bool(Type const&);

} // namespace barrister::frontend::as_litmus
