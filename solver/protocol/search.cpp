// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/search.hpp"
#include "solver/coherence.hpp"
#include "solver/protocol/coherence.hpp"
#include "solver/undefined.hpp"
#include <algorithm>

namespace barrister::solver {

Search::Search(Protocol const& protocol, MemoryModel const& model, unsigned rounds, Smt::Engine engine,
               Deadline deadline, Experience& experience)
    : protocol_(protocol), deadline_(deadline), graph_(unfold(protocol, rounds)), smt_(engine) {
  problem_ = graph_.problem;
  if (!problem_.empty()) return;
  domains_ = compute_domains(graph_.events);
  if (domains_.too_large) {
    problem_ = "some value can be one of more than " + std::to_string(Domains::largest);
    return;
  }
  // Where nothing may have a fault, there is nothing to stop at.
  auto const context_of = [&](RunId r) { return graph_.runs[r].context; };
  auto statements = statements_that_may_fault(graph_.events, domains_, context_of);
  for (auto const& run : graph_.runs)
    if (run.cause && !std::ranges::all_of(domains_.of_term[run.cause->cpu], [&](Value v) {
          return !v.is_address() && v.number >= 0 && static_cast<std::size_t>(v.number) < protocol.declared;
        })) {
      auto const& raises = graph_.runs[run.cause->run];
      statements.emplace(raises.context, raises.steps[run.cause->step].statement->instruction);
    }
  if (!statements.empty()) {
    graph_ = unfold(protocol, rounds, statements);
    problem_ = graph_.problem;
    if (!problem_.empty()) return;
    domains_ = compute_domains(graph_.events);
  }
  auto const candidates = make_candidates(graph_.events, domains_, is_coherent(model));
  encoding_ = std::make_unique<ProtocolEncoding>(gates_, protocol, graph_, domains_, candidates);
  if (is_coherent(model)) require_coherence(gates_, *encoding_, candidates);
  if (is_atomic(model)) require_atomicity(gates_, *encoding_);
  axioms_ = std::make_unique<Axioms>(gates_, protocol_, *encoding_, model, experience);
  problem_ = axioms_->problem();
}

Search::Answer Search::ask(std::vector<Literal> assumptions) {
  std::erase(assumptions, always);
  for (auto l : assumptions)
    if (l == never) return {Smt::Answer::Unsatisfiable, std::nullopt, {}};
  for (;;) {
    auto const answer = smt_.solve(assumptions, deadline_);
    if (answer == Smt::Answer::Unsatisfiable) return {answer, std::nullopt, {}};
    if (answer == Smt::Answer::Unknown) return {answer, std::nullopt, smt_.reason()};
    auto concrete = make_concrete(smt_, protocol_, *encoding_, domains_);
    auto const learned = axioms_->learn(concrete);
    if (learned == 0) return {answer, std::move(concrete), {}};
    learned_ += learned;
    ++rejected_;
    if (deadline_ && std::chrono::steady_clock::now() > *deadline_)
      return {Smt::Answer::Unknown, std::nullopt, "timeout"};
  }
}

} // namespace barrister::solver
