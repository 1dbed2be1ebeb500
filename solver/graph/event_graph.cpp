// SPDX-License-Identifier: BSD-2-Clause
#include "solver/graph/event_graph.hpp"
#include <algorithm>

namespace barrister::solver {

bool have_opposites(Guard const& a, Guard const& b) {
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->term == j->term && i->holds != j->holds) return true;
    i->term < j->term ? ++i : ++j;
  }
  return false;
}

Type const& type_of(EventGraph const& graph, Term const& operation) {
  static Type const whole;
  return operation.c == 0 ? whole : graph.types[operation.c - 1];
}
std::optional<Value> apply(EventGraph const& graph, Term const& operation, Value left, Value right) {
  return apply(operation.op, left, right, type_of(graph, operation));
}

bool is_fence(GraphEvent const& e) { return e.kind == EventKind::Fence && !e.address; }
bool has_value(GraphEvent const& e) {
  constexpr auto locks = TagSet(Tag::Lkr) | Tag::Lkw | Tag::Ul | Tag::Lf | Tag::Rl | Tag::Ru;
  bool const is_lock = !((e.tags | e.zero_tags | e.nonzero_tags) & locks).empty();
  return e.kind != EventKind::Fence || (e.address && !is_lock);
}
bool may_be_pointer(Type const& type) { return type.spelling.empty() || type.spelling.back() == '*'; }

bool is_observed(EventGraph const& graph, EventId initial_write) {
  return graph.observed[graph.terms[*graph.events[initial_write].address].value.object];
}

std::size_t computed_writes(EventGraph const& graph) {
  auto const constant = [&](TermId t) { return graph.terms[t].kind == Term::Kind::Constant; };
  return static_cast<std::size_t>(std::ranges::count_if(graph.events, [&](GraphEvent const& e) {
    return e.kind == EventKind::Write && !(constant(e.value) && constant(*e.address));
  }));
}

} // namespace barrister::solver
