// SPDX-License-Identifier: BSD-2-Clause
// Why no value is missing. Say that a term has, in some execution, a value that is not in its set. Then so
// has one that it is computed from, down to a read. What that reads from is a write of another such value; or
// a write, or the read itself, is at a cell that is not in the set of its address. So one read leads to
// another, for ever, and so back to itself. Where the circle is of values alone, the read has `others`; where
// an address is on it, that was taken to be any address when the sets were closed. What is read of owned
// variables is on the way, too; but a circle is not of these alone, for they are read behind what was
// written.
#include "proofs/plain/domains.hpp"
#include "proofs/plain/cell.hpp"
#include <algorithm>

namespace barrister::proofs::plain {
namespace {

constexpr std::size_t most_values = 48;
constexpr std::size_t most_cells = 48;  // that an address may be of
constexpr std::size_t most_rounds = 24; // what takes a longer chain of writes is among the others

using Graph = std::map<TermId, std::set<TermId>>;

// What is led to, from each.
Graph closure(Graph const& edges) {
  Graph out;
  for (auto const& [from, _] : edges) {
    auto& seen = out[from];
    std::vector<TermId> open{from};
    while (!open.empty()) {
      auto const at = edges.find(open.back());
      open.pop_back();
      if (at == edges.end()) continue;
      for (auto to : at->second)
        if (seen.insert(to).second) open.push_back(to);
    }
  }
  return out;
}

std::vector<Value> cells_of(Program const& program) {
  std::vector<Value> out;
  for (ObjectId o = 0; o < program.objects.size(); ++o)
    for (std::size_t i = 0; i < program.objects[o].initial.size(); ++i)
      out.push_back(address(o, static_cast<std::int64_t>(i)));
  return out;
}

} // namespace

Domains::Domains(Unfolding const& program, Circles circles)
    : program_(program), domains_(program.terms.size()), reads_(program.terms.size()) {
  find_reads();
  do close();
  while ((circles == Circles::Any && mark_circles()) || add_cells());
}

bool Domains::add(TermId t, Value v) {
  auto& domain = domains_[t];
  if (domain.values.contains(v)) return false;
  bool const has_room = !is_frozen_ || domain.values.empty();
  if (!has_room || domain.values.size() >= most_values) return add_others(t);
  domain.values.insert(v);
  return true;
}
bool Domains::add_others(TermId t) { return !std::exchange(domains_[t].has_others, true); }

void Domains::close() {
  is_frozen_ = false;
  for (std::size_t round = 0;; ++round) {
    is_frozen_ = round > most_rounds;
    bool grows = false;
    for (TermId t = 0; t < domains_.size(); ++t) grows |= grow(t);
    if (!grows) return;
  }
}

bool Domains::reaches(TermId read, UnfoldedEvent const& write) const {
  if (write.kind != EventKind::Write) return false;
  auto const from = program_.terms[read].a;
  return astray_.contains(from) || astray_.contains(*write.address) || may_be_one_cell(from, *write.address);
}
bool Domains::may_be_one_cell(TermId a, TermId b) const {
  return std::ranges::any_of(domains_[a].values, [&](Value v) {
    return is_cell(program_.program, v) && domains_[b].values.contains(v);
  });
}

bool Domains::grow_read(TermId t) {
  bool grows = false;
  for (auto const& event : program_.events) {
    if (!reaches(t, event)) continue;
    auto const& written = domains_[event.value];
    for (auto v : std::set(written.values)) grows |= add(t, v);
    if (written.has_others) grows |= add_others(t);
  }
  return grows;
}
// What one run does later, it has not done yet.
bool Domains::reaches_owned(OwnedAccess const& read, OwnedAccess const& write) const {
  return write.variable == read.variable && (write.run != read.run || write.step < read.step);
}
bool Domains::grow_owned(TermId t) {
  auto const& read = program_.owned.reads[program_.terms[t].index];
  bool grows = false;
  auto const grow_from = [&](TermId from) {
    for (auto v : std::set(domains_[from].values)) grows |= add(t, v);
    if (domains_[from].has_others) grows |= add_others(t);
  };
  for (auto from : program_.owned.initial[read.variable]) grow_from(from);
  for (auto const& write : program_.owned.writes)
    if (reaches_owned(read, write)) grow_from(write.value);
  return grows;
}
bool Domains::grow(TermId t) {
  auto const& term = program_.terms[t];
  if (term.kind == Term::Kind::Constant) return add(t, term.value);
  bool grows = false;
  if (term.kind == Term::Kind::Read || term.kind == Term::Kind::Final) {
    grows = grow_read(t);
  } else if (term.kind == Term::Kind::Owned) {
    grows = grow_owned(t);
  } else if (term.kind == Term::Kind::Choice) {
    for (std::size_t i = 0; i < term.index; ++i) grows |= add(t, number(static_cast<std::int64_t>(i)));
  } else if (term.kind == Term::Kind::Select) {
    for (auto from : {term.a, term.b}) {
      for (auto v : domains_[from].values) grows |= add(t, v);
      if (domains_[from].has_others) grows |= add_others(t);
    }
  } else {
    static std::set<Value> const none{number(0)};
    auto const &left = domains_[term.a], &right = domains_[term.b];
    bool const is_binary = has_two_operands(term);
    for (auto a : left.values)
      for (auto b : is_binary ? right.values : none)
        if (auto const v = value_of(program_.program, term, a, b)) grows |= add(t, *v);
    if (left.has_others || (is_binary && right.has_others)) grows |= add_others(t);
    if (term.kind == Term::Kind::Stored && astray_.contains(term.b)) grows |= grow_astray(t);
  }
  return grows;
}

// As any cell holds what is stored.
bool Domains::grow_astray(TermId t) {
  bool grows = false;
  for (auto const& object : program_.program.objects)
    for (std::size_t i = 0; i < object.initial.size(); ++i)
      for (auto v : domains_[program_.terms[t].a].values)
        grows |= add(t, convert(v, type_of_cell(object, static_cast<std::int64_t>(i))));
  return grows;
}

void Domains::find_reads() {
  for (TermId t = 0; t < program_.terms.size(); ++t) {
    auto const& term = program_.terms[t];
    if (term.kind == Term::Kind::Constant || term.kind == Term::Kind::Choice) continue;
    if (term.kind == Term::Kind::Read || term.kind == Term::Kind::Final || term.kind == Term::Kind::Owned) {
      reads_[t] = {t};
      all_reads_.push_back(t);
      continue;
    }
    reads_[t] = reads_[term.a]; // where a value is stored says only how it is cut: see grow_astray()
    if (term.kind != Term::Kind::Stored) reads_[t].insert(reads_[term.b].begin(), reads_[term.b].end());
  }
}

bool Domains::mark_circles() {
  Graph by_value, by_any;
  auto const is_owned = [&](TermId t) { return program_.terms[t].kind == Term::Kind::Owned; };
  auto const lead = [&](TermId from, TermId to) {
    by_value[from].insert(reads_[to].begin(), reads_[to].end());
  };
  for (auto r : all_reads_) {
    if (is_owned(r)) {
      auto const& read = program_.owned.reads[program_.terms[r].index];
      for (auto const& write : program_.owned.writes)
        if (reaches_owned(read, write)) lead(r, write.value);
      for (auto initial : program_.owned.initial[read.variable]) lead(r, initial);
      continue;
    }
    for (auto const& event : program_.events)
      if (reaches(r, event)) lead(r, event.value);
  }
  by_any = by_value;
  Reads of_writes;
  for (auto const& event : program_.events)
    if (event.kind == EventKind::Write)
      of_writes.insert(reads_[*event.address].begin(), reads_[*event.address].end());
  for (auto r : all_reads_) {
    if (is_owned(r)) continue;
    auto const& own = reads_[program_.terms[r].a];
    by_any[r].insert(own.begin(), own.end());
    by_any[r].insert(of_writes.begin(), of_writes.end());
  }
  bool is_new = false;
  auto const values = closure(by_value), all = closure(by_any);
  auto const is_in_circle = [](Graph const& graph, TermId r) {
    auto const at = graph.find(r);
    return at != graph.end() && at->second.contains(r);
  };
  for (auto r : all_reads_)
    if (!is_owned(r) && is_in_circle(values, r)) is_new |= add_others(r);
  // An address leads astray where a read that it is computed from is in a circle.
  for (auto const& event : program_.events)
    if (event.address &&
        std::ranges::any_of(reads_[*event.address], [&](TermId r) { return is_in_circle(all, r); }))
      is_new |= astray_.insert(*event.address).second;
  return is_new;
}

// So that what is among the others is no cell.
bool Domains::add_cells() {
  auto const cells = cells_of(program_.program);
  bool is_new = false;
  for (auto const& event : program_.events) {
    if (!event.address || !domains_[*event.address].has_others || cells.size() > most_cells) continue;
    for (auto cell : cells) is_new |= domains_[*event.address].values.insert(cell).second;
  }
  return is_new;
}
bool Domains::may_be_any_cell(TermId address) const {
  auto const& domain = domains_[address];
  return domain.has_others && cells_of(program_.program).size() > most_cells;
}

} // namespace barrister::proofs::plain
