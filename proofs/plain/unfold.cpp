// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/unfold.hpp"
#include "proofs/plain/cell.hpp"
#include "proofs/plain/unfolder.hpp"

namespace barrister::proofs::plain {

std::variant<Unfolding, Unsupported> unfold(LitmusTest const& test, LockSemantics locks, unsigned rounds,
                                            Gates& gates) {
  auto const& program = test.program;
  Draft draft(program, gates, of_litmus_tests);
  draft.initial_writes([&](Value cell) {
    auto const& object = program.objects[cell.object];
    return draft.constant(
        convert(object.initial[static_cast<std::size_t>(cell.number)], type_of_cell(object, cell.number)));
  });
  for (CpuId cpu = 0; cpu < program.threads.size(); ++cpu)
    draft.out.locals.push_back(
        Unfolder(draft, program, locks, rounds).thread(program.threads[cpu], cpu, always));
  if (draft.unsupported) return *draft.unsupported;
  draft.finish();
  return std::move(draft.out);
}

Unfolder::Unfolder(Draft& draft, Program const& program, LockSemantics locks, unsigned rounds)
    : draft_(draft), program_(program), locks_(locks), rounds_(rounds), gates_(draft.gates), out_(draft.out) {
}

std::vector<TermId> Unfolder::thread(Thread const& thread, CpuId number, Literal guard) {
  thread_ = &thread;
  cpu_ = number;
  state_.guard = guard;
  for (auto const& local : thread.locals)
    state_.locals.push_back({constant(convert(local.initial, local.type))});
  block(thread.body);
  std::vector<TermId> at_end;
  for (auto const& local : state_.locals) at_end.push_back(local.term);
  return at_end;
}

void Unfolder::refuse(std::string what) {
  auto const& instructions = thread_->instructions;
  auto where =
      instruction_ < instructions.size() ? " at `" + instructions[instruction_].text + "`" : std::string();
  draft_.refuse({std::move(what) + where + (thread_->name.empty() ? "" : " of " + thread_->name)});
}

void Unfolder::assign(LocalId target, Known known) {
  known.term = converted(known.term, thread_->locals[target].type);
  known.control = joined(known.control, conditions());
  state_.locals[target] = std::move(known);
}

// Who comes to a fault goes no further.
void Unfolder::fault_if(Literal fault) {
  draft_.faults.push_back(gates_.both(state_.guard, fault));
  state_.guard = gates_.both(state_.guard, -fault);
}
void Unfolder::fault_where_pending() {
  fault_if(gates_.any(pending_));
  pending_.clear();
}

void Unfolder::take_step() {
  if (++draft_.steps > draft_.limits.steps)
    refuse("more than " + std::to_string(draft_.limits.steps) + " steps,");
}
void Unfolder::block(Block const& statements) {
  for (auto const& s : statements) {
    take_step();
    if (is_dead() || draft_.unsupported) return;
    instruction_ = s.instruction;
    statement_ = &s;
    begin(s);
    if (is_dead()) return;
    std::visit([&](auto const& node) { step(node); }, s.node);
  }
}
void Unfolder::step(Assign const& s) {
  auto known = value(*s.value);
  fault_where_pending();
  assign(s.target, std::move(known));
}

void Unfolder::decide(Known const& condition, unsigned decides) {
  if (decides == 0) return;
  auto& block = state_.blocks[state_.blocks.size() - decides];
  block = joined(block, joined(condition.data, condition.control));
}
void Unfolder::step(If const& s) {
  auto const condition = value(*s.condition);
  fault_where_pending();
  decide(condition, s.decides);
  auto const holds = truth_of(condition.term);
  auto const before = state_;
  auto const outside = arms_;
  arms_ = joined(arms_, joined(condition.data, condition.control));
  auto const run = [&](Literal is_taken, Block const& arm) {
    state_ = before;
    state_.guard = gates_.both(before.guard, is_taken);
    block(arm);
    return std::move(state_);
  };
  auto const then = run(holds, s.then), otherwise = run(-holds, s.otherwise);
  arms_ = outside;
  state_ = merged(then, otherwise);
  bool const meet =
      then.guard == gates_.both(before.guard, holds) && otherwise.guard == gates_.both(before.guard, -holds);
  if (meet) state_.guard = before.guard;
}

bool Unfolder::may_go_round(unsigned done, TermId) const { return done < rounds_; }
void Unfolder::cut() {
  draft_.cuts.push_back(state_.guard);
  state_.guard = never;
}

// As ifs, one in the other: a round is inside the conditions of all rounds before it.
void Unfolder::step(Loop const& s) {
  auto const instruction = instruction_;
  auto const outside = arms_;
  std::vector<State> ways_out;
  rounds_here_.push_back(0);
  for (unsigned round = 0; !draft_.unsupported; ++round) {
    take_step();
    rounds_here_.back() = round;
    block(s.test);
    if (is_dead()) break;
    instruction_ = instruction;
    auto const condition = value(*s.condition);
    fault_where_pending();
    decide(condition, s.decides);
    auto const goes_on = truth_of(condition.term);
    ways_out.push_back(state_);
    ways_out.back().guard = gates_.both(state_.guard, -goes_on);
    state_.guard = gates_.both(state_.guard, goes_on);
    if (is_dead()) break;
    if (!may_go_round(round, condition.term)) {
      cut();
      break;
    }
    arms_ = joined(arms_, joined(condition.data, condition.control));
    block(s.body);
    if (is_dead()) break;
  }
  rounds_here_.pop_back();
  arms_ = outside;
  for (; !ways_out.empty(); ways_out.pop_back()) state_ = merged(ways_out.back(), state_);
}

void Unfolder::step(Labelled const& s) {
  state_.blocks.emplace_back();
  exits_.emplace_back();
  block(s.body);
  state_.blocks.pop_back();
  for (auto& exit : exits_.back()) state_ = merged(exit, state_);
  exits_.pop_back();
}
void Unfolder::step(Leave const& s) {
  auto const target = exits_.size() - 1 - s.levels;
  exits_[target].push_back(state_);
  exits_[target].back().blocks.resize(target);
  state_.guard = never;
}

} // namespace barrister::proofs::plain
