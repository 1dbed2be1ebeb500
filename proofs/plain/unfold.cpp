// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/unfold.hpp"
#include "proofs/plain/cell.hpp"
#include "proofs/plain/unfolder.hpp"

namespace barrister::proofs::plain {

std::variant<Unfolding, Unsupported> unfold(LitmusTest const& test, LockSemantics locks, unsigned rounds,
                                            Gates& gates) {
  return Unfolder(test, locks, rounds, gates).unfold();
}

Unfolder::Unfolder(LitmusTest const& test, LockSemantics locks, unsigned rounds, Gates& gates)
    : test_(test), locks_(locks), rounds_(rounds), gates_(gates), out_{test.program, {}, {}, {}, {}} {
  out_.is_cut = gates.fresh();
  out_.has_fault = gates.fresh();
}

std::variant<Unfolding, Unsupported> Unfolder::unfold() {
  initial_writes();
  for (CpuId cpu = 0; cpu < test_.program.threads.size(); ++cpu) thread(cpu);
  if (unsupported_) return *unsupported_;
  auto const define = [&](Literal l, std::vector<Literal> const& ways) {
    auto const any = gates_.any(ways);
    gates_.require({-l, any});
    gates_.require({l, -any});
  };
  define(out_.is_cut, cuts_);
  define(out_.has_fault, faults_);
  return std::move(out_);
}

void Unfolder::initial_writes() {
  auto const& objects = test_.program.objects;
  for (ObjectId o = 0; o < objects.size(); ++o)
    for (std::size_t i = 0; i < objects[o].initial.size(); ++i) {
      auto const cell = address(o, static_cast<std::int64_t>(i));
      UnfoldedEvent event;
      event.kind = EventKind::Write;
      event.where.cell = cell;
      event.address = constant(cell);
      event.value = constant(convert(objects[o].initial[i], type_of_cell(objects[o], cell.number)));
      out_.events.push_back(std::move(event));
    }
}

void Unfolder::thread(CpuId cpu) {
  cpu_ = cpu;
  state_ = {};
  auto const& thread = test_.program.threads[cpu];
  for (auto const& local : thread.locals)
    state_.locals.push_back({constant(convert(local.initial, local.type))});
  block(thread.body);
  std::vector<TermId> at_end;
  for (auto const& local : state_.locals) at_end.push_back(local.term);
  out_.locals.push_back(std::move(at_end));
}

void Unfolder::refuse(std::string what) {
  if (unsupported_) return;
  auto const& instructions = test_.program.threads[cpu_].instructions;
  auto where =
      instruction_ < instructions.size() ? " at `" + instructions[instruction_].text + "`" : std::string();
  unsupported_ = Unsupported{std::move(what) + where + " of " + test_.program.threads[cpu_].name};
}

void Unfolder::assign(LocalId target, Known known) {
  known.term = converted(known.term, test_.program.threads[cpu_].locals[target].type);
  known.control = joined(known.control, conditions());
  state_.locals[target] = std::move(known);
}

// Who comes to a fault goes no further.
void Unfolder::fault_if(Literal fault) {
  faults_.push_back(gates_.both(state_.guard, fault));
  state_.guard = gates_.both(state_.guard, -fault);
}
void Unfolder::fault_where_pending() {
  fault_if(gates_.any(pending_));
  pending_.clear();
}

void Unfolder::take_step() {
  if (++steps_ > most_steps) refuse("more than " + std::to_string(most_steps) + " steps,");
}
void Unfolder::block(Block const& statements) {
  for (auto const& s : statements) {
    take_step();
    if (is_dead() || unsupported_) return;
    instruction_ = s.instruction;
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

// As ifs, one in the other: a round is inside the conditions of all rounds before it.
void Unfolder::step(Loop const& s) {
  auto const instruction = instruction_;
  auto const outside = arms_;
  std::vector<State> ways_out;
  rounds_here_.push_back(0);
  for (unsigned round = 0; !unsupported_; ++round) {
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
    if (round == rounds_) {
      cuts_.push_back(state_.guard);
      state_.guard = never;
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
