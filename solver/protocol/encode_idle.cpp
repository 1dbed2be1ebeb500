// SPDX-License-Identifier: BSD-2-Clause
// Which cuts matter: proofs/lemmas/await.md.
#include "solver/protocol/encode.hpp"
#include "spec/plain_accesses.hpp"

namespace barrister::solver {

Literal ProtocolEncoding::is_idle(IdleRound const& round) const {
  std::vector<Literal> parts{program_.holds(round.passed)};
  for (auto const change : round.changes) parts.push_back(-program_.holds(change));
  for (auto const& ways : round.same) {
    std::vector<Literal> any;
    for (auto const& way : ways)
      any.push_back(gates_.both(program_.holds(way.where), has_one_value(way.before, way.now)));
    parts.push_back(gates_.any(any));
  }
  return gates_.all(parts);
}

Literal ProtocolEncoding::has_one_value(TermId a, TermId b) const {
  if (a == b) return always;
  if (domains_.thin_air(a) || domains_.thin_air(b)) return never;
  if (domains_.is_wide[a] || domains_.is_wide[b])
    return gates_.all({program_.values().same(a, b), program_.defined(a), program_.defined(b)});
  std::vector<Literal> ways;
  for (auto const v : domains_.of_term[a])
    ways.push_back(gates_.both(program_.has(a, v), program_.has(b, v)));
  return gates_.any(ways);
}

Literal ProtocolEncoding::has_changes(CutAt const& cut) const {
  std::vector<Literal> parts{program_.holds(cut.guard)};
  for (auto const& rounds : cut.idle)
    for (std::size_t i = 0; i < rounds.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        parts.push_back(-gates_.both(is_idle(rounds[i]), is_idle(rounds[j])));
  return gates_.all(parts);
}

Literal ProtocolEncoding::is_without_idle_rounds() const {
  std::vector<Literal> parts;
  for (auto const& run : graph_.runs)
    for (auto const& cut : run.cuts)
      for (auto const& rounds : cut.idle)
        for (auto const& round : rounds) parts.push_back(-is_idle(round));
  return gates_.all(parts);
}

Literal ProtocolEncoding::is_cut_with_changes() const {
  auto ways = beginnings_beyond_;
  ways.push_back(imagined_beyond_);
  for (auto const& run : graph_.runs)
    for (auto const& cut : run.cuts) ways.push_back(has_changes(cut));
  return gates_.any(ways);
}

Literal ProtocolEncoding::sees_the_last(EventId read) const {
  auto const& event = graph_.events.events[read];
  // A compiler may read once and for all.
  if (is_plain(event.tags | event.zero_tags | event.nonzero_tags)) return always;
  if (program_.values().thin_air(event.value) != never) return always;
  std::vector<Literal> ways{-program_.executed(read)};
  for (auto const& [write, rf] : program_.sources(read))
    ways.push_back(gates_.both(rf, program_.last(write)));
  return gates_.any(ways);
}

// The last round that it made was idle, and so may be all those to come.
Literal ProtocolEncoding::waits_idly(CutAt const& cut) const {
  if (cut.idle.empty() || cut.idle.back().empty()) return never;
  auto const& last = cut.idle.back().back();
  if (last.number + 1 != cut.rounds) return never;
  std::vector<Literal> parts{program_.holds(cut.guard), is_idle(last)};
  for (auto e = last.first; e < last.behind; ++e)
    if (graph_.events.events[e].kind == EventKind::Read) parts.push_back(sees_the_last(e));
  return gates_.all(parts);
}

Literal ProtocolEncoding::goes_on_for_ever(RunId run) const {
  std::vector<Literal> parts, own{is_stuck(run)}, any = beginnings_beyond_;
  for (RunId r = 0; r < graph_.runs.size(); ++r)
    for (auto const& cut : graph_.runs[r].cuts) {
      auto const lasts = gates_.either(has_changes(cut), waits_idly(cut));
      parts.push_back(gates_.either(-program_.holds(cut.guard), lasts));
      any.push_back(lasts);
      if (r == run) own.push_back(lasts);
    }
  parts.push_back(gates_.any(own));
  parts.push_back(gates_.any(any));
  return gates_.all(parts);
}

} // namespace barrister::solver
