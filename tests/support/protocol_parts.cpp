// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/protocol_parts.hpp"
#include "spec/leaving.hpp"
#include "tests/support/print_protocol.hpp"

namespace barrister::protocol_parts {
namespace {

Type const int_type{"int", 32, true, true};
Type const task_pointer{"struct task_struct *", 64, true, true};

std::vector<Local> int_locals() {
  std::vector<Local> out;
  for (std::size_t i = 0; i < locals; ++i) out.push_back({"r" + std::to_string(i), int_type, number(0)});
  return out;
}

Rmw rmw(Rmw::Kind kind, ExpressionPtr address, ExpressionPtr operand, RmwResult result, LocalId target) {
  Rmw out;
  out.kind = kind;
  out.result = result;
  out.target = target;
  out.address = std::move(address);
  out.operand = std::move(operand);
  out.tags = same_tags(Tag::Once);
  return out;
}

// Every statement is its own instruction.
void number_statements(Block& block, Program const& program, std::vector<Instruction>& instructions) {
  for (auto& s : block) {
    s.instruction = static_cast<InstructionId>(instructions.size());
    instructions.push_back({{}, to_string(s, program)});
    if (auto* choice = std::get_if<If>(&s.node)) {
      number_statements(choice->then, program, instructions);
      number_statements(choice->otherwise, program, instructions);
    }
    if (auto* rounds = std::get_if<Loop>(&s.node)) {
      number_statements(rounds->test, program, instructions);
      number_statements(rounds->body, program, instructions);
    }
    if (auto* inside = std::get_if<Labelled>(&s.node)) number_statements(inside->body, program, instructions);
  }
}

} // namespace

ExpressionPtr constant(Value v) { return std::make_shared<Expression>(Expression{Constant{v}}); }
ExpressionPtr constant(std::int64_t n) { return constant(number(n)); }
ExpressionPtr use(LocalId local) { return std::make_shared<Expression>(Expression{LocalUse{local}}); }
ExpressionPtr this_cpu() { return std::make_shared<Expression>(Expression{ThisCpu{}}); }
ExpressionPtr compute(ExpressionPtr left, Operator op, ExpressionPtr right) {
  return std::make_shared<Expression>(Expression{Operation{op, std::move(left), std::move(right)}});
}
ExpressionPtr compute_in(Type const& type, ExpressionPtr left, Operator op, ExpressionPtr right) {
  return std::make_shared<Expression>(Expression{Operation{op, std::move(left), std::move(right), type}});
}
ExpressionPtr converted(ExpressionPtr e, Type const& type) {
  return std::make_shared<Expression>(Expression{Conversion{std::move(e), type}});
}
ExpressionPtr logical_not(ExpressionPtr e) { return compute(std::move(e), Operator::LogicalNot, nullptr); }

Statement assign(LocalId target, ExpressionPtr value) { return {Assign{target, std::move(value)}}; }
Statement load(LocalId target, ExpressionPtr address) {
  return {Load{target, std::move(address), Tag::Once, true, nullptr}};
}
Statement wait_until(LocalId target, ExpressionPtr address, ExpressionPtr condition) {
  return {Load{target, std::move(address), Tag::Once, true, std::move(condition)}};
}
Statement store(ExpressionPtr address, ExpressionPtr value) {
  return {Store{std::move(address), std::move(value), Tag::Once}};
}
Statement store(ExpressionPtr address, std::int64_t value) {
  return store(std::move(address), constant(value));
}
Statement fence(Tag tag) { return {Fence{tag, nullptr, nullptr}}; }
Statement add(ExpressionPtr address, std::int64_t n) {
  return arithmetic(Operator::Add, std::move(address), constant(n));
}
Statement arithmetic(Operator op, ExpressionPtr address, ExpressionPtr operand) {
  auto out = rmw(Rmw::Kind::Arithmetic, std::move(address), std::move(operand), RmwResult::None, 0);
  out.op = op;
  return {std::move(out)};
}
Statement exchange(LocalId target, ExpressionPtr address, ExpressionPtr value) {
  return {rmw(Rmw::Kind::Exchange, std::move(address), std::move(value), RmwResult::Old, target)};
}
Statement compare_exchange(LocalId target, ExpressionPtr address, ExpressionPtr expected,
                           ExpressionPtr value) {
  auto out =
      rmw(Rmw::Kind::CompareExchange, std::move(address), std::move(value), RmwResult::Succeeded, target);
  out.expected = std::move(expected);
  return {std::move(out)};
}
Statement mutex_lock(ExpressionPtr address) {
  constexpr LocalId scratch = locals - 1;
  auto out = rmw(Rmw::Kind::CompareExchange, std::move(address), constant(1), RmwResult::Succeeded, scratch);
  out.expected = constant(0);
  out.until = use(scratch);
  return {std::move(out)};
}
Statement lock(ExpressionPtr address) { return {Lock{std::move(address)}}; }
Statement unlock(ExpressionPtr address) { return {Unlock{std::move(address)}}; }
Statement trylock(LocalId target, ExpressionPtr address) { return {Trylock{target, std::move(address)}}; }
Statement is_locked(LocalId target, ExpressionPtr address) { return {IsLocked{target, std::move(address)}}; }
Statement when(ExpressionPtr condition, Block then, Block otherwise) {
  return {If{std::move(condition), std::move(then), std::move(otherwise)}};
}
Statement loop(Block test, ExpressionPtr condition, Block body) {
  return {Loop{std::move(test), std::move(condition), std::move(body)}};
}
Statement labelled(Block body) { return {Labelled{std::move(body)}}; }
Statement leave(unsigned levels) { return {Leave{levels}}; }
Statement choose(LocalId target, unsigned count) { return {Choose{target, count}}; }
Statement owned_load(LocalId target, OwnedId variable) { return {OwnedLoad{target, variable, nullptr}}; }
Statement owned_load_of(ExpressionPtr owner, LocalId target, OwnedId variable) {
  return {OwnedLoad{target, variable, std::move(owner)}};
}
Statement owned_store(OwnedId variable, ExpressionPtr value) {
  return {OwnedStore{variable, std::move(value)}};
}
Statement count(AccumulatorId a) { return {Count{a}}; }
Statement count_load(LocalId target, AccumulatorId a) { return {CountLoad{target, a}}; }
Statement assume(ExpressionPtr condition) { return {Assume{std::move(condition)}}; }
Statement mask(int irqs, int preemption) {
  return {Mask{irqs > 0 ? Mask::Irqs::Off : irqs < 0 ? Mask::Irqs::On : Mask::Irqs::Keep, preemption}};
}
Statement save_flags(LocalId flags, int preemption) { return {Mask{Mask::Irqs::Save, preemption, flags}}; }
Statement restore_flags(LocalId flags, int preemption) {
  return {Mask{Mask::Irqs::Restore, preemption, flags}};
}
Statement raise(ContextId interrupt, ExpressionPtr cpu) { return {Raise{interrupt, std::move(cpu)}}; }

Block together(std::initializer_list<Block> blocks) {
  Block out;
  for (auto const& block : blocks) out.insert(out.end(), block.begin(), block.end());
  return out;
}
Block spin_lock(ExpressionPtr address) { return {mask(0, 1), lock(std::move(address))}; }
Block spin_unlock(ExpressionPtr address) { return {unlock(std::move(address)), mask(0, -1)}; }
Block spin_lock_irq(ExpressionPtr address) { return {mask(1, 1), lock(std::move(address))}; }
Block spin_unlock_irq(ExpressionPtr address) { return {unlock(std::move(address)), mask(-1, -1)}; }

Builder::Builder(std::size_t cpus) {
  protocol_.name = "built";
  protocol_.declared = protocol_.cpus = cpus;
}
ExpressionPtr Builder::word(std::string name, std::int64_t initial) {
  Object object;
  object.name = std::move(name);
  object.type = int_type;
  object.initial = {number(initial)};
  object.is_observed = true;
  protocol_.program.objects.push_back(std::move(object));
  return constant(address(static_cast<ObjectId>(protocol_.program.objects.size() - 1)));
}
ExpressionPtr Builder::lock_word(std::string name) { return word(std::move(name)); }
ExpressionPtr Builder::array(std::string name, std::vector<std::int64_t> initial) {
  auto const out = word(std::move(name));
  auto& object = protocol_.program.objects.back();
  object.is_array = true;
  object.initial.clear();
  for (auto n : initial) object.initial.push_back(number(n));
  return out;
}
ExpressionPtr Builder::pointer(std::string name, ExpressionPtr const& to) {
  auto const out = word(std::move(name));
  auto& object = protocol_.program.objects.back();
  object.type = {"int *", 64, true, true};
  object.initial = {std::get<Constant>(to->node).value};
  return out;
}
CpuId Builder::spare_cpu() { return static_cast<CpuId>(protocol_.cpus++); }
OwnedId Builder::owned(std::string name, OwnedVariable::Owner owner, Value initial) {
  protocol_.owned.push_back({std::move(name), int_type, owner, initial, false});
  return static_cast<OwnedId>(protocol_.owned.size() - 1);
}
AccumulatorId Builder::accumulator(std::string name, bool is_ever) {
  protocol_.accumulators.push_back({std::move(name), is_ever});
  return static_cast<AccumulatorId>(protocol_.accumulators.size() - 1);
}
ContextId Builder::context(Context context, Block body) {
  Thread thread;
  thread.name = context.name;
  thread.locals = int_locals();
  mark_decisions(body);
  number_statements(body, protocol_.program, thread.instructions);
  thread.body = std::move(body);
  protocol_.program.threads.push_back(std::move(thread));
  protocol_.contexts.push_back(std::move(context));
  return static_cast<ContextId>(protocol_.contexts.size() - 1);
}
ContextId Builder::task(std::string name, std::vector<CpuId> on, Block body) {
  Context out;
  out.name = std::move(name);
  out.cpus = std::move(on);
  if (protocol_.current) {
    auto& cells = protocol_.program.objects[tasks_].initial;
    out.task = address(tasks_, static_cast<std::int64_t>(cells.size()));
    cells.push_back(number(0));
  }
  return context(std::move(out), std::move(body));
}
ContextId Builder::act(std::string agent, std::vector<CpuId> on, Block body) {
  Context out;
  out.kind = Context::Kind::Act;
  out.name = out.agent = std::move(agent);
  out.cpus = std::move(on);
  return context(std::move(out), std::move(body));
}
ContextId Builder::interrupt(std::string name, Block body) {
  Context out;
  out.kind = Context::Kind::Interrupt;
  out.name = std::move(name);
  for (CpuId c = 0; c < protocol_.declared; ++c) out.cpus.push_back(c);
  return context(std::move(out), std::move(body));
}
OwnedId Builder::current() {
  Object tasks;
  tasks.name = "tasks";
  tasks.type = int_type;
  tasks.is_array = true;
  tasks.initial = {number(0)}; // of no task with code: the first address is that of the idle task
  protocol_.program.objects.push_back(std::move(tasks));
  tasks_ = static_cast<ObjectId>(protocol_.program.objects.size() - 1);
  protocol_.current = owned("current", OwnedVariable::Owner::Cpu, address(tasks_, 0));
  protocol_.owned.back().type = task_pointer;
  return *protocol_.current;
}
Start& Builder::start(std::string name) {
  Start out;
  out.name = std::move(name);
  protocol_.starts.push_back(std::move(out));
  return protocol_.starts.back();
}
Claim& Builder::claim(Claim::Kind kind, std::string name, Block probe) {
  Claim out;
  out.kind = kind;
  out.name = std::move(name);
  out.probe.locals = int_locals();
  out.probe.body = std::move(probe);
  protocol_.claims.push_back(std::move(out));
  return protocol_.claims.back();
}
Claim& Builder::terminates(ContextId context) {
  auto& out = claim(Claim::Kind::Terminates, protocol_.contexts[context].name + " ends");
  out.context = context;
  return out;
}
Protocol Builder::finished() const {
  auto out = protocol_;
  if (out.starts.empty()) out.starts.emplace_back();
  return out;
}

} // namespace barrister::protocol_parts
