// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/search.hpp"
#include "solver/model/coherence.hpp"
#include "solver/model/survives.hpp"
#include "solver/protocol/alike.hpp"
#include "solver/protocol/coherence.hpp"
#include "solver/protocol/may_fault.hpp"
#include "solver/values/circles.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

constexpr std::size_t most_triples = 20'000'000; // of writes, a clause each: some gigabytes

// Of three events, the first may be before the second, and that before the third.
std::size_t triples(Relation const& order) {
  std::vector<std::size_t> earlier(order.size()), later(order.size());
  for (auto [a, b] : order.pairs()) ++later[a], ++earlier[b];
  std::size_t out = 0;
  for (EventId e = 0; e < order.size(); ++e) out += earlier[e] * later[e];
  return out;
}

} // namespace

std::string why_not_learned(MemoryModel const& model) {
  if (!model.choices.empty()) return "the model makes choices ('with … from')";
  if (model.locks == LockSemantics::ByModel) return "the model says what locks do";
  for (auto const& check : model.checks)
    if (check.role == Role::Axiom && check.negated) return "the negated axiom '" + check.text + "'";
  return {};
}

Search::Search(Protocol const& protocol, MemoryModel const& model, unsigned rounds, SatSolver::How how,
               Deadline deadline, LemmaStore& store, AcceptsLemma accepts, CircularValues circular_values,
               std::vector<Locals> asked)
    : protocol_(protocol), model_(model), how_(how), rounds_(rounds), deadline_(deadline), store_(store),
      accepts_(std::move(accepts)), circular_values_(circular_values), asked_(std::move(asked)),
      survives_(survives(model)), graph_(unfold(protocol, rounds, {}, model.locks, deadline, asked_)) {
  problem_ = graph_.problem;
  if (!problem_.empty()) return;
  settle_circles();
}

// Else it is learned.
bool Search::knows_coherence() const { return !store_.keeps_lemmas && is_coherent(model_); }
bool Search::knows_atomicity() const { return !store_.keeps_lemmas && is_atomic(model_); }

void Search::encode(Domains domains) {
  domains_ = std::move(domains);
  encoded_ = std::make_unique<Encoded>(how_);
  auto& gates = encoded_->gates;
  candidates_ = make_candidates(graph_.events, domains_, knows_coherence());
  if (triples(candidates_.co) > most_triples) {
    problem_ = "there are too many writes to order: lower --unroll";
    return;
  }
  encoded_->program = std::make_unique<ProtocolEncoding>(gates, protocol_, graph_, domains_, candidates_);
  if (!store_.keeps_lemmas) encoded_->program->require_last_writes();
  require_reasons_to_stop();
  encoded_->causality = std::make_unique<Causality>(gates, encoding(), model_);
  if (!why_not_learned(model_).empty()) {
    encoded_->stated = std::make_unique<StatedModel>(sat(), encoding(), model_, candidates_);
    problem_ = encoded_->stated->problem();
    return;
  }
  if (knows_coherence()) require_coherence(gates, encoding(), candidates_);
  if (knows_atomicity()) require_atomicity(gates, encoding());
  encoded_->axioms = std::make_unique<Axioms>(gates, protocol_, encoding(), model_, store_, accepts_);
  encoded_->flags = std::make_unique<Flags>(gates, *encoded_->axioms, encoding(), model_,
                                            store_.keeps_lemmas ? TakenAway::NotAtAll : TakenAway::Exactly);
}

// Values that justify themselves are in no domain. Most models forbid them, and are asked: are there
// executions in which some read has a value of no domain? If there are, these reads may have any.
void Search::settle_circles() {
  auto domains = domains_with_thin_air(graph_.events, knows_coherence());
  if (auto const statements = may_fault(protocol_, graph_, domains);
      !statements.empty()) { // else there is nothing to stop at
    graph_ = unfold(protocol_, rounds_, statements, model_.locks, deadline_, asked_);
    problem_ = graph_.problem;
    if (!problem_.empty()) return;
    domains = domains_with_thin_air(graph_.events, knows_coherence());
  }
  if (domains.may_be_thin_air.empty()) return encode(std::move(domains));
  auto reads = reads_in_circles(graph_.events, domains, knows_coherence());
  encode(std::move(domains));
  if (!problem_.empty()) return;
  std::vector<Literal> thin_air;
  for (auto r : reads)
    thin_air.push_back(gates().both(encoding().program().executed(r),
                                    encoding().program().values().thin_air(graph_.events.events[r].value)));
  auto const is_any_from_thin_air = gates().any(thin_air);
  auto const answer = ask({is_any_from_thin_air});
  is_settled_ = true;
  if (answer.kind == SatSolver::Answer::Unsatisfiable) return require(-is_any_from_thin_air);
  if (answer.kind == SatSolver::Answer::Unknown) {
    problem_ = answer.reason;
    return;
  }
  if (circular_values_ == CircularValues::AsCounted) return require(-is_any_from_thin_air);
  has_thin_air_ = true;
  encode(domains_with_any(graph_.events, std::move(reads), knows_coherence()));
}

