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

// Each operation on bounds. An execution's own iteration of a fixpoint stays, round by round, within the one
// that is made on bounds: so where that settles, it holds for what the execution's settles on.
class Bounding {
public:
  using Value = Bounds;
  Bounding(MemoryModel const& model, PartialExecution const& x)
      : model_(model), x_(x), all_(EventSet::all(x.size())), everything_(Relation::product(all_, all_)) {}

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
    auto const apply = [](auto f) {
      return [f](auto const& l, auto const& r) { return f(l.must, l.may, r.must, r.may); };
    };
    auto const both = [&](auto f) -> Value {
      if (node.is_set) {
        auto const [must, may] = apply(f)(set(a), set(b));
        return SetBounds{must, may};
      }
      auto const [must, may] = apply(f)(relation(a), relation(b));
      return RelationBounds{must, may};
    };
    auto const here = [&] { return Relation::product(x_.executed(), x_.executed()); };
    auto const itself = [&] { return RelationBounds{Relation::identity(x_.executed()), x_.may_be_one()}; };
    switch (node.kind) {
    case NodeKind::Base: return node.is_set ? Value(x_.set(node.name)) : Value(x_.relation(node.name));
    case NodeKind::Empty: return nothing(node.is_set);
    case NodeKind::Universe: return SetBounds{x_.executed(), all_};
    case NodeKind::Union:
      return both([](auto const& l, auto const& l_may, auto const& r, auto const& r_may) {
        return std::pair(l | r, l_may | r_may);
      });
    case NodeKind::Intersection:
      return both([](auto const& l, auto const& l_may, auto const& r, auto const& r_may) {
        return std::pair(l & r, l_may & r_may);
      });
    case NodeKind::Difference:
      return both([](auto const& l, auto const& l_may, auto const& r, auto const& r_may) {
        return std::pair(l - r_may, l_may - r);
      });
    case NodeKind::Complement:
      if (node.is_set) return SetBounds{x_.executed() - set(a).may, all_ - set(a).must};
      return RelationBounds{here() - relation(a).may, everything_ - relation(a).must};
    case NodeKind::Sequence:
      return RelationBounds{relation(a).must.then(relation(b).must), relation(a).may.then(relation(b).may)};
    case NodeKind::Inverse: return RelationBounds{relation(a).must.inverse(), relation(a).may.inverse()};
    case NodeKind::Closure: return RelationBounds{relation(a).must.closure(), relation(a).may.closure()};
    case NodeKind::ReflexiveClosure:
      return RelationBounds{relation(a).must.closure() | itself().must,
                            relation(a).may.closure() | itself().may};
    case NodeKind::Reflexive:
      return RelationBounds{relation(a).must | itself().must, relation(a).may | itself().may};
    case NodeKind::Product:
      return RelationBounds{Relation::product(set(a).must, set(b).must),
                            Relation::product(set(a).may, set(b).may)};
    case NodeKind::Identity:
      return RelationBounds{Relation::identity(set(a).must),
                            Relation::product(set(a).may, set(a).may) & itself().may};
    case NodeKind::Domain: return SetBounds{relation(a).must.domain(), relation(a).may.domain()};
    case NodeKind::Range: return SetBounds{relation(a).must.range(), relation(a).may.range()};
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
  Bounding const bounding(model, x);
  NodeValues<Bounding> values(model, bounding, 2 * x.size() + 10);
  if (is_flag) return lemma.absent && !may_have(values.of(check.node), *lemma.absent);
  return is_broken(check.test, values.of(check.node));
}

} // namespace barrister::proofs
