// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/lessons.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

constexpr std::size_t most_twins = 64; // of one lesson

} // namespace

Lessons::Lessons(Gates& gates, Premises& premises, Protocol const& protocol, ProtocolGraph const& graph,
                 Experience& experience)
    : gates_(gates), implied_(gates), premises_(premises), twins_(protocol, graph), names_(protocol, graph),
      experience_(experience) {
  for (auto const& lesson : experience_)
    if (auto const known = recall(lesson)) teach(*known);
}

std::optional<std::set<Premise>> Lessons::recall(std::vector<NamedPremise> const& lesson) const {
  std::set<Premise> out;
  for (auto const& one : lesson) {
    auto const a = names_.find(one.a), b = is_of_one(one.kind) ? a : names_.find(one.b);
    if (!a || !b) return std::nullopt;
    out.insert({one.kind, *a, *b, one.node});
  }
  return out;
}

std::size_t Lessons::learn(std::set<Premise> const& premises) {
  auto const made = teach(premises);
  if (made == 0) return 0;
  auto& lesson = experience_.emplace_back();
  for (auto const& f : premises)
    lesson.push_back({f.kind, names_.of(f.a), is_of_one(f.kind) ? "" : names_.of(f.b), f.node});
  return made;
}

std::size_t Lessons::teach(std::set<Premise> const& premises) {
  std::vector<EventId> events;
  for (auto const& f : premises) {
    events.push_back(f.a);
    if (!is_of_one(f.kind)) events.push_back(f.b);
  }
  std::ranges::sort(events);
  events.erase(std::unique(events.begin(), events.end()), events.end());
  std::size_t made = require(premises, {});
  if (made == 0) return 0; // and the twins are known, too
  for (auto const& mapping : twins_.of(events, most_twins)) made += require(premises, mapping);
  return made;
}

std::size_t Lessons::require(std::set<Premise> const& premises, Twins::Mapping const& mapping) {
  auto const mapped = [&](Premise f) {
    if (mapping.empty()) return f;
    f.a = mapping.at(f.a);
    if (!is_of_one(f.kind)) f.b = mapping.at(f.b);
    return f;
  };
  std::set<Literal> literals;
  for (auto const& f : premises)
    for (auto l : premises_.literals(mapped(f))) {
      if (l == never) return 0;
      literals.insert(l);
    }
  std::vector<Literal> clause;
  for (auto l : implied_.without(literals)) clause.push_back(-l);
  std::ranges::sort(clause);
  if (!required_.insert(clause).second) return 0;
  gates_.require(clause);
  return 1;
}

} // namespace barrister::solver
