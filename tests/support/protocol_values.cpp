// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/protocol_values.hpp"

namespace barrister::protocol_parts {

LocalId Values::local() { return static_cast<LocalId>(chance_.below(free_locals)); }
ExpressionPtr Values::small() { return constant(static_cast<std::int64_t>(chance_.below(3))); }
ExpressionPtr Values::bounded() {
  switch (chance_.below(4)) {
  case 0: return use(local());
  case 1: return compute(compute(use(local()), Operator::Add, constant(1)), Operator::And, constant(3));
  case 2: return chance_.once_in(2) ? this_cpu() : logical_not(use(local()));
  default: return constant(static_cast<std::int64_t>(1 + chance_.below(2)));
  }
}

// What widths and signs matter to.
ExpressionPtr Values::of_some_type() {
  auto const& type = computing[chance_.below(std::size(computing))];
  auto const r = use(local());
  auto const n = constant(static_cast<std::int64_t>(chance_.below(3)) - 1);
  switch (chance_.below(6)) {
  case 0: return compute_in(type, r, Operator::Subtract, constant(1));
  case 1: return compute_in(type, r, chance_.once_in(2) ? Operator::Less : Operator::GreaterEqual, n);
  case 2: return compute_in(type, r, Operator::Divide, constant(2));
  case 3: return compute_in(type, r, Operator::ShiftRight, constant(1));
  case 4: return compute_in(type, r, Operator::Complement, nullptr);
  default: return converted(r, types[chance_.below(std::size(types))]);
  }
}

ExpressionPtr Values::condition() {
  auto const r = use(local());
  if (things_.sizes && chance_.once_in(3)) return of_some_type();
  switch (chance_.below(3)) {
  case 0: return r;
  case 1: return logical_not(r);
  default: return equal(r, small());
  }
}

ExpressionPtr Values::any() {
  if (things_.faults && chance_.once_in(6)) return that_may_have_none();
  if (things_.sizes && chance_.once_in(2)) return of_some_type();
  return bounded();
}

ExpressionPtr Values::that_may_have_none() {
  constexpr Operator partial[] = {Operator::Divide, Operator::Modulo, Operator::ShiftLeft,
                                  Operator::ShiftRight};
  auto const op = partial[chance_.below(std::size(partial))];
  if (chance_.once_in(4)) return compute_in(computing[0], use(local()), Operator::Divide, constant(0)); // never has
  auto const right =
      chance_.once_in(2) ? use(local()) : compute(use(local()), Operator::Subtract, constant(1));
  return compute_in(computing[0], chance_.once_in(2) ? use(local()) : constant(2), op, right);
}

ExpressionPtr Values::place() {
  if (!things_.array || !chance_.once_in(3)) return any_of(chance_, things_.words);
  auto const index = use(local());
  if (things_.faults && chance_.once_in(6)) return compute(things_.array, Operator::Add, index);
  return compute(things_.array, Operator::Add, compute(index, Operator::And, constant(1)));
}

} // namespace barrister::protocol_parts
