// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/replay.hpp"
#include "proofs/causality.hpp"
#include "proofs/lasso.hpp"
#include "proofs/turns.hpp"
#include "proofs/waiting.hpp"
#include "proofs/well_formed.hpp"
#include "spec/scheduler.hpp"
#include <algorithm>
#include <set>

namespace barrister::proofs {
namespace {

using Complaints = std::vector<std::string>;
using Kind = Context::Kind;
using End = ThreadRun::End;

// What a run does to what is owned, step by step: CPU by CPU, in the order of each.
template <class Visit> void for_each_step(ProtocolExecution const& x, History const& history, Visit visit) {
  for (auto const& order : history.order)
    for (auto const [run, step] : order) visit(x.runs[run], history.runs[run].steps[step]);
}

class Replay {
public:
  Replay(Protocol const& protocol, MemoryModel const& model, ProtocolExecution const& x, unsigned unroll)
      : protocol_(protocol), model_(model), x_(x), unroll_(unroll) {}

  // Each check relies on those before it.
  Complaints run() {
    also(complaints_about_indices(protocol_, x_));
    if (model_.locks != LockSemantics::Waiting) complain("the model's locks are not those of protocols");
    if (!out_.empty()) return std::move(out_);
    check_contexts();
    history_ = run_again(protocol_, x_, unroll_);
    check_ends();
    if (!out_.empty()) return std::move(out_);
    check_causes();
    turns_ = check_turns(protocol_, x_, history_);
    also(turns_.complaints);
    check_owned();
    check_events();
    also(complaints_about_rf(protocol_.program, x_.execution));
    also(complaints_about_co(protocol_.program, x_.execution));
    if (!out_.empty()) return std::move(out_);
    if (is_faulty())
      check_fault();
    else
      check_finished();
    also(complaints_about_causes(protocol_, model_, x_, history_));
    also(broken_axioms(model_, x_.execution));
    return std::move(out_);
  }

private:
  void complain(std::string what) { out_.push_back(std::move(what)); }
  void complain(std::uint32_t run, std::string const& what) { complain(name(run) + " " + what); }
  void also(Complaints const& more) { out_.insert(out_.end(), more.begin(), more.end()); }
  std::string name(std::uint32_t run) const { return name_of(protocol_, x_.runs[run]); }
  Context const& context(std::uint32_t run) const { return protocol_.contexts[x_.runs[run].context]; }
  std::uint32_t count() const { return static_cast<std::uint32_t>(x_.runs.size()); }

  bool is_faulty() const { return x_.execution.completion == Completion::Fault; }
  void check_fault() {
    if (std::ranges::find(x_.runs, Run::End::Fault, &Run::end) == x_.runs.end())
      complain("no run has a fault");
  }

  // One run a task, at most one an act, and an agent's acts in order; each where it may run.
  void check_contexts() {
    std::vector<std::size_t> runs(protocol_.contexts.size());
    for (std::uint32_t r = 0; r < count(); ++r) {
      ++runs[x_.runs[r].context];
      if (context(r).kind == Kind::Interrupt) continue;
      if (std::ranges::find(context(r).cpus, x_.runs[r].cpu) == context(r).cpus.end())
        complain(r, "is where it may not run");
    }
    std::set<std::string> idle; // agents of which some act has no run
    for (ContextId c = 0; c < protocol_.contexts.size(); ++c) {
      auto const& it = protocol_.contexts[c];
      if (it.kind == Kind::Interrupt) continue;
      if (runs[c] > 1) complain(it.name + " has more than one run");
      if (it.kind == Kind::Task && runs[c] == 0) complain(it.name + " has no run");
      if (it.kind != Kind::Act || it.recurs) continue;
      if (runs[c] == 0)
        idle.insert(it.agent);
      else if (idle.contains(it.agent))
        complain(it.name + " happens without the act before it");
    }
  }

  void check_ends() {
    for (std::uint32_t r = 0; r < count(); ++r) {
      auto const& rerun = history_.runs[r];
      auto const expected = x_.runs[r].end == Run::End::Ended   ? End::Complete
                            : x_.runs[r].end == Run::End::Stuck ? End::Stopped
                            : x_.runs[r].end == Run::End::Fault ? End::Fault
                                                                : End::Cut;
      // Where another one has a fault, it need not come to its next step: nor to what it assumes or chooses
      // before that.
      bool const is_between = rerun.end == End::Excluded || rerun.end == End::NeedsValue;
      bool const stops = is_faulty() && expected == End::Stopped && is_between;
      if (rerun.end != expected && !stops)
        complain(r, how(rerun));
      else if (rerun.steps.size() != x_.runs[r].steps)
        complain(r, "takes " + std::to_string(rerun.steps.size()) + " steps, not " +
                        std::to_string(x_.runs[r].steps));
      else if (!rerun.is_all_used)
        complain(r, "reads or chooses less often than claimed");
    }
  }
  static std::string how(ContextRun const& run) {
    switch (run.end) {
    case End::Complete: return "comes to its end";
    case End::Stuck: return "waits for ever on the values it reads";
    case End::Cut: return "runs a loop more often than allowed";
    case End::NeedsValue: return "reads or chooses more often than claimed";
    case End::Fault: return "has no meaning: " + run.fault;
    case End::Stopped: return "goes on after its steps";
    case End::Excluded: break;
    }
    return "fails an assumption";
  }

