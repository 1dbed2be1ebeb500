// SPDX-License-Identifier: BSD-2-Clause
#include "spec/property.hpp"
#include <algorithm>

namespace barrister {
namespace {

bool equal(Proposition const& p, Program const& program, FinalState const& state) {
  if (p.right) return state(*p.left) == state(*p.right);
  auto const& type = type_of(program, *p.left);
  auto const is = [&](Observable const& o, Value v) { return shown(state(o), type) == shown(v, type); };
  auto const* array = std::get_if<WholeArray>(&*p.left);
  if (!array) return is(*p.left, p.values.at(0));
  auto const cells = program.objects[array->object].initial.size();
  if (p.values.size() != cells) return false;
  for (std::size_t i = 0; i < cells; ++i)
    if (!is(Cell{address(array->object, static_cast<std::int64_t>(i))}, p.values[i])) return false;
  return true;
}

} // namespace

Type const& type_of(Program const& program, Observable const& o) {
  if (auto const* r = std::get_if<Register>(&o)) return program.threads[r->cpu].locals[r->local].type;
  auto const* cell = std::get_if<Cell>(&o);
  if (cell) return type_of_cell(program.objects[cell->address.object], cell->address.number);
  return program.objects[std::get<WholeArray>(o).object].type;
}

bool holds(Proposition const& p, Program const& program, FinalState const& state) {
  auto const operand = [&](Proposition const& o) { return holds(o, program, state); };
  switch (p.kind) {
  case Proposition::Kind::True: return true;
  case Proposition::Kind::False: return false;
  case Proposition::Kind::Equal: return equal(p, program, state);
  case Proposition::Kind::Not: return !operand(p.operands[0]);
  case Proposition::Kind::And: return std::ranges::all_of(p.operands, operand);
  case Proposition::Kind::Or: return std::ranges::any_of(p.operands, operand);
  case Proposition::Kind::Implies: return !operand(p.operands[0]) || operand(p.operands[1]);
  }
  return false;
}

bool before(Program const& program, Value a, Value b) {
  if (a.is_address() != b.is_address()) return b.is_address();
  if (!a.is_address() || a.object == b.object) return a.number < b.number;
  return program.objects[a.object].name < program.objects[b.object].name;
}

} // namespace barrister
