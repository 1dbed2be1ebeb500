// SPDX-License-Identifier: BSD-2-Clause
// Readers are brackets in the order of a thread: behind a lock, each further one opens, and each unlock
// closes.
#include "proofs/plain/encoder.hpp"

namespace barrister::proofs::plain {

void Encoder::match_readers() {
  std::map<CpuId, std::vector<EventId>> threads;
  for (EventId e = 0; e < program_.events.size(); ++e) {
    auto const& event = program_.events[e];
    if (event.tags.has(Tag::RcuLock) || event.tags.has(Tag::RcuUnlock))
      threads[event.where.thread].push_back(e);
  }
  for (auto const& [_, events] : threads) {
    std::map<EventId, std::vector<Literal>> starts;
    for (std::size_t i = 0; i < events.size(); ++i)
      if (program_.events[events[i]].tags.has(Tag::RcuLock))
        match_reader(events[i], {events.begin() + static_cast<std::ptrdiff_t>(i) + 1, events.end()}, starts);
    for (auto e : events)
      if (program_.events[e].tags.has(Tag::RcuUnlock)) out_.described_[e].no_start = -gates_.any(starts[e]);
  }
}
void Encoder::match_reader(EventId lock, std::vector<EventId> const& later,
                           std::map<EventId, std::vector<Literal>>& starts) {
  std::vector<Literal> depth{never, executed(lock)}; // by how many are open
  std::vector<Literal> ends;
  for (auto e : later) {
    auto const here = executed(e);
    bool const opens = program_.events[e].tags.has(Tag::RcuLock);
    if (!opens) {
      auto const pair = gates_.both(here, depth[1]);
      out_.readers_[{lock, e}] = pair;
      starts[e].push_back(pair);
      ends.push_back(pair);
    }
    depth.push_back(never);
    auto next = depth;
    for (std::size_t d = 1; d < depth.size(); ++d) {
      auto const from =
          opens ? (d > 1 ? depth[d - 1] : never) : (d + 1 < depth.size() ? depth[d + 1] : never);
      next[d] = gates_.choice(here, from, depth[d]);
    }
    depth = std::move(next);
  }
  out_.described_[lock].no_end = -gates_.any(ends);
}

} // namespace barrister::proofs::plain
