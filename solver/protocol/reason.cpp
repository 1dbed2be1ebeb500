// SPDX-License-Identifier: BSD-2-Clause
// A pair of a fixpoint is explained by pairs that were in it before.
#include "solver/protocol/reason.hpp"
#include <deque>
#include <utility>

namespace barrister::solver {

Reason::Reason(Gates& gates, ProtocolEncoding const& encoding, MemoryModel const& model,
               Concrete const& concrete, Evaluator const& evaluator)
    : gates_(gates), encoding_(encoding), program_(encoding.program()), model_(model), concrete_(concrete),
      evaluator_(evaluator), ranks_(model, evaluator, concrete.graph.events.size()) {}

bool Reason::contains(NodeId n, EventId a, EventId b) const {
  auto const words = evaluator_.words();
  return (evaluator_.value(n)[a * words + b / 64] >> (b % 64)) & 1;
}
bool Reason::contains(NodeId n, EventId e) const { return (evaluator_.value(n)[e / 64] >> (e % 64)) & 1; }

bool Reason::add(Literal l) {
  if (l != always) literals_.insert(l);
  return l != never;
}
void Reason::executed(EventId e) { add(program_.executed(origin(e))); }

template <class F> bool Reason::attempt(F f) {
  auto const before = literals_;
  if (f()) return true;
  literals_ = before;
  return false;
}

// Members of a set are pairs of one event. What could not be said because of what is being explained may be
// said later.
template <class Make> bool Reason::remembered(Tuple tuple, Make make) {
  if (auto const at = said_.find(tuple); at != said_.end()) {
    if (at->second) literals_.insert(at->second->begin(), at->second->end());
    return at->second.has_value();
  }
  auto const outer = std::exchange(literals_, {});
  bool const good = make();
  if (good)
    said_.emplace(tuple, Literals(literals_.begin(), literals_.end()));
  else if (limit_ == ~std::size_t{0})
    said_.emplace(tuple, std::nullopt);
  if (!good) literals_.clear();
  literals_.insert(outer.begin(), outer.end());
  return good;
}
bool Reason::edge(NodeId n, EventId a, EventId b) {
  return remembered({n, a, b}, [&] { return make_edge(n, a, b); });
}
bool Reason::member(NodeId n, EventId e) {
  return remembered({n, e, e}, [&] { return make_member(n, e); });
}

bool Reason::make_edge(NodeId n, EventId a, EventId b) {
  auto const& node = model_.nodes[n];
  switch (node.kind) {
  case NodeKind::Base: return base_edge(node.name, a, b);
  case NodeKind::Empty: return false;
  case NodeKind::Universe: return true;
  case NodeKind::Union:
    return (contains(node.a, a, b) && attempt([&] { return edge(node.a, a, b); })) ||
           (contains(node.b, a, b) && attempt([&] { return edge(node.b, a, b); }));
  case NodeKind::Intersection: return edge(node.a, a, b) && edge(node.b, a, b);
  case NodeKind::Difference: return edge(node.a, a, b) && no_edge(node.b, a, b);
  case NodeKind::Complement: return no_edge(node.a, a, b);
  case NodeKind::Sequence: return sequence(node, a, b);
  case NodeKind::Inverse: return edge(node.a, b, a);
  case NodeKind::Closure: return closure(node.a, a, b);
  case NodeKind::ReflexiveClosure: return a == b || closure(node.a, a, b);
  case NodeKind::Reflexive: return a == b || edge(node.a, a, b);
  case NodeKind::Product: return member(node.a, a) && member(node.b, b);
  case NodeKind::Identity: return member(node.a, a);
  case NodeKind::Variable: return variable(n, a, b);
  default: return false;
  }
}

bool Reason::sequence(Node const& node, EventId a, EventId b) {
  for (EventId m = 0; m < concrete_.graph.events.size(); ++m)
    if (contains(node.a, a, m) && contains(node.b, m, b) && attempt([&] {
          // What a fixpoint is in fails at once, if it fails.
          return ranks_.is_of_fixpoint(node.b) ? edge(node.b, m, b) && edge(node.a, a, m)
                                               : edge(node.a, a, m) && edge(node.b, m, b);
        })) {
      executed(m);
      return true;
    }
  return false;
}

// A shortest path.
bool Reason::closure(NodeId inner, EventId a, EventId b) {
  auto const size = static_cast<EventId>(concrete_.graph.events.size());
  std::vector<EventId> from(size, size);
  std::deque<EventId> queue{a};
  bool found = false;
  while (!queue.empty() && !found) {
    auto const e = queue.front();
    queue.pop_front();
    for (EventId next = 0; next < size && !found; ++next) {
      if (!contains(inner, e, next)) continue;
      if (next == b) {
        from[b] = e;
        found = true;
      } else if (from[next] == size && next != a) {
        from[next] = e;
        queue.push_back(next);
      }
    }
  }
  if (!found) return false;
  for (EventId e = b;;) {
    auto const before = from[e];
    if (!edge(inner, before, e)) return false;
    executed(before);
    e = before;
    if (e == a) return true;
  }
}

bool Reason::variable(NodeId n, EventId a, EventId b) {
  if (event(a).tags.has(Tag::RcuLock) && event(b).tags.has(Tag::RcuUnlock)) return reader(a, b);
  auto const& node = model_.nodes[n];
  auto const rank = ranks_.rank(n, a, b);
  if (rank >= limit_) return false;
  auto const outer = std::exchange(limit_, rank);
  bool const out = edge(model_.fixpoints[node.a].bodies[node.b], a, b);
  limit_ = outer;
  return out;
}
// Readers of one run are one after the other, so a lock and the next unlock are a pair.
bool Reason::reader(EventId a, EventId b) {
  auto const& events = encoding_.graph().events.events;
  if (events[origin(a)].cpu != events[origin(b)].cpu) return false;
  executed(a);
  executed(b);
  for (auto e = origin(a) + 1; e < origin(b); ++e)
    if (events[e].cpu == events[origin(a)].cpu &&
        (events[e].tags.has(Tag::RcuLock) || events[e].tags.has(Tag::RcuUnlock)))
      if (!add(-program_.executed(e))) return false;
  return true;
}

bool Reason::base_edge(std::string const& name, EventId a, EventId b) {
  auto const x = origin(a), y = origin(b);
  if (name == "rf") return add(program_.rf(x, y));
  if (name == "co") return add(program_.co(x, y));
  if (name == "id") return true;
  executed(a);
  executed(b);
  if (name == "loc") return add(program_.same_cell(x, y));
  if (name == "same-value") return add(program_.same_value(x, y));
  if (name == "rmw") return true;
  auto const run = [&](EventId e) { return encoding_.graph().events.events[e].cpu; };
  if (name == "int" || name == "ext") {
    if (run(x) == no_cpu || run(y) == no_cpu) return true;
    auto const together = encoding_.turns().same_cpu(run(x), run(y));
    return add(name == "int" ? together : -together);
  }
  if (name == "po") {
    auto const &first = encoding_.graph().events.events[x], &second = encoding_.graph().events.events[y];
    if (first.cpu == second.cpu) return true;
    return add(encoding_.turns().before(first.cpu, first.step, second.cpu, second.step));
  }
  auto const depends = [&](std::vector<Dependency> const& all) {
    std::vector<Literal> ways;
    for (auto const& d : all)
      if (d.from == x && d.to == y) ways.push_back(program_.holds(d.when));
    return add(gates_.any(ways));
  };
  if (name == "addr") return depends(encoding_.graph().events.addr);
  if (name == "data") return depends(encoding_.graph().events.data);
  if (name == "ctrl") return depends(encoding_.graph().events.ctrl);
  return false;
}

bool Reason::make_member(NodeId n, EventId e) {
  auto const& node = model_.nodes[n];
  auto const size = static_cast<EventId>(concrete_.graph.events.size());
  executed(e);
  switch (node.kind) {
  case NodeKind::Universe: return true;
  case NodeKind::Base:
    if (is_base_set_of_tag(node.name)) return add(program_.tagged(origin(e), node.name));
    return node.name != "FW";
  case NodeKind::Union:
    return (contains(node.a, e) && attempt([&] { return member(node.a, e); })) ||
           (contains(node.b, e) && attempt([&] { return member(node.b, e); }));
  case NodeKind::Intersection: return member(node.a, e) && member(node.b, e);
  case NodeKind::Difference: return member(node.a, e) && no_member(node.b, e);
  case NodeKind::Complement: return no_member(node.a, e);
  case NodeKind::Domain:
    for (EventId other = 0; other < size; ++other)
      if (contains(node.a, e, other) && attempt([&] { return edge(node.a, e, other); })) return true;
    return false;
  case NodeKind::Range:
    for (EventId other = 0; other < size; ++other)
      if (contains(node.a, other, e) && attempt([&] { return edge(node.a, other, e); })) return true;
    return false;
  default: return false;
  }
}

bool Reason::no_edge(NodeId n, EventId a, EventId b) {
  auto const& node = model_.nodes[n];
  switch (node.kind) {
  case NodeKind::Empty: return true;
  case NodeKind::Base: return no_base_edge(node.name, a, b);
  case NodeKind::Union: return no_edge(node.a, a, b) && no_edge(node.b, a, b);
  case NodeKind::Intersection:
    return (!contains(node.a, a, b) && attempt([&] { return no_edge(node.a, a, b); })) ||
           (!contains(node.b, a, b) && attempt([&] { return no_edge(node.b, a, b); }));
  case NodeKind::Difference:
    return (!contains(node.a, a, b) && attempt([&] { return no_edge(node.a, a, b); })) ||
           (contains(node.b, a, b) && attempt([&] { return edge(node.b, a, b); }));
  case NodeKind::Complement: return edge(node.a, a, b);
  case NodeKind::Inverse: return no_edge(node.a, b, a);
  case NodeKind::Product:
    return (!contains(node.a, a) && attempt([&] { return no_member(node.a, a); })) ||
           (!contains(node.b, b) && attempt([&] { return no_member(node.b, b); }));
  case NodeKind::Identity: return a != b || no_member(node.a, a);
  case NodeKind::Reflexive: return a != b && no_edge(node.a, a, b);
  default: return false;
  }
}
bool Reason::no_base_edge(std::string const& name, EventId a, EventId b) {
  auto const x = origin(a), y = origin(b);
  if (name == "id") return true;
  if (name == "rf") return add(-program_.rf(x, y));
  if (name == "co") return add(-program_.co(x, y));
  if (name == "loc") return add(-program_.same_cell(x, y));
  if (name == "same-value") return add(-program_.same_value(x, y));
  if (name == "int") return base_edge("ext", a, b);
  if (name == "ext") return base_edge("int", a, b);
  if (name == "po") return add(-encoding_.po(x, y));
  return name == "rmw"; // the other relations hold or not as values say
}
// The start of a reader that does not end, or an end without a start: its other ends are not executed.
bool Reason::no_reader(NodeKind side, EventId e) {
  auto const& events = encoding_.graph().events.events;
  auto const own = origin(e);
  bool const is_start = side == NodeKind::Domain;
  if (!events[own].tags.has(is_start ? Tag::RcuLock : Tag::RcuUnlock)) return true;
  for (EventId other = 0; other < events.size(); ++other) {
    bool const is_behind = is_start ? other > own : other < own;
    if (events[other].cpu == events[own].cpu && is_behind &&
        events[other].tags.has(is_start ? Tag::RcuUnlock : Tag::RcuLock))
      if (!add(-program_.executed(other))) return false;
  }
  return true;
}
bool Reason::no_member(NodeId n, EventId e) {
  auto const& node = model_.nodes[n];
  switch (node.kind) {
  case NodeKind::Empty: return true;
  case NodeKind::Base:
    if (is_base_set_of_tag(node.name)) return add(-program_.tagged(origin(e), node.name));
    return node.name != "FW";
  case NodeKind::Union: return no_member(node.a, e) && no_member(node.b, e);
  case NodeKind::Intersection:
    return (!contains(node.a, e) && attempt([&] { return no_member(node.a, e); })) ||
           (!contains(node.b, e) && attempt([&] { return no_member(node.b, e); }));
  case NodeKind::Difference:
    return (!contains(node.a, e) && attempt([&] { return no_member(node.a, e); })) ||
           (contains(node.b, e) && attempt([&] { return member(node.b, e); }));
  case NodeKind::Complement: return member(node.a, e);
  case NodeKind::Domain:
  case NodeKind::Range: {
    auto const& inner = model_.nodes[node.a];
    if (inner.kind == NodeKind::Variable) return no_reader(node.kind, e);
    if (inner.kind != NodeKind::Base || inner.name != "rmw") return false;
    for (auto [r, w] : encoding_.graph().events.rmw)
      if ((node.kind == NodeKind::Domain ? r : w) == origin(e))
        if (!add(-gates_.both(program_.executed(r), program_.executed(w)))) return false;
    return true;
  }
  default: return false;
  }
}

} // namespace barrister::solver