// What a run assumes may come behind a cut of another: not where the execution is as good without the rounds
// that were made.
void Search::require_reasons_to_stop() {
  auto const early = encoding().some_stops_early();
  if (early != never) gates().require({-early, encoding().stops_at_fault(), wants_more()});
}

Literal Search::may_go_on(RunId r) const {
  // That a write is seen some time says nothing of what is read later, where reads may go back.
  if (!survives_ || !is_coherent(model_)) return encoding().is_cut();
  return encoded_->gates.either(wants_more(), encoding().goes_on_for_ever(r));
}

Search::Answer Search::ask(std::vector<Literal> assumptions) {
  std::erase(assumptions, always);
  for (auto l : assumptions)
    if (l == never) return {SatSolver::Answer::Unsatisfiable, std::nullopt, {}};
  auto& sat = encoded_->sat;
  for (;;) {
    auto const answer = sat.solve(assumptions, deadline_);
    if (answer == SatSolver::Answer::Unsatisfiable) return {answer, std::nullopt, {}};
    if (answer == SatSolver::Answer::Unknown) return {answer, std::nullopt, sat.reason()};
    if (is_somewhere_from_thin_air())
      return {is_settled_ ? SatSolver::Answer::Unknown : answer, std::nullopt, "an access may be anywhere"};
    auto concrete = make_concrete(sat, protocol_, encoding(), domains_);
    std::size_t learned = 0;
    if (auto& stated = encoded_->stated)
      stated->complete(concrete);
    else
      learned = encoded_->axioms->learn(concrete);
    if (auto const& problem = encoded_->stated ? encoded_->stated->problem() : encoded_->axioms->problem();
        !problem.empty())
      return {SatSolver::Answer::Unknown, std::nullopt, problem};
    if (learned == 0) learned = encoded_->causality->learn(concrete);
    if (learned == 0) return {answer, std::move(concrete), {}};
    learned_ += learned;
    ++rejected_;
    if (auto const why = why_give_up(deadline_); !why.empty())
      return {SatSolver::Answer::Unknown, std::nullopt, std::string(why)};
  }
}

bool Search::may_be_raised(std::size_t check) {
  return !can_ask_for(model_.checks[check]) || encoded_->flags->raised(check) != never;
}

Search::Answer Search::ask_for_flag(std::vector<std::size_t> const& checks,
                                    std::vector<Literal> assumptions) {
  auto& flags = *encoded_->flags;
  std::vector<Literal> ways;
  for (auto check : checks) ways.push_back(flags.raised(check));
  assumptions.push_back(gates().any(ways));
  for (;;) {
    auto answer = ask(assumptions);
    if (answer.kind != SatSolver::Answer::Satisfiable) return answer;
    for (auto check : checks) {
      if (gates().value(flags.raised(check)) != true) continue;
      auto const learned = flags.learn(check, *answer.found);
      if (!flags.problem().empty()) return {SatSolver::Answer::Unknown, std::nullopt, flags.problem()};
      if (learned == 0) return answer;
      learned_ += learned;
    }
    ++rejected_;
    if (auto const why = why_give_up(deadline_); !why.empty())
      return {SatSolver::Answer::Unknown, std::nullopt, std::string(why)};
  }
}

// That of a write of each to one cell, those that do not write it last.
Literal Search::in_order(Asked const& asked) {
  auto const groups = alike(protocol_, graph_, asked);
  if (groups.empty()) return always;
  auto const& program = encoding().program();
  std::vector<EventId> first(graph_.runs.size(), 0); // of the run
  auto const& events = graph_.events.events;
  for (auto e = static_cast<EventId>(events.size()); e-- > graph_.events.initial_writes;)
    first[events[e].thread] = e;
  auto const is_in_order = gates().fresh();
  for (auto const& group : groups) {
    std::optional<EventId>
        write; // of the first of them: those of the others are as far from their first events
    for (auto e = first[group[0]]; !write && e < events.size() && events[e].thread == group[0]; ++e)
      if (events[e].kind == EventKind::Write && candidates_.events[e].cells.size() == 1) write = e;
    if (!write) continue;
    auto const of = [&](RunId r) { return first[r] + (*write - first[group[0]]); };
    for (std::size_t i = 0; i + 1 < group.size(); ++i) {
      auto const before = of(group[i]), after = of(group[i + 1]);
      gates().require({-is_in_order, -program.executed(after), program.executed(before)});
      gates().require({-is_in_order, -program.executed(after), program.co(before, after)});
    }
  }
  return is_in_order;
}

// An access is where no domain says: then no relation can be evaluated.
bool Search::is_somewhere_from_thin_air() const {
  if (domains_.may_be_thin_air.empty()) return false;
  auto const& events = graph_.events.events;
  auto const& program = encoding().program();
  auto const is = [&](Literal l) { return l == always || (l != never && sat().value(l)); };
  for (EventId e = 0; e < events.size(); ++e)
    if (events[e].address && is(program.values().thin_air(*events[e].address)) && is(program.executed(e)))
      return true;
  return false;
}

} // namespace barrister::solver
