// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/lemmas.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::solver {
namespace {

constexpr std::size_t most_copies = 64; // of one lemma

std::vector<EventId> events_of(std::set<Fact> const& facts, Unraised const* flag) {
  std::vector<EventId> out;
  if (flag) out = {flag->a, flag->b};
  for (auto const& f : facts) {
    out.push_back(f.a);
    if (!is_of_one(f.kind)) out.push_back(f.b);
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Equal where the lemmas are, but for the names of events.
std::vector<std::uint32_t> key(Lemma const& lemma, std::set<Fact> const& facts) {
  std::vector<std::uint32_t> out{static_cast<std::uint32_t>(lemma.check)};
  for (auto const& e : lemma.events)
    out.push_back(static_cast<std::uint32_t>(e.kind) * 4 + e.is_initial * 2U + e.has_address);
  auto node = facts.begin();
  for (auto const& f : lemma.facts) {
    out.insert(out.end(), {~0U, static_cast<std::uint32_t>(f.kind), f.a, f.b, (node++)->node});
  }
  if (lemma.absent) out.insert(out.end(), {~1U, lemma.absent->first, lemma.absent->second});
  return out;
}

} // namespace

Lemmas::Lemmas(Gates& gates, Facts& facts, Protocol const& protocol, ProtocolGraph const& graph,
               MemoryModel const& model, LemmaStore& store, AcceptsLemma const& accepts)
    : gates_(gates), implied_(gates), facts_(facts), graph_(graph), model_(model), symmetry_(protocol, graph),
      names_(protocol, graph), store_(store), accepts_(accepts) {
  for (auto const& lemma : store_.lemmas)
    if (auto const known = recall(lemma.facts)) teach(lemma.check, *known);
  problem_.clear(); // what does not hold here is not used here
}

std::optional<std::set<Fact>> Lemmas::recall(std::vector<NamedFact> const& lemma) const {
  std::set<Fact> out;
  for (auto const& one : lemma) {
    auto const a = names_.find(one.a), b = is_of_one(one.kind) ? a : names_.find(one.b);
    if (!a || !b) return std::nullopt;
    out.insert({one.kind, *a, *b, one.node});
  }
  return out;
}

std::size_t Lemmas::learn(std::size_t check, std::set<Fact> const& facts) {
  if (!problem_.empty() || !are_so(check, facts, nullptr)) return 0;
  auto const made = teach(check, facts);
  if (made == 0) return 0;
  auto& lemma = store_.lemmas.emplace_back();
  lemma.check = check;
  for (auto const& f : facts)
    lemma.facts.push_back({f.kind, names_.of(f.a), is_of_one(f.kind) ? "" : names_.of(f.b), f.node});
  return made;
}

std::size_t Lemmas::learn(std::size_t check, std::set<Fact> const& facts, Unraised const& flag) {
  if (!problem_.empty() || !are_so(check, facts, &flag)) return 0;
  return teach(check, facts, &flag);
}

bool Lemmas::are_so(std::size_t check, std::set<Fact> const& facts, Unraised const* flag) {
  for (auto const& f : facts)
    if (!facts_.is(f)) {
      disagree("a fact is not so: " + to_text(lemma(check, events_of({f}, nullptr), {f}, nullptr)),
               lemma(check, events_of(facts, flag), facts, flag));
      return false;
    }
  return true;
}

std::size_t Lemmas::teach(std::size_t check, std::set<Fact> const& facts, Unraised const* flag) {
  auto const events = events_of(facts, flag);
  if (auto const clause = clause_of(facts, {}, flag); !clause || required_.contains(*clause)) return 0;
  auto const it = lemma(check, events, facts, flag);
  if (!is_accepted(it, facts)) {
    disagree("it does not follow from its facts", it);
    return 0;
  }
  std::size_t made = require(check, facts, {}, flag);
  if (made == 0) return 0; // and the twins are known, too
  for (auto const& mapping : symmetry_.of(events, most_copies))
    if (is_alike(mapping)) made += require(check, facts, mapping, flag);
  return made;
}

std::size_t Lemmas::require(std::size_t check, std::set<Fact> const& facts, Symmetry::Mapping const& mapping,
                            Unraised const* flag) {
  auto const clause = clause_of(facts, mapping, flag);
  auto const made = clause ? require(*clause) : 0;
  if (made > 0 && store_.keeps_lemmas) keep(check, facts, mapping, flag);
  return made;
}
std::optional<std::vector<Literal>>
Lemmas::clause_of(std::set<Fact> const& facts, Symmetry::Mapping const& mapping, Unraised const* flag) {
  auto const mapped = [&](Fact f) {
    if (mapping.empty()) return f;
    f.a = mapping.at(f.a);
    if (!is_of_one(f.kind)) f.b = mapping.at(f.b);
    return f;
  };
  std::set<Literal> literals;
  for (auto const& f : facts)
    for (auto l : facts_.literals(mapped(f))) {
      if (l == never) return std::nullopt;
      literals.insert(l);
    }
  std::vector<Literal> clause;
  for (auto l : implied_.without(literals)) clause.push_back(-l);
  if (flag) {
    auto const at = [&](EventId e) { return mapping.empty() ? e : mapping.at(e); };
    auto const raised = flag->raised(at(flag->a), at(flag->b));
    if (raised == never) return std::nullopt;
    clause.push_back(-raised);
  }
  std::ranges::sort(clause);
  return clause;
}
void Lemmas::keep(std::size_t check, std::set<Fact> const& facts, Symmetry::Mapping const& mapping,
                  Unraised const* flag) {
  auto const at = [&](EventId e) { return mapping.empty() ? e : mapping.at(e); };
  std::set<Fact> mapped;
  for (auto const& f : facts) mapped.insert({f.kind, at(f.a), is_of_one(f.kind) ? at(f.a) : at(f.b), f.node});
  std::optional<Unraised> unraised;
  if (flag) unraised = Unraised{at(flag->a), at(flag->b), {}};
  auto const* pair = unraised ? &*unraised : nullptr;
  store_.kept.push_back(lemma(check, events_of(mapped, pair), mapped, pair));
}
std::size_t Lemmas::require(std::vector<Literal> clause) {
  auto const [required, is_new] = required_.insert(std::move(clause));
  if (!is_new) return 0;
  gates_.require(*required);
  return 1;
}

std::size_t Lemmas::learn_whole(std::size_t check, Concrete const& concrete,
                                std::set<Literal> const& literals) {
  if (!problem_.empty()) return 0;
  Lemma const whole{check, {}, {}, std::nullopt, extract(concrete.graph, concrete.candidate)};
  auto const is_so = std::ranges::all_of(literals, [&](Literal l) { return gates_.value(l) == true; });
  if (!is_so || !is_derived(check, *whole.whole)) {
    disagree(is_so ? "it is not broken" : "a fact is not so", whole);
    return 0;
  }
  std::vector<Literal> clause;
  for (auto l : literals) clause.push_back(-l);
  std::ranges::sort(clause);
  if (store_.keeps_lemmas) store_.kept.push_back(whole);
  return require(std::move(clause));
}

bool Lemmas::is_derived(std::size_t check, Execution const& x) const {
  return !accepts_ || accepts_(model_, {check, {}, {}, std::nullopt, x});
}

LemmaEvent Lemmas::described(EventId e) const {
  auto const& event = graph_.events.events[e];
  return {event.kind, event.thread == no_cpu, event.address.has_value(), names_.of(e), names_.place_of(e)};
}
// Events are numbered in their order in the graph.
Lemma Lemmas::lemma(std::size_t check, std::vector<EventId> const& events, std::set<Fact> const& facts,
                    Unraised const* flag) const {
  Lemma out{check, {}, {}, {}, {}};
  for (auto e : events) out.events.push_back(described(e));
  auto const number = [&](EventId e) {
    return static_cast<EventId>(std::ranges::lower_bound(events, e) - events.begin());
  };
  for (auto const& f : facts) {
    bool const is_tag = f.kind == Fact::Kind::Tagged || f.kind == Fact::Kind::NotTagged;
    out.facts.push_back({f.kind, number(f.a), is_of_one(f.kind) ? number(f.a) : number(f.b),
                         is_tag ? model_.nodes[f.node].name : ""});
  }
  if (flag) out.absent = {number(flag->a), number(flag->b)};
  return out;
}
bool Lemmas::is_accepted(Lemma const& it, std::set<Fact> const& facts) {
  if (!accepts_) return true;
  auto known = key(it, facts);
  if (store_.accepted.contains(known)) return true;
  if (!accepts_(model_, it)) return false;
  store_.accepted.insert(std::move(known));
  return true;
}
// Then the lemma on the other events is the same lemma: its facts are, and nothing else is known of events.
bool Lemmas::is_alike(Symmetry::Mapping const& mapping) const {
  std::set<EventId> others;
  return std::ranges::all_of(mapping, [&](auto const& one) {
    auto const from = described(one.first), to = described(one.second);
    return from.kind == to.kind && from.is_initial == to.is_initial && from.has_address == to.has_address &&
           others.insert(one.second).second;
  });
}

void Lemmas::disagree(std::string const& why, Lemma const& it) {
  auto const& check = model_.checks[it.check];
  problem_ = fmt::format("internal disagreement on {} '{}': {}; please report it, with this:\n{}",
                         check.role == Role::Flag ? "what does not raise the flag" : "what breaks the axiom",
                         check.name.empty() ? check.text : check.name, why, to_text(it));
}

} // namespace barrister::solver
