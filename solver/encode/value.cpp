// SPDX-License-Identifier: BSD-2-Clause
#include "solver/encode/value.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

bool in(SatSolver const& sat, Literal l) { return l == always || (l != never && sat.value(l)); }

} // namespace

ValueEncoding::ValueEncoding(Gates& gates, EventGraph const& graph, Domains const& domains)
    : gates_(gates), circuits_(gates), graph_(graph), domains_(domains), terms_(graph.terms.size()) {
  for (TermId t = 0; t < graph.terms.size(); ++t) encode(t);
}

void ValueEncoding::encode(TermId t) {
  auto const& term = graph_.terms[t];
  ways_.assign(domains_.of_term[t].size(), {});
  terms_[t].may_be_undefined = is_partial(term);
  switch (term.kind) {
  case Term::Kind::Constant: add(t, term.value, always); return settle(t);
  case Term::Kind::Holds: {
    auto const l = conjunction(graph_.guards[term.a]);
    add(t, number(1), l);
    add(t, number(0), -l);
    return settle(t);
  }
  case Term::Kind::Free:
    choose_value(t, always);
    if (domains_.is_wide[t])
      gates_.require({circuits_.less(wide(t).bits, Circuits::constant(graph_.free[term.a], width), false)});
    return;
  case Term::Kind::Cpu:
  case Term::Kind::Owned:
  case Term::Kind::ReadValue: return choose_value(t, always);
  case Term::Kind::FinalAt: return choose_value(t, gates_.either(is_cell(term.a), thin_air(term.a)));
  case Term::Kind::Operation: return operate(t);
  case Term::Kind::Select: return select(t);
  case Term::Kind::Convert: return convert(t);
  }
}

// One of its values where `somewhere` holds, and none elsewhere.
void ValueEncoding::choose_value(TermId t, Literal somewhere) {
  std::vector<Literal> all;
  auto const may_be_thin_air = domains_.thin_air(t);
  if (may_be_thin_air) {
    make_thin_air(t, gates_.fresh());
    all.push_back(thin_air(t));
  }
  if (domains_.is_wide[t]) {
    auto const& made = fresh_wide(t);
    all.push_back(made.number);
    for (auto const& [object, l] : made.objects) all.push_back(l);
  } else {
    auto const& domain = domains_.of_term[t];
    bool const is_sure = domain.size() == 1 && !may_be_thin_air;
    for (auto v : domain) {
      all.push_back(is_sure ? somewhere : gates_.fresh());
      add(t, v, all.back());
    }
    settle(t);
    if (is_sure) return;
  }
  if (all.empty()) return; // of what is nowhere executed: a read at an address that is no cell
  if (somewhere != always)
    for (auto l : all) gates_.require({-l, somewhere});
  gates_.exactly_one_if(somewhere, all);
}

ValueEncoding::Wide& ValueEncoding::fresh_wide(TermId t) {
  auto& out = wide_[t];
  for (std::size_t i = 0; i < width; ++i) out.bits.push_back(gates_.fresh());
  out.number = gates_.fresh();
  for (auto o : domains_.objects[t]) out.objects.emplace_back(o, gates_.fresh());
  return out;
}

void ValueEncoding::add(TermId t, Value v, Literal way) {
  if (way == never) return;
  auto const& domain = domains_.of_term[t];
  ways_[static_cast<std::size_t>(std::ranges::lower_bound(domain, v) - domain.begin())].push_back(way);
}
void ValueEncoding::settle(TermId t) {
  for (auto const& way : ways_) terms_[t].values.push_back(gates_.any(way));
}
void ValueEncoding::make_thin_air(TermId t, Literal l) {
  terms_[t].thin_air = l;
  if (l != never) terms_[t].thin_air_truth = gates_.fresh();
}

// Whether it may have no value though nothing is wrong with what else is executed.
bool ValueEncoding::is_partial(Term const& term) const {
  switch (term.kind) {
  case Term::Kind::Constant:
  case Term::Kind::Holds:
  case Term::Kind::Free:
  case Term::Kind::Cpu:
  case Term::Kind::Owned:
  case Term::Kind::ReadValue: return false;
  case Term::Kind::FinalAt: return true;
  case Term::Kind::Convert: return terms_[term.a].may_be_undefined;
  case Term::Kind::Select:
    return terms_[term.a].may_be_undefined || terms_[term.b].may_be_undefined ||
           terms_[term.c].may_be_undefined;
  case Term::Kind::Operation: break;
  }
  if (terms_[term.a].may_be_undefined || terms_[term.b].may_be_undefined) return true;
  if (domains_.is_wide[term.a] || domains_.is_wide[term.b]) return true;
  for (auto l : domains_.of_term[term.a])
    for (auto r : is_unary(term.op) ? std::vector{number(0)} : domains_.of_term[term.b])
      if (!apply(graph_, term, l, r)) return true;
  return false;
}

