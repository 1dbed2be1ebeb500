// SPDX-License-Identifier: BSD-2-Clause
#include "cli/protocol_answer.hpp"
#include "spec/plain_accesses.hpp"
#include <algorithm>
#include <numeric>

namespace barrister::cli {
namespace {

using frontend::Expectation;
using Kind = ClaimVerdict::Kind;

bool speaks_of(std::vector<std::string> const& names, std::string const& name) {
  return names.empty() || std::ranges::find(names, name) != names.end();
}

// The expectation of the claim that is nearest to it: one by its name before `*`, one of this start before
// one of all.
Expectation const* nearest(frontend::ProtocolFile const& file, std::string const& variant,
                           std::string const& claim, std::string const& model, std::string const& start) {
  Expectation const* found = nullptr;
  bool is_named = false;
  for (auto const& e : file.expectations) {
    if (e.variant != variant || (e.property != claim && e.property != "*")) continue;
    is_named = is_named || e.property == claim;
    if (!speaks_of(e.models, model) || !speaks_of(e.from, start)) continue;
    auto const nearness = [](Expectation const& it) { return 2 * (it.property != "*") + !it.from.empty(); };
    if (!found || nearness(e) > nearness(*found)) found = &e;
  }
  return is_named && found && found->property == "*" ? nullptr : found;
}

// Claimed where there are plain accesses, for without one there is no race; and where races are expected.
bool asks_for_races(frontend::ProtocolFile const& file, Protocol const& protocol) {
  return has_plain_accesses(protocol.program) ||
         std::ranges::any_of(file.expectations, [&](Expectation const& e) {
           return e.variant == protocol.variant && e.property == "races";
         });
}
Claim no_races() {
  Claim out;
  out.kind = Claim::Kind::NoRaces;
  out.name = "races";
  out.sentence = "no plain access races with another";
  return out;
}
// No execution is against it: what is asked is what comes before any claim, and whether there is one.
Claim no_faults() {
  Claim out;
  out.name = "faults";
  out.sentence = "nothing is done that has no meaning";
  out.probe.locals.push_back({"", {}, number(0)});
  return out;
}

} // namespace

bool is_of_faults(Claim const& claim) { return claim.name == "faults"; }

std::vector<Question> questions(frontend::ProtocolFile const& file, Protocol const& protocol,
                                std::string const& model, Races races) {
  std::vector<std::uint32_t> all(protocol.starts.size());
  std::iota(all.begin(), all.end(), 0u);
  std::vector<Question> out;
  auto claims = protocol.claims;
  if (races == Races::Flagged && asks_for_races(file, protocol)) claims.push_back(no_races());
  if (claims.empty()) claims.push_back(no_faults());
  for (auto const& claim : claims) {
    std::vector<std::pair<Expectation const*, std::vector<std::uint32_t>>> groups;
    for (auto const s : claim.from.empty() ? all : claim.from) {
      auto const* e = nearest(file, protocol.variant, claim.name, model, protocol.starts[s].name);
      auto const at = std::ranges::find(groups, e, [](auto const& g) { return g.first; });
      (at == groups.end() ? groups.emplace_back(e, std::vector<std::uint32_t>()) : *at).second.push_back(s);
    }
    for (auto& [expected, from] : groups) {
      out.push_back({claim, expected ? std::optional(*expected) : std::nullopt});
      if (groups.size() > 1) out.back().claim.from = std::move(from);
    }
  }
  return out;
}

std::string by(ClaimAnswer const& a) {
  if (a.verdict.kind != Kind::Violated) return "";
  if (a.verdict.lasso) return "livelock";
  auto const kind = a.question.claim.kind;
  return kind == Claim::Kind::Terminates || kind == Claim::Kind::NoDeadlock ? "deadlock" : "";
}

std::string expectation_in_words(Question const& q) {
  bool const is_cover = q.claim.kind == Claim::Kind::Cover, is_of_races = q.claim.kind == Claim::Kind::NoRaces;
  char const* holds = is_cover ? "reached" : is_of_races || is_of_faults(q.claim) ? "none" : "holds";
  if (!q.expected) return holds;
  switch (q.expected->verdict) {
  case Expectation::Verdict::Holds: return holds;
  case Expectation::Verdict::Vacuous: return is_cover ? "not reached" : "vacuous";
  case Expectation::Verdict::Within: return "holds within the rounds that are tried";
  case Expectation::Verdict::Unknown: return "unknown";
  case Expectation::Verdict::Violated: break;
  }
  return (is_cover ? "not reached" : is_of_races ? "found" : "violated") + (q.expected->by.empty() ? "" : " by " + q.expected->by);
}

void judge(ClaimAnswer& a) {
  bool const is_cover = a.question.claim.kind == Claim::Kind::Cover;
  auto const found = a.verdict.kind;
  a.judged = found == Kind::Holds         ? is_cover ? Verdict::Reachable : Verdict::Holds
             : found == Kind::HoldsWithin ? Verdict::HoldsWithin
             : found == Kind::Unknown     ? Verdict::Unknown
             : found == Kind::Vacuous     ? Verdict::Vacuous
             : is_cover                   ? Verdict::Vacuous
                                          : Verdict::Violated;
  auto const& e = a.question.expected;
  auto const wanted = e ? e->verdict : Expectation::Verdict::Holds;
  bool const is_open = found == Kind::Unknown || found == Kind::HoldsWithin;
  auto const vacuous = is_cover ? Kind::Violated : Kind::Vacuous; // nothing reaches it; it speaks of nothing
  bool const is_expected = !a.complaints.empty()                    ? false
                           : wanted == Expectation::Verdict::Holds  ? found == Kind::Holds
                           : wanted == Expectation::Verdict::Within ? found == Kind::HoldsWithin
                           : wanted == Expectation::Verdict::Vacuous ? found == vacuous
                           : wanted == Expectation::Verdict::Unknown
                               ? is_open
                               : found == Kind::Violated && (e->by.empty() || e->by == by(a));
  a.exit = is_expected ? Exit::Good : is_open ? Exit::Unknown : Exit::Violated;
}

} // namespace barrister::cli
