// SPDX-License-Identifier: BSD-2-Clause
// A pair of a fixpoint is explained by pairs that were in it before.
#include "solver/lemma/explanation.hpp"
#include <deque>
#include <utility>

namespace barrister::solver {

Explanation::Explanation(Facts& facts, MemoryModel const& model, Concrete const& concrete,
                         Evaluator const& evaluator)
    : known_(facts), model_(model), concrete_(concrete), evaluator_(evaluator),
      ranks_(model, evaluator, concrete.graph.events.size()) {}

bool Explanation::contains(NodeId n, EventId a, EventId b) const {
  auto const words = evaluator_.words();
  return (evaluator_.value(n)[a * words + b / 64] >> (b % 64)) & 1;
}
bool Explanation::contains(NodeId n, EventId e) const {
  return (evaluator_.value(n)[e / 64] >> (e % 64)) & 1;
}

bool Explanation::add(Fact::Kind kind, EventId a, EventId b, NodeId n) {
  Fact const fact{kind, origin(a), origin(b), n};
  facts_.insert(fact);
  return known_.can_be(fact);
}
void Explanation::executed(EventId e) { add(Fact::Kind::Executed, e, e); }

template <class F> bool Explanation::attempt(F f) {
  auto const before = facts_;
  if (f()) return true;
  facts_ = before;
  return false;
}

// Members of a set are pairs of one event. What could not be said because of what is being explained may be
// said later.
template <class Make> bool Explanation::remembered(Tuple tuple, Make make) {
  if (auto const at = said_.find(tuple); at != said_.end()) {
    if (at->second) facts_.insert(at->second->begin(), at->second->end());
    return at->second.has_value();
  }
  auto outer = std::exchange(facts_, {});
  bool const good = make();
  if (good)
    said_.emplace(tuple, std::vector<Fact>(facts_.begin(), facts_.end()));
  else if (limit_ == ~std::size_t{0})
    said_.emplace(tuple, std::nullopt);
  if (!good) facts_.clear();
  if (facts_.size() < outer.size()) std::swap(facts_, outer);
  facts_.insert(outer.begin(), outer.end());
  return good;
}
bool Explanation::edge(NodeId n, EventId a, EventId b) {
  return remembered({n, a, b}, [&] { return make_edge(n, a, b); });
}
bool Explanation::member(NodeId n, EventId e) {
  return remembered({n, e, e}, [&] { return make_member(n, e); });
}

bool Explanation::make_edge(NodeId n, EventId a, EventId b) {
  auto const& node = model_.nodes[n];
  switch (node.kind) {
  case NodeKind::Base: return base_edge(node.name, a, b);
  case NodeKind::Union:
    return (contains(node.a, a, b) && attempt([&] { return edge(node.a, a, b); })) ||
           (contains(node.b, a, b) && attempt([&] { return edge(node.b, a, b); }));
  case NodeKind::Intersection: return edge(node.a, a, b) && edge(node.b, a, b);
  case NodeKind::Difference: return edge(node.a, a, b) && no_edge(node.b, a, b);
  case NodeKind::Complement:
    executed(a);
    executed(b);
    return no_edge(node.a, a, b);
  case NodeKind::Sequence:
    return is_from_reads(node) ? add(Fact::Kind::FromReads, a, b) : sequence(node, a, b);
  case NodeKind::Inverse: return edge(node.a, b, a);
  case NodeKind::Closure: return closure(node.a, a, b);
  case NodeKind::ReflexiveClosure:
  case NodeKind::Reflexive:
    if (a == b) executed(a);
    return a == b || (node.kind == NodeKind::Reflexive ? edge(node.a, a, b) : closure(node.a, a, b));
  case NodeKind::Product: return member(node.a, a) && member(node.b, b);
  case NodeKind::Identity: return member(node.a, a);
  case NodeKind::Variable: return variable(n, a, b);
  case NodeKind::Empty:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder:
  case NodeKind::Universe: // no relations
  case NodeKind::Domain:
  case NodeKind::Range: break;
  }
  return false;
}

// rf^-1 ; co
bool Explanation::is_from_reads(Node const& node) const {
  auto const& first = model_.nodes[node.a];
  auto const base = [&](NodeId n, char const* name) {
    return model_.nodes[n].kind == NodeKind::Base && model_.nodes[n].name == name;
  };
  return first.kind == NodeKind::Inverse && base(first.a, "rf") && base(node.b, "co");
}
bool Explanation::sequence(Node const& node, EventId a, EventId b) {
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
bool Explanation::closure(NodeId inner, EventId a, EventId b) {
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

bool Explanation::variable(NodeId n, EventId a, EventId b) {
  if (readers(n)) return add_if_so(Fact::Kind::Reader, a, b);
  auto const& node = model_.nodes[n];
  auto const rank = ranks_.rank(n, a, b);
  if (rank >= limit_) return false;
  auto const outer = std::exchange(limit_, rank);
  bool const out = edge(model_.fixpoints[node.a].bodies[node.b], a, b);
  limit_ = outer;
  return out;
}
std::optional<Readers> const& Explanation::readers(NodeId variable) {
  auto const [at, is_new] = readers_.try_emplace(variable);
  if (is_new) at->second = readers_of(model_, variable);
  return at->second;
}
// What a run says of its own readers may not be what the model says of those of its CPU.
bool Explanation::add_if_so(Fact::Kind kind, EventId a, EventId b) {
  return known_.is({kind, origin(a), origin(b), 0}) && add(kind, a, b);
}
bool Explanation::base_edge(std::string const& name, EventId a, EventId b) {
  using Kind = Fact::Kind;
  if (name == "rf") return add(Kind::ReadsFrom, a, b);
  if (name == "co") return add(Kind::Before, a, b);
  executed(a);
  executed(b);
  if (name == "id") return true;
  static std::map<std::string, Kind, std::less<>> const kinds{
      {"loc", Kind::SameCell}, {"same-value", Kind::SameValue},
      {"rmw", Kind::Rmw},      {"int", Kind::SameCpu},
      {"ext", Kind::OtherCpu}, {"po", Kind::ProgramOrder},
      {"addr", Kind::Address}, {"data", Kind::Data},
      {"ctrl", Kind::Control}};
  auto const at = kinds.find(name);
  return at != kinds.end() && add(at->second, a, b);
}

bool Explanation::make_member(NodeId n, EventId e) {
  auto const& node = model_.nodes[n];
  auto const size = static_cast<EventId>(concrete_.graph.events.size());
  executed(e);
  switch (node.kind) {
  case NodeKind::Universe: return true;
  case NodeKind::Base:
    if (is_base_set_of_tag(node.name)) return add(Fact::Kind::Tagged, e, e, n);
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
  case NodeKind::Empty:
  case NodeKind::Variable: // a set that is defined through itself
  case NodeKind::Sequence: // no sets
  case NodeKind::Inverse:
  case NodeKind::Closure:
  case NodeKind::ReflexiveClosure:
  case NodeKind::Reflexive:
  case NodeKind::Product:
  case NodeKind::Identity:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder: break;
  }
  return false;
}

bool Explanation::no_edge(NodeId n, EventId a, EventId b) {
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
  case NodeKind::Sequence: return no_sequence(node, a, b);
  case NodeKind::Inverse: return no_edge(node.a, b, a);
  case NodeKind::Product:
    return (!contains(node.a, a) && attempt([&] { return no_member(node.a, a); })) ||
           (!contains(node.b, b) && attempt([&] { return no_member(node.b, b); }));
  case NodeKind::Identity: return a != b || no_member(node.a, a);
  case NodeKind::Reflexive: return a != b && no_edge(node.a, a, b);
  case NodeKind::Variable: return no_reader(n, a, b);
  case NodeKind::Closure: // that there is no path is no fact of few events
  case NodeKind::ReflexiveClosure:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder:
  case NodeKind::Universe: // no relations
  case NodeKind::Domain:
  case NodeKind::Range: break;
  }
  return false;
}
// One of the two is no such end of a reader, or another's, or none's.
bool Explanation::no_reader(NodeId variable, EventId a, EventId b) {
  auto const& ends = readers(variable);
  if (!ends) return false;
  if (!event(a).tags.has(Tag::RcuLock)) return add(Fact::Kind::NotTagged, a, a, ends->starts);
  if (!event(b).tags.has(Tag::RcuUnlock)) return add(Fact::Kind::NotTagged, b, b, ends->ends);
  auto const size = static_cast<EventId>(concrete_.graph.events.size());
  for (EventId other = 0; other < size; ++other) {
    if (contains(variable, a, other) && attempt([&] { return add_if_so(Fact::Kind::Reader, a, other); }))
      return true;
    if (contains(variable, other, b) && attempt([&] { return add_if_so(Fact::Kind::Reader, other, b); }))
      return true;
  }
  return attempt([&] { return add_if_so(Fact::Kind::NoEnd, a, a); }) ||
         attempt([&] { return add_if_so(Fact::Kind::NoStart, b, b); });
}
// Of [set] ; relation, or relation ; [set]; and where one half is rf, or its inverse, for a read has one
// source.
bool Explanation::no_sequence(Node const& node, EventId a, EventId b) {
  auto const &first = model_.nodes[node.a], &second = model_.nodes[node.b];
  auto const is_rf = [](Node const& it) { return it.kind == NodeKind::Base && it.name == "rf"; };
  if (is_rf(second)) {
    auto const source = source_of(b);
    return !source || (add(Fact::Kind::ReadsFrom, *source, b) && no_edge(node.a, a, *source));
  }
  if (first.kind == NodeKind::Inverse && is_rf(model_.nodes[first.a])) {
    auto const source = source_of(a);
    return !source || (add(Fact::Kind::ReadsFrom, *source, a) && no_edge(node.b, *source, b));
  }
  auto const without = [&](NodeId set, EventId e, NodeId relation) {
    return (!contains(set, e) && attempt([&] { return no_member(set, e); })) ||
           (!contains(relation, a, b) && attempt([&] { return no_edge(relation, a, b); }));
  };
  if (first.kind == NodeKind::Identity) return without(first.a, a, node.b);
  return second.kind == NodeKind::Identity && without(second.a, b, node.a);
}
std::optional<EventId> Explanation::source_of(EventId read) const {
  if (event(read).kind != EventKind::Read) return std::nullopt;
  return concrete_.candidate.source[read];
}
bool Explanation::no_base_edge(std::string const& name, EventId a, EventId b) {
  using Kind = Fact::Kind;
  if (name == "id") return true;
  if (name == "int") return base_edge("ext", a, b);
  if (name == "ext") return base_edge("int", a, b);
  static std::map<std::string, Kind, std::less<>> const kinds{
      {"rf", Kind::NotReadsFrom},         {"co", Kind::NotBefore},       {"loc", Kind::NotSameCell},
      {"same-value", Kind::NotSameValue}, {"po", Kind::NotProgramOrder}, {"rmw", Kind::NotRmw}};
  auto const at = kinds.find(name); // the other relations hold or not as values say
  return at != kinds.end() && add(at->second, a, b);
}
bool Explanation::no_member(NodeId n, EventId e) {
  auto const& node = model_.nodes[n];
  switch (node.kind) {
  case NodeKind::Empty: return true;
  case NodeKind::Base:
    if (is_base_set_of_tag(node.name)) return add(Fact::Kind::NotTagged, e, e, n);
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
    if (inner.kind == NodeKind::Variable) return no_end_of_reader(node, e);
    if (inner.kind != NodeKind::Base) return false;
    if (inner.name == "data" && node.kind == NodeKind::Domain) return add(Fact::Kind::NoData, e, e);
    if (inner.name != "rmw") return false;
    return add(Fact::Kind::NotHalfOfRmw, e, e);
  }
  case NodeKind::Universe:
  case NodeKind::Variable: // a set that is defined through itself
  case NodeKind::Sequence: // no sets
  case NodeKind::Inverse:
  case NodeKind::Closure:
  case NodeKind::ReflexiveClosure:
  case NodeKind::Reflexive:
  case NodeKind::Product:
  case NodeKind::Identity:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder: break;
  }
  return false;
}
// Not in the domain, or the range, of the pairs of readers: it is no such end of one, or has no partner.
bool Explanation::no_end_of_reader(Node const& end, EventId e) {
  auto const& ends = readers(end.a);
  if (!ends) return false;
  bool const is_start = end.kind == NodeKind::Domain;
  if (event(e).tags.has(is_start ? Tag::RcuLock : Tag::RcuUnlock))
    return add_if_so(is_start ? Fact::Kind::NoEnd : Fact::Kind::NoStart, e, e);
  return add(Fact::Kind::NotTagged, e, e, is_start ? ends->starts : ends->ends);
}

} // namespace barrister::solver
