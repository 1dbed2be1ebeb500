// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/symmetry.hpp"
#include <algorithm>

namespace barrister::solver {

Symmetry::Symmetry(Protocol const& protocol, ProtocolGraph const& graph)
    : protocol_(protocol), graph_(graph), steps_(graph.runs.size()), acts_(graph.runs.size()) {
  for (RunId r = 0; r < graph.runs.size(); ++r) {
    auto const& run = graph.runs[r];
    for (std::uint32_t s = 0; s < run.steps.size(); ++s)
      steps_[r].emplace(StepKey{run.steps[s].statement, run.paths[run.steps[s].path]}, s);
    for (auto const& round : run.rounds) {
      auto& most = rounds_[{r, round.loop}];
      most = std::max(most, round.round + 1);
    }
    if (run.cause) caused_[{run.cause->run, run.cause->step}] = r;
    if (!is_act(r)) continue;
    for (RunId other = 0; other < graph.runs.size(); ++other)
      if (is_act(other) && graph.runs[other].steps.size() == run.steps.size() &&
          protocol.contexts[graph.runs[other].context].agent == protocol.contexts[run.context].agent)
        acts_[r].push_back(other);
  }
  for (EventId e = 0; e < graph.events.events.size(); ++e)
    if (auto const& event = graph.events.events[e]; event.thread != no_cpu)
      events_[{event.thread, event.step}].push_back(e);
}
bool Symmetry::is_act(RunId r) const {
  return protocol_.contexts[graph_.runs[r].context].kind == Context::Kind::Act;
}

// Which rounds and acts this step is of.
void Symmetry::collect(RunId r, std::uint32_t step, Places& places) const {
  auto const& run = graph_.runs[r];
  if (run.cause) return collect(run.cause->run, run.cause->step, places);
  if (is_act(r)) {
    places[{acts_[r].front(), nullptr}].emplace(r, r);
    return;
  }
  auto const& path = run.paths[run.steps[step].path];
  if (!path.empty()) places[{r, path.front().first}].emplace(path.front().second, path.front().second);
}

// Rounds keep their order; acts need not.
std::vector<std::map<unsigned, unsigned>>
Symmetry::ways(Axis const& axis, std::map<unsigned, unsigned> const& used, std::size_t most) const {
  std::vector<unsigned> from, all;
  for (auto const& [one, same] : used) from.push_back(one);
  if (axis.loop) {
    auto const rounds =
        rounds_.find({axis.run, axis.loop}); // none: it is asked whether to go round, and never does
    for (unsigned i = 0; rounds != rounds_.end() && i < rounds->second; ++i) all.push_back(i);
  } else {
    all.assign(acts_[axis.run].begin(), acts_[axis.run].end());
  }
  std::vector<std::map<unsigned, unsigned>> out;
  std::map<unsigned, unsigned> now;
  auto const choose = [&](auto const& self, std::size_t i, std::size_t first) -> void {
    if (out.size() >= most) return;
    if (i == from.size()) return out.push_back(now);
    for (auto k = axis.loop ? first : 0; k < all.size(); ++k) {
      if (std::ranges::any_of(now, [&](auto const& one) { return one.second == all[k]; })) continue;
      now[from[i]] = all[k];
      self(self, i + 1, k + 1);
      now.erase(from[i]);
    }
  };
  choose(choose, 0, 0);
  return out;
}

std::optional<std::pair<RunId, std::uint32_t>> Symmetry::place(RunId r, std::uint32_t step,
                                                               Places const& places) const {
  auto const& run = graph_.runs[r];
  auto const same_step = [&](RunId other) -> std::optional<std::pair<RunId, std::uint32_t>> {
    if (graph_.runs[other].steps.size() != run.steps.size()) return std::nullopt;
    return std::pair(other, step);
  };
  if (run.cause) {
    auto const cause = place(run.cause->run, run.cause->step, places);
    if (!cause) return std::nullopt;
    auto const other = caused_.find(*cause);
    return other == caused_.end() ? std::nullopt : same_step(other->second);
  }
  if (is_act(r)) return same_step(places.at({acts_[r].front(), nullptr}).at(r));
  StepKey key{run.steps[step].statement, run.paths[run.steps[step].path]};
  if (!key.second.empty())
    key.second.front().second = places.at({r, key.second.front().first}).at(key.second.front().second);
  auto const at = steps_[r].find(key);
  if (at == steps_[r].end()) return std::nullopt;
  return std::pair(r, at->second);
}

std::optional<EventId> Symmetry::twin(EventId e, Places const& places) const {
  auto const& event = graph_.events.events[e];
  if (event.thread == no_cpu) return e;
  auto const there = place(event.thread, event.step, places);
  if (!there) return std::nullopt;
  auto const at = events_.find(*there);
  if (at == events_.end()) return std::nullopt;
  auto const &own = events_.at({event.thread, event.step}), &others = at->second;
  if (own.size() != others.size()) return std::nullopt;
  auto const out = others[static_cast<std::size_t>(std::ranges::find(own, e) - own.begin())];
  auto const& other = graph_.events.events[out];
  if (other.kind != event.kind || !(other.tags == event.tags) || !(other.zero_tags == event.zero_tags) ||
      !(other.nonzero_tags == event.nonzero_tags) || other.address.has_value() != event.address.has_value())
    return std::nullopt;
  return out;
}

std::vector<Symmetry::Mapping> Symmetry::of(std::vector<EventId> const& events, std::size_t most) const {
  Places used;
  Mapping identity;
  for (auto e : events) {
    identity[e] = e;
    auto const& event = graph_.events.events[e];
    if (event.thread != no_cpu) collect(event.thread, event.step, used);
  }
  std::vector<Places> all{{}};
  for (auto const& [axis, places] : used) {
    auto const next = ways(axis, places, most);
    std::vector<Places> longer;
    for (auto const& one : all)
      for (auto const& way : next) {
        if (longer.size() >= most) break;
        longer.push_back(one);
        longer.back()[axis] = way;
      }
    all = std::move(longer);
  }
  std::vector<Mapping> out{identity};
  for (auto const& places : all) {
    Mapping mapping;
    for (auto e : events)
      if (auto const other = twin(e, places)) mapping[e] = *other;
    if (mapping.size() == identity.size() && mapping != identity) out.push_back(std::move(mapping));
  }
  return out;
}

} // namespace barrister::solver