  void check_causes() {
    std::set<StepOf> causes;
    for (std::uint32_t r = 0; r < count(); ++r) {
      auto const& run = x_.runs[r];
      if (run.cause.has_value() != (context(r).kind == Kind::Interrupt)) {
        complain(r, run.cause ? "is raised, and is no interrupt" : "is raised by nothing");
        continue;
      }
      if (!run.cause) continue;
      auto const& raised = history_.runs[run.cause->run].steps[run.cause->step].raised;
      if (raised != ContextRun::Raised{run.context, run.cpu})
        complain(r, "is not what its cause raises");
      else if (!causes.insert({run.cause->run, run.cause->step}).second)
        complain(r, "is raised once, and runs again");
    }
  }

  void check_owned() {
    auto state = state_at(protocol_, protocol_.starts[x_.start]);
    std::map<ContextId, CpuId> where; // what a context owns was accessed
    for_each_step(x_, history_, [&](Run const& run, ContextRun::Step const& step) {
      auto const& it = protocol_.contexts[run.context];
      if (it.kind == Kind::Task && protocol_.current && step.depths == Depths() &&
          state.owned[{*protocol_.current, run.cpu}] != it.task)
        complain(name_of(protocol_, run) + " runs while it is not current");
      if (!step.owned) return;
      auto const& variable = protocol_.owned[step.owned->variable];
      auto& held = state.owned[{step.owned->variable, owner_of(protocol_, step.owned->variable, run)}];
      if (!step.owned->is_store && held != step.owned->value)
        complain(name_of(protocol_, run) + " reads from '" + variable.name + "' what it does not hold");
      held = step.owned->value;
      if (variable.owner == OwnedVariable::Owner::Context &&
          where.emplace(run.context, run.cpu).first->second != run.cpu)
        complain(it.name + " owns '" + variable.name + "' on two CPUs, in no order");
    });
  }

  void check_events() {
    auto const rerun = assemble(protocol_, x_, history_);
    auto expected = rerun.execution;
    for (std::uint32_t r = 0; r < count(); ++r) // of runs that do not end, nobody asks
      if (x_.runs[r].end != Run::End::Ended) expected.locals[r] = x_.execution.locals[r];
    also(differences(protocol_.program, x_.execution, expected));
    if (rerun.run_of != x_.run_of) complain("an event is of another run than claimed");
  }

  void check_finished() {
    auto const any = [&](Run::End end) {
      return std::ranges::find(x_.runs, end, &Run::end) != x_.runs.end();
    };
    auto const expected = any(Run::End::Fault)   ? Completion::Fault
                          : any(Run::End::Cut)   ? Completion::Cut
                          : any(Run::End::Stuck) ? Completion::Stuck
                                                 : Completion::Complete;
    if (x_.execution.completion != expected) complain("the execution does not end as it says");
    Waiting const waiting(protocol_, x_, history_, turns_.stacks, final_state(protocol_, x_, history_),
                          unroll_);
    for (std::uint32_t r = 0; r < count(); ++r) {
      if (x_.runs[r].end != Run::End::Stuck) continue;
      if (!waiting.is_stuck(r)) complain(r, "is said to be stuck, and nothing holds it");
    }
    if (expected == Completion::Cut) return;
    for (auto const [r, step] : waiting.pending())
      complain(r, "raises an interrupt in its step " + std::to_string(step) + " that can be taken");
  }

