// SPDX-License-Identifier: BSD-2-Clause
#include "tests/protocol/encoded_protocol.hpp"
#include "proofs/final_state.hpp"
#include "proofs/replay.hpp"
#include "solver/encode/sat_solver.hpp"
#include "tests/support/facts_of.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister {
namespace {

using Kind = LemmaFact::Kind;
using proofs::plain::Encoding;
using proofs::plain::RunId;
using proofs::plain::Stop;

constexpr Literal always = 1, never = -1;

class Matching {
public:
  Matching(Protocol const& protocol, Encoding const& encoding, ProtocolExecution const& x)
      : protocol_(protocol), encoding_(encoding), x_(x), sat_(solver::SatSolver::Kind::Cadical) {
    while (sat_.fresh() < encoding.last()) {
    }
    auto const& clauses = encoding.clauses();
    for (std::size_t i = 0; i < clauses.size(); ++i) sat_.require({clauses[i].begin(), clauses[i].end()});
  }

  std::string run() {
    require({-encoding_.is_cut()});
    require({-encoding_.has_fault()});
    require({encoding_.begins_with(x_.start)});
    match_runs();
    if (!is_satisfiable()) return "no such runs\n";
    match_events();
    if (!is_satisfiable()) return "no such events\n";
    relate("rf", x_.execution.rf, Kind::ReadsFrom);
    relate("co", x_.execution.co, Kind::Before);
    relate("po", x_.execution.po, Kind::ProgramOrder);
    if (!is_satisfiable()) return "not related so\n";
    ends();
    if (!is_satisfiable()) return "no such ends\n";
    questions();
    if (!is_satisfiable()) return "other answers\n";
    return facts();
  }

private:
  void require(std::vector<Literal> clause) { sat_.require(clause); }
  bool is_satisfiable() { return sat_.solve(assumed_, {}) == solver::SatSolver::Answer::Satisfiable; }
  bool is_true(Literal l) const { return l == always || (l != never && sat_.value(l)); }
  Literal literal(Kind kind, EventId a, EventId b, std::string set = {}) const {
    return encoding_.literal({kind, a, b, std::move(set)});
  }
  void exactly_one(std::vector<Literal> const& all) {
    require(all);
    at_most_one(all);
  }
  void at_most_one(std::vector<Literal> const& all) {
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) require({-all[i], -all[j]});
  }

  // is_run_[r][id]: this run of the execution is that of the encoding.
  void match_runs() {
    auto const& runs = encoding_.runs();
    is_run_.assign(x_.runs.size(), std::vector<Literal>(runs.size(), never));
    for (std::uint32_t r = 0; r < x_.runs.size(); ++r) {
      std::vector<Literal> ways;
      for (RunId id = 0; id < runs.size(); ++id)
        if (runs[id].context == x_.runs[r].context) ways.push_back(is_run_[r][id] = sat_.fresh());
      exactly_one(ways);
    }
    for (RunId id = 0; id < runs.size(); ++id) {
      std::vector<Literal> ways;
      for (std::uint32_t r = 0; r < x_.runs.size(); ++r) {
        auto const is = is_run_[r][id];
        if (is == never) continue;
        ways.push_back(is);
        auto const on = runs[id].on.find(x_.runs[r].cpu);
        require({-is, on == runs[id].on.end() ? never : on->second});
        if (x_.runs[r].cause) require({-is, is_run_[x_.runs[r].cause->run][runs[id].cause->run]});
      }
      at_most_one(ways);
      for (auto way : ways) require({-way, runs[id].guard});
      ways.push_back(-runs[id].guard);
      require(ways);
    }
  }

  // is_event_[e][there]
  void match_events() {
    auto const size = static_cast<EventId>(encoding_.events().size());
    is_event_.assign(x_.execution.events.size(), std::vector<Literal>(size, never));
    std::vector<std::vector<Literal>> of(size);
    for (EventId e = 0; e < is_event_.size(); ++e) {
      std::vector<Literal> ways;
      for (EventId there = 0; there < size; ++there)
        if (may_be(e, there)) {
          auto const is = is_event_[e][there] = sat_.fresh();
          ways.push_back(is);
          of[there].push_back(is);
          say(e, there, is);
        }
      exactly_one(ways);
    }
    for (EventId there = 0; there < size; ++there) {
      auto const executed = literal(Kind::Executed, there, there);
      at_most_one(of[there]);
      for (auto way : of[there]) require({-way, executed});
      of[there].push_back(-executed);
      require(of[there]);
    }
    for (EventId e = 0; e < is_event_.size(); ++e) // those of a run are in its order
      for (EventId f = e + 1; f < is_event_.size(); ++f)
        for (EventId a = 0; a < size; ++a)
          for (EventId b = 0; b < a; ++b)
            if (x_.run_of[e] == x_.run_of[f] && is_event_[e][a] != never && is_event_[f][b] != never)
              require({-is_event_[e][a], -is_event_[f][b]});
  }
  bool may_be(EventId e, EventId there) const {
    auto const& event = x_.execution.events[e];
    auto const& encoded = encoding_.events()[there];
    if (event.is_initial() != encoded.is_initial || event.kind != encoded.kind ||
        event.address.has_value() != encoded.has_address)
      return false;
    if (event.is_initial()) return encoded.where.cell == *event.address;
    return event.instruction == encoded.where.instruction &&
           is_run_[x_.run_of[e]][encoded.where.thread] != never;
  }
  void say(EventId e, EventId there, Literal is) {
    auto const& event = x_.execution.events[e];
    auto const& encoded = encoding_.events()[there];
    if (!event.is_initial()) require({-is, is_run_[x_.run_of[e]][encoded.where.thread]});
    if (event.address) require({-is, encoding_.is_at(there, *event.address)});
    if (auto const has = encoding_.has(there, event.value); has != never) require({-is, has});
  }

