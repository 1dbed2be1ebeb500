// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/lessons.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::solver {
namespace {

constexpr std::size_t most_twins = 64; // of one lesson

std::vector<EventId> events_of(std::set<Premise> const& premises, Unraised const* flag) {
  std::vector<EventId> out;
  if (flag) out = {flag->a, flag->b};
  for (auto const& f : premises) {
    out.push_back(f.a);
    if (!is_of_one(f.kind)) out.push_back(f.b);
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Equal where the lemmas are, but for the names of events.
std::vector<std::uint32_t> key(Lemma const& lemma, std::set<Premise> const& premises) {
  std::vector<std::uint32_t> out{static_cast<std::uint32_t>(lemma.check)};
  for (auto const& e : lemma.events)
    out.push_back(static_cast<std::uint32_t>(e.kind) * 4 + e.is_initial * 2U + e.has_address);
  auto node = premises.begin();
  for (auto const& f : lemma.facts) {
    out.insert(out.end(), {~0U, static_cast<std::uint32_t>(f.kind), f.a, f.b, (node++)->node});
  }
  if (lemma.absent) out.insert(out.end(), {~1U, lemma.absent->first, lemma.absent->second});
  return out;
}

} // namespace

Lessons::Lessons(Gates& gates, Premises& premises, Protocol const& protocol, ProtocolGraph const& graph,
                 MemoryModel const& model, Experience& experience, AcceptsLemma const& accepts)
    : gates_(gates), implied_(gates), premises_(premises), graph_(graph), model_(model),
      twins_(protocol, graph), names_(protocol, graph), experience_(experience), accepts_(accepts) {
  for (auto const& lesson : experience_.lessons)
    if (auto const known = recall(lesson.premises)) teach(lesson.check, *known);
  problem_.clear(); // what does not hold here is not used here
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

std::size_t Lessons::learn(std::size_t check, std::set<Premise> const& premises) {
  if (!problem_.empty() || !are_so(check, premises, nullptr)) return 0;
  auto const made = teach(check, premises);
  if (made == 0) return 0;
  auto& lesson = experience_.lessons.emplace_back();
  lesson.check = check;
  for (auto const& f : premises)
    lesson.premises.push_back({f.kind, names_.of(f.a), is_of_one(f.kind) ? "" : names_.of(f.b), f.node});
  return made;
}

std::size_t Lessons::learn(std::size_t check, std::set<Premise> const& premises, Unraised const& flag) {
  if (!problem_.empty() || !are_so(check, premises, &flag)) return 0;
  return teach(check, premises, &flag);
}

bool Lessons::are_so(std::size_t check, std::set<Premise> const& premises, Unraised const* flag) {
  for (auto const& f : premises)
    if (!premises_.is(f)) {
      disagree("a fact is not so: " + to_text(lemma(check, events_of({f}, nullptr), {f}, nullptr)),
               lemma(check, events_of(premises, flag), premises, flag));
      return false;
    }
  return true;
}

std::size_t Lessons::teach(std::size_t check, std::set<Premise> const& premises, Unraised const* flag) {
  auto const events = events_of(premises, flag);
  auto const it = lemma(check, events, premises, flag);
  if (!is_accepted(it, premises)) {
    disagree("it does not follow from its facts", it);
    return 0;
  }
  std::size_t made = require(check, premises, {}, flag);
  if (made == 0) return 0; // and the twins are known, too
  for (auto const& mapping : twins_.of(events, most_twins))
    if (is_alike(mapping)) made += require(check, premises, mapping, flag);
  return made;
}

std::size_t Lessons::require(std::size_t check, std::set<Premise> const& premises, Twins::Mapping const& mapping,
                             Unraised const* flag) {
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
  if (flag) {
    auto const at = [&](EventId e) { return mapping.empty() ? e : mapping.at(e); };
    auto const raised = flag->raised(at(flag->a), at(flag->b));
    if (raised == never) return 0;
    clause.push_back(-raised);
  }
  auto const made = require(std::move(clause));
  if (made > 0 && experience_.keeps_lemmas) keep(check, premises, mapping, flag);
  return made;
}
void Lessons::keep(std::size_t check, std::set<Premise> const& premises, Twins::Mapping const& mapping,
                   Unraised const* flag) {
  auto const at = [&](EventId e) { return mapping.empty() ? e : mapping.at(e); };
  std::set<Premise> mapped;
  for (auto const& f : premises) mapped.insert({f.kind, at(f.a), is_of_one(f.kind) ? at(f.a) : at(f.b), f.node});
  std::optional<Unraised> unraised;
  if (flag) unraised = Unraised{at(flag->a), at(flag->b), {}};
  auto const* pair = unraised ? &*unraised : nullptr;
  experience_.lemmas.push_back(lemma(check, events_of(mapped, pair), mapped, pair));
}
std::size_t Lessons::require(std::vector<Literal> clause) {
  std::ranges::sort(clause);
  if (!required_.insert(clause).second) return 0;
  gates_.require(clause);
  return 1;
}

std::size_t Lessons::learn_whole(std::size_t check, Execution const& x, std::set<Literal> const& literals) {
  if (!problem_.empty()) return 0;
  Lemma const whole{check, {}, {}, std::nullopt, x};
  auto const is_so = std::ranges::all_of(literals, [&](Literal l) { return gates_.value(l) == true; });
  if (!is_so || (accepts_ && !accepts_(model_, whole))) {
    disagree(is_so ? "it is not broken" : "a fact is not so", whole);
    return 0;
  }
  std::vector<Literal> clause;
  for (auto l : literals) clause.push_back(-l);
  if (experience_.keeps_lemmas) experience_.lemmas.push_back(whole);
  return require(std::move(clause));
}

LemmaEvent Lessons::described(EventId e) const {
  auto const& event = graph_.events.events[e];
  return {event.kind, event.cpu == no_cpu, event.address.has_value(), names_.of(e), names_.place_of(e)};
}
// Events are numbered in their order in the graph.
Lemma Lessons::lemma(std::size_t check, std::vector<EventId> const& events,
                     std::set<Premise> const& premises, Unraised const* flag) const {
  Lemma out{check, {}, {}, {}, {}};
  for (auto e : events) out.events.push_back(described(e));
  auto const number = [&](EventId e) {
    return static_cast<EventId>(std::ranges::lower_bound(events, e) - events.begin());
  };
  for (auto const& f : premises) {
    bool const is_tag = f.kind == Premise::Kind::Tagged || f.kind == Premise::Kind::NotTagged;
    out.facts.push_back({f.kind, number(f.a), is_of_one(f.kind) ? number(f.a) : number(f.b),
                         is_tag ? model_.nodes[f.node].name : ""});
  }
  if (flag) out.absent = {number(flag->a), number(flag->b)};
  return out;
}
bool Lessons::is_accepted(Lemma const& it, std::set<Premise> const& premises) {
  if (!accepts_) return true;
  auto known = key(it, premises);
  if (experience_.accepted.contains(known)) return true;
  if (!accepts_(model_, it)) return false;
  experience_.accepted.insert(std::move(known));
  return true;
}
// Then the lemma on the other events is the same lemma: its facts are, and nothing else is known of events.
bool Lessons::is_alike(Twins::Mapping const& mapping) const {
  std::set<EventId> others;
  return std::ranges::all_of(mapping, [&](auto const& one) {
    auto const from = described(one.first), to = described(one.second);
    return from.kind == to.kind && from.is_initial == to.is_initial && from.has_address == to.has_address &&
           others.insert(one.second).second;
  });
}

void Lessons::disagree(std::string const& why, Lemma const& it) {
  auto const& check = model_.checks[it.check];
  problem_ =
      fmt::format("internal disagreement on {} '{}': {}; please report it, with this:\n{}",
                  check.role == Role::Flag ? "what does not raise the flag" : "what breaks the axiom", check.name.empty() ? check.text : check.name, why, to_text(it));
}

} // namespace barrister::solver
