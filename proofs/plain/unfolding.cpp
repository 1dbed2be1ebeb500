// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/unfolding.hpp"
#include "proofs/plain/cell.hpp"

namespace barrister::proofs::plain {

bool has_two_operands(Term const& term) {
  return term.kind == Term::Kind::Stored || (term.kind == Term::Kind::Operation && !is_unary(term.op));
}

std::optional<Value> value_of(Program const& program, Term const& term, Value a, Value b) {
  switch (term.kind) {
  case Term::Kind::Operation: return apply(term.op, a, b, term.type);
  case Term::Kind::Conversion: return convert(a, term.type);
  case Term::Kind::Stored:
    return is_cell(program, b) ? convert(a, type_of_cell(program.objects[b.object], b.number)) : a;
  case Term::Kind::Constant:
  case Term::Kind::Read:
  case Term::Kind::Select:
  case Term::Kind::Choice:
  case Term::Kind::Final:
  case Term::Kind::Owned: break;
  }
  return std::nullopt;
}

} // namespace barrister::proofs::plain
