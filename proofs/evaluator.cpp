// SPDX-License-Identifier: BSD-2-Clause
// Between two executions of one test little differs: which write a read reads, the order of two writes. So
// most nodes have operands that did not change. What a node is computed to is compared with what it was:
// where it is the same, what depends on it need not be computed either.
#include "proofs/evaluator.hpp"
#include "proofs/base.hpp"
#include <algorithm>
#include <bit>
#include <cassert>

namespace barrister::proofs {
namespace {

using Word = std::uint64_t;

void put_bit(Word* set, std::size_t e) { set[e / 64] |= Word{1} << (e % 64); }

// Rows of bits: what the operations of cat do to them.
template <class Words> struct Rows { // as many words to a row: known to the compiler, or not
  std::size_t events;
  Words row;

  bool has(Word const* set, std::size_t e) const { return (set[e / 64] >> (e % 64)) & 1; }
  template <class F> void each(Word const* set, F f) const {
    for (std::size_t w = 0; w < row; ++w)
      for (auto rest = set[w]; rest != 0; rest &= rest - 1)
        f(w * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
  }
  void join(Word* into, Word const* from) const {
    for (std::size_t w = 0; w < row; ++w) into[w] |= from[w];
  }

  void then(Word const* from, Word const* b, Word* out) const { // of one row; out is empty
    each(from, [&](std::size_t middle) { join(out, b + middle * row); });
  }
  void inverse(Word const* a, Word* out) const { // out is empty
    for (std::size_t e = 0; e < events; ++e)
      each(a + e * row, [&](std::size_t to) { put_bit(out + to * row, e); });
  }
  void close(Word* out) const { // Warshall, a row at a time
    if (row == 1) {
      for (std::size_t middle = 0; middle < events; ++middle)
        if (auto const from = out[middle]; from != 0)
          for (std::size_t e = 0; e < events; ++e) out[e] |= from & (Word{0} - ((out[e] >> middle) & 1));
      return;
    }
    for (std::size_t middle = 0; middle < events; ++middle) {
      auto const* from = out + middle * row;
      if (std::all_of(from, from + row, [](Word w) { return w == 0; })) continue;
      for (std::size_t e = 0; e < events; ++e)
        if (has(out + e * row, middle)) join(out + e * row, from);
    }
  }
  void add_identity(Word* out) const {
    for (std::size_t e = 0; e < events; ++e) put_bit(out + e * row, e);
  }
  bool is_acyclic(std::vector<Word> rows) const {
    close(rows.data());
    return is_irreflexive(rows.data());
  }
  bool is_irreflexive(Word const* rows) const {
    for (std::size_t e = 0; e < events; ++e)
      if (has(rows + e * row, e)) return false;
    return true;
  }
};
// Of tests of the usual size the compiler knows how long a row is.
template <class F> auto with_rows(std::size_t events, std::size_t row, F f) {
  using std::integral_constant, std::size_t;
  switch (row) {
  case 1: return f(Rows<integral_constant<size_t, 1>>{events, {}});
  case 2: return f(Rows<integral_constant<size_t, 2>>{events, {}});
  case 3: return f(Rows<integral_constant<size_t, 3>>{events, {}});
  default: return f(Rows<size_t>{events, row});
  }
}

} // namespace

Evaluator::Evaluator(MemoryModel const& model, EvaluationPlan const& plan)
    : model_(model), plan_(plan), offset_(model.nodes.size()), changed_(model.nodes.size()),
      computed_(model.nodes.size()), solved_(model.fixpoints.size()) {}

bool Evaluator::has_other_events(Execution const& x) const {
  auto const is_alike = [](Event const& a, Event const& b) {
    return a.kind == b.kind && a.cpu == b.cpu && a.address == b.address && a.tags == b.tags;
  };
  return !std::ranges::equal(seen_, x.events, is_alike) || !(tag_names_ == x.tag_names);
}

void Evaluator::put(NodeId id, std::span<Word const> value) {
  if (std::ranges::equal(value, std::span(at(id), length(id)))) return;
  std::ranges::copy(value, at(id));
  changed_[id] = ++clock_;
}
void Evaluator::put_base(BaseNode const& base, Execution const& x) {
  auto const& node = model_.nodes[base.node];
  if (base.orders)
    put(base.node, (x.*base.orders).rows());
  else if (node.is_set)
    put(base.node, base_set(node.name, x).words());
  else
    put(base.node, base_relation(node.name, x).rows());
}

void Evaluator::look_at(Execution const& x) {
  unsettled_.clear();
  bool const is_other = !is_laid_out_ || has_other_events(x);
  if (is_other) lay_out(x);
  for (auto const& base : plan_.bases)
    if (is_active_[base.node] && (base.from != From::Events || is_other)) put_base(base, x);
  for (std::size_t i = 0; i < model_.choices.size(); ++i)
    if (is_active_[model_.choices[i]]) {
      bool const is_made = i < x.choices.size() && x.choices[i].size() == events_;
      put(model_.choices[i], is_made ? x.choices[i].rows() : Relation(events_).rows());
    }
  for (auto const* step : active_steps_) run(*step);
}

// For executions of these events: what has a value, and where. What is surely empty shares one that is.
void Evaluator::lay_out(Execution const& x) {
  is_laid_out_ = true;
  seen_ = x.events;
  tag_names_ = x.tag_names;
  events_ = x.events.size();
  row_ = (events_ + 63) / 64;
  universe_.assign(row_, 0);
  for (std::size_t e = 0; e < events_; ++e) put_bit(universe_.data(), e);
  find_active(x);
  std::size_t total = row_ * events_; // the empty one
  next_.assign(total, 0);
  for (NodeId id = 0; id < model_.nodes.size(); ++id) {
    offset_[id] = is_active_[id] ? total : 0;
    if (is_active_[id]) total += length(id);
  }
  words_.assign(total, 0);
  ++clock_;
  std::ranges::fill(changed_, clock_);
  std::ranges::fill(computed_, 0);
  std::ranges::fill(solved_, 0);
  active_steps_.clear();
  for (auto const& step : plan_.steps)
    if (step.fixpoint || is_active_[step.node]) active_steps_.push_back(&step);
}

bool Evaluator::may_have_some(Node const& node, std::vector<bool> const& known) const {
  switch (node.kind) {
  case NodeKind::Empty:
  case NodeKind::Base: return false; // or known
  case NodeKind::Union: return known[node.a] || known[node.b];
  case NodeKind::Intersection:
  case NodeKind::Sequence:
  case NodeKind::Product: return known[node.a] && known[node.b];
  case NodeKind::Difference:
  case NodeKind::Inverse:
  case NodeKind::Closure:
  case NodeKind::Identity:
  case NodeKind::Domain:
  case NodeKind::Range: return known[node.a];
  case NodeKind::Variable: return known[model_.fixpoints[node.a].bodies[node.b]];
  case NodeKind::Universe:
  case NodeKind::Complement:
  case NodeKind::ReflexiveClosure:
  case NodeKind::Reflexive:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder: break;
  }
  return true;
}
void Evaluator::find_active(Execution const& x) {
  std::vector<bool> may(model_.nodes.size()); // have an element
  for (auto const& base : plan_.bases) {
    auto const& node = model_.nodes[base.node];
    may[base.node] = base.from != From::Events || !node.is_set || !base_set(node.name, x).empty();
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (auto id : plan_.used)
      if (!may[id] && may_have_some(model_.nodes[id], may)) may[id] = changed = true;
  }
  is_active_.assign(model_.nodes.size(), false);
  std::vector<NodeId> open(plan_.wanted);
  while (!open.empty()) {
    auto const id = open.back();
    open.pop_back();
    if (is_active_[id] || !may[id]) continue;
    is_active_[id] = true;
    auto const& node = model_.nodes[id];
    std::ranges::copy(barrister::operands(node), std::back_inserter(open));
    if (node.kind != NodeKind::Variable) continue;
    auto const& f = model_.fixpoints[node.a]; // they are solved together
    std::ranges::copy(f.variables, std::back_inserter(open));
    std::ranges::copy(f.bodies, std::back_inserter(open));
  }
}

void Evaluator::run(std::vector<Step> const& steps) {
  for (auto const& step : steps)
    if (step.fixpoint || is_active_[step.node]) run(step);
}
void Evaluator::run(Step const& step) {
  if (step.fixpoint) return settle(step);
  auto const before = computed_[step.node];
  if (before == 0 || std::ranges::any_of(step.from, [&](NodeId o) { return changed_[o] > before; }))
    compute(step.node);
}

// By herd7's iteration: from empty, each body on the latest values of all variables.
void Evaluator::settle(Step const& step) {
  auto const group = *step.fixpoint;
  auto const& [variables, bodies, names, place] = model_.fixpoints[group];
  if (std::ranges::none_of(variables, [&](NodeId v) { return is_active_[v]; })) return;
  auto& solved = solved_[group];
  if (solved != 0 && std::ranges::none_of(step.inputs, [&](NodeId i) { return changed_[i] > solved; }))
    return;
  auto const nothing = std::vector<Word>(events_ * row_);
  for (auto v : variables) put(v, std::span(nothing).first(length(v)));
  bool changed = true;
  for (std::size_t round = 0; changed && round < most_rounds(events_); ++round) {
    changed = false;
    for (std::size_t i = 0; i < variables.size(); ++i) {
      run(step.bodies[i]);
      auto const before = changed_[variables[i]];
      put(variables[i], std::span(std::as_const(*this).at(bodies[i]), length(bodies[i])));
      changed = changed || changed_[variables[i]] != before;
    }
  }
  if (changed) unsettled_ = does_not_settle(model_.fixpoints[group]);
  solved = changed ? 0 : ++clock_;
}

void Evaluator::compute(NodeId id) {
  computed_[id] = ++clock_;
  auto const kind = model_.nodes[id].kind;
  if (kind == NodeKind::Base || is_choice(kind)) return; // put
  with_rows(events_, row_, [&](auto const& rows) { compute(id, rows); });
}

template <class Rows> void Evaluator::compute(NodeId id, Rows const& rows) {
  auto const& node = model_.nodes[id];
  auto const size = length(id);
  auto* out = next_.data();
  auto const* a = std::as_const(*this).at(node.a);
  auto const* b = std::as_const(*this).at(node.b);
  // Word by word, where the old value is.
  auto const each_word = [&](auto f) {
    Word difference = 0;
    auto* now = at(id);
    for (std::size_t w = 0; w < size; ++w) {
      auto const next = f(w);
      difference |= now[w] ^ next;
      now[w] = next;
    }
    if (difference != 0) changed_[id] = ++clock_;
  };
  auto const each_row = [&](auto f) {
    for (std::size_t e = 0; e < events_; ++e) f(e, out + e * row_, a + e * row_);
  };
  auto const clear = [&] { std::fill_n(out, size, 0); };
  auto const copy = [&] { std::copy_n(a, size, out); };
  switch (node.kind) {
  case NodeKind::Empty: clear(); break;
  case NodeKind::Universe: std::ranges::copy(universe_, out); break;
  case NodeKind::Union: return each_word([&](std::size_t w) { return a[w] | b[w]; });
  case NodeKind::Intersection: return each_word([&](std::size_t w) { return a[w] & b[w]; });
  case NodeKind::Difference: return each_word([&](std::size_t w) { return a[w] & ~b[w]; });
  case NodeKind::Complement: return each_word([&](std::size_t w) { return universe_[w % row_] & ~a[w]; });
  case NodeKind::Sequence: {
    bool is_other = false;
    auto* now = at(id);
    for (std::size_t e = 0; e < events_; ++e, now += rows.row) {
      std::fill_n(out, rows.row, 0);
      rows.then(a + e * rows.row, b, out);
      is_other = is_other || !std::equal(out, out + rows.row, now);
      std::copy_n(out, rows.row, now);
    }
    if (is_other) changed_[id] = ++clock_;
    return;
  }
  case NodeKind::Inverse:
    clear();
    rows.inverse(a, out);
    break;
  case NodeKind::Closure:
    copy();
    rows.close(out);
    break;
  case NodeKind::ReflexiveClosure:
    copy();
    rows.close(out);
    rows.add_identity(out);
    break;
  case NodeKind::Reflexive:
    copy();
    rows.add_identity(out);
    break;
  case NodeKind::Product:
    for (std::size_t e = 0; e < events_; ++e)
      for (std::size_t w = 0; w < row_; ++w) out[e * row_ + w] = rows.has(a, e) ? b[w] : 0;
    break;
  case NodeKind::Identity:
    clear();
    rows.each(a, [&](std::size_t e) { put_bit(out + e * row_, e); });
    break;
  case NodeKind::Domain:
    clear();
    each_row([&](std::size_t e, Word*, Word const* from) {
      if (std::any_of(from, from + row_, [](Word w) { return w != 0; })) put_bit(out, e);
    });
    break;
  case NodeKind::Range:
    clear();
    each_row([&](std::size_t, Word*, Word const* from) { rows.join(out, from); });
    break;
  case NodeKind::Base:
  case NodeKind::Variable:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder: assert(false && "is put"); break;
  }
  put(id, std::span<Word const>(out, size));
}

SetOrRelation Evaluator::value(NodeId id) const {
  Rows<std::size_t> const rows{events_, row_};
  if (model_.nodes[id].is_set) {
    EventSet out(events_);
    rows.each(at(id), [&](std::size_t e) { out.insert(static_cast<EventId>(e)); });
    return out;
  }
  Relation out(events_);
  for (EventId a = 0; a < events_; ++a)
    rows.each(at(id) + a * row_, [&](std::size_t b) { out.insert(a, static_cast<EventId>(b)); });
  return out;
}

bool Evaluator::succeeds(Check const& check) const {
  auto const* value = at(check.node);
  bool const passes = with_rows(events_, row_, [&](auto const& rows) {
    switch (check.test) {
    case Test::Empty: return std::all_of(value, value + length(check.node), [](Word w) { return w == 0; });
    case Test::Irreflexive: return rows.is_irreflexive(value);
    case Test::Acyclic: return rows.is_acyclic({value, value + length(check.node)});
    }
    return false;
  });
  return passes != check.negated;
}

} // namespace barrister::proofs
