// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/brackets.hpp"
#include <algorithm>

namespace barrister::solver {

bool Brackets::is_bracket(EventId e) const {
  return event(e).tags.has(Tag::RcuLock) || event(e).tags.has(Tag::RcuUnlock);
}
std::vector<EventId> const& Brackets::of(RunId r) {
  auto const [at, is_new] = brackets_.try_emplace(r);
  if (is_new)
    for (EventId e = 0; e < encoding_.graph().events.events.size(); ++e)
      if (event(e).thread == r && is_bracket(e)) at->second.push_back(e);
  return at->second;
}

// Another task may take the turn between the first of its brackets and the last. Acts and handlers are put
// aside only for what is over before they go on.
bool Brackets::is_preemptible_in_readers(RunId r) {
  auto const& brackets = of(r);
  if (brackets.empty() || encoding_.turns().kind(r) != Context::Kind::Task) return false;
  auto const& steps = encoding_.graph().runs[r].steps;
  for (auto step = event(brackets.front()).step + 1; step <= event(brackets.back()).step; ++step)
    if (steps[step].depth.irqs + steps[step].depth.preemption == 0) return true;
  return false;
}
// What comes between the events of a reader, of other runs of its CPU, are whole readers, if all of theirs
// are; but not where two may each be put aside for the other.
bool Brackets::may_cross(RunId r) {
  auto const [at, is_new] = may_cross_.try_emplace(r, false);
  if (!is_new || !is_preemptible_in_readers(r)) return at->second;
  for (RunId other = 0; other < encoding_.graph().runs.size(); ++other)
    if (other != r && encoding_.turns().may_meet(other, r) && is_preemptible_in_readers(other))
      return at->second = true;
  return false;
}

// Of one run: going through what lies between, in how many readers that began behind the lock.
Literal Brackets::own_pair(EventId lock, EventId unlock) {
  auto const run = event(lock).thread;
  if (run == no_cpu || event(unlock).thread != run || lock > unlock || !is_lock(lock) ||
      !event(unlock).tags.has(Tag::RcuUnlock))
    return never;
  auto const [at, is_new] = pairs_.try_emplace({lock, unlock}, never);
  if (!is_new) return at->second;
  std::vector<Literal> inside{always};
  for (auto e : of(run)) {
    if (e <= lock || e >= unlock) continue;
    auto const executed = program_.executed(e);
    std::vector<Literal> next(inside.size() + 1, never);
    for (std::size_t n = 0; n < inside.size(); ++n) {
      next[n] = gates_.either(next[n], gates_.both(inside[n], -executed));
      if (is_lock(e))
        next[n + 1] = gates_.either(next[n + 1], gates_.both(inside[n], executed));
      else if (n > 0)
        next[n - 1] = gates_.either(next[n - 1], gates_.both(inside[n], executed));
    }
    while (!next.empty() && next.back() == never) next.pop_back();
    if (next.empty()) return never;
    inside = std::move(next);
  }
  return at->second = gates_.all({program_.executed(lock), program_.executed(unlock), inside.front()});
}
Literal Brackets::has_own_partner(EventId own) {
  std::vector<Literal> ways;
  for (auto other : of(event(own).thread))
    ways.push_back(is_lock(own) ? own_pair(own, other) : own_pair(other, own));
  return gates_.any(ways);
}
// Each lock and unlock of the run has its partner there.
Literal Brackets::is_whole(RunId r) {
  auto const [at, is_new] = whole_.try_emplace(r, always);
  if (!is_new) return at->second;
  std::vector<Literal> all;
  for (auto own : of(r)) all.push_back(gates_.either(-program_.executed(own), has_own_partner(own)));
  return at->second = gates_.all(all);
}
// Of those that may come between two steps of this one.
Literal Brackets::are_others_whole(RunId r) {
  auto const [at, is_new] = others_whole_.try_emplace(r, always);
  if (!is_new) return at->second;
  auto const& turns = encoding_.turns();
  bool const is_task = turns.kind(r) == Context::Kind::Task;
  std::vector<Literal> all;
  for (RunId other = 0; other < encoding_.graph().runs.size(); ++other)
    if (other != r && turns.may_meet(other, r) && (is_task || turns.kind(other) != Context::Kind::Task))
      all.push_back(is_whole(other));
  return at->second = gates_.all(all);
}

std::vector<Literal> Brackets::pair(EventId lock, EventId unlock) {
  auto const own = own_pair(lock, unlock);
  if (own == never) return {never};
  return {own, others_are_whole_between(lock, unlock)};
}
// What others begin between the two they end there, and end nothing else there.
Literal Brackets::others_are_whole_between(EventId lock, EventId unlock) {
  auto const [at, is_new] = whole_between_.try_emplace({lock, unlock}, always);
  if (!is_new) return at->second;
  auto const run = event(lock).thread;
  auto const& turns = encoding_.turns();
  if (turns.piece_of(run, event(lock).step) == turns.piece_of(run, event(unlock).step)) return always;
  auto const is_between = [&](EventId e) {
    return gates_.both(is_beyond(e, lock, true), is_beyond(e, unlock, false));
  };
  std::vector<Literal> all;
  for (RunId other = 0; other < encoding_.graph().runs.size(); ++other) {
    if (other == run || !turns.may_meet(other, run)) continue;
    for (auto e : of(other)) {
      std::vector<Literal> ways{-program_.executed(e), -is_between(e)};
      for (auto partner : of(other))
        if (is_lock(partner) != is_lock(e))
          ways.push_back(
              gates_.both(is_between(partner), is_lock(e) ? own_pair(e, partner) : own_pair(partner, e)));
      all.push_back(gates_.any(ways));
    }
  }
  return whole_between_[{lock, unlock}] = gates_.all(all);
}
std::vector<Literal> Brackets::alone(EventId e) {
  if (event(e).thread == no_cpu || !is_bracket(e)) return {never};
  return {-has_own_partner(e), others_keep_to_themselves(e)};
}
// Behind it in program order, or before it.
Literal Brackets::is_beyond(EventId e, EventId from, bool is_behind) {
  auto const &one = event(is_behind ? from : e), &other = event(is_behind ? e : from);
  return encoding_.turns().before(one, other);
}
// Behind a lock, each run has as many locks of its own as unlocks, or more, wherever one stops to count: none
// is left for this one. Of an unlock, the other way round.
Literal Brackets::others_keep_to_themselves(EventId e) {
  auto const [at, is_new] = kept_.try_emplace(e, always);
  if (!is_new) return at->second;
  auto const run = event(e).thread;
  bool const is_behind = is_lock(e);
  std::vector<Literal> all;
  for (RunId other = 0; other < encoding_.graph().runs.size(); ++other) {
    if (other == run || !encoding_.turns().may_meet(other, run)) continue;
    for (auto last : of(other)) {
      if (is_lock(last) == is_behind) continue;
      std::vector<Literal> ways{-program_.executed(last), -is_beyond(last, e, is_behind)};
      for (auto first : of(other))
        if (is_lock(first) == is_behind)
          ways.push_back(gates_.both(is_beyond(first, e, is_behind),
                                     is_behind ? own_pair(first, last) : own_pair(last, first)));
      all.push_back(gates_.any(ways));
    }
  }
  return kept_[e] = gates_.all(all);
}

// Where the readers of others are whole, its partner is its own.
Literal Brackets::may_be_pair(EventId lock, EventId unlock) {
  auto out = gates_.both(program_.executed(lock), program_.executed(unlock));
  for (auto e : {lock, unlock}) {
    auto const run = event(e).thread;
    if (run == no_cpu || !is_bracket(e) || may_cross(run)) continue;
    auto const other = gates_.either(-has_own_partner(e), -are_others_whole(run));
    out = gates_.both(out, gates_.either(own_pair(lock, unlock), other));
  }
  return out;
}
Literal Brackets::may_be_alone(EventId e) {
  auto const run = event(e).thread;
  if (run == no_cpu || !is_bracket(e) || may_cross(run)) return program_.executed(e);
  return gates_.both(program_.executed(e), gates_.either(-has_own_partner(e), -are_others_whole(run)));
}

} // namespace barrister::solver