  Protocol const& protocol_;
  MemoryModel const& model_;
  ProtocolExecution const& x_;
  unsigned unroll_;
  History history_;
  Turns turns_;
  Complaints out_;
};

// Runs are stopped after their steps: this is for loops without any.
constexpr unsigned enough_rounds = 1'000'000;

bool acts(Protocol const& protocol, ProtocolExecution const& x, std::string const& agent) {
  return std::ranges::any_of(x.runs, [&](Run const& run) {
    auto const& context = protocol.contexts[run.context];
    return context.kind == Kind::Act && context.agent == agent;
  });
}
// Acts that recur are in no other claim's world.
bool may_recur(Claim const& claim, Context const& context) {
  return !context.recurs || std::ranges::find(claim.any_times, context.agent) != claim.any_times.end();
}
bool is_about(Claim const& claim, Protocol const& protocol, ProtocolExecution const& x) {
  auto const starts = claim.from.empty() || std::ranges::find(claim.from, x.start) != claim.from.end();
  auto const acts_are_its_own = std::ranges::all_of(
      x.runs, [&](Run const& run) { return may_recur(claim, protocol.contexts[run.context]); });
  return starts && acts_are_its_own &&
         std::ranges::none_of(claim.without, [&](auto const& agent) { return acts(protocol, x, agent); });
}

// Whether a task waits to be made current, and an agent that acts in the claim's world could do it.
bool is_unfinished(Claim const& claim, Protocol const& protocol, ProtocolExecution const& x) {
  auto const schedulers = schedulers_of(protocol);
  if (schedulers.empty()) return false;
  auto const history = run_again(protocol, x, enough_rounds);
  auto const turns = check_turns(protocol, x, history);
  Waiting const waiting(protocol, x, history, turns.stacks, final_state(protocol, x, history), enough_rounds);
  for (std::uint32_t r = 0; r < x.runs.size(); ++r)
    for (auto const act : schedulers)
      if (x.runs[r].end == Run::End::Stuck && waiting.is_put_aside(r) &&
          std::ranges::find(claim.without, protocol.contexts[act].agent) == claim.without.end() &&
          waiting.could_schedule(act, r))
        return true;
  return false;
}

} // namespace

Complaints complaints(Protocol const& protocol, MemoryModel const& model, ProtocolExecution const& x,
                      unsigned unroll) {
  return Replay(protocol, model, x, unroll).run();
}

Complaints complaints_as_faulty(Protocol const& protocol, MemoryModel const& model,
                                ProtocolFault const& faulty, unsigned unroll) {
  auto const& [fault, x, _] = faulty;
  if (x.execution.completion != Completion::Fault || fault.by >= x.runs.size() ||
      x.runs[fault.by].end != Run::End::Fault)
    return {"no run has the fault"};
  auto out = complaints(protocol, model, x, unroll);
  if (!out.empty()) return out;
  auto rerun = run_again(protocol, x, unroll).runs[fault.by].meaningless;
  if (rerun) rerun->by = fault.by;
  if (rerun != fault) out.push_back(name_of(protocol, x.runs[fault.by]) + " has another fault than is said");
  return out;
}

FinalState final_state(Protocol const& protocol, ProtocolExecution const& x, History const& history) {
  auto out = state_at(protocol, protocol.starts[x.start]);
  for (auto& [cell, value] : out.cells) value = final_value(x.execution, cell);
  for_each_step(x, history, [&](Run const& run, ContextRun::Step const& step) {
    if (step.owned)
      out.owned[{step.owned->variable, owner_of(protocol, step.owned->variable, run)}] = step.owned->value;
  });
  for (auto const& run : history.runs)
    for (auto a : run.counts) {
      auto& counted = out.counts[a].number;
      counted = protocol.accumulators[a].is_ever ? 1 : counted + 1;
    }
  return out;
}

bool speaks_of(Claim const& claim, Protocol const& protocol, ProtocolExecution const& x) {
  auto const end = x.execution.completion;
  if (end == Completion::Fault || !is_about(claim, protocol, x)) return false;
  return claim.speaks_of_all || (end != Completion::Cut && !is_unfinished(claim, protocol, x));
}

std::optional<bool> answers(Protocol const& protocol, ProtocolExecution const& x, Claim const& claim) {
  if (!speaks_of(claim, protocol, x)) return std::nullopt;
  switch (claim.kind) {
  case Claim::Kind::Terminates:
    return std::ranges::all_of(
        x.runs, [&](Run const& run) { return run.context != claim.context || run.end == Run::End::Ended; });
  case Claim::Kind::NoDeadlock: return x.execution.completion == Completion::Complete;
  case Claim::Kind::NoRaces: return std::nullopt; // the model says, not the protocol
  case Claim::Kind::Never:
  case Claim::Kind::Finally:
  case Claim::Kind::Cover: break;
  }
  auto const state = final_state(protocol, x, run_again(protocol, x, enough_rounds));
  return says_yes(claim.probe, probed(state));
}

std::optional<bool> answers(Protocol const& protocol, Lasso const& lasso, Claim const& claim) {
  if (claim.kind != Claim::Kind::Terminates || !is_about(claim, protocol, lasso.execution))
    return std::nullopt;
  if (is_unfinished(claim, protocol, lasso.execution)) return std::nullopt;
  auto const& runs = lasso.execution.runs;
  return std::ranges::all_of(
      runs, [&](Run const& run) { return run.context != claim.context || run.end == Run::End::Ended; });
}

} // namespace barrister::proofs
