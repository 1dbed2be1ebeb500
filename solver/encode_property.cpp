// SPDX-License-Identifier: BSD-2-Clause
#include "solver/encode_property.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

struct Final { // a value an observable can end with, and when it does
  Value value;
  Literal when;
};

std::vector<Final> finals(ProgramEncoding const& p, Domains const& domains, Observable const& o) {
  std::map<Value, std::vector<Literal>> ways;
  if (auto const* r = std::get_if<Register>(&o)) {
    auto const term = p.graph().locals[r->cpu][r->local];
    for (auto v : domains.of_term[term]) ways[v].push_back(p.has(term, v));
  } else {
    auto const cell = static_cast<CellId>(std::ranges::lower_bound(domains.cells, std::get<Cell>(o).address) -
                                          domains.cells.begin());
    for (EventId w = 0; w < p.graph().events.size(); ++w) {
      if (p.graph().events[w].kind != EventKind::Write) continue;
      auto const here = p.accesses(w, cell);
      if (here == never) continue;
      auto const last = p.gates().both(here, p.last(w));
      for (auto v : domains.of_term[p.graph().events[w].value])
        ways[v].push_back(p.gates().both(last, p.has(p.graph().events[w].value, v)));
    }
  }
  std::vector<Final> out;
  for (auto const& [value, when] : ways) out.push_back({value, p.gates().any(when)});
  return out;
}

Literal equal(ProgramEncoding const& p, Domains const& domains, Program const& program,
              Proposition const& q) {
  auto const& type = type_of(program, *q.left);
  auto const is = [&](Observable const& o, Value v) {
    std::vector<Literal> ways;
    for (auto const& final : finals(p, domains, o))
      if (shown(final.value, type) == shown(v, type)) ways.push_back(final.when);
    return p.gates().any(ways);
  };
  if (auto const* array = std::get_if<WholeArray>(&*q.left)) {
    if (q.values.size() != program.objects[array->object].initial.size()) return never;
    std::vector<Literal> parts;
    for (std::size_t i = 0; i < q.values.size(); ++i)
      parts.push_back(is(Cell{address(array->object, static_cast<std::int64_t>(i))}, q.values[i]));
    return p.gates().all(parts);
  }
  if (!q.right) return is(*q.left, q.values.at(0));
  std::vector<Literal> ways;
  auto const right = finals(p, domains, *q.right);
  for (auto const& l : finals(p, domains, *q.left))
    for (auto const& r : right)
      if (l.value == r.value) ways.push_back(p.gates().both(l.when, r.when));
  return p.gates().any(ways);
}

} // namespace

Literal encode_proposition(ProgramEncoding const& p, Domains const& domains, Program const& program,
                           Proposition const& q) {
  std::vector<Literal> parts;
  for (auto const& operand : q.operands) parts.push_back(encode_proposition(p, domains, program, operand));
  switch (q.kind) {
  case Proposition::Kind::True: return always;
  case Proposition::Kind::False: return never;
  case Proposition::Kind::Equal: return equal(p, domains, program, q);
  case Proposition::Kind::Not: return -parts[0];
  case Proposition::Kind::And: return p.gates().all(parts);
  case Proposition::Kind::Or: return p.gates().any(parts);
  case Proposition::Kind::Implies: return p.gates().either(-parts[0], parts[1]);
  }
  return never;
}

} // namespace barrister::solver