void ValueEncoding::operate(TermId t) {
  auto const& term = graph_.terms[t];
  bool const unary = is_unary(term.op);
  make_thin_air(t, gates_.either(thin_air(term.a), unary ? never : thin_air(term.b)));
  if (domains_.is_wide[t] || domains_.is_wide[term.a] || (!unary && domains_.is_wide[term.b]))
    return operate_on_wide(t);
  for (auto l : domains_.of_term[term.a])
    for (auto r : unary ? std::vector{number(0)} : domains_.of_term[term.b])
      if (auto const v = apply(graph_, term, l, r))
        add(t, *v, unary ? has(term.a, l) : gates_.both(has(term.a, l), has(term.b, r)));
  settle(t);
}

void ValueEncoding::select(TermId t) {
  auto const& term = graph_.terms[t];
  auto const yes = truth(term.a), no = falsity(term.a);
  make_thin_air(t, gates_.either(gates_.both(yes, thin_air(term.b)), gates_.both(no, thin_air(term.c))));
  if (!domains_.is_wide[t]) {
    for (auto v : domains_.of_term[term.b]) add(t, v, gates_.both(yes, has(term.b, v)));
    for (auto v : domains_.of_term[term.c]) add(t, v, gates_.both(no, has(term.c, v)));
    return settle(t);
  }
  auto const &b = wide(term.b), &c = wide(term.c);
  Wide out;
  out.bits = circuits_.choose(yes, b.bits, c.bits);
  auto const meet = [&](Literal x, Literal y) {
    return gates_.either(gates_.both(yes, x), gates_.both(no, y));
  };
  out.number = meet(b.number, c.number);
  for (auto o : domains_.objects[t]) out.objects.emplace_back(o, meet(object(b, o), object(c, o)));
  wide_[t] = std::move(out);
}

void ValueEncoding::convert(TermId t) {
  auto const& term = graph_.terms[t];
  auto const& type = graph_.types[term.b];
  make_thin_air(t, thin_air(term.a));
  if (domains_.is_wide[term.a] && type.bits == 1) {
    add(t, number(1), gates_.both(truth(term.a), -thin_air(term.a)));
    add(t, number(0), gates_.both(falsity(term.a), -thin_air(term.a)));
    return settle(t);
  }
  if (!domains_.is_wide[t]) {
    for (auto v : domains_.of_term[term.a]) add(t, barrister::convert(v, type), has(term.a, v));
    return settle(t);
  }
  wide_[t] = in_type(wide(term.a), type);
}

Literal ValueEncoding::has(TermId t, Value v) const {
  if (domains_.is_wide[t]) {
    auto const& w = wide(t);
    auto const bits = Circuits::constant(static_cast<std::uint64_t>(v.number), width);
    return gates_.both(v.is_address() ? object(w, v.object) : w.number, circuits_.equal(w.bits, bits));
  }
  auto const& domain = domains_.of_term[t];
  auto const at = std::ranges::lower_bound(domain, v);
  return at == domain.end() || *at != v ? never
                                        : terms_[t].values[static_cast<std::size_t>(at - domain.begin())];
}
Literal ValueEncoding::truth(TermId t) const {
  auto const as_thin_air = gates_.both(thin_air(t), terms_[t].thin_air_truth);
  if (domains_.is_wide[t]) {
    auto const& w = wide(t);
    return gates_.any({as_thin_air, is_address(w), gates_.both(w.number, -circuits_.is_zero(w.bits))});
  }
  std::vector<Literal> parts{as_thin_air};
  auto const& domain = domains_.of_term[t];
  for (std::size_t i = 0; i < domain.size(); ++i)
    if (barrister::truth(domain[i])) parts.push_back(terms_[t].values[i]);
  return gates_.any(parts);
}
Literal ValueEncoding::falsity(TermId t) const {
  return gates_.either(has(t, number(0)), gates_.both(thin_air(t), -terms_[t].thin_air_truth));
}
Literal ValueEncoding::defined(TermId t) const {
  if (!terms_[t].may_be_undefined) return always;
  if (domains_.is_wide[t]) return gates_.any({thin_air(t), wide(t).number, is_address(wide(t))});
  auto parts = terms_[t].values;
  parts.push_back(thin_air(t));
  return gates_.any(parts);
}
Literal ValueEncoding::is_cell(TermId t) const {
  std::vector<Literal> ways;
  for (auto const& cell : domains_.cells) ways.push_back(has(t, cell));
  return gates_.any(ways);
}

// What is thin_air may be equal to anything.
Literal ValueEncoding::same(TermId a, TermId b) const {
  auto const [at, is_new] = same_.try_emplace({std::min(a, b), std::max(a, b)}, never);
  if (!is_new) return at->second;
  std::vector<Literal> ways;
  if (domains_.is_wide[a] || domains_.is_wide[b]) {
    ways.push_back(gates_.both(same_kind(wide(a), wide(b)), circuits_.equal(wide(a).bits, wide(b).bits)));
  } else {
    for (auto v : domains_.of_term[a]) ways.push_back(gates_.both(has(a, v), has(b, v)));
  }
  if (auto const unknown = gates_.either(thin_air(a), thin_air(b)); unknown != never)
    ways.push_back(gates_.both(unknown, gates_.fresh()));
  return at->second = gates_.any(ways);
}

