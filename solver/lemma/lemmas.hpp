// SPDX-License-Identifier: BSD-2-Clause
// What is learned of a model: that some facts cannot all be. It is required of the events that it was found
// on and, since what shows it are these facts alone, of their twins. Nothing is required that was not true in
// the execution it was learned from, or that is not derived again by other code, from its facts alone.
#pragma once
#include "solver/lemma/accepts_lemma.hpp"
#include "solver/lemma/event_names.hpp"
#include "solver/lemma/facts.hpp"
#include "solver/lemma/implied.hpp"
#include "solver/lemma/store.hpp"
#include "solver/lemma/symmetry.hpp"
#include "solver/protocol/concrete.hpp"
#include <functional>

namespace barrister::solver {

// That two events do not raise a flag; what says that they do, of any two.
struct Unraised {
  EventId a, b; // twice the same where events are flagged one by one
  std::function<Literal(EventId, EventId)> raised;
};

class Lemmas {
public:
  // Begins with what store says. Without `accepts`, nothing is derived again.
  Lemmas(Gates&, Facts&, Protocol const&, ProtocolGraph const&, MemoryModel const&, LemmaStore&,
         AcceptsLemma const& accepts);

  // These break the check, and exclude each other. How many new clauses that made.
  std::size_t learn(std::size_t check, std::set<Fact> const&);
  // Where these hold, the flag is not raised by the two.
  std::size_t learn(std::size_t check, std::set<Fact> const&, Unraised const&);
  // The execution that was found breaks the check (or does not raise it), and these say that it is this one.
  std::size_t learn_whole(std::size_t check, Concrete const&, std::set<Literal> const&);
  // What was to be learned and is not to be believed; or empty. From then on, nothing is.
  std::string const& problem() const { return problem_; }

private:
  std::optional<std::set<Fact>> recall(std::vector<NamedFact> const&) const;
  bool are_so(std::size_t check, std::set<Fact> const&, Unraised const*);
  std::size_t teach(std::size_t check, std::set<Fact> const&, Unraised const* = nullptr);
  std::size_t require(std::size_t check, std::set<Fact> const&, Symmetry::Mapping const&, Unraised const*);
  // Sorted; nothing where one of its facts is never so.
  std::optional<std::vector<Literal>> clause_of(std::set<Fact> const&, Symmetry::Mapping const&,
                                                Unraised const*);
  void keep(std::size_t check, std::set<Fact> const&, Symmetry::Mapping const&, Unraised const*);
  std::size_t require(std::vector<Literal> clause);
  Lemma lemma(std::size_t check, std::vector<EventId> const&, std::set<Fact> const&, Unraised const*) const;
  LemmaEvent described(EventId) const;
  bool is_accepted(Lemma const&, std::set<Fact> const&);
  bool is_derived(std::size_t check, Execution const&) const;
  bool is_alike(Symmetry::Mapping const&) const;
  void disagree(std::string const& why, Lemma const&);

  Gates& gates_;
  Implied implied_;
  Facts& facts_;
  ProtocolGraph const& graph_;
  MemoryModel const& model_;
  Symmetry symmetry_;
  EventNames names_;
  LemmaStore& store_;
  AcceptsLemma const& accepts_;
  std::set<std::vector<Literal>> required_;
  std::string problem_;
};

} // namespace barrister::solver