  void relate(char const*, Relation const& relation, Kind kind) {
    auto const size = static_cast<EventId>(encoding_.events().size());
    for (EventId e = 0; e < is_event_.size(); ++e)
      for (EventId f = 0; f < is_event_.size(); ++f)
        for (EventId a = 0; a < size && e != f; ++a)
          for (EventId b = 0; b < size; ++b)
            if (is_event_[e][a] != never && is_event_[f][b] != never) {
              auto const l = literal(kind, a, b);
              require({-is_event_[e][a], -is_event_[f][b], relation.contains(e, f) ? l : -l});
            }
  }

  void ends() {
    for (std::uint32_t r = 0; r < x_.runs.size(); ++r)
      for (RunId id = 0; id < encoding_.runs().size(); ++id) {
        auto const is = is_run_[r][id];
        if (is == never) continue;
        std::vector<Literal> stuck{-is};
        for (auto const& stop : encoding_.runs()[id].stops) {
          if (x_.runs[r].end == Run::End::Ended) require({-is, -stop.here});
          if (stop.at != Stop::At::Cut) stuck.push_back(stop.here);
        }
        if (x_.runs[r].end != Run::End::Ended) require(stuck);
      }
  }
  void questions() {
    auto const state = proofs::final_state(protocol_, x_, proofs::run_again(protocol_, x_, enough_rounds));
    for (std::size_t i = 0; i < protocol_.claims.size(); ++i) {
      auto const& claim = protocol_.claims[i];
      if (!claim.speaks_of_all && proofs::speaks_of(claim, protocol_, x_))
        for (auto l : encoding_.unfinished(claim.without)) require({-l});
      if (claim.kind == Claim::Kind::Cover || claim.kind == Claim::Kind::NoRaces) continue;
      bool is_against = std::ranges::any_of(x_.runs, [&](Run const& run) {
        return run.end != Run::End::Ended &&
               (claim.kind != Claim::Kind::Terminates || run.context == claim.context);
      });
      if (claim.kind == Claim::Kind::Never || claim.kind == Claim::Kind::Finally) {
        auto const says = barrister::run(claim.probe, proofs::probed(state));
        bool const yes = says && truth(*says);
        if (!says && claim.kind == Claim::Kind::Never) continue;
        is_against = yes == (claim.kind == Claim::Kind::Never);
      }
      auto const l = encoding_.is_against(i);
      require({is_against ? l : -l});
    }
  }

  // What is told that is not so; of the events that were found.
  std::string facts() {
    std::vector<EventId> at;
    for (auto const& ways : is_event_)
      at.push_back(static_cast<EventId>(std::ranges::find_if(ways, [&](Literal l) { return is_true(l); }) -
                                        ways.begin()));
    std::string out;
    std::vector<Literal> not_so;
    for (auto const& [fact, is_so] : facts_of(x_.execution)) {
      auto const l = literal(fact.kind, at[fact.a], at[fact.b], fact.set);
      if (is_so || !is_true(l)) continue;
      not_so.push_back(-l);
      out += fmt::format("fact {} {} of {} and {} is told\n", static_cast<int>(fact.kind), fact.set, fact.a,
                         fact.b);
    }
    if (out.empty()) return out;
    for (EventId e = 0; e < at.size(); ++e) assumed_.push_back(is_event_[e][at[e]]);
    assumed_.insert(assumed_.end(), not_so.begin(), not_so.end());
    return is_satisfiable() ? "" : out; // there may be other assignments
  }
  static constexpr unsigned enough_rounds = 1000;
  Protocol const& protocol_;
  Encoding const& encoding_;
  ProtocolExecution const& x_;
  solver::SatSolver sat_;
  std::vector<std::vector<Literal>> is_run_, is_event_;
  std::vector<Literal> assumed_;
};

} // namespace

EncodedProtocol::EncodedProtocol(Protocol const& protocol, Encoding const& encoding, unsigned rounds)
    : protocol_(protocol), encoding_(encoding), rounds_(rounds) {}

bool EncodedProtocol::is_beyond(ProtocolExecution const& x) const {
  for (std::uint32_t r = 0; r < x.runs.size(); ++r) {
    unsigned deep = 0;
    for (auto at = r; x.runs[at].cause; at = x.runs[at].cause->run) ++deep;
    if (deep > proofs::plain::deepest_cause) return true;
  }
  auto const again = proofs::run_again(protocol_, x, rounds_);
  return std::ranges::any_of(
      again.runs, [](proofs::ContextRun const& run) { return run.end == proofs::ThreadRun::End::Cut; });
}

std::string EncodedProtocol::complaint(ProtocolExecution const& x) const {
  return Matching(protocol_, encoding_, x).run();
}

} // namespace barrister
