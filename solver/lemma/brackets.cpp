// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/brackets.hpp"

namespace barrister::solver {

std::vector<EventId> const& Brackets::of(RunId r) {
  auto const [at, is_new] = brackets_.try_emplace(r);
  if (is_new)
    for (EventId e = 0; e < encoding_.graph().events.events.size(); ++e)
      if (event(e).thread == r && is_bracket(event(e).tags)) at->second.push_back(e);
  return at->second;
}

// Going through what lies between, in how many readers that began behind the lock.
Literal Brackets::pair(EventId lock, EventId unlock) {
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
Literal Brackets::has_partner(EventId own) {
  std::vector<Literal> ways;
  for (auto other : of(event(own).thread)) ways.push_back(is_lock(own) ? pair(own, other) : pair(other, own));
  return gates_.any(ways);
}
Literal Brackets::is_alone(EventId e) {
  return event(e).thread == no_cpu || !is_bracket(event(e).tags) ? never : -has_partner(e);
}

} // namespace barrister::solver
