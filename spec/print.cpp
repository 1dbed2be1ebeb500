// SPDX-License-Identifier: BSD-2-Clause
#include "spec/print.hpp"

namespace barrister {
namespace {

using Kind = Proposition::Kind;

std::string cell_name(Value address, Program const& program) {
  auto const& object = program.objects[address.object];
  auto const cell = static_cast<std::size_t>(address.number);
  if (cell < object.members.size()) return object.name + object.members[cell].name;
  return object.name + "[" + std::to_string(address.number) + "]";
}

using Spell = std::function<std::string(Value)>;

std::string atom(Proposition const& p, Program const& program, Spell const& value) {
  auto out = to_string(*p.left, program) + "=";
  if (p.right) return out + to_string(*p.right, program);
  if (!std::holds_alternative<WholeArray>(*p.left)) return out + value(p.values.at(0));
  out += "{";
  for (std::size_t i = 0; i < p.values.size(); ++i) out += (i > 0 ? "," : "") + value(p.values[i]);
  return out + "}";
}

// Inside /\ herd7 puts parentheses around \/ and =>; inside \/ around => alone; inside => around both others.
bool wants_parentheses(Kind outer, Kind inner) {
  switch (outer) {
  case Kind::And: return inner == Kind::Or || inner == Kind::Implies;
  case Kind::Or: return inner == Kind::Implies;
  case Kind::Implies: return inner == Kind::And || inner == Kind::Or;
  default: return false;
  }
}

} // namespace

std::string to_string(Value v, Program const& program) {
  if (!v.is_address()) return std::to_string(v.number);
  return v.number == 0 ? program.objects[v.object].name : cell_name(v, program);
}

std::string to_string(Observable const& o, Program const& program) {
  if (auto const* r = std::get_if<Register>(&o))
    return std::to_string(r->cpu) + ":" + program.threads[r->cpu].locals[r->local].name;
  if (auto const* array = std::get_if<WholeArray>(&o)) return program.objects[array->object].name;
  auto const address = std::get<Cell>(o).address;
  auto const& object = program.objects[address.object];
  return object.is_array || !object.members.empty() ? cell_name(address, program) : "[" + object.name + "]";
}

std::string to_string(Proposition const& p, Program const& program) {
  return to_string(p, program, [&](Value v) { return to_string(v, program); });
}

std::string to_string(Proposition const& p, Program const& program, Spell const& value) {
  auto const chain = [&](char const* between) {
    std::string out;
    for (auto const& operand : p.operands) {
      auto const text = to_string(operand, program, value);
      if (!out.empty()) out += between;
      out += wants_parentheses(p.kind, operand.kind) ? "(" + text + ")" : text;
    }
    return out;
  };
  switch (p.kind) {
  case Kind::True: return "true";
  case Kind::False: return "false";
  case Kind::Equal: return atom(p, program, value);
  case Kind::Not: return "not (" + to_string(p.operands.at(0), program, value) + ")";
  case Kind::And: return chain(" /\\ ");
  case Kind::Or: return chain(" \\/ ");
  case Kind::Implies: return chain(" => ");
  }
  return {};
}

} // namespace barrister
