// SPDX-License-Identifier: BSD-2-Clause
#include "tests/unit/proofs/plain_cases.hpp"
#include "proofs/check.hpp"
#include "tests/support/facts_of.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

namespace barrister {
namespace {

using Kind = LemmaFact::Kind;
using proofs::plain::Encoding;

Encoding encoding_of(LitmusTest const& test, unsigned rounds) {
  auto made = Encoding::of(test, LockSemantics::Waiting, rounds);
  if (auto const* no = std::get_if<proofs::plain::Unsupported>(&made)) throw std::runtime_error(no->what);
  return std::get<Encoding>(std::move(made));
}

// As tests/support/enumerate.cpp has it.
bool is_grounded(Execution const& x) {
  auto from = x.addr | x.data | x.rf | x.rmw;
  for (auto const& [read, write] : x.rmw.pairs())
    for (EventId e = write; e < x.events.size() && x.events[e].cpu == x.events[read].cpu; ++e)
      from.insert(read, e);
  return from.acyclic();
}

} // namespace

Encoded::Encoded(LitmusTest const& test, unsigned rounds)
    : test_(test), encoding_(encoding_of(test, rounds)), sat_(solver::SatSolver::Kind::Cadical) {
  while (sat_.fresh() < encoding_.last()) {
  }
  auto const& clauses = encoding_.clauses();
  for (std::size_t i = 0; i < clauses.size(); ++i) sat_.require({clauses[i].begin(), clauses[i].end()});
}

bool Encoded::can_be(std::vector<Literal> assumptions) {
  return sat_.solve(assumptions, {}) == solver::SatSolver::Answer::Satisfiable;
}
Literal Encoded::literal(Kind kind, EventId a, EventId b, std::string set) const {
  return encoding_.literal({kind, a, b, std::move(set)});
}

std::vector<Literal> Encoded::choices() const {
  std::vector<Literal> out;
  auto const size = static_cast<EventId>(encoding_.events().size());
  for (EventId a = 0; a < size; ++a) {
    out.push_back(literal(Kind::Executed, a, a));
    for (EventId b = 0; b < size; ++b)
      for (auto kind : {Kind::ReadsFrom, Kind::Before}) out.push_back(literal(kind, a, b));
  }
  std::erase_if(out, [](Literal l) { return l == 1 || l == -1; });
  return out;
}
std::optional<std::size_t> Encoded::count(std::set<Value> const& values, std::size_t most) {
  auto const literals = choices();
  std::vector<Literal> const asked{-encoding_.is_cut(), -encoding_.has_fault(), encoding_.passes_filter()};
  std::size_t out = 0;
  for (std::size_t seen = 0; can_be(asked); ++seen) {
    if (seen == most) return std::nullopt;
    bool is_told = true;
    std::vector<Literal> other;
    for (auto l : literals) other.push_back(sat_.value(l) ? -l : l);
    // A value that is told, or any that is.
    for (EventId e = 0; e < encoding_.events().size(); ++e) {
      if (!is_true(literal(Kind::Executed, e, e))) continue;
      bool is_any = false;
      for (auto v : values) {
        auto const l = encoding_.has(e, v);
        is_any |= is_true(l);
        if (l != -1) other.push_back(is_true(l) ? -l : l);
      }
      is_told &= is_any;
    }
    out += is_told && is_model_grounded();
    sat_.require(other);
  }
  return out;
}
bool Encoded::is_true(Literal l) const { return l == 1 || (l != -1 && sat_.value(l)); }
bool Encoded::is_model_grounded() const {
  auto const size = static_cast<EventId>(encoding_.events().size());
  auto const is = [&](Kind kind, EventId a, EventId b) { return is_true(literal(kind, a, b)); };
  Relation from(size);
  for (EventId a = 0; a < size; ++a)
    for (EventId b = 0; b < size; ++b) {
      if (!is(Kind::Executed, a, a) || !is(Kind::Executed, b, b)) continue;
      for (auto kind : {Kind::ReadsFrom, Kind::Address, Kind::Data})
        if (is(kind, a, b)) from.insert(a, b);
      // What an atomic operation gives starts no dependencies where it has fences.
      for (EventId e = b; is(Kind::Rmw, a, b) && e < size; ++e)
        if (is(Kind::SameCpu, b, e)) from.insert(a, e);
    }
  return from.acyclic();
}

bool Encoded::may_be(EventId encoded, Event const& event) const {
  auto const& there = encoding_.events()[encoded];
  if (there.is_initial != event.is_initial() || there.kind != event.kind) return false;
  if (there.has_address != event.address.has_value()) return false;
  if (event.address && encoding_.is_at(encoded, *event.address) == -1) return false;
  return event.is_initial() ||
         (there.where.thread == event.cpu && there.where.instruction == event.instruction);
}
// Goes on with all ways to find the events of each thread in the encoding's order, up to one that is an
// assignment.
void Encoded::match(Execution const& x, EventId next, Mapping& mapping) {
  if (is_found_) return;
  if (next == x.events.size()) {
    auto assumed = assumptions(x, mapping);
    if (!can_be(assumed)) return;
    auto const told = facts(x, mapping);
    auto const is_wrong = [&](Told const& fact) { return !fact.is_so && is_true(fact.literal); };
    if (std::ranges::any_of(told, is_wrong)) { // in this assignment; there may be others
      for (auto const& fact : told)
        if (!fact.is_so) assumed.push_back(-fact.literal);
      if (!can_be(assumed)) return;
    }
    is_found_ = true;
    complaint_.clear();
    for (auto const& fact : told) // where a value is computed from itself, it may be any
      if (fact.is_so && is_grounded(x) && !is_true(fact.literal))
        complaint_ += fmt::format("fact {} {} of {} and {} is not told\n", static_cast<int>(fact.fact.kind),
                                  fact.fact.set, fact.fact.a, fact.fact.b);
    return;
  }
  for (EventId e = mapping.empty() ? 0 : mapping.back() + 1; e < encoding_.events().size(); ++e) {
    if (!may_be(e, x.events[next])) continue;
    mapping.push_back(e);
    match(x, next + 1, mapping);
    mapping.pop_back();
  }
}
std::vector<Literal> Encoded::assumptions(Execution const& x, Mapping const& mapping) const {
  std::vector<Literal> out{-encoding_.is_cut(), -encoding_.has_fault()};
  std::vector<bool> is_executed(encoding_.events().size());
  for (EventId e = 0; e < x.events.size(); ++e) {
    is_executed[mapping[e]] = true;
    if (x.events[e].address) out.push_back(encoding_.is_at(mapping[e], *x.events[e].address));
    if (auto const has = encoding_.has(mapping[e], x.events[e].value); has != -1) out.push_back(has);
    for (EventId f = 0; f < x.events.size(); ++f) {
      auto const is = [&](Relation const& r, Kind kind) {
        auto const l = literal(kind, mapping[e], mapping[f]);
        out.push_back(r.contains(e, f) ? l : -l);
      };
      is(x.rf, Kind::ReadsFrom);
      is(x.co, Kind::Before);
    }
  }
  for (EventId e = 0; e < is_executed.size(); ++e) {
    auto const l = literal(Kind::Executed, e, e);
    out.push_back(is_executed[e] ? l : -l);
  }
  auto const satisfied =
      holds(test_.proposition, test_.program, [&](Observable const& o) { return proofs::observe(x, o); });
  out.push_back(satisfied ? encoding_.satisfies_proposition() : -encoding_.satisfies_proposition());
  out.push_back(encoding_.passes_filter());
  return out;
}

std::vector<Encoded::Told> Encoded::facts(Execution const& x, Mapping const& mapping) const {
  std::vector<Told> out;
  for (auto& [fact, is_so] : facts_of(x))
    out.push_back({literal(fact.kind, mapping[fact.a], mapping[fact.b], fact.set), is_so, fact});
  return out;
}

std::string Encoded::complaint(Execution const& x) {
  is_found_ = false;
  complaint_.clear();
  Mapping mapping;
  match(x, 0, mapping);
  return is_found_ ? complaint_ : "the encoding lacks an execution\n";
}

} // namespace barrister
