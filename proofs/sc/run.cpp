// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/sc/run.hpp"
#include "proofs/sc/astray.hpp"
#include "proofs/sc/may_wait.hpp"
#include "proofs/sc/readers.hpp"
#include <algorithm>

namespace barrister::sc {
namespace {

constexpr std::size_t most_local_statements = 100'000; // between two steps
constexpr std::size_t most_local_choices = 200;        // on one way between two steps

template <class... Kinds> bool is_any_of(Statement const& s) {
  return (std::holds_alternative<Kinds>(s.node) || ...);
}
bool is_step(Statement const& s) {
  if (auto const* mask = std::get_if<Mask>(&s.node)) return mask->is_step();
  return is_any_of<Load, Store, Fence, Rmw, Lock, Unlock, Trylock, IsLocked, OwnedLoad, OwnedStore, Raise>(s);
}

void fail(State& s, std::string what) {
  if (s.fault.empty()) s.fault = std::move(what);
}

// Without a value: it fails the state.
std::optional<Value> evaluate(State& s, Run const& run, Expression const& e) {
  if (auto const* constant = std::get_if<Constant>(&e.node)) return constant->value;
  if (auto const* use = std::get_if<LocalUse>(&e.node)) return run.locals[use->local];
  if (std::holds_alternative<ThisCpu>(e.node)) return number(run.cpu);
  if (auto const* conversion = std::get_if<Conversion>(&e.node)) {
    auto const operand = evaluate(s, run, *conversion->operand);
    return operand ? std::optional(convert(*operand, conversion->type)) : std::nullopt;
  }
  auto const& operation = std::get<Operation>(e.node);
  auto const left = evaluate(s, run, *operation.left);
  auto const right = operation.right ? evaluate(s, run, *operation.right) : std::optional(number(0));
  if (!left || !right) return std::nullopt;
  auto const value = apply(operation.op, *left, *right, operation.type);
  if (!value) fail(s, std::string("'") + spelling(operation.op) + "' has no meaning on its operands");
  return value;
}

void assign(World const& world, Run& run, LocalId target, Value v) {
  run.locals.set(target, convert(v, world.protocol.program.threads[run.context].locals[target].type));
}

void change(World const& world, Run& run, Mask const& mask) {
  using Irqs = Mask::Irqs;
  bool const were_on = !run.irqs_off;
  if (mask.irqs == Irqs::Save) assign(world, run, mask.flags, number(were_on ? 1 : 0));
  if (mask.irqs == Irqs::Off || mask.irqs == Irqs::Save) run.irqs_off = true;
  if (mask.irqs == Irqs::On) run.irqs_off = false;
  if (mask.irqs == Irqs::Restore) run.irqs_off = !truth(run.locals[mask.flags]);
  run.preemption += mask.preemption;
}

enum class Outcome : std::uint8_t { Passes, Waits };

// Executes a step on the state itself. What waits may leave locals changed: the state is of no more use.
class Step {
public:
  Step(World const& world, State& s, RunName name)
      : world_(world), s_(s), name_(name), run_(run_of(s, name)) {}

  Outcome operator()(Load const& load) {
    auto* cell = find(*load.address);
    if (!cell) return done();
    if (!load.tags.has(Tag::SrcuLock))
      if (auto const other = strays(*cell)) {
        assign(world_, run_, load.target, other->value);
        s_.record.add(Record::Did::Kind::Reads, run_.number, other->value, other->write);
        if (passes(load.until)) return done();
        s_.record.done.pop_back();
      }
    assign(world_, run_, load.target, read(*cell));
    if (load.tags.has(Tag::SrcuLock)) run_.srcu.push_back(*evaluate(s_, run_, *load.address));
    return passes(load.until) ? done() : Outcome::Waits;
  }
  Outcome operator()(Store const& store) {
    auto* cell = find(*store.address);
    auto const value = evaluate(s_, run_, *store.value);
    if (cell && value) write(*cell, convert(*value, *type_), place_of(store, *cell));
    if (cell && store.tags.has(Tag::SrcuUnlock))
      end_reader_of(*evaluate(s_, run_, *store.address), s_, name_);
    return done();
  }
  Outcome operator()(Rmw const& rmw) {
    auto* cell = find(*rmw.address);
    auto const operand = evaluate(s_, run_, *rmw.operand);
    auto const expected = rmw.expected ? evaluate(s_, run_, *rmw.expected) : std::optional(number(0));
    if (!cell || !operand || !expected) return done();
    auto const old = read(*cell);
    auto const compared = convert(*expected, *type_);
    std::optional<Value> fresh, succeeds = number(1);
    switch (rmw.kind) {
    case Rmw::Kind::Exchange: fresh = operand; break;
    case Rmw::Kind::CompareExchange:
      succeeds = compute(Operator::Equal, old, compared);
      fresh = operand;
      break;
    case Rmw::Kind::Arithmetic: fresh = compute(rmw.op, old, *operand, rmw.type); break;
    case Rmw::Kind::AddUnless:
      succeeds = compute(rmw.test, old, compared, rmw.type);
      fresh = succeeds && truth(*succeeds) ? compute(Operator::Add, old, *operand, rmw.type) : old;
      break;
    }
    if (!fresh || !succeeds) return done();
    if (truth(*succeeds)) write(*cell, convert(*fresh, *type_));
    switch (rmw.result) {
    case RmwResult::None: break;
    case RmwResult::Old: assign(world_, run_, rmw.target, old); break;
    case RmwResult::New: assign(world_, run_, rmw.target, *cell); break;
    case RmwResult::Succeeded: assign(world_, run_, rmw.target, *succeeds); break;
    }
    return passes(rmw.until) ? done() : Outcome::Waits;
  }