Literal ValueEncoding::shows(TermId t, Value v, Type const& type) const {
  auto const wanted = shown(v, type);
  if (domains_.is_wide[t]) {
    if (type.bits == 1) return gates_.both(barrister::truth(wanted) ? truth(t) : falsity(t), -thin_air(t));
    if (wanted.is_address() || type.bits >= width) return has(t, wanted);
    auto const low = Circuits::resized(wide(t).bits, type.bits, false);
    auto const bits = Circuits::constant(static_cast<std::uint64_t>(wanted.number), type.bits);
    return gates_.both(wide(t).number, circuits_.equal(low, bits));
  }
  std::vector<Literal> ways;
  auto const& domain = domains_.of_term[t];
  for (std::size_t i = 0; i < domain.size(); ++i)
    if (shown(domain[i], type) == wanted) ways.push_back(terms_[t].values[i]);
  return gates_.any(ways);
}

Literal ValueEncoding::conjunction(Guard const& guard) const {
  std::vector<Literal> parts;
  for (auto const& c : guard) parts.push_back(c.holds ? truth(c.term) : falsity(c.term));
  return gates_.all(parts);
}

void ValueEncoding::require_same(std::vector<Literal> const& conditions, TermId from, TermId to) const {
  std::vector<Literal> unless;
  for (auto l : conditions) {
    if (l == never) return;
    unless.push_back(-l);
  }
  unless.push_back(-defined(from));
  auto const require = [&](std::initializer_list<Literal> more) {
    auto clause = unless;
    clause.insert(clause.end(), more);
    if (std::ranges::find(clause, always) == clause.end()) gates_.require(clause);
  };
  if (thin_air(to) != never || thin_air(from) != never) {
    require({-thin_air(to), thin_air(from)});
    require({-thin_air(from), thin_air(to)});
  }
  if (!domains_.is_wide[from] && !domains_.is_wide[to]) {
    for (auto v : domains_.of_term[to]) require({-has(to, v), has(from, v)});
    return;
  }
  auto const &x = wide(from), &y = wide(to);
  require({-y.number, x.number});
  for (auto const& [o, l] : y.objects) require({-l, object(x, o)});
  for (std::size_t i = 0; i < width; ++i) {
    require({thin_air(from), -x.bits[i], y.bits[i]});
    require({thin_air(from), x.bits[i], -y.bits[i]});
  }
}

void ValueEncoding::require_default_unless(Literal is_chosen, TermId t) const {
  if (!domains_.is_wide[t]) {
    if (!terms_[t].values.empty()) gates_.require({is_chosen, terms_[t].values[0]});
    return;
  }
  gates_.require({is_chosen, wide(t).number});
  for (auto bit : wide(t).bits) gates_.require({is_chosen, -bit});
}

std::optional<Value> ValueEncoding::value_in(SatSolver const& sat, TermId t) const {
  if (in(sat, thin_air(t))) return std::nullopt;
  if (!domains_.is_wide[t]) {
    auto const& domain = domains_.of_term[t];
    for (std::size_t i = 0; i < domain.size(); ++i)
      if (in(sat, terms_[t].values[i])) return domain[i];
    return std::nullopt;
  }
  auto const& w = wide_.at(t);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < width; ++i) bits |= std::uint64_t{in(sat, w.bits[i])} << i;
  auto const n = static_cast<std::int64_t>(bits);
  if (in(sat, w.number)) return number(n);
  for (auto const& [o, l] : w.objects)
    if (in(sat, l)) return address(o, n);
  return std::nullopt;
}
bool ValueEncoding::holds_in(SatSolver const& sat, Condition const& c) const {
  if (in(sat, thin_air(c.term))) return sat.value(terms_[c.term].thin_air_truth) == c.holds;
  auto const value = value_in(sat, c.term);
  return value && barrister::truth(*value) == c.holds;
}

std::vector<Literal> ValueEncoding::open_choices_in(SatSolver const& sat) const {
  std::vector<Literal> out;
  auto const add = [&](Literal l) {
    if (l != always && l != never) out.push_back(sat.value(l) ? l : -l);
  };
  for (TermId t = 0; t < terms_.size(); ++t) {
    if (thin_air(t) != never) {
      add(thin_air(t));
      add(terms_[t].thin_air_truth);
    }
    if (domains_.is_wide[t] && graph_.terms[t].kind == Term::Kind::ReadValue) {
      auto const& w = wide_.at(t);
      add(w.number);
      for (auto const& [o, l] : w.objects) add(l);
      for (auto l : w.bits) add(l);
    }
  }
  return out;
}

} // namespace barrister::solver
