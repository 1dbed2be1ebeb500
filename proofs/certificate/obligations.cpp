// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/certificate/obligations.hpp"
#include "proofs/certificate/size.hpp"
#include "proofs/certificate/text.hpp"
#include <algorithm>
#include <set>

namespace barrister::certificate {
namespace {

using Kind = Claim::Kind;

// That may raise flags: each is a variable, and who asks for them may be anybody.
constexpr std::size_t most_pairs = 2'000'000;

bool is_flag(Check const& check, std::string const& name) {
  return check.role == Role::Flag && check.name == name;
}

// Whether its numbers mean something.
std::optional<std::string> misformed(MemoryModel const& model, Lemma const& lemma) {
  if (lemma.check >= model.checks.size()) return "the model has no check " + std::to_string(lemma.check + 1);
  auto const is_there = [&](EventId e) { return e < lemma.events.size(); };
  for (std::size_t i = 0; i < lemma.facts.size(); ++i) {
    auto const& fact = lemma.facts[i];
    if (!is_there(fact.a) || !is_there(fact.b))
      return "fact " + std::to_string(i + 1) + " is of an event that it does not have";
    if (!fact.set.empty() && !is_base_set_of_tag(fact.set))
      return "fact " + std::to_string(i + 1) + " is of a set that is no tag's";
  }
  if (lemma.whole) return "it is an execution, and no facts";
  bool const is_of_flag = model.checks[lemma.check].role == Role::Flag;
  if (is_of_flag != lemma.absent.has_value())
    return "a flag is not raised by some events, and an axiom is broken";
  if (!is_of_flag) return std::nullopt;
  auto const [a, b] = *lemma.absent;
  if (!is_there(a) || !is_there(b)) return "what does not raise the flag is not among its events";
  return std::nullopt;
}

} // namespace

Obligations::Obligations(proofs::plain::Encoding encoding)
    : encoding_(std::move(encoding)), given_(encoding_.clauses()), last_(encoding_.last()) {
  auto const& events = encoding_.events();
  for (EventId e = 0; e < events.size(); ++e) events_.emplace(events[e].where, e);
}

namespace {

std::optional<std::string> too_much(Program const& program, std::uint32_t rounds) {
  if (rounds > most_rounds_of_loops) return "loops of " + std::to_string(rounds) + " rounds are too long";
  return too_large(program, rounds);
}

} // namespace

template <class Of>
std::variant<Obligations, Obligations::Impossible> Obligations::make(Of const& subject,
                                                                     MemoryModel const& model, Made encoded,
                                                                     std::vector<Claim> const& claims) {
  if (auto const* no = std::get_if<proofs::plain::Unsupported>(&encoded)) return Impossible{no->what};
  Obligations out(std::get<proofs::plain::Encoding>(std::move(encoded)));
  for (auto const& claim : claims)
    if (auto why = out.add(subject, model, claim)) return Impossible{std::move(*why)};
  return out;
}

std::variant<Obligations, Obligations::Impossible>
Obligations::of(LitmusTest const& test, MemoryModel const& model, std::uint32_t rounds,
                std::vector<Claim> const& claims, Assumptions const& assumed) {
  if (auto why = too_much(test.program, rounds)) return Impossible{std::move(*why)};
  if (!assumed.empty()) return Impossible{"of a litmus test, nothing is assumed"};
  return make(test, model, proofs::plain::Encoding::of(test, model.locks, rounds), claims);
}
std::variant<Obligations, Obligations::Impossible>
Obligations::of(Protocol const& protocol, MemoryModel const& model, std::uint32_t rounds,
                std::vector<Claim> const& claims, Assumptions const& assumed) {
  using proofs::plain::Circles;
  if (auto why = too_much(protocol.program, rounds)) return Impossible{std::move(*why)};
  auto const circles = assumed.empty() ? Circles::Any : Circles::AssumedAway;
  return make(protocol, model, proofs::plain::Encoding::of(protocol, model.locks, rounds, circles), claims);
}

// A target has the negation of what an execution would be that shows the claim wrong.
std::optional<std::string> Obligations::add(LitmusTest const&, MemoryModel const& model, Claim const& claim) {
  auto const is_cut = encoding_.is_cut(), has_fault = encoding_.has_fault(),
             satisfied = encoding_.satisfies_proposition();
  std::vector<Literal> target{is_cut, has_fault, -encoding_.passes_filter()};
  switch (claim.kind) {
  case Kind::NeverSatisfied: target.push_back(-satisfied); break;
  case Kind::NeverFalsified: target.push_back(satisfied); break;
  case Kind::NoFault: target = {-has_fault}; break;
  case Kind::NoBoundReached:
    if (!claim.property.empty()) return "a litmus test has no properties";
    target = {-is_cut, has_fault};
    break;
  case Kind::FlagNotRaised: return add_flag(model, claim.flag, std::move(target));
  case Kind::NothingAgainst: return "a litmus test has no properties";
  }
  targets_.add(target);
  return std::nullopt;
}
std::optional<std::string> Obligations::add(Protocol const& protocol, MemoryModel const& model,
                                            Claim const& claim) {
  switch (claim.kind) {
  case Kind::NothingAgainst: return add_property(protocol, claim);
  case Kind::NoFault: targets_.add({-encoding_.has_fault()}); return std::nullopt;
  case Kind::NoBoundReached: return add_no_round_more(protocol, claim);
  case Kind::FlagNotRaised: return add_flag(model, claim.flag, not_finished());
  case Kind::NeverSatisfied:
  case Kind::NeverFalsified: break;
  }
  return "a protocol has no condition";
}
std::vector<Literal> Obligations::not_finished(std::vector<std::string> const& without) const {
  auto out = encoding_.unfinished(without);
  out.insert(out.end(), {encoding_.is_cut(), encoding_.has_fault()});
  return out;
}
// Those that the property is not of, or the claim.
std::optional<std::string> Obligations::add_elsewhere(Protocol const& protocol,
                                                      barrister::Claim const& property, Claim const& claim,
                                                      std::vector<Literal>& target) const {
  for (auto const& name : claim.from)
    if (std::ranges::find(protocol.starts, name, &Start::name) == protocol.starts.end())
      return "the protocol has no start " + name;
  for (std::uint32_t s = 0; s < protocol.starts.size(); ++s) {
    bool const is_of_property = property.from.empty() || std::ranges::count(property.from, s) > 0;
    bool const is_claimed = claim.from.empty() || std::ranges::count(claim.from, protocol.starts[s].name) > 0;
    if (!is_of_property || !is_claimed) target.push_back(encoding_.begins_with(s));
  }
  for (auto const& agent : property.without)
    for (auto acts : encoding_.acts_of(agent)) target.push_back(acts);
  return std::nullopt;
}
// What it does not speak of, or is not against it.
std::optional<std::string> Obligations::add_property(Protocol const& protocol, Claim const& claim) {
  using barrister::Claim;
  auto const found = std::ranges::find(protocol.claims, claim.property, &Claim::name);
  if (found == protocol.claims.end()) return "the protocol has no property " + claim.property;
  if (found->kind == Claim::Kind::Cover || found->kind == Claim::Kind::NoRaces)
    return claim.property + " is no property of all executions";
  if (!found->any_times.empty()) return claim.property + " is of any number of acts";
  auto target = found->speaks_of_all ? std::vector{encoding_.has_fault()} : not_finished(found->without);
  if (auto why = add_elsewhere(protocol, *found, claim, target)) return why;
  target.push_back(-encoding_.is_against(static_cast<std::size_t>(found - protocol.claims.begin())));
  targets_.add(target);
  return std::nullopt;
}
std::optional<std::string> Obligations::add_no_round_more(Protocol const& protocol, Claim const& claim) {
  std::vector<Literal> target{-encoding_.is_cut(), encoding_.has_fault()};
  if (!claim.property.empty()) {
    auto const found = std::ranges::find(protocol.claims, claim.property, &barrister::Claim::name);
    if (found == protocol.claims.end()) return "the protocol has no property " + claim.property;
    if (!found->any_times.empty()) return claim.property + " is of any number of acts";
    if (auto why = add_elsewhere(protocol, *found, claim, target)) return why;
  }
  targets_.add(target);
  return std::nullopt;
}

// Every check of this name, and of each all events that might be what it looks for.
std::optional<std::string> Obligations::add_flag(MemoryModel const& model, std::string const& name,
                                                 std::vector<Literal> target) {
  auto const size = static_cast<EventId>(encoding_.events().size());
  auto const is_raised = ++last_;
  std::vector<Literal> ways{-is_raised};
  for (std::size_t i = 0; i < model.checks.size(); ++i) {
    auto const& check = model.checks[i];
    if (!is_flag(check, name)) continue;
    if (check.test != Test::Empty || !check.negated) return "flag '" + name + "' is not about what is there";
    pairs_ += raised_.contains(i) ? 0 : model.nodes[check.node].is_set ? size : std::size_t{size} * size;
    if (pairs_ > most_pairs) return "there are too many events for so many flags";
    auto& pairs = raised_[i];
    for (EventId a = 0; a < size; ++a)
      for (EventId b = 0; b < size; ++b) {
        if (model.nodes[check.node].is_set && a != b) continue;
        auto const [at, is_new] = pairs.try_emplace({a, b}, last_ + 1);
        last_ += is_new;
        ways.push_back(at->second);
        for (auto e : {a, b})
          if (is_new) given_.add({-at->second, encoding_.literal({LemmaFact::Kind::Executed, e, e})});
      }
  }
  if (std::ranges::none_of(model.checks, [&](Check const& c) { return is_flag(c, name); }))
    return "the model has no flag '" + name + "'";
  given_.add(ways);
  target.push_back(-is_raised);
  targets_.add(target);
  return std::nullopt;
}

std::optional<std::string> Obligations::add(MemoryModel const& model, Lemma const& lemma) {
  if (auto why = misformed(model, lemma)) return why;
  std::vector<EventId> events; // of the encoding
  for (auto const& event : lemma.events) {
    auto const at = events_.find(event.where);
    if (at == events_.end()) return "there is no event at " + to_text(event.where);
    auto const& found = encoding_.events()[at->second];
    if (found.kind != event.kind || found.is_initial != event.is_initial ||
        found.has_address != event.has_address)
      return "the event at " + to_text(event.where) + " is of another kind";
    events.push_back(at->second);
  }
  // What is derived of events is derived of different ones.
  if (std::set(events.begin(), events.end()).size() < events.size()) return "it has an event twice";
  std::vector<Literal> clause;
  for (auto fact : lemma.facts) {
    fact.a = events[fact.a];
    fact.b = events[fact.b];
    clause.push_back(-encoding_.literal(fact));
  }
  if (lemma.absent) {
    auto const flag = raised_.find(lemma.check);
    if (flag == raised_.end()) return "it is about a flag of which nothing is claimed";
    auto const pair = flag->second.find({events[lemma.absent->first], events[lemma.absent->second]});
    if (pair == flag->second.end()) return "the flag is of single events";
    clause.push_back(-pair->second);
  }
  given_.add(clause);
  return std::nullopt;
}

} // namespace barrister::certificate
