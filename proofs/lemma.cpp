// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/lemma.hpp"
#include "proofs/brackets.hpp"
#include "proofs/evaluate.hpp"
#include "proofs/node_values.hpp"
#include "proofs/partial_execution.hpp"
#include <cassert>

namespace barrister::proofs {
namespace {

using Bounds = std::variant<SetBounds, RelationBounds>;

SetBounds const& set(Bounds const* b) { return std::get<SetBounds>(*b); }
RelationBounds const& relation(Bounds const* b) { return std::get<RelationBounds>(*b); }

// Which of its bounds a check needs of each node: what is taken away counts the other way round.
class Needs {
public:
  struct Of {
    bool must = false, may = false;
  };
  Needs(MemoryModel const& model, NodeId check, Of of) : of_(model.nodes.size()) { need(model, check, of); }
  Of const& of(MemoryModel const& model, Node const& node) const {
    return of_[static_cast<std::size_t>(&node - model.nodes.data())];
  }

private:
  void need(MemoryModel const& model, NodeId id, Of more) {
    auto& known = of_[id];
    if ((known.must || !more.must) && (known.may || !more.may)) return;
    known = {known.must || more.must, known.may || more.may};
    auto const& node = model.nodes[id];
    for (auto o : operands(model, id)) {
      bool const is_taken_away =
          node.kind == NodeKind::Complement || (node.kind == NodeKind::Difference && o == node.b);
      need(model, o, is_taken_away ? Of{more.may, more.must} : more);
    }
    // Where both operands are one node, it counts either way.
    if (node.kind == NodeKind::Difference && node.a == node.b) need(model, node.a, more);
  }

  std::vector<Of> of_;
};

// Each operation on bounds. An execution's own iteration of a fixpoint stays, round by round, within the one
// that is made on bounds: so where that settles, it holds for what the execution's settles on.
class Bounding {
public:
  using Value = Bounds;
  Bounding(MemoryModel const& model, PartialExecution const& x, Needs const& needs)
      : model_(model), x_(x), needs_(needs), all_(EventSet::all(x.size())),
        everything_(Relation::product(all_, all_)) {}

  Value nothing(bool is_set) const {
    if (is_set) return SetBounds{EventSet(x_.size()), EventSet(x_.size())};
    return RelationBounds{Relation(x_.size()), Relation(x_.size())};
  }
  Value anything(bool is_set) const {
    if (is_set) return SetBounds{EventSet(x_.size()), all_};
    return RelationBounds{Relation(x_.size()), everything_};
  }
  std::optional<Value> given(NodeId id) const {
    if (is_choice(model_.nodes[id].kind)) return anything(false);
    return matches_brackets(model_, id) ? std::optional<Value>(x_.readers()) : std::nullopt;
  }

