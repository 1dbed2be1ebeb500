// SPDX-License-Identifier: BSD-2-Clause
// What was learned of one model on some graphs, for others: of more rounds, or of a larger world. Events go
// by names. One that means another event elsewhere does no harm, as every premise is evaluated anew there;
// one that means none makes the lesson useless there.
#pragma once
#include "solver/protocol/premise.hpp"
#include <set>
#include <string>

namespace barrister::solver {

struct NamedPremise {
  Premise::Kind kind;
  std::string a, b; // `b` is empty where the premise is of one event
  NodeId node;
};
struct NamedLesson { // these exclude each other, for they break this check
  std::size_t check;
  std::vector<NamedPremise> premises;
};
struct Experience {
  std::vector<NamedLesson> lessons;
  std::set<std::vector<std::uint32_t>> accepted; // lemmas that were derived again, events numbered
  // Where it is asked for, all that was required: lemmas alone then say what the model forbids, coherence and
  // atomicity, too.
  bool keeps_lemmas = false;
  std::vector<Lemma> lemmas;
  bool empty() const { return lessons.empty(); }
};

} // namespace barrister::solver
