// SPDX-License-Identifier: BSD-2-Clause
// What was learned of one model on some graphs, for others: of more rounds, or of a larger world. Events go
// by names. One that means another event elsewhere does no harm, as every fact is evaluated anew there;
// one that means none makes the lemma useless there.
#pragma once
#include "solver/lemma/fact.hpp"
#include <set>
#include <string>

namespace barrister::solver {

struct NamedFact {
  Fact::Kind kind;
  std::string a, b; // `b` is empty where the fact is of one event
  NodeId node;
};
struct NamedLemma { // these exclude each other, for they break this check
  std::size_t check;
  std::vector<NamedFact> facts;
};
struct LemmaStore {
  std::vector<NamedLemma> lemmas;
  std::set<std::vector<std::uint32_t>> accepted; // lemmas that were derived again, events numbered
  // Where it is asked for, all that was required: lemmas alone then say what the model forbids, coherence and
  // atomicity, too.
  bool keeps_lemmas = false;
  std::vector<Lemma> kept;
  bool empty() const { return lemmas.empty(); }
};

} // namespace barrister::solver