  Outcome operator()(Mask const& mask) {
    change(world_, run_, mask);
    return done();
  }
  Outcome operator()(Lock const& lock) {
    auto* cell = find(*lock.address);
    if (cell && truth(read(*cell))) return Outcome::Waits;
    if (cell) write(*cell, number(1));
    return done();
  }
  Outcome operator()(Unlock const& unlock) {
    if (auto* cell = find(*unlock.address)) write(*cell, number(0));
    return done();
  }
  Outcome operator()(Trylock const& trylock) {
    auto* cell = find(*trylock.address);
    if (!cell) return done();
    bool const is_held = truth(read(*cell));
    assign(world_, run_, trylock.target, number(is_held ? 0 : 1));
    if (!is_held) write(*cell, number(1));
    return done();
  }
  Outcome operator()(IsLocked const& question) {
    if (auto* cell = find(*question.address))
      assign(world_, run_, question.target, number(truth(read(*cell)) ? 1 : 0));
    return done();
  }

  Outcome operator()(Fence const& fence) {
    if (fence.tags.has(Tag::SyncSrcu)) return wait_for_srcu(*fence.address);
    if (fence.tags.has(Tag::RcuLock)) ++run_.readers;
    if (fence.tags.has(Tag::RcuUnlock)) end_reader(s_, name_);
    if (!fence.tags.has(Tag::SyncRcu)) return done();
    if (run_.in_grace_period) {
      if (!run_.awaited.empty()) return Outcome::Waits;
      run_.in_grace_period = false;
      return done();
    }
    run_.in_grace_period = true;
    return begin_grace_period();
  }

