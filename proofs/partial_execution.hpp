// SPDX-License-Identifier: BSD-2-Clause
// What the facts of a lemma say of an execution: bounds of the sets and relations that it gives to a model.
// `must` holds pairs of events that are executed in each; `may` lacks what none has.
#pragma once
#include "spec/lemma.hpp"
#include <map>

namespace barrister::proofs {

struct SetBounds {
  EventSet must, may;
  friend bool operator==(SetBounds const&, SetBounds const&) = default;
};
struct RelationBounds {
  Relation must, may;
  friend bool operator==(RelationBounds const&, RelationBounds const&) = default;
};

// Its events are those of the lemma; behind them, for each `fr` of a read whose write is not told, some write
// that it reads, which may be any; and last one that stands for all other events there are, which must be
// nowhere. So an event of an execution may have several here, and `may` speaks of each of them.
class PartialExecution {
public:
  explicit PartialExecution(Lemma const&);

  std::size_t size() const { return size_; }
  EventSet const& executed() const { return executed_; } // that must be
  Relation const& may_be_one() const { return may_be_one_; }
  SetBounds set(std::string const& name) const;
  RelationBounds const& relation(std::string const& name) const { return relations_.at(name); }
  RelationBounds readers() const; // matched as brackets

private:
  EventId others() const { return static_cast<EventId>(size_ - 1); }
  bool is_told(EventId e) const { return e < told_; }
  bool may_be(EventId, EventKind) const;
  template <class F> EventSet events_that(F holds) const;
  void find_sources(Lemma const&);
  void read_facts(Lemma const&);
  void close();
  void close_classes();
  void close_program_order();
  void close_reads_from();
  void close_coherence();
  Relation excluded_by(Relation const& order) const;
  void bound_classes(std::string const& name, Relation const& same, Relation const& other,
                     EventSet const& must, EventSet const& may);

  std::size_t told_, size_;
  std::vector<LemmaEvent> events_; // of those that are told, and of writes that are read
  EventSet executed_;
  Relation may_be_one_;
  std::map<std::string, Relation> is_, is_not_; // facts, by relation
  std::map<std::string, EventSet> in_, not_in_; // by set of a tag
  EventSet no_rmw_, no_end_, no_start_, no_data_;
  Relation readers_;
  std::map<std::string, RelationBounds> relations_;
};

} // namespace barrister::proofs
