// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/may_pairs.hpp"
#include "solver/lemma/exact.hpp"

namespace barrister::solver {

MayPairs::MayPairs(ProtocolEncoding const& encoding, MemoryModel const& model,
                   std::vector<NodeId> const& wanted)
    : encoding_(encoding), model_(model), size_(encoding.graph().events.events.size()),
      needed_(model.nodes.size()), needs_execution_(model.nodes.size()), settled_(model.nodes.size()) {
  for (auto n : wanted) need(n);
  for (NodeId n = 0; n < model.nodes.size(); ++n) {
    sets_.emplace_back(needed_[n] ? size_ : 0);
    relations_.emplace_back(needed_[n] && !model.nodes[n].is_set ? size_ : 0);
  }
  if (has_fixpoint())
    settle_all();
  else
    for (auto n : wanted) settle(n);
}

bool MayPairs::has_fixpoint() const {
  for (NodeId n = 0; n < model_.nodes.size(); ++n)
    if (needed_[n] && model_.nodes[n].kind == NodeKind::Variable) return true;
  return false;
}

void MayPairs::settle_all() {
  settled_ = needed_;
  for (bool is_first = true, has_grown = true; is_first || has_grown; is_first = false) {
    has_grown = false;
    for (NodeId n = 0; n < model_.nodes.size(); ++n)
      if (needed_[n] && (is_first || model_.nodes[n].kind != NodeKind::Base)) compute(n);
    for (auto const& fixpoint : model_.fixpoints)
      for (std::size_t i = 0; i < fixpoint.variables.size(); ++i) {
        auto const v = fixpoint.variables[i], body = fixpoint.bodies[i];
        if (!needed_[v] || (sets_[v] == sets_[body] && relations_[v] == relations_[body])) continue;
        sets_[v] = sets_[body];
        relations_[v] = relations_[body];
        has_grown = true;
      }
  }
}

// Most flags speak of plain accesses, or of locks, and most tests have none: what they are met with costs the
// square of the events.
void MayPairs::settle(NodeId n) {
  if (settled_[n]) return;
  settled_[n] = true;
  auto const kind = model_.nodes[n].kind;
  bool const is_met = kind == NodeKind::Intersection || kind == NodeKind::Sequence ||
                      kind == NodeKind::Product || kind == NodeKind::Difference;
  auto parts = needs(n);
  if (is_met && parts.size() == 2 && kind != NodeKind::Difference &&
      needs_execution_[parts[1]] < needs_execution_[parts[0]])
    std::swap(parts[0], parts[1]);
  for (auto part : parts) {
    settle(part);
    if (is_met && part == parts[0] && is_empty(part)) return;
  }
  compute(n);
}
bool MayPairs::is_empty(NodeId n) const {
  return model_.nodes[n].is_set ? sets_[n].empty() : relations_[n].empty();
}

void MayPairs::need(NodeId n) {
  if (needed_[n]) return;
  needed_[n] = true;
  needs_execution_[n] = model_.nodes[n].kind == NodeKind::Base && !model_.nodes[n].is_set;
  for (auto part : needs(n)) {
    need(part);
    needs_execution_[n] = needs_execution_[n] || needs_execution_[part];
  }
}
std::vector<NodeId> MayPairs::needs(NodeId n) const {
  auto const& node = model_.nodes[n];
  if (node.kind == NodeKind::Variable) return {model_.fixpoints[node.a].bodies[node.b]};
  if (node.kind == NodeKind::Complement && !is_exact(model_, node.a)) return {};
  if (node.kind == NodeKind::Difference && !is_exact(model_, node.b)) return {node.a};
  auto const all = operands(node);
  return {all.begin(), all.end()};
}

void MayPairs::compute(NodeId n) {
  auto const& node = model_.nodes[n];
  auto const everything = [&] { return Relation::product(EventSet::all(size_), EventSet::all(size_)); };
  auto const& [a, b] = std::tie(node.a, node.b);
  auto& set = sets_[n];
  auto& relation = relations_[n];
  switch (node.kind) {
  case NodeKind::Empty:
  case NodeKind::Variable: break;
  case NodeKind::Base:
    if (node.is_set)
      set = base_set(node.name);
    else
      relation = base_relation(node.name);
    break;
  case NodeKind::Universe: set = EventSet::all(size_); break;
  case NodeKind::Union:
    if (node.is_set)
      set = sets_[a] | sets_[b];
    else
      relation = relations_[a] | relations_[b];
    break;
  case NodeKind::Intersection:
    if (node.is_set)
      set = sets_[a] & sets_[b];
    else
      relation = relations_[a] & relations_[b];
    break;
  case NodeKind::Difference:
    if (node.is_set)
      set = sets_[a];
    else
      relation = relations_[a];
    break;
  case NodeKind::Sequence: relation = relations_[a].then(relations_[b]); break;
  case NodeKind::Inverse: relation = relations_[a].inverse(); break;
  case NodeKind::Closure: relation = relations_[a].closure(); break;
  case NodeKind::ReflexiveClosure: relation = relations_[a].closure().reflexive(); break;
  case NodeKind::Reflexive: relation = relations_[a].reflexive(); break;
  case NodeKind::Product: relation = Relation::product(sets_[a], sets_[b]); break;
  case NodeKind::Identity: relation = Relation::identity(sets_[a]); break;
  case NodeKind::Domain: set = relations_[a].domain(); break;
  case NodeKind::Range: set = relations_[a].range(); break;
  case NodeKind::Complement:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder:
    if (node.is_set)
      set = EventSet::all(size_);
    else
      relation = everything();
    break;
  }
}

template <class F> Relation MayPairs::pairs(F holds) const {
  Relation out(size_);
  for (EventId a = 0; a < size_; ++a)
    for (EventId b = 0; b < size_; ++b)
      if (holds(a, b)) out.insert(a, b);
  return out;
}

EventSet MayPairs::base_set(std::string const& name) const {
  auto const& events = encoding_.graph().events.events;
  bool const is_tag = is_base_set_of_tag(name);
  EventSet out(size_);
  for (EventId e = 0; e < size_; ++e) {
    auto const kind = events[e].kind;
    if (is_tag                        ? encoding_.program().tagged(e, name) != never
        : name == "R"                 ? kind == EventKind::Read
        : name == "W" || name == "FW" ? kind == EventKind::Write
        : name == "M"                 ? kind != EventKind::Fence
        : name == "F"                 ? kind == EventKind::Fence && !events[e].address
        : name == "IW"                ? events[e].thread == no_cpu
                                      : true)
      out.insert(e);
  }
  return out;
}

Relation MayPairs::base_relation(std::string const& name) const {
  auto const& graph = encoding_.graph().events;
  auto const& events = graph.events;
  auto const& program = encoding_.program();
  if (name == "rf") return pairs([&](EventId a, EventId b) { return program.rf(a, b) != never; });
  if (name == "co") return pairs([&](EventId a, EventId b) { return program.co(a, b) != never; });
  if (name == "id") return Relation::identity(EventSet::all(size_));
  auto const may_meet = [&](EventId a, EventId b) {
    auto const one = events[a].thread, other = events[b].thread;
    if (one == no_cpu || other == no_cpu) return one == other;
    return one == other || encoding_.turns().may_meet(one, other);
  };
  if (name == "int") return pairs(may_meet);
  if (name == "po")
    return pairs([&](EventId a, EventId b) {
      return events[a].thread != no_cpu && events[b].thread != no_cpu &&
             (events[a].thread == events[b].thread ? a < b : may_meet(a, b));
    });
  if (name == "ext") return pairs([&](EventId a, EventId b) { return events[a].thread != events[b].thread; });
  if (name == "loc") {
    std::vector<EventSet> cells(size_, EventSet(graph.initial_writes));
    for (EventId e = 0; e < size_; ++e)
      if (events[e].address)
        for (CellId cell = 0; cell < graph.initial_writes; ++cell)
          if (program.accesses(e, cell) != never) cells[e].insert(cell);
    return pairs([&](EventId a, EventId b) { return !(cells[a] & cells[b]).empty(); });
  }
  return pairs([](EventId, EventId) { return true; }); // dependencies and the like are in no flag's core
}

} // namespace barrister::solver
