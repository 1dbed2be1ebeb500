// SPDX-License-Identifier: BSD-2-Clause
#include "solver/encode/property.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

class Encoder {
public:
  Encoder(ProgramEncoding const& p, FinalLocals const& locals, Program const& program)
      : p_(p), gates_(p.gates()), locals_(locals), program_(program) {}

  Literal of(Proposition const& q) const {
    std::vector<Literal> parts;
    for (auto const& operand : q.operands) parts.push_back(of(operand));
    switch (q.kind) {
    case Proposition::Kind::True: return always;
    case Proposition::Kind::False: return never;
    case Proposition::Kind::Equal: return equal(q);
    case Proposition::Kind::Not: return -parts[0];
    case Proposition::Kind::And: return gates_.all(parts);
    case Proposition::Kind::Or: return gates_.any(parts);
    case Proposition::Kind::Implies: return gates_.either(-parts[0], parts[1]);
    }
    return never;
  }

private:
  struct Final { // a term whose value an observable may end with, and when it does
    TermId term;
    Literal when;
  };
  std::vector<Final> finals(Observable const& o) const {
    if (auto const* r = std::get_if<Register>(&o)) return {{locals_[r->cpu][r->local], always}};
    std::vector<Final> out;
    auto const& events = p_.graph().events;
    for (EventId w = 0; w < events.size(); ++w) {
      if (events[w].kind != EventKind::Write) continue;
      auto const here = p_.has(*events[w].address, std::get<Cell>(o).address);
      if (here != never) out.push_back({events[w].value, gates_.both(here, p_.last(w))});
    }
    return out;
  }
  Literal ends_as(Observable const& o, Value v, Type const& type) const {
    std::vector<Literal> ways;
    for (auto const& final : finals(o))
      ways.push_back(gates_.both(final.when, p_.values().shows(final.term, v, type)));
    return gates_.any(ways);
  }
  Literal equal(Proposition const& q) const {
    auto const& type = type_of(program_, *q.left);
    if (auto const* array = std::get_if<WholeArray>(&*q.left)) {
      if (q.values.size() != program_.objects[array->object].initial.size()) return never;
      std::vector<Literal> parts;
      for (std::size_t i = 0; i < q.values.size(); ++i)
        parts.push_back(
            ends_as(Cell{address(array->object, static_cast<std::int64_t>(i))}, q.values[i], type));
      return gates_.all(parts);
    }
    if (!q.right) return ends_as(*q.left, q.values.at(0), type);
    std::vector<Literal> ways;
    auto const right = finals(*q.right);
    for (auto const& l : finals(*q.left))
      for (auto const& r : right)
        ways.push_back(gates_.all({l.when, r.when, p_.values().same(l.term, r.term)}));
    return gates_.any(ways);
  }

  ProgramEncoding const& p_;
  Gates& gates_;
  FinalLocals const& locals_;
  Program const& program_;
};

} // namespace

Literal encode_proposition(ProgramEncoding const& p, FinalLocals const& locals, Program const& program,
                           Proposition const& q) {
  return Encoder(p, locals, program).of(q);
}

} // namespace barrister::solver
