// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/crossing.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

namespace barrister::solver {
namespace {

constexpr std::size_t most_weaker = 16;

bool is_bracket(TagSet tags) { return tags.has(Tag::RcuLock) || tags.has(Tag::RcuUnlock); }
TagSet without_brackets(TagSet tags, TagNames const& names) {
  TagSet out;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (auto const tag = static_cast<Tag>(i); tag != Tag::RcuLock && tag != Tag::RcuUnlock && tags.has(tag))
      out = out | tag;
  return out;
}

class Finder {
public:
  Finder(ProtocolEncoding const& encoding, Concrete const& concrete)
      : encoding_(encoding), concrete_(concrete), x_(extract(concrete.graph, concrete.candidate)) {}

  // By CPU: two tasks, of which one ends what the other has begun.
  std::map<CpuId, std::pair<RunId, RunId>> pairs() const {
    std::map<CpuId, std::pair<RunId, RunId>> out;
    std::map<CpuId, std::vector<RunId>> open;
    for (EventId e = 0; e < x_.events.size(); ++e) {
      auto const& event = x_.events[e];
      auto& begun = open[event.cpu];
      if (event.tags.has(Tag::RcuLock)) begun.push_back(run(e));
      if (!event.tags.has(Tag::RcuUnlock) || begun.empty()) continue;
      if (auto const last = begun.back(); last != run(e) && is_task(last) && is_task(run(e)))
        out.try_emplace(event.cpu, last, run(e));
      begun.pop_back();
    }
    return out;
  }
  std::vector<Execution> weaker(std::map<CpuId, std::pair<RunId, RunId>> const& crossing) const {
    std::vector<Execution> out{x_};
    for (auto const& [cpu, two] : crossing) {
      std::vector<Execution> next;
      for (auto const& x : out)
        for (auto const reader : tasks_with_readers(cpu))
          if (next.size() < most_weaker) next.push_back(with_readers_of(reader, cpu, x));
      out = std::move(next);
    }
    return out;
  }

private:
  RunId run(EventId e) const { return encoding_.graph().events.events[concrete_.origin[e]].thread; }
  bool is_task(RunId r) const { return encoding_.turns().kind(r) == Context::Kind::Task; }
  bool is_of_task(EventId e, CpuId cpu) const {
    return x_.events[e].cpu == cpu && is_bracket(x_.events[e].tags) && is_task(run(e));
  }
  std::set<RunId> tasks_with_readers(CpuId cpu) const {
    std::set<RunId> out;
    for (EventId e = 0; e < x_.events.size(); ++e)
      if (is_of_task(e, cpu)) out.insert(run(e));
    return out;
  }
  Execution with_readers_of(RunId reader, CpuId cpu, Execution x) const {
    for (EventId e = 0; e < x.events.size(); ++e)
      if (is_of_task(e, cpu) && run(e) != reader)
        x.events[e].tags = without_brackets(x.events[e].tags, x.tag_names);
    return x;
  }

  ProtocolEncoding const& encoding_;
  Concrete const& concrete_;
  Execution x_; // all events of the concrete one are executed, and have their numbers here
};

} // namespace

std::optional<Crossing> readers_that_cross(Protocol const& protocol, ProtocolEncoding const& encoding,
                                           Concrete const& concrete) {
  Finder const finder(encoding, concrete);
  auto const pairs = finder.pairs();
  if (pairs.empty()) return std::nullopt;
  auto const name = [&](RunId r) { return protocol.contexts[encoding.graph().runs[r].context].name; };
  auto const& [cpu, two] = *pairs.begin();
  return Crossing{
      fmt::format("readers of {} and {} cross on CPU {}, and the model takes them for nested ones",
                  name(two.first), name(two.second), cpu),
      finder.weaker(pairs)};
}

} // namespace barrister::solver