  Value compute(Node const& node, Value const* a, Value const* b) const {
    auto const& needs = needs_.of(model_, node);
    auto const must_be = [&](auto f) { return needs.must ? f() : decltype(f())(0); };
    auto const may_be = [&](auto f) { return needs.may ? f() : decltype(f())(0); };
    auto const sets = [&](auto must, auto may) { return SetBounds{must_be(must), may_be(may)}; };
    auto const relations = [&](auto must, auto may) { return RelationBounds{must_be(must), may_be(may)}; };
    // Of sets and of relations alike.
    auto const both = [&](auto must, auto may) -> Value {
      auto const of = [&](auto const& l, auto const& r, auto const& bounds) -> Value {
        return bounds([&] { return must(l, r); }, [&] { return may(l, r); });
      };
      return node.is_set ? of(set(a), set(b), sets) : of(relation(a), relation(b), relations);
    };
    // Of a relation made of one.
    auto const from = [&](auto f) {
      return relations([&] { return f(relation(a).must); }, [&] { return f(relation(a).may); });
    };
    auto const itself_must = [&] { return Relation::identity(x_.executed()); };
    switch (node.kind) {
    case NodeKind::Base: return node.is_set ? Value(x_.set(node.name)) : Value(x_.relation(node.name));
    case NodeKind::Empty: return nothing(node.is_set);
    case NodeKind::Universe: return SetBounds{x_.executed(), all_};
    case NodeKind::Union:
      return both([](auto const& l, auto const& r) { return l.must | r.must; },
                  [](auto const& l, auto const& r) { return l.may | r.may; });
    case NodeKind::Intersection:
      return both([](auto const& l, auto const& r) { return l.must & r.must; },
                  [](auto const& l, auto const& r) { return l.may & r.may; });
    case NodeKind::Difference:
      return both([](auto const& l, auto const& r) { return l.must - r.may; },
                  [](auto const& l, auto const& r) { return l.may - r.must; });
    case NodeKind::Complement:
      if (node.is_set)
        return sets([&] { return x_.executed() - set(a).may; }, [&] { return all_ - set(a).must; });
      return relations([&] { return Relation::product(x_.executed(), x_.executed()) - relation(a).may; },
                       [&] { return everything_ - relation(a).must; });
    case NodeKind::Sequence:
      return relations([&] { return relation(a).must.then(relation(b).must); },
                       [&] { return relation(a).may.then(relation(b).may); });
    case NodeKind::Inverse: return from([](Relation const& r) { return r.inverse(); });
    case NodeKind::Closure: return from([](Relation const& r) { return r.closure(); });
    case NodeKind::ReflexiveClosure:
      return relations([&] { return relation(a).must.closure() | itself_must(); },
                       [&] { return relation(a).may.closure() | x_.may_be_one(); });
    case NodeKind::Reflexive:
      return relations([&] { return relation(a).must | itself_must(); },
                       [&] { return relation(a).may | x_.may_be_one(); });
    case NodeKind::Product:
      return relations([&] { return Relation::product(set(a).must, set(b).must); },
                       [&] { return Relation::product(set(a).may, set(b).may); });
    case NodeKind::Identity:
      return relations([&] { return Relation::identity(set(a).must); },
                       [&] { return Relation::product(set(a).may, set(a).may) & x_.may_be_one(); });
    case NodeKind::Domain:
      return sets([&] { return relation(a).must.domain(); }, [&] { return relation(a).may.domain(); });
    case NodeKind::Range:
      return sets([&] { return relation(a).must.range(); }, [&] { return relation(a).may.range(); });
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets:
    case NodeKind::ChosenOrder:
    case NodeKind::Variable: break; // NodeValues has them
    }
    assert(false && "every kind of node has bounds");
    return anything(node.is_set);
  }

private:
  MemoryModel const& model_;
  PartialExecution const& x_;
  Needs const& needs_;
  EventSet all_;
  Relation everything_;
};

bool is_broken(Test test, Bounds const& value) {
  if (auto const* s = std::get_if<SetBounds>(&value)) return test == Test::Empty && !s->must.empty();
  auto const& must = std::get<RelationBounds>(value).must;
  switch (test) {
  case Test::Acyclic: return !must.acyclic();
  case Test::Irreflexive: return !must.irreflexive();
  case Test::Empty: return !must.empty();
  }
  return false;
}

bool may_have(Bounds const& value, std::pair<EventId, EventId> pair) {
  if (auto const* s = std::get_if<SetBounds>(&value)) return s->may.contains(pair.first);
  return std::get<RelationBounds>(value).may.contains(pair.first, pair.second);
}

} // namespace

bool breaks(MemoryModel const& model, Lemma const& lemma) {
  auto const& check = model.checks[lemma.check];
  bool const is_flag = check.role == Role::Flag && check.negated && check.test == Test::Empty;
  if (!is_flag && (check.role != Role::Axiom || check.negated)) return false;
  if (lemma.whole) {
    auto const evaluation = evaluate(model, *lemma.whole);
    return evaluation.unsettled.empty() && !evaluation.holds[lemma.check];
  }
  PartialExecution const x(lemma);
  Needs const needs(model, check.node, {!is_flag, is_flag});
  Bounding const bounding(model, x, needs);
  NodeValues<Bounding> values(model, bounding, 2 * x.size() + 10);
  if (is_flag) return lemma.absent && !may_have(values.of(check.node), *lemma.absent);
  return is_broken(check.test, values.of(check.node));
}

} // namespace barrister::proofs
