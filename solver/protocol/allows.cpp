// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/allows.hpp"
#include "solver/protocol/placement.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

using Kind = Allowance::Kind;

// The facts of an execution, as literals.
class FactsOfKnown {
public:
  FactsOfKnown(Search& search, KnownExecution const& known, Placement const& placement)
      : search_(search), encoding_(search.encoding()), program_(encoding_.program()), known_(known),
        x_(known.execution), at_(placement) {}

  std::vector<Literal> run() {
    out_ = {encoding_.start(x_.start), -encoding_.stops_at_fault()};
    for (auto const& run : search_.graph().runs)
      for (auto const& cut : run.cuts) out_.push_back(-program_.holds(cut.guard));
    for (RunId r = 0; r < search_.graph().runs.size(); ++r)
      if (std::ranges::find(at_.runs, r) == at_.runs.end()) out_.push_back(-encoding_.turns().executed(r));
    for (std::uint32_t r = 0; r < x_.runs.size(); ++r) run(r);
    for (auto const& [term, value] : at_.values) out_.push_back(program_.has(term, value));
    for (auto const& turns : x_.turns) order(turns);
    for (EventId e = 0; e < at_.events.size(); ++e) event(e);
    relations();
    questions();
    return std::move(out_);
  }

private:
  Run const& of(std::uint32_t r) const { return x_.runs[r]; }

  void run(std::uint32_t r) {
    auto const id = at_.runs[r];
    out_.push_back(encoding_.turns().executed(id));
    out_.push_back(encoding_.turns().on(id, of(r).cpu));
    out_.push_back(of(r).end == Run::End::Ended ? -encoding_.is_stuck(id) : is_stuck_at(id, at_.next[r]));
  }
  Literal is_stuck_at(RunId id, std::optional<std::uint32_t> step) const {
    std::vector<Literal> ways;
    for (auto const& stuck : search_.graph().runs[id].stuck)
      if (stuck.at != StuckAt::At::Fault && stuck.step == step) ways.push_back(program_.holds(stuck.stops));
    return search_.gates().any(ways);
  }

  // Between one turn and the next. A run has begun with its first step; where it takes none, with what it is
  // stuck at.
  void order(std::vector<Turn> const& turns) {
    std::vector<std::size_t> done(x_.runs.size());
    std::optional<std::size_t> before; // the piece that the turn before ends in
    for (auto const& turn : turns) {
      auto const& steps = at_.steps[turn.run];
      auto const first = done[turn.run];
      auto const behind = done[turn.run] += turn.steps;
      auto const from = turn.steps > 0  ? std::optional(steps[first])
                        : steps.empty() ? at_.next[turn.run]
                                        : std::nullopt;
      if (!from) continue;
      auto const& all = encoding_.turns();
      if (before) out_.push_back(all.order(*before, all.piece_of(at_.runs[turn.run], *from)));
      before = all.piece_of(at_.runs[turn.run], turn.steps > 0 ? steps[behind - 1] : *from);
    }
  }

  void event(EventId e) {
    auto const& event = x_.execution.events[e];
    auto const& graph_event = search_.graph().events.events[at_.events[e]];
    out_.push_back(program_.executed(at_.events[e]));
    if (event.kind == EventKind::Fence) return;
    out_.push_back(program_.has(*graph_event.address, *event.address));
    out_.push_back(program_.has(graph_event.value, event.value));
  }
  void relations() {
    for (auto const& [w, r] : x_.execution.rf.pairs())
      out_.push_back(program_.rf(at_.events[w], at_.events[r]));
    for (auto const& [first, second] : x_.execution.co.pairs())
      out_.push_back(program_.co(at_.events[first], at_.events[second]));
  }
  void questions() {
    for (std::size_t i = 0; i < known_.answers.size() && i < search_.graph().answers.size(); ++i) {
      if (!known_.answers[i]) continue;
      auto const yes = program_.truth(search_.graph().answers[i]);
      std::vector<Literal> ways{*known_.answers[i] ? yes : -yes};
      for (auto guard : search_.graph().beyond[i]) ways.push_back(program_.holds(guard));
      out_.push_back(search_.gates().any(ways));
    }
  }

  Search& search_;
  ProtocolEncoding const& encoding_;
  ProgramEncoding const& program_;
  KnownExecution const& known_;
  ProtocolExecution const& x_;
  Placement const& at_;
  std::vector<Literal> out_;
};

} // namespace

Allowance allows(Search& search, Protocol const& protocol, KnownExecution const& known) {
  auto const placement = place(protocol, search.graph(), known.execution);
  if (placement.problem == Placement::Problem::Beyond) return {Kind::Beyond, {}};
  if (placement.problem == Placement::Problem::NoPlace) return {Kind::No, placement.why};
  auto facts = FactsOfKnown(search, known, placement).run();
  auto const is_beyond = search.encoding().some_beginning_is_cut();
  facts.push_back(-is_beyond);
  auto const answer = search.ask(facts);
  switch (answer.kind) {
  case SatSolver::Answer::Satisfiable: return {Kind::Yes, {}};
  case SatSolver::Answer::Unsatisfiable: {
    facts.back() = is_beyond;
    if (search.ask(facts).kind == SatSolver::Answer::Satisfiable) return {Kind::Beyond, {}};
    return {Kind::No, "no execution has its turns, values, rf, co and end"};
  }
  case SatSolver::Answer::Unknown: break;
  }
  return {Kind::Unknown, answer.reason};
}

} // namespace barrister::solver
