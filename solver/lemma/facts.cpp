// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/facts.hpp"
#include <algorithm>

namespace barrister::solver {

std::vector<Literal> const& Facts::literals(Fact const& f) {
  if (auto const at = made_.find(f); at != made_.end()) return at->second;
  auto made = make(f);
  std::erase(made, always);
  if (std::ranges::find(made, never) != made.end()) made = {never};
  return made_.emplace(f, std::move(made)).first->second;
}

bool Facts::is(Fact const& f) {
  return std::ranges::all_of(literals(f), [&](Literal l) { return gates_.value(l) == true; });
}

std::vector<Literal> Facts::make(Fact const& f) {
  auto const a = f.a, b = f.b;
  auto const& graph = encoding_.graph().events;
  auto const is_rmw = [&] { return std::ranges::find(graph.rmw, std::pair(a, b)) != graph.rmw.end(); };
  switch (f.kind) {
  case Fact::Kind::Executed: return {program_.executed(a)};
  case Fact::Kind::ReadsFrom: return {program_.rf(a, b)};
  case Fact::Kind::NotReadsFrom: return {-program_.rf(a, b)};
  case Fact::Kind::Before: return {program_.co(a, b)};
  case Fact::Kind::NotBefore: return {-program_.co(a, b)};
  case Fact::Kind::FromReads: return {program_.fr(a, b)};
  case Fact::Kind::SameCell: return {program_.same_cell(a, b)};
  case Fact::Kind::NotSameCell: return {-program_.same_cell(a, b)};
  case Fact::Kind::SameValue: return {program_.same_value(a, b)};
  case Fact::Kind::NotSameValue: return {-program_.same_value(a, b)};
  case Fact::Kind::SameCpu:
  case Fact::Kind::OtherCpu: {
    if (event(a).thread == no_cpu || event(b).thread == no_cpu) return {}; // the same in all executions
    auto const together = encoding_.turns().same_cpu(event(a).thread, event(b).thread);
    return {f.kind == Fact::Kind::SameCpu ? together : -together};
  }
  case Fact::Kind::ProgramOrder: return {program_order(a, b)};
  case Fact::Kind::NotProgramOrder: return {-encoding_.po(a, b)};
  case Fact::Kind::Rmw: return {is_rmw() ? always : never};
  case Fact::Kind::NotRmw: return {is_rmw() ? never : always};
  case Fact::Kind::NotHalfOfRmw: {
    std::vector<Literal> out;
    for (auto [r, w] : graph.rmw)
      if (r == a || w == a) out.push_back(-gates_.both(program_.executed(r), program_.executed(w)));
    return out;
  }
  case Fact::Kind::Address: return {depends(graph.addr, a, b)};
  case Fact::Kind::Data: return {depends(graph.data, a, b)};
  case Fact::Kind::Control: return {depends(graph.ctrl, a, b)};
  case Fact::Kind::Tagged: return {program_.tagged(a, model_.nodes[f.node].name)};
  case Fact::Kind::NotTagged: return {-program_.tagged(a, model_.nodes[f.node].name)};
  case Fact::Kind::Reader: return {brackets_.pair(a, b)};
  case Fact::Kind::NoEnd:
  case Fact::Kind::NoStart: return {brackets_.is_alone(a)};
  case Fact::Kind::NoData: {
    std::vector<Literal> out;
    for (auto const& d : graph.data)
      if (d.from == a) out.push_back(-gates_.both(program_.holds(d.when), program_.executed(d.to)));
    return out;
  }
  }
  return {never};
}

Literal Facts::program_order(EventId a, EventId b) const {
  auto const &first = event(a), &second = event(b);
  if (first.thread == no_cpu || second.thread == no_cpu) return never;
  if (first.thread == second.thread) return a < b ? always : never;
  return encoding_.turns().before(first, second);
}
Literal Facts::depends(std::vector<Dependency> const& all, EventId a, EventId b) const {
  std::vector<Literal> ways;
  for (auto const& d : all)
    if (d.from == a && d.to == b) ways.push_back(program_.holds(d.when));
  return gates_.any(ways);
}

} // namespace barrister::solver
