// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/may_flag.hpp"
#include "solver/lemma/exact.hpp"
#include "solver/protocol/readers.hpp"

namespace barrister::solver {
namespace {

constexpr std::size_t most_between = 16;

} // namespace

MayFlag::MayFlag(Gates& gates, ProtocolEncoding const& encoding, Brackets& brackets, MemoryModel const& model,
                 NodeId wanted, TakenAway taken_away)
    : gates_(gates), encoding_(encoding), program_(encoding.program()), brackets_(brackets), model_(model),
      taken_away_(taken_away), pairs_(encoding, model, {wanted}),
      sources_(encoding.graph().events.events.size()) {
  for (EventId r = 0; r < sources_.size(); ++r)
    for (EventId w = 0; w < sources_.size(); ++w)
      if (program_.rf(w, r) != never) sources_[r].push_back(w);
}

bool MayFlag::is_taken_exactly(NodeId n) const {
  return taken_away_ == TakenAway::Exactly && is_exact(model_, n);
}

Literal MayFlag::executed(EventId a, EventId b) {
  return gates_.both(program_.executed(a), program_.executed(b));
}

bool MayFlag::is_base(NodeId n, char const* name) const {
  return model_.nodes[n].kind == NodeKind::Base && model_.nodes[n].name == name;
}

// The operand that excludes most pairs comes second where the kernel's model is concerned: rf, co, tags.
Literal MayFlag::edge(NodeId n, EventId a, EventId b) {
  auto const& node = model_.nodes[n];
  if (!pairs_.edge(n, a, b)) return never;
  switch (node.kind) {
  case NodeKind::Empty: return never;
  case NodeKind::Base: return base(node.name, a, b);
  case NodeKind::Union: return gates_.either(edge(node.a, a, b), edge(node.b, a, b));
  case NodeKind::Intersection: {
    auto const second = edge(node.b, a, b);
    return second == never ? never : gates_.both(edge(node.a, a, b), second);
  }
  case NodeKind::Difference: {
    if (!is_taken_exactly(node.b)) return edge(node.a, a, b);
    auto const first = edge(node.a, a, b);
    return first == never ? never : gates_.both(first, -exact_edge(node.b, a, b));
  }
  case NodeKind::Sequence: return sequence(node, a, b);
  case NodeKind::Inverse: return edge(node.a, b, a);
  case NodeKind::Reflexive: return a == b ? program_.executed(a) : edge(node.a, a, b);
  case NodeKind::Product: {
    auto const second = member(node.b, b);
    return second == never ? never : gates_.both(member(node.a, a), second);
  }
  case NodeKind::Identity: return a == b ? member(node.a, a) : never;
  case NodeKind::Universe:
  case NodeKind::Complement:
  case NodeKind::Closure:
  case NodeKind::ReflexiveClosure:
  case NodeKind::Domain:
  case NodeKind::Range:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder: break;
  case NodeKind::Variable:
    if (are_readers(n)) return brackets_.pair(a, b);
  }
  return executed(a, b);
}
// Which a certificate says of no execution but by a lemma.
bool MayFlag::are_readers(NodeId n) const {
  return taken_away_ == TakenAway::Exactly && model_.nodes[n].kind == NodeKind::Variable &&
         readers_of(model_, n);
}

Literal MayFlag::sequence(Node const& node, EventId a, EventId b) {
  auto const &first = model_.nodes[node.a], &second = model_.nodes[node.b];
  if (first.kind == NodeKind::Identity) {
    auto const start = member(first.a, a);
    return start == never ? never : gates_.both(start, edge(node.b, a, b));
  }
  if (second.kind == NodeKind::Identity) {
    auto const end = member(second.a, b);
    return end == never ? never : gates_.both(end, edge(node.a, a, b));
  }
  if (first.kind == NodeKind::Inverse && is_base(first.a, "rf") && is_base(node.b, "co"))
    return program_.fr(a, b);
  if (!is_base(node.b, "rf")) return through(node, a, b);
  std::vector<Literal> ways;
  for (auto source : sources_[b])
    if (auto const before = edge(node.a, a, source); before != never)
      ways.push_back(gates_.both(before, program_.rf(source, b)));
  return gates_.any(ways);
}

// Where there are few events to go through.
Literal MayFlag::through(Node const& node, EventId a, EventId b) {
  std::vector<EventId> between;
  for (EventId m = 0; m < sources_.size(); ++m)
    if (pairs_.edge(node.a, a, m) && pairs_.edge(node.b, m, b)) between.push_back(m);
  if (between.size() > most_between) return executed(a, b);
  std::vector<Literal> ways;
  for (auto m : between) ways.push_back(gates_.both(edge(node.a, a, m), edge(node.b, m, b)));
  return gates_.any(ways);
}

Literal MayFlag::base(std::string const& name, EventId a, EventId b) {
  auto const& events = encoding_.graph().events.events;
  if (name == "rf") return program_.rf(a, b);
  if (name == "co") return program_.co(a, b);
  if (name == "id") return a == b ? program_.executed(a) : never;
  if (name == "loc") {
    auto const same = program_.same_cell(a, b);
    return same == never ? never : gates_.both(executed(a, b), same);
  }
  if (name == "po") return encoding_.po(a, b);
  if (name == "int" || name == "ext") {
    auto const &one = events[a], &other = events[b];
    auto const together = one.thread == no_cpu || other.thread == no_cpu
                              ? (one.thread == other.thread ? always : never)
                              : encoding_.turns().same_cpu(one.thread, other.thread);
    return gates_.both(executed(a, b), name == "int" ? together : -together);
  }
  return executed(a, b);
}

// The last one of a cell that is asked for.
Literal MayFlag::final_write(EventId e) {
  auto const& graph = encoding_.graph().events;
  std::vector<Literal> ways;
  for (EventId initial = 0; initial < graph.initial_writes; ++initial)
    if (is_observed(graph, initial)) ways.push_back(program_.same_cell(e, initial));
  auto const is_asked_for = gates_.any(ways);
  bool const is_write = graph.events[e].kind == EventKind::Write;
  return !is_write || is_asked_for == never ? never : gates_.both(is_asked_for, program_.last(e));
}

Literal MayFlag::member(NodeId n, EventId e) {
  auto const& node = model_.nodes[n];
  if (!pairs_.member(n, e)) return never;
  auto const executed = program_.executed(e);
  auto const& event = encoding_.graph().events.events[e];
  auto const if_so = [&](bool is) { return is ? executed : never; };
  switch (node.kind) {
  case NodeKind::Empty: return never;
  case NodeKind::Base:
    if (is_base_set_of_tag(node.name)) return gates_.both(executed, program_.tagged(e, node.name));
    if (node.name == "R") return if_so(event.kind == EventKind::Read);
    if (node.name == "W") return if_so(event.kind == EventKind::Write);
    if (node.name == "FW") return final_write(e);
    if (node.name == "M") return if_so(event.kind != EventKind::Fence);
    if (node.name == "F") return if_so(event.kind == EventKind::Fence && !event.address);
    if (node.name == "IW") return if_so(event.thread == no_cpu);
    return executed;
  case NodeKind::Union: return gates_.either(member(node.a, e), member(node.b, e));
  case NodeKind::Intersection: return gates_.both(member(node.a, e), member(node.b, e));
  case NodeKind::Difference: {
    if (is_taken_exactly(node.b)) return gates_.both(member(node.a, e), -exact_member(node.b, e));
    auto const& taken = model_.nodes[node.b];
    bool const is_end = taken.kind == NodeKind::Domain || taken.kind == NodeKind::Range;
    bool const is_loose = is_end && are_readers(taken.a);
    return is_loose ? gates_.both(member(node.a, e), may_be_no_end(taken, e)) : member(node.a, e);
  }
  case NodeKind::Complement:
    return is_taken_exactly(node.a) ? gates_.both(executed, -exact_member(node.a, e)) : executed;
  case NodeKind::Universe:
  case NodeKind::Sequence:
  case NodeKind::Inverse:
  case NodeKind::Closure:
  case NodeKind::ReflexiveClosure:
  case NodeKind::Reflexive:
  case NodeKind::Product:
  case NodeKind::Identity:
  case NodeKind::Domain:
  case NodeKind::Range:
  case NodeKind::Variable:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder: break;
  }
  return executed;
}

// Not in the domain, or the range, of the pairs of readers.
Literal MayFlag::may_be_no_end(Node const& end, EventId e) {
  auto const is_one = end.kind == NodeKind::Domain ? Tag::RcuLock : Tag::RcuUnlock;
  return encoding_.graph().events.events[e].tags.has(is_one)
             ? gates_.both(program_.executed(e), brackets_.is_alone(e))
             : program_.executed(e);
}

// Of what is_exact(): just where it is so.
Literal MayFlag::exact_edge(NodeId n, EventId a, EventId b) {
  if (!pairs_.edge(n, a, b)) return never;
  auto const [at, is_new] = exact_.try_emplace({n, a, b}, never);
  if (!is_new) return at->second;
  auto const made = make_exact_edge(model_.nodes[n], a, b);
  return exact_[{n, a, b}] = made;
}
Literal MayFlag::make_exact_edge(Node const& node, EventId a, EventId b) {
  switch (node.kind) {
  case NodeKind::Base: return base(node.name, a, b);
  case NodeKind::Union: return gates_.either(exact_edge(node.a, a, b), exact_edge(node.b, a, b));
  case NodeKind::Intersection: return gates_.both(exact_edge(node.a, a, b), exact_edge(node.b, a, b));
  case NodeKind::Difference: return gates_.both(exact_edge(node.a, a, b), -exact_edge(node.b, a, b));
  case NodeKind::Sequence: {
    std::vector<Literal> ways;
    for (EventId middle = 0; middle < sources_.size(); ++middle)
      if (auto const first = exact_edge(node.a, a, middle); first != never)
        ways.push_back(gates_.both(first, exact_edge(node.b, middle, b)));
    return gates_.any(ways);
  }
  case NodeKind::Inverse: return exact_edge(node.a, b, a);
  case NodeKind::Reflexive: return a == b ? program_.executed(a) : exact_edge(node.a, a, b);
  case NodeKind::Product: return gates_.both(exact_member(node.a, a), exact_member(node.b, b));
  case NodeKind::Identity: return a == b ? exact_member(node.a, a) : never;
  case NodeKind::Empty:
  case NodeKind::Universe:
  case NodeKind::Complement:
  case NodeKind::Closure:
  case NodeKind::ReflexiveClosure:
  case NodeKind::Domain:
  case NodeKind::Range:
  case NodeKind::Variable:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder: break;
  }
  return never;
}
Literal MayFlag::exact_member(NodeId n, EventId e) {
  if (!pairs_.member(n, e)) return never;
  auto const& node = model_.nodes[n];
  std::vector<Literal> ways;
  switch (node.kind) {
  case NodeKind::Base:
  case NodeKind::Universe: return member(n, e);
  case NodeKind::Union: return gates_.either(exact_member(node.a, e), exact_member(node.b, e));
  case NodeKind::Intersection: return gates_.both(exact_member(node.a, e), exact_member(node.b, e));
  case NodeKind::Difference: return gates_.both(exact_member(node.a, e), -exact_member(node.b, e));
  case NodeKind::Complement: return gates_.both(program_.executed(e), -exact_member(node.a, e));
  case NodeKind::Domain:
    for (EventId other = 0; other < sources_.size(); ++other) ways.push_back(exact_edge(node.a, e, other));
    return gates_.any(ways);
  case NodeKind::Range:
    for (EventId other = 0; other < sources_.size(); ++other) ways.push_back(exact_edge(node.a, other, e));
    return gates_.any(ways);
  case NodeKind::Empty:
  case NodeKind::Sequence:
  case NodeKind::Inverse:
  case NodeKind::Closure:
  case NodeKind::ReflexiveClosure:
  case NodeKind::Reflexive:
  case NodeKind::Product:
  case NodeKind::Identity:
  case NodeKind::Variable:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder: break;
  }
  return never;
}

} // namespace barrister::solver
