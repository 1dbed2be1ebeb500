// SPDX-License-Identifier: BSD-2-Clause
// Lemmas that say the same, of whichever events: what is derived of one of them is derived of all.
#pragma once
#include "spec/lemma.hpp"
#include <map>
#include <tuple>

namespace barrister::proofs {

// All that proofs/lemma.hpp looks at.
using LemmaShape = std::tuple<std::size_t, std::vector<std::tuple<EventKind, bool, bool>>,
                              std::vector<LemmaFact>, std::optional<std::pair<EventId, EventId>>>;
inline LemmaShape shape_of(Lemma const& lemma) {
  LemmaShape out{lemma.check, {}, lemma.facts, lemma.absent};
  for (auto const& e : lemma.events) std::get<1>(out).emplace_back(e.kind, e.is_initial, e.has_address);
  return out;
}

} // namespace barrister::proofs
