// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/partial_execution.hpp"
#include <algorithm>
#include <array>

namespace barrister::proofs {
namespace {

using Kind = LemmaFact::Kind;

constexpr std::array relation_names{"po", "addr", "data", "ctrl", "rmw", "rf",
                                    "co", "loc",  "int",  "ext",  "id",  "same-value"};

// The least equivalence with these pairs.
Relation equivalence(Relation const& pairs) { return (pairs | pairs.inverse()).closure().reflexive(); }

} // namespace

PartialExecution::PartialExecution(Lemma const& lemma)
    : told_(lemma.events.size()), size_(lemma.events.size()), events_(lemma.events) {
  find_sources(lemma);
  size_ = events_.size() + 1;
  may_be_one_ = Relation::identity(size_);
  for (auto e = static_cast<EventId>(told_); e < size_; ++e)
    for (EventId other = 0; other < size_; ++other)
      if (!is_told(other) || (e != others() && events_[other].kind == EventKind::Write)) {
        may_be_one_.insert(e, other);
        may_be_one_.insert(other, e);
      }
  executed_ = no_rmw_ = no_end_ = no_start_ = no_data_ = EventSet(size_);
  readers_ = Relation(size_);
  for (auto name : relation_names) is_.emplace(name, size_), is_not_.emplace(name, size_);
  read_facts(lemma);
  close();
}

// The write that a read reads, told or new: so that fr is rf^-1 ; co as anywhere.
void PartialExecution::find_sources(Lemma const& lemma) {
  std::map<EventId, EventId> source;
  for (auto const& f : lemma.facts)
    if (f.kind == Kind::ReadsFrom) source.emplace(f.b, f.a);
  for (auto const& f : lemma.facts) {
    if (f.kind != Kind::FromReads || source.contains(f.a)) continue;
    source[f.a] = static_cast<EventId>(events_.size());
    events_.push_back({EventKind::Write, false, true});
  }
  size_ = events_.size() + 1;
  auto &rf = is_.emplace("rf", size_).first->second, &co = is_.emplace("co", size_).first->second;
  for (auto const& f : lemma.facts) {
    if (f.kind != Kind::FromReads) continue;
    rf.insert(source[f.a], f.a);
    co.insert(source[f.a], f.b);
  }
}

void PartialExecution::read_facts(Lemma const& lemma) {
  for (auto const& f : lemma.facts) {
    auto const is = [&](char const* relation) { is_.at(relation).insert(f.a, f.b); };
    auto const is_not = [&](char const* relation) { is_not_.at(relation).insert(f.a, f.b); };
    auto const tag = [&](auto& sets, std::string const& set, EventId e) {
      sets.try_emplace(set, size_).first->second.insert(e);
    };
    switch (f.kind) {
    case Kind::Executed: executed_.insert(f.a); break;
    case Kind::ReadsFrom: is("rf"); break;
    case Kind::NotReadsFrom: is_not("rf"); break;
    case Kind::Before: is("co"); break;
    case Kind::NotBefore: is_not("co"); break;
    case Kind::FromReads: break; // find_sources() has them
    case Kind::SameCell: is("loc"); break;
    case Kind::NotSameCell: is_not("loc"); break;
    case Kind::SameValue: is("same-value"); break;
    case Kind::NotSameValue: is_not("same-value"); break;
    case Kind::SameCpu: is("int"); break;
    case Kind::OtherCpu: is_not("int"); break;
    case Kind::ProgramOrder: is("po"); break;
    case Kind::NotProgramOrder: is_not("po"); break;
    case Kind::Rmw: is("rmw"); break;
    case Kind::NotRmw: is_not("rmw"); break;
    case Kind::NotHalfOfRmw: no_rmw_.insert(f.a); break;
    case Kind::Address: is("addr"); break;
    case Kind::Data: is("data"); break;
    case Kind::Control: is("ctrl"); break;
    case Kind::Tagged: tag(in_, f.set, f.a); break;
    case Kind::NotTagged: tag(not_in_, f.set, f.a); break;
    case Kind::NoEnd: no_end_.insert(f.a); break;
    case Kind::NoStart: no_start_.insert(f.a); break;
    case Kind::NoData: no_data_.insert(f.a); break;
    case Kind::Reader:
      readers_.insert(f.a, f.b);
      executed_.insert(f.a);
      executed_.insert(f.b);
      tag(in_, "Rcu-lock", f.a);
      tag(in_, "Rcu-unlock", f.b);
      is("po");
      break;
    }
  }
}

bool PartialExecution::may_be(EventId e, EventKind kind) const {
  return e == others() || events_[e].kind == kind;
}

// What holds in every execution.
void PartialExecution::close() {
  auto const &rf = is_.at("rf"), &co = is_.at("co");
  executed_ |= rf.domain() | rf.range() | co.domain() | co.range();
  auto const everything = Relation::product(EventSet::all(size_), EventSet::all(size_));
  close_classes();
  close_program_order();
  close_reads_from();
  close_coherence();
  auto const here = Relation::product(executed_, executed_);
  for (auto name : {"addr", "data", "ctrl", "rmw"})
    relations_[name] = {is_.at(name) & here, everything - is_not_.at(name)};
  relations_["data"].may -= Relation::product(no_data_, EventSet::all(size_));
  relations_["rmw"].may -=
      Relation::product(no_rmw_, EventSet::all(size_)) | Relation::product(EventSet::all(size_), no_rmw_);
  relations_["id"] = {Relation::identity(executed_), may_be_one_};
}
template <class F> EventSet PartialExecution::events_that(F holds) const {
  EventSet out(size_);
  for (EventId e = 0; e < size_; ++e)
    if (holds(e)) out.insert(e);
  return out;
}

// Being of one cell, of one CPU, and equal in value are equivalences. Initial writes are on no CPU: `int`
// relates them to each other, and to nothing else.
void PartialExecution::close_classes() {
  auto const initial = events_that([&](EventId e) { return is_told(e) && events_[e].is_initial; });
  auto const on_cpus = events_that([&](EventId e) { return is_told(e) && !events_[e].is_initial; });
  auto const all = EventSet::all(size_);
  auto const here = Relation::product(executed_, executed_);
  auto const one_cpu = is_.at("int") | (is_.at("po") & here) | Relation::product(initial, initial);
  bound_classes("int", one_cpu, is_not_.at("int") | Relation::product(initial, on_cpus), all, all);
  bound_classes("loc", is_.at("loc") | is_.at("rf") | is_.at("co"), is_not_.at("loc"),
                events_that([&](EventId e) { return e != others() && events_[e].has_address; }),
                events_that([&](EventId e) { return e == others() || events_[e].has_address; }));
  bound_classes("same-value", is_.at("same-value") | is_.at("rf"), is_not_.at("same-value"),
                events_that([&](EventId e) { return e != others() && events_[e].kind != EventKind::Fence; }),
                all);
  auto apart = Relation::product(all, all) - equivalence(one_cpu);
  apart.insert(others(), others());
  relations_["ext"] = {here - relations_.at("int").may, apart};
}
// An equivalence, of which `same` is known, and `other` are pairs that are not in it. An event that is
// executed is in it if it is one of `must`, and may be if it is one of `may`.
void PartialExecution::bound_classes(std::string const& name, Relation const& same, Relation const& other,
                                     EventSet const& must, EventSet const& may) {
  auto const classes = equivalence(same);
  auto const apart = classes.then(other | other.inverse()).then(classes);
  relations_[name] = {((classes - Relation::identity(size_)) & Relation::product(executed_, executed_)) |
                          Relation::identity(executed_ & must),
                      Relation::product(may, may) - apart};
}

// What an order with these pairs does not have.
Relation PartialExecution::excluded_by(Relation const& order) const {
  return order.inverse() | Relation::identity(events_that([&](EventId e) { return e != others(); }));
}
void PartialExecution::close_program_order() {
  auto const may_run = events_that([&](EventId e) { return !is_told(e) || !events_[e].is_initial; });
  auto const told = is_.at("po") & Relation::product(executed_, executed_);
  // What may be two brackets is not in po for what is between them (spec/brackets.hpp).
  auto const may_be_brackets = events_that(
      [&](EventId e) { return may_be(e, EventKind::Fence) && (e == others() || !events_[e].has_address); });
  auto const must = told | (told.closure() - Relation::product(may_be_brackets, may_be_brackets));
  auto const may = Relation::product(may_run, may_run) & relations_.at("int").may;
  relations_["po"] = {must, may - excluded_by(must) - is_not_.at("po")};
}
void PartialExecution::close_reads_from() {
  auto const writes = events_that([&](EventId e) { return may_be(e, EventKind::Write); });
  auto const reads = events_that([&](EventId e) { return may_be(e, EventKind::Read); });
  auto const& must = is_.at("rf");
  auto may = Relation::product(writes, reads) & relations_.at("loc").may & relations_.at("same-value").may;
  may -= is_not_.at("rf");
  for (auto [write, read] : must.pairs()) // it reads one
    for (EventId other = 0; other < size_; ++other)
      if (!may_be_one_.contains(write, other)) may.erase(other, read);
  relations_["rf"] = {must, may};
}
// A total order of each cell's writes, the initial one first.
void PartialExecution::close_coherence() {
  auto const writes = events_that([&](EventId e) { return may_be(e, EventKind::Write); });
  auto const initial = events_that([&](EventId e) { return is_told(e) && events_[e].is_initial; });
  auto const& loc = relations_.at("loc");
  auto const told_writes = writes & events_that([&](EventId e) { return is_told(e); });
  auto const one_cell = (loc.must & Relation::product(told_writes, told_writes)) - Relation::identity(size_);
  auto must = is_.at("co") | (one_cell & Relation::product(initial, EventSet::all(size_) - initial));
  auto may = (loc.may & Relation::product(writes, writes - initial)) - is_not_.at("co");
  for (Relation before(size_); !(before == must);) {
    before = must;
    must = must.closure();
    may -= excluded_by(must);
    must |= one_cell - may.inverse();
  }
  relations_["co"] = {must, may};
}

SetBounds PartialExecution::set(std::string const& name) const {
  SetBounds out{EventSet(size_), EventSet(size_)};
  auto const fill = [&](auto must, auto may) {
    for (EventId e = 0; e < size_; ++e) {
      if (may(e)) out.may.insert(e);
      if (executed_.contains(e) && must(events_[e])) out.must.insert(e);
    }
    return out;
  };
  auto const of_kind = [&](EventKind kind) {
    return fill([&](LemmaEvent const& e) { return e.kind == kind; },
                [&](EventId e) { return may_be(e, kind); });
  };
  if (name == "R") return of_kind(EventKind::Read);
  if (name == "W") return of_kind(EventKind::Write);
  if (name == "M")
    return fill([](LemmaEvent const& e) { return e.kind != EventKind::Fence; },
                [&](EventId e) { return may_be(e, EventKind::Read) || may_be(e, EventKind::Write); });
  if (name == "F")
    return fill([](LemmaEvent const& e) { return e.kind == EventKind::Fence && !e.has_address; },
                [&](EventId e) {
                  return e == others() || (events_[e].kind == EventKind::Fence && !events_[e].has_address);
                });
  if (name == "IW")
    return fill([](LemmaEvent const& e) { return e.is_initial; },
                [&](EventId e) { return !is_told(e) || events_[e].is_initial; });
  if (name == "FW")
    return fill([](LemmaEvent const&) { return false; },
                [&](EventId e) { return may_be(e, EventKind::Write); });
  auto const in = in_.find(name), not_in = not_in_.find(name);
  out.may = EventSet::all(size_);
  if (in != in_.end()) out.must = in->second & executed_;
  if (not_in != not_in_.end()) out.may -= not_in->second;
  return out;
}

RelationBounds PartialExecution::readers() const {
  auto may = Relation::product(set("Rcu-lock").may - no_end_, set("Rcu-unlock").may - no_start_) &
             relations_.at("po").may;
  for (auto [start, end] : readers_.pairs())
    for (EventId other = 0; other < size_; ++other) {
      if (!may_be_one_.contains(other, end)) may.erase(start, other);
      if (!may_be_one_.contains(start, other)) may.erase(other, end);
    }
  return {readers_, may};
}

} // namespace barrister::proofs
