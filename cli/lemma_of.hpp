// SPDX-License-Identifier: BSD-2-Clause
// Why the model forbids what an assignment of a certificate's clauses describes: a lemma of few facts.
#pragma once
#include "proofs/certificate/obligations.hpp"
#include "proofs/lemmas_alike.hpp"
#include <functional>

namespace barrister::cli {

using Holds = std::function<bool(Literal)>; // in the assignment

class LemmaFinder {
public:
  explicit LemmaFinder(MemoryModel const& model) : model_(model) {}

  // Lemmas that exclude the assignment; none where no facts are found that break an axiom, or that keep all
  // events that are said to raise the flag of this name from that.
  std::vector<Lemma> find(certificate::Obligations const&, Holds const&, std::string const& flag);

  // Of as few facts as none can be left out of; as it is, if it does not follow from these.
  Lemma few(Lemma);

private:
  struct Draft;
  std::optional<Lemma> few(Draft const&, std::vector<LemmaEvent> const&);
  struct Raised {
    std::size_t check;
    std::pair<EventId, EventId> by;
  };
  std::vector<Raised> raised(certificate::Obligations const&, Holds const&, std::string const& flag) const;
  std::vector<Raised> not_tried(certificate::Obligations const&, Holds const&, std::string const& flag);
  using FactsOf = std::function<std::vector<LemmaFact>(std::vector<EventId> const&)>;
  std::vector<Lemma> of_pairs(std::vector<Raised> const&, proofs::plain::Encoding const&, FactsOf const&);

  MemoryModel const& model_;
  std::map<std::size_t, std::vector<bool>> tried_; // by check, of its pairs
  std::map<proofs::LemmaShape, std::optional<Lemma>>
      known_; // what drafts of a shape come to: of events by number
};

} // namespace barrister::cli