  Outcome operator()(OwnedLoad const& load) {
    if (load.owner) fail(s_, "the owner of an owned variable is named outside of a probe");
    auto const value = owned(load.variable);
    s_.record.add(Record::Did::Kind::ReadsOwned, run_.number, value);
    assign(world_, run_, load.target, value);
    return done();
  }
  Outcome operator()(OwnedStore const& store) {
    if (auto const value = evaluate(s_, run_, *store.value))
      owned(store.variable) = convert(*value, world_.protocol.owned[store.variable].type);
    return done();
  }
  Outcome operator()(Raise const& raise) {
    auto const cpu = evaluate(s_, run_, *raise.cpu);
    if (cpu && (cpu->is_address() || cpu->number < 0 ||
                static_cast<std::size_t>(cpu->number) >= world_.protocol.declared))
      fail(s_, "an interrupt is raised on a CPU that is not declared");
    else if (cpu)
      ++s_.cpus[static_cast<std::size_t>(cpu->number)].raised[raise.interrupt];
    return done();
  }
  template <class Local> Outcome operator()(Local const&) { return done(); } // never asked: not a step

private:
  Outcome wait_for_srcu(Expression const& address) {
    if (!find(address)) return done();
    auto const srcu = *evaluate(s_, run_, address);
    if (run_.srcu_awaited) {
      if (!run_.awaited_of_srcu.empty()) return Outcome::Waits;
      run_.srcu_awaited.reset();
      return done();
    }
    run_.srcu_awaited = srcu;
    return begin_grace_period();
  }
  // The run stays where it is: to end is another step.
  Outcome begin_grace_period() {
    look_for_readers(s_, run_);
    s_.record.add(Record::Did::Kind::Steps, run_.number);
    return Outcome::Passes;
  }
  Outcome done() {
    s_.record.add(Record::Did::Kind::Steps, run_.number);
    ++run_.frames.back().next;
    return Outcome::Passes;
  }
  Value read(Value const& cell) {
    s_.record.add(Record::Did::Kind::Reads, run_.number, cell);
    if (world_.astray) s_.record.memory[number_of(cell)].back().known_to.push_back(run_.cpu);
    return cell;
  }
  // Behind others of its cell in co, or before one that was done.
  void write(Value& cell, Value v, std::uint32_t before = Record::last) {
    if (before == Record::last) cell = v;
    s_.record.add(Record::Did::Kind::Writes, run_.number, v, before);
    if (world_.astray) s_.record.remember(number_of(cell), run_.cpu, v, before);
  }
  std::optional<Sight> strays(Value const& cell) {
    if (!world_.astray) return std::nullopt;
    return sees(*world_.astray, s_.record, run_, number_of(cell));
  }
  std::uint32_t place_of(Store const& store, Value const& cell) {
    if (!world_.astray || store.tags.has(Tag::SrcuUnlock)) return Record::last;
    return comes_before(*world_.astray, s_.record, run_, number_of(cell));
  }
  std::size_t number_of(Value const& cell) const { return static_cast<std::size_t>(&cell - s_.cells.data()); }
  bool passes(ExpressionPtr const& until) {
    if (!until) return true;
    auto const answer = evaluate(s_, run_, *until);
    return !answer || truth(*answer);
  }
  std::optional<Value> compute(Operator op, Value left, Value right, Type const& type = {}) {
    auto const value = apply(op, left, right, type);
    if (!value) fail(s_, std::string("'") + spelling(op) + "' has no meaning on its operands");
    return value;
  }
  Value* find(Expression const& address) { // and its type
    auto const value = evaluate(s_, run_, address);
    if (!value) return nullptr;
    if (value->is_address()) {
      auto const& object = world_.protocol.program.objects[value->object];
      if (value->number >= 0 && static_cast<std::size_t>(value->number) < object.initial.size()) {
        type_ = &type_of_cell(object, value->number);
        return &s_.cells[world_.first_cell[value->object] + static_cast<std::size_t>(value->number)];
      }
    }
    fail(s_, "an access to what is no cell");
    return nullptr;
  }
  Value& owned(OwnedId variable) {
    bool const by_cpu = world_.protocol.owned[variable].owner == OwnedVariable::Owner::Cpu;
    return s_.owned[world_.owned_by(variable, by_cpu ? run_.cpu : run_.context)];
  }

  World const& world_;
  State& s_;
  RunName name_;
  Run& run_;
  Type const* type_ = nullptr;
};

// The end of a run, and of its turn if it has one to give back.
void end(State& s, RunName name) {
  auto& run = run_of(s, name);
  leave_readers_open(s, name);
  if (!name.is_task()) {
    s.cpus[name.cpu].stack.pop_back();
    return;
  }
  auto& holder = s.cpus[run.cpu].holder;
  if (holder == name.number) holder.reset();
  Run ended;
  ended.number = run.number;
  ended.context = run.context;
  ended.cpu = run.cpu;
  run = std::move(ended);
}

// Executes local statements of a run, one state for each choice.
class Settling {
public:
  Settling(World const& world, RunName name) : world_(world), name_(name) {}

  void run(State s) {
    open_.push_back({std::move(s), 0});
    while (!open_.empty()) {
      auto next = std::move(open_.back());
      open_.pop_back();
      go_on(std::move(next.state), next.choices);
    }
  }

  std::vector<State> out;

private:
  struct Open {
    State state;
    std::size_t choices;
  };

  void go_on(State s, std::size_t choices) {
    for (;;) {
      if (!s.fault.empty()) break;
      auto& run = run_of(s, name_);
      if (run.frames.empty()) {
        end(s, name_);
        break;
      }
      auto& frame = run.frames.back();
      if (frame.next == frame.block->size()) {
        leave_block(s, run);
        continue;
      }
      auto const& statement = (*frame.block)[frame.next];
      if (is_step(statement)) {
        run.locals.forget_all_but(world_.live.at(&statement));
        break;
      }
      if (++statements_ > most_local_statements) {
        fail(s, "a loop goes on without a step");
        break;
      }
      ++frame.next;
      if (auto const* choice = std::get_if<Choose>(&statement.node)) {
        if (choices == most_local_choices) {
          fail(s, "a loop chooses on without a step");
          break;
        }
        for (unsigned i = 0; i < choice->count; ++i) {
          auto chosen = s;
          auto& chooser = run_of(chosen, name_);
          chosen.record.add(Record::Did::Kind::Chooses, chooser.number, number(i));
          assign(world_, chooser, choice->target, number(i));
          open_.push_back({std::move(chosen), choices + 1});
        }
        return;
      }
      if (!std::visit([&](auto const& node) { return execute(s, run, node); }, statement.node)) return;
    }
    out.push_back(std::move(s));
  }

