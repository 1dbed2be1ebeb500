// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/coverage.hpp"
#include "solver/protocol/concrete.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// So many executions reach all there is, mostly with the first few; more are not worth their time.
constexpr unsigned most_questions = 40;

} // namespace

Coverage::Coverage(Protocol const& protocol, std::string const& file)
    : protocol_(protocol), statements_(statements_in(protocol, file)), is_open_(statements_.size(), true) {
  for (std::size_t i = 0; i < statements_.size(); ++i)
    for (auto const& use : statements_[i].uses) at_[use] = i;
  for (auto const& context : protocol.contexts)
    is_waited_for_.push_back(context.kind != Context::Kind::Task && is_in(context.place, file));
}

bool Coverage::is_open(ReachedAt const& reached) const {
  auto const at = at_.find({reached.context, reached.instruction});
  return (at != at_.end() && is_open_[at->second]) || is_waited_for_[reached.context];
}
void Coverage::note(Search const& search) {
  is_any_ = true;
  auto const& program = search.encoding().program();
  auto const holds = [&](GuardId guard) { return holds_in(search.sat(), program, guard); };
  for (auto const& reached : search.graph().reached) {
    if (!is_open(reached) || !holds(reached.guard)) continue;
    is_waited_for_[reached.context] = false;
    auto const at = at_.find({reached.context, reached.instruction});
    if (at != at_.end()) is_open_[at->second] = false;
  }
  for (auto const& run : search.graph().runs)
    if (is_waited_for_[run.context] && is_empty(run.context) && holds(run.guard))
      is_waited_for_[run.context] = false;
}

Literal Coverage::reaches(Search& search) const {
  auto const& program = search.encoding().program();
  std::vector<Literal> ways;
  for (auto const& reached : search.graph().reached)
    if (is_open(reached)) ways.push_back(program.holds(reached.guard));
  for (auto const& run : search.graph().runs)
    if (is_waited_for_[run.context] && is_empty(run.context)) ways.push_back(program.holds(run.guard));
  return search.gates().any(ways);
}

std::optional<Unreached> Coverage::settle(Search& search) {
  for (unsigned asked = 0;; ++asked) {
    auto const answer = search.ask({reaches(search)});
    if (answer.kind == SatSolver::Answer::Unsatisfiable) break;
    if (answer.kind == SatSolver::Answer::Unknown || asked == most_questions) return std::nullopt;
    note(search);
  }
  if (!is_any_) return std::nullopt;
  Unreached out;
  for (ContextId c = 0; c < is_waited_for_.size(); ++c)
    if (is_waited_for_[c]) out.contexts.push_back(c);
  for (std::size_t i = 0; i < statements_.size(); ++i) {
    bool const may_run = std::ranges::any_of(statements_[i].uses,
                                             [this](auto const& use) { return !is_waited_for_[use.first]; });
    if (is_open_[i] && may_run) out.statements.push_back(statements_[i].instruction);
  }
  return out;
}

} // namespace barrister::solver
