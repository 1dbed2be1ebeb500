// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/asked_by.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace barrister::solver {
namespace {

class Exchanged {
public:
  Exchanged(Program const& program, CpuId one, CpuId other) : program_(program), one_(one), other_(other) {}

  // The same for what differs in the order, or the number, of equal parts alone.
  std::string key(Proposition const& p) const {
    switch (p.kind) {
    case Proposition::Kind::True: return "T";
    case Proposition::Kind::False: return "F";
    case Proposition::Kind::Equal: return equal(p);
    case Proposition::Kind::Not: return fmt::format("!({})", key(p.operands[0]));
    case Proposition::Kind::Implies: return fmt::format("({}>{})", key(p.operands[0]), key(p.operands[1]));
    case Proposition::Kind::And:
    case Proposition::Kind::Or: break;
    }
    std::set<std::string> parts;
    collect(p, p.kind, parts);
    return fmt::format("{}({})", p.kind == Proposition::Kind::And ? '&' : '|', fmt::join(parts, ";"));
  }
  Register moved(Register r) const {
    return {r.cpu == one_ ? other_ : r.cpu == other_ ? one_ : r.cpu, r.local};
  }

private:
  void collect(Proposition const& p, Proposition::Kind kind, std::set<std::string>& out) const {
    for (auto const& part : p.operands)
      if (part.kind == kind)
        collect(part, kind, out);
      else
        out.insert(key(part));
  }
  std::string equal(Proposition const& p) const {
    auto out = name(*p.left);
    if (p.right) return fmt::format("{}={}", out, name(*p.right));
    for (auto v : p.values) out += fmt::format("={}:{}", v.object, v.number);
    return out;
  }
  std::string name(Observable const& o) const {
    if (auto const* r = std::get_if<Register>(&o)) {
      auto const to = moved(*r);
      auto const& type = type_of(program_, *r); // says how it is compared
      return fmt::format("r{}:{}/{}{}{}", to.cpu, to.local, type.bits, type.is_signed, type.wraps);
    }
    if (auto const* cell = std::get_if<Cell>(&o))
      return fmt::format("c{}:{}", cell->address.object, cell->address.number);
    return fmt::format("a{}", std::get<WholeArray>(o).object);
  }

  Program const& program_;
  CpuId one_, other_;
};

void add_registers(Proposition const& p, std::set<Register>& out) {
  for (auto const* side : {&p.left, &p.right})
    if (*side)
      if (auto const* r = std::get_if<Register>(&**side)) out.insert(*r);
  for (auto const& part : p.operands) add_registers(part, out);
}

} // namespace

std::vector<Locals> asked_locals(LitmusTest const& test) {
  std::set<Register> registers;
  add_registers(test.proposition, registers);
  if (test.filter) add_registers(*test.filter, registers);
  for (auto const& o : test.observed)
    if (auto const* r = std::get_if<Register>(&o)) registers.insert(*r);
  std::vector<Locals> out(test.program.threads.size());
  for (auto const& r : registers) out[r.cpu].insert(r.local);
  return out;
}

Asked asked_by(LitmusTest const& test, FinalLocals const& locals) {
  std::set<Register> registers;
  add_registers(test.proposition, registers);
  using Terms = std::vector<std::pair<TermId, TermId>>;
  auto const as_it_is = Exchanged(test.program, 0, 0).key(test.proposition);
  return [&test, &locals, registers, as_it_is](RunId one, RunId other) -> std::optional<Terms> {
    Exchanged const after(test.program, one, other);
    if (after.key(test.proposition) != as_it_is) return std::nullopt;
    Terms out;
    for (auto const& r : registers) {
      auto const to = after.moved(r);
      out.emplace_back(locals[r.cpu][r.local], locals[to.cpu][to.local]);
    }
    return out;
  };
}

} // namespace barrister::solver
