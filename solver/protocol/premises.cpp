// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/premises.hpp"
#include <algorithm>

namespace barrister::solver {

std::vector<Literal> const& Premises::literals(Premise const& f) {
  if (auto const at = made_.find(f); at != made_.end()) return at->second;
  auto made = make(f);
  std::erase(made, always);
  if (std::ranges::find(made, never) != made.end()) made = {never};
  return made_.emplace(f, std::move(made)).first->second;
}

std::vector<Literal> Premises::make(Premise const& f) {
  auto const a = f.a, b = f.b;
  auto const& graph = encoding_.graph().events;
  auto const is_rmw = [&] { return std::ranges::find(graph.rmw, std::pair(a, b)) != graph.rmw.end(); };
  switch (f.kind) {
  case Premise::Kind::Executed: return {program_.executed(a)};
  case Premise::Kind::ReadsFrom: return {program_.rf(a, b)};
  case Premise::Kind::NotReadsFrom: return {-program_.rf(a, b)};
  case Premise::Kind::Before: return {program_.co(a, b)};
  case Premise::Kind::NotBefore: return {-program_.co(a, b)};
  case Premise::Kind::FromReads: return {program_.fr(a, b)};
  case Premise::Kind::SameCell: return {program_.same_cell(a, b)};
  case Premise::Kind::NotSameCell: return {-program_.same_cell(a, b)};
  case Premise::Kind::SameValue: return {program_.same_value(a, b)};
  case Premise::Kind::NotSameValue: return {-program_.same_value(a, b)};
  case Premise::Kind::SameCpu:
  case Premise::Kind::OtherCpu: {
    if (event(a).cpu == no_cpu || event(b).cpu == no_cpu) return {}; // the same in all executions
    auto const together = encoding_.turns().same_cpu(event(a).cpu, event(b).cpu);
    return {f.kind == Premise::Kind::SameCpu ? together : -together};
  }
  case Premise::Kind::ProgramOrder: return {program_order(a, b)};
  case Premise::Kind::NotProgramOrder: return {-encoding_.po(a, b)};
  case Premise::Kind::Rmw: return {is_rmw() ? always : never};
  case Premise::Kind::NotRmw: return {is_rmw() ? never : always};
  case Premise::Kind::NotHalfOfRmw: {
    std::vector<Literal> out;
    for (auto [r, w] : graph.rmw)
      if (r == a || w == a) out.push_back(-gates_.both(program_.executed(r), program_.executed(w)));
    return out;
  }
  case Premise::Kind::Address: return {depends(graph.addr, a, b)};
  case Premise::Kind::Data: return {depends(graph.data, a, b)};
  case Premise::Kind::Control: return {depends(graph.ctrl, a, b)};
  case Premise::Kind::Tagged: return {program_.tagged(a, model_.nodes[f.node].name)};
  case Premise::Kind::NotTagged: return {-program_.tagged(a, model_.nodes[f.node].name)};
  case Premise::Kind::Reader: return reader(a, b);
  case Premise::Kind::NoEnd: return no_reader(a, true);
  case Premise::Kind::NoStart: return no_reader(a, false);
  }
  return {never};
}

Literal Premises::program_order(EventId a, EventId b) const {
  auto const &first = event(a), &second = event(b);
  if (first.cpu == no_cpu || second.cpu == no_cpu) return never;
  if (first.cpu == second.cpu) return a < b ? always : never;
  return encoding_.turns().before(first.cpu, first.step, second.cpu, second.step);
}
Literal Premises::depends(std::vector<Dependency> const& all, EventId a, EventId b) const {
  std::vector<Literal> ways;
  for (auto const& d : all)
    if (d.from == a && d.to == b) ways.push_back(program_.holds(d.when));
  return gates_.any(ways);
}

// Readers of one run are one after the other, so a lock and the next unlock are a pair.
std::vector<Literal> Premises::reader(EventId a, EventId b) const {
  if (event(a).cpu != event(b).cpu || a > b) return {never};
  std::vector<Literal> out{program_.executed(a), program_.executed(b)};
  for (auto e = a + 1; e < b; ++e)
    if (event(e).cpu == event(a).cpu &&
        (event(e).tags.has(Tag::RcuLock) || event(e).tags.has(Tag::RcuUnlock)))
      out.push_back(-program_.executed(e));
  return out;
}
// Its other ends are not executed.
std::vector<Literal> Premises::no_reader(EventId own, bool is_start) const {
  std::vector<Literal> out;
  if (!event(own).tags.has(is_start ? Tag::RcuLock : Tag::RcuUnlock)) return out;
  for (EventId other = 0; other < encoding_.graph().events.events.size(); ++other) {
    bool const is_behind = is_start ? other > own : other < own;
    if (event(other).cpu == event(own).cpu && is_behind &&
        event(other).tags.has(is_start ? Tag::RcuUnlock : Tag::RcuLock))
      out.push_back(-program_.executed(other));
  }
  return out;
}

} // namespace barrister::solver