  void leave_block(State& s, Run& run) {
    auto const frame = run.frames.back();
    run.frames.pop_back();
    if (frame.kind == Frame::Kind::Test) {
      auto const condition = evaluate(s, run, *frame.loop->condition);
      if (condition && truth(*condition))
        run.frames.push_back({Frame::Kind::Round, &frame.loop->body, 0, frame.loop});
    }
    if (frame.kind == Frame::Kind::Round) {
      if (++statements_ > most_local_statements) fail(s, "a loop goes on without a step");
      run.frames.push_back({Frame::Kind::Test, &frame.loop->test, 0, frame.loop});
    }
  }

  // Each says whether the execution exists.
  bool execute(State& s, Run& run, Assign const& node) {
    if (auto const value = evaluate(s, run, *node.value)) assign(world_, run, node.target, *value);
    return true;
  }
  bool execute(State& s, Run& run, If const& node) {
    if (auto const condition = evaluate(s, run, *node.condition))
      run.frames.push_back(
          {Frame::Kind::Plain, truth(*condition) ? &node.then : &node.otherwise, 0, nullptr});
    return true;
  }
  bool execute(State&, Run& run, Loop const& node) {
    run.frames.push_back({Frame::Kind::Test, &node.test, 0, &node});
    return true;
  }
  bool execute(State&, Run& run, Labelled const& node) {
    run.frames.push_back({Frame::Kind::Labelled, &node.body, 0, nullptr});
    return true;
  }
  bool execute(State&, Run& run, Leave const& node) {
    for (auto left = node.levels + 1; left > 0 && !run.frames.empty(); run.frames.pop_back())
      if (run.frames.back().kind == Frame::Kind::Labelled) --left;
    return true;
  }
  bool execute(State& s, Run&, Count const& node) {
    auto& count = s.counts[node.accumulator];
    auto const most = world_.protocol.accumulators[node.accumulator].is_ever ? 1u : world_.most_counted;
    count = std::min(count + 1, most);
    return true;
  }
  bool execute(State& s, Run& run, Assume const& node) {
    auto const condition = evaluate(s, run, *node.condition);
    return !condition || truth(*condition);
  }
  bool execute(State&, Run& run, Mask const& node) {
    change(world_, run, node);
    return true;
  }
  template <class Other> bool execute(State& s, Run&, Other const&) {
    fail(s, "a statement that only a probe may have");
    return true;
  }

  World const& world_;
  RunName name_;
  std::vector<Open> open_;
  std::size_t statements_ = 0;
};

} // namespace

Statement const& next_step(Run const& run) { return (*run.frames.back().block)[run.frames.back().next]; }

Run new_run(World const& world, State& s, ContextId context, CpuId cpu) {
  Run run;
  run.number = s.record.begin(context, cpu);
  run.context = context;
  run.cpu = cpu;
  auto const& thread = world.protocol.program.threads[context];
  for (LocalId i = 0; i < thread.locals.size(); ++i) assign(world, run, i, thread.locals[i].initial);
  run.frames.push_back({Frame::Kind::Plain, &thread.body, 0, nullptr});
  auto const kind = world.protocol.contexts[context].kind;
  run.irqs_off = kind == Context::Kind::Interrupt;
  run.preemption = kind == Context::Kind::Task ? 0 : 1;
  return run;
}

std::vector<State> settled(World const& world, State s, RunName name) {
  Settling settling(world, name);
  settling.run(std::move(s));
  return std::move(settling.out);
}

std::optional<std::vector<State>> step(World const& world, State s, RunName name) {
  auto const& statement = next_step(run_of(s, name));
  auto const outcome = std::visit(Step(world, s, name), statement.node);
  if (outcome == Outcome::Waits && s.fault.empty()) return std::nullopt;
  auto out = settled(world, std::move(s), name);
  if (name.is_task())
    for (auto& next : out) {
      auto const& run = next.tasks[name.number];
      if (run.has_ended()) continue;
      auto& holder = next.cpus[run.cpu].holder;
      holder.reset();
      if (run.irqs_off || run.preemption > 0) holder = name.number;
    }
  return out;
}

bool waits(World const& world, State const& s, RunName name) {
  auto const& statement = next_step(run_of(s, name));
  if (!may_wait(statement)) return false;
  auto copy = s;
  return std::visit(Step(world, copy, name), statement.node) == Outcome::Waits && copy.fault.empty();
}

} // namespace barrister::sc
