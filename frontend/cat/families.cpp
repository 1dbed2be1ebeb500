// SPDX-License-Identifier: BSD-2-Clause
// map, fold, cross, linearisations, classes-loc, and `with … from`. A function given to `map` is applied
// once, to a placeholder for any event; `cross` then recognises what becomes a choice.
#include "frontend/cat/placeholder.hpp"
#include "frontend/cat/resolver.hpp"

namespace barrister::frontend::cat {
namespace {

constexpr std::size_t most_elements = 10'000;

bool is_node(Value v) { return v.kind == Value::Kind::Set || v.kind == Value::Kind::Relation; }

} // namespace

Value Resolver::collection(std::vector<Value> elements) {
  collections_.push_back(std::move(elements));
  return {Value::Kind::Collection, static_cast<std::uint32_t>(collections_.size() - 1)};
}
Value Resolver::family(Family f) {
  families_.push_back(f);
  return {Value::Kind::Family, static_cast<std::uint32_t>(families_.size() - 1)};
}
Value Resolver::element(NodeId placeholder) {
  elements_.push_back({placeholder});
  return {Value::Kind::Element, static_cast<std::uint32_t>(elements_.size() - 1)};
}

// The elements of what is known element by element: nothing for sets of events.
std::optional<std::vector<Value>> Resolver::elements_of(Value v) const {
  if (v.kind == Value::Kind::Nothing) return std::vector<Value>{};
  if (v.kind == Value::Kind::Collection) return collections_[v.index];
  return std::nullopt;
}

// { e }: a set of one event, a relation of one pair, or a collection of one.
Value Resolver::singleton(Value v) {
  if (v.kind == Value::Kind::Unknown) return {};
  if (v.kind != Value::Kind::Element) return collection({v});
  auto const placeholder = elements_[v.index].placeholder;
  return {graph_.is_set(placeholder) ? Value::Kind::Set : Value::Kind::Relation, placeholder};
}

// e ++ S
Value Resolver::add(Value e, Span e_span, Value set, Span set_span, Scope const& scope) {
  if (e.kind == Value::Kind::Unknown || set.kind == Value::Kind::Unknown) return {};
  if (e.kind == Value::Kind::Element) {
    auto const one = singleton(e);
    auto const due = one.kind == Value::Kind::Set ? Sort::Set : Sort::Relation;
    return {one.kind, graph_.binary(NodeKind::Union, one.index, expect(due, set, set_span, scope))};
  }
  auto elements = elements_of(set);
  if (!elements) {
    error(scope, e_span, "this is no element of the set on the right");
    return {};
  }
  if (elements->size() >= most_elements) {
    error(scope, set_span, "this set has too many elements");
    return {};
  }
  elements->insert(elements->begin(), e);
  return collection(std::move(*elements));
}

Value Resolver::map(Value f, Value over, Span span, Scope const& scope) {
  if (f.kind == Value::Kind::Unknown || over.kind == Value::Kind::Unknown) return {};
  auto const of = [&](Value argument) { return apply(f, span, argument, span, scope); };
  if (auto const elements = elements_of(over)) {
    std::vector<Value> out;
    for (auto e : *elements) out.push_back(of(e));
    return collection(std::move(out));
  }
  Family out;
  if (is_node(over)) {
    out.kind = Family::Kind::ForEachEvent;
    out.a = over.index;
    out.placeholder = graph_.placeholder(over.kind == Value::Kind::Set);
    out.body = of(element(out.placeholder));
    if (out.body.kind == Value::Kind::Unknown) return {};
    if (over.kind == Value::Kind::Set) return family(out);
    if (is_node(out.body) && out.body.index == out.placeholder) {
      out.kind = Family::Kind::Edges;
      return family(out);
    }
  } else if (over.kind == Value::Kind::Family && families_[over.index].kind == Family::Kind::Classes) {
    out.kind = Family::Kind::ForEachClass;
    out.a = families_[over.index].a;
    out.placeholder = graph_.placeholder(true);
    out.body = of({Value::Kind::Set, out.placeholder});
    return out.body.kind == Value::Kind::Unknown ? Value{} : family(out);
  }
  unsupported(scope, span, "'map' over this, with this function,", "its elements differ between executions");
  return {};
}

// fold f (S, y): f(e, …) for each element e of S.
Value Resolver::fold(Value f, Value argument, Span span, Scope const& scope) {
  if (f.kind == Value::Kind::Unknown || argument.kind == Value::Kind::Unknown) return {};
  if (argument.kind != Value::Kind::Tuple || tuples_[argument.index].size() != 2) {
    error(scope, span, "'fold' is applied to a function, then to a set and a first value: fold f (S, y)");
    return {};
  }
  auto const over = tuples_[argument.index][0];
  auto so_far = tuples_[argument.index][1];
  auto const step = [&](Value e, Value y) {
    tuples_.push_back({e, y});
    return apply(f, span, {Value::Kind::Tuple, static_cast<std::uint32_t>(tuples_.size() - 1)}, span, scope);
  };
  if (auto const elements = elements_of(over)) {
    for (auto e : *elements) so_far = step(e, so_far);
    return so_far;
  }
  // y | g(e), g additive, is y | g(S) in the end.
  if (is_node(over) && (is_node(so_far) || so_far.kind == Value::Kind::Nothing)) {
    auto const e = graph_.placeholder(over.kind == Value::Kind::Set);
    auto start = so_far;
    if (start.kind == Value::Kind::Nothing) { // of the sort that f makes of it
      auto const result = step(element(e), start);
      if (!is_node(result)) return {};
      start = {result.kind, graph_.empty(result.kind == Value::Kind::Set)};
    }
    auto const y = graph_.placeholder(start.kind == Value::Kind::Set);
    auto const result = step(element(e), {start.kind, y});
    if (result.kind == start.kind) {
      auto const& node = graph_.node(result.index);
      auto const rest = node.kind != NodeKind::Union ? result.index : node.a == y ? node.b : node.a;
      bool const adds = node.kind == NodeKind::Union && (node.a == y || node.b == y);
      if (result.index == y) return start;
      if (adds && !mentions(graph_, rest, y) && is_additive(graph_, rest, e))
        return {start.kind,
                graph_.binary(NodeKind::Union, start.index, substitute(graph_, rest, e, over.index))};
    }
  }
  unsupported(scope, span, "'fold' with this function over a set that differs between executions");
  return {};
}

Value Resolver::cross(Value v, Span span, Scope const& scope) {
  if (v.kind == Value::Kind::Unknown) return {};
  if (auto const parts = elements_of(v)) return cross_of_known(*parts, span, scope);
  if (v.kind == Value::Kind::Family) {
    auto const f = families_[v.index];
    if (f.body.kind == Value::Kind::Family) {
      auto const inner = families_[f.body.index];
      if (f.kind == Family::Kind::ForEachEvent && inner.kind == Family::Kind::Edges) {
        bool const to = ends_in(graph_, inner.a, f.placeholder);
        if (to || starts_in(graph_, inner.a, f.placeholder))
          return family({Family::Kind::EdgeSelections,
                         f.a,
                         substitute(graph_, inner.a, f.placeholder, f.a),
                         0,
                         {},
                         to});
      }
      if (f.kind == Family::Kind::ForEachClass && inner.kind == Family::Kind::Orders &&
          inner.a == f.placeholder && !mentions(graph_, inner.b, f.placeholder)) {
        auto const all = graph_.binary(NodeKind::Product, f.a, f.a);
        return family({Family::Kind::OrderSelections,
                       graph_.binary(NodeKind::Intersection, all, graph_.base("loc", false)),
                       inner.b,
                       0,
                       {},
                       true});
      }
    }
  }
  unsupported(scope, span, "this product",
              "known are: an edge to or from each event, an order of each location");
  return {};
}

// Every union of one relation of each part.
Value Resolver::cross_of_known(std::vector<Value> const& parts, Span span, Scope const& scope) {
  std::vector<Value> products{{Value::Kind::Relation, graph_.empty(false)}};
  for (auto part : parts) {
    auto const members = elements_of(part);
    if (!members) {
      unsupported(scope, span, "a product of sets that differ between executions");
      return {};
    }
    std::vector<Value> next;
    for (auto product : products)
      for (auto member : *members)
        next.push_back({Value::Kind::Relation, graph_.binary(NodeKind::Union, product.index,
                                                             expect(Sort::Relation, member, span, scope))});
    if (next.size() > most_elements) {
      error(scope, span, "this product has too many elements");
      return {};
    }
    products = std::move(next);
  }
  return collection(std::move(products));
}

Value Resolver::linearisations(Value argument, Span span, Scope const& scope) {
  if (argument.kind == Value::Kind::Unknown) return {};
  if (argument.kind != Value::Kind::Tuple || tuples_[argument.index].size() != 2) {
    error(scope, span, "'linearisations' is applied to a set and a relation: linearisations(S, r)");
    return {};
  }
  auto const both = tuples_[argument.index];
  Family out;
  out.kind = Family::Kind::Orders;
  out.a = expect(Sort::Set, both[0], span, scope);
  out.b = expect(Sort::Relation, both[1], span, scope);
  return family(out);
}

Value Resolver::classes(Value argument, Span span, Scope const& scope) {
  Family out;
  out.kind = Family::Kind::Classes;
  out.a = expect(Sort::Set, argument, span, scope);
  return family(out);
}

void Resolver::run(WithFrom const& w, Span span, Scope& scope) {
  auto const from = evaluate(*w.set, scope);
  Value chosen;
  if (auto const elements = elements_of(from); elements && elements->size() == 1) {
    chosen = (*elements)[0];
  } else if (from.kind == Value::Kind::Family) {
    auto const f = families_[from.index];
    std::optional<NodeKind> kind;
    auto classes = f.a;
    switch (f.kind) {
    case Family::Kind::EdgeSelections: kind = f.to ? NodeKind::ChosenSources : NodeKind::ChosenTargets; break;
    case Family::Kind::OrderSelections: kind = NodeKind::ChosenOrder; break;
    case Family::Kind::Orders:
      kind = NodeKind::ChosenOrder;
      classes = graph_.binary(NodeKind::Product, f.a, f.a);
      break;
    default: break;
    }
    if (kind) {
      auto const node = graph_.choice(*kind, classes, f.b, w.name);
      model_.choices.push_back(node);
      chosen = {Value::Kind::Relation, node};
    }
  }
  if (chosen.kind == Value::Kind::Unknown && from.kind != Value::Kind::Unknown)
    unsupported(
        scope, span, "a choice from this set",
        "known are: cross(…) of an edge for each event or of linearisations, and linearisations(S, r)");
  define(scope, w.name, chosen);
}

// forall x in S do … end
void Resolver::run(Forall const& f, Span span, Scope& scope) {
  auto const over = evaluate(*f.set, scope);
  auto const body = [&](Value x) {
    auto inner = scope;
    inner.at_top = false;
    inner = environment_.with(inner, f.name, x);
    run(f.body, inner);
  };
  if (auto const elements = elements_of(over)) {
    for (auto e : *elements) body(e);
    return;
  }
  if (over.kind == Value::Kind::Unknown) return;
  if (!is_node(over)) return unsupported(scope, span, "'forall' over this set");
  // What is asked of any event is asked of all at once.
  auto const placeholder = graph_.placeholder(over.kind == Value::Kind::Set);
  auto const first = model_.checks.size();
  body(element(placeholder));
  for (auto i = first; i < model_.checks.size(); ++i) {
    auto& check = model_.checks[i];
    bool const asks_of_all = check.test != Test::Acyclic && check.negated == (check.role == Role::Flag) &&
                             is_additive(graph_, check.node, placeholder);
    if (!asks_of_all)
      return unsupported(scope, span, "this check on each element of a set that differs between executions");
    check.node = substitute(graph_, check.node, placeholder, over.index);
  }
}

} // namespace barrister::frontend::cat
