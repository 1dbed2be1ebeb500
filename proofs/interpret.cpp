// SPDX-License-Identifier: BSD-2-Clause
// The dependencies are herd7's for C (herdtools7 PR 183). A local remembers two sets of reads: `data`, those
// its value was computed from, and `ctrl`, those that chose the branch it was computed in. What depends on a
// condition depends on both sets of it; but `ctrl` never makes an edge of its own outside a branch.
#include "proofs/interpret_context.hpp"
#include <algorithm>

namespace barrister::proofs {
namespace {

using Reads = std::vector<EventId>; // ascending
using End = ThreadRun::End;

Reads operator|(Reads const& a, Reads const& b) {
  Reads out;
  std::ranges::set_union(a, b, std::back_inserter(out));
  return out;
}

struct Known {
  Value value;
  Reads data, ctrl;
};

template <class Node, class... Nodes> constexpr bool is_one_of = (std::is_same_v<Node, Nodes> || ...);
template <class Node>
constexpr bool is_step =
    is_one_of<Node, Load, Store, Fence, Rmw, Lock, Unlock, Trylock, IsLocked, OwnedLoad, OwnedStore, Raise>;
template <class Node>
constexpr bool is_of_protocols =
    is_one_of<Node, Choose, OwnedLoad, OwnedStore, Count, CountLoad, Assume, Mask, Raise>;

class Runner {
public:
  Runner(Program const& program, CpuId cpu, std::span<Value const> reads, unsigned unroll,
         LockSemantics locks)
      : program_(program), thread_(program.threads[cpu]), cpu_(cpu), reads_(reads), unroll_(unroll),
        locks_(locks) {
    set_locals();
  }
  Runner(Protocol const& protocol, Given const& given)
      : program_(protocol.program), thread_(program_.threads[given.context]), cpu_(given.cpu),
        reads_(given.reads), unroll_(given.unroll), locks_(LockSemantics::Waiting), protocol_(&protocol),
        given_(&given), assigned_(thread_.locals.size()) {
    set_locals();
    run_.depths = depths_at_start(protocol.contexts[given.context].kind);
    if (given.state) state_ = *given.state;
  }

  ContextRun run() {
    block(thread_.body);
    run_.locals = values();
    run_.is_all_used = !given_ || (used_ == reads_.size() && choices_used_ == given_->choices.size() &&
                                   owned_used_ == given_->owned_reads.size());
    return std::move(run_);
  }

private:
  void set_locals() {
    for (auto const& local : thread_.locals) locals_.push_back({convert(local.initial, local.type), {}, {}});
  }
  std::vector<Value> values() const {
    std::vector<Value> out;
    for (auto const& local : locals_) out.push_back(local.value);
    return out;
  }

  // Whatever runs returns whether to go on with the next statement; if not, run_.end or leaving_ says why.
  bool end(End why) {
    run_.end = why;
    return false;
  }
  bool fault(std::string what) {
    run_.fault = std::move(what);
    return end(End::Fault);
  }
  bool fault(Fault what) {
    what.by = given_ ? given_->context : cpu_;
    what.instruction = instruction_;
    run_.meaningless = what;
    return fault(in_words(what, program_));
  }

  bool block(Block const& statements) {
    return std::ranges::all_of(statements, [this](Statement const& s) {
      instruction_ = s.instruction;
      return std::visit([&](auto const& node) { return execute(s, node); }, s.node);
    });
  }
  template <class Node> bool execute(Statement const& s, Node const& node) {
    if constexpr (is_of_protocols<Node>)
      if (!given_) return fault("a statement of a protocol in a litmus test");
    if constexpr (std::is_same_v<Node, Mask>)
      if (node.is_step()) return take(s, node);
    if constexpr (is_step<Node>)
      if (given_) return take(s, node);
    return step(node);
  }
  template <class Node> bool take(Statement const& s, Node const& node) {
    auto const events = [this] { return static_cast<EventId>(run_.events.size()); };
    if (run_.steps.size() == given_->steps) {
      run_.next = &s;
      note_readers(node);
      return end(End::Stopped);
    }
    run_.steps.push_back({s.instruction, events(), events(), run_.depths, {}, {}, begins<Node>(node)});
    auto const goes_on = step(node);
    run_.steps.back().last = events();
    if (goes_on && waits(node)) await(run_.steps.back());
    return goes_on;
  }
  template <class Node> static bool waits(Node const& node) {
    if constexpr (is_one_of<Node, Load, Rmw>)
      return node.until != nullptr;
    else
      return is_one_of<Node, Lock>;
  }
  void await(ContextRun::Step const& step) {
    for (auto e = step.first; e < step.last; ++e)
      if (run_.events[e].kind == EventKind::Read) awaited_ = awaited_ | Reads{e};
  }

  template <class Node> void note_readers(Node const& node) {
    if constexpr (std::is_same_v<Node, Fence>)
      if (node.tags.has(Tag::SyncSrcu))
        if (auto const address = evaluate(*node.address)) run_.readers_of = address->value;
  }
  template <class Node> static bool begins(Node const& node) {
    if constexpr (std::is_same_v<Node, Load>)
      return node.until != nullptr;
    else if constexpr (std::is_same_v<Node, Fence>)
      return !node.tags.has(Tag::RcuLock);
    else
      return !is_one_of<Node, OwnedLoad, OwnedStore, Raise, Mask>;
  }

  std::optional<Known> evaluate(Expression const& expression) {
    return std::visit([this](auto const& node) { return known(node); }, expression.node);
  }
  std::optional<Known> known(Constant const& c) { return Known{c.value, {}, {}}; }
  std::optional<Known> known(ThisCpu const&) { return Known{number(cpu_), {}, {}}; }
  std::optional<Known> known(LocalUse const& use) {
    if (given_) note_use(use.local);
    return locals_[use.local];
  }
  std::optional<Known> known(Operation const& operation) {
    auto left = evaluate(*operation.left);
    if (!left) return std::nullopt;
    auto right = operation.right ? evaluate(*operation.right) : Known{};
    if (!right) return std::nullopt;
    auto const value = apply(operation.op, left->value, right->value, operation.type);
    if (!value) {
      auto what = fault_of(operation.op, left->value, right->value);
      if (is_call_of_nothing(operation)) what = {Fault::Kind::Calls};
      fault(what);
      return std::nullopt;
    }
    return Known{*value, left->data | right->data, left->ctrl | right->ctrl};
  }
  // As frontend/litmus/lower_world_call.cpp lowers it, in protocols: 1 / 0.
  bool is_call_of_nothing(Operation const& operation) const {
    auto const is = [](ExpressionPtr const& e, Value v) {
      auto const* constant = std::get_if<Constant>(&e->node);
      return constant && constant->value == v;
    };
    return given_ && operation.op == Operator::Divide && is(operation.left, number(1)) &&
           is(operation.right, number(0));
  }

  std::optional<Known> known(Conversion const& conversion) {
    auto operand = evaluate(*conversion.operand);
    if (operand) operand->value = convert(operand->value, conversion.type);
    return operand;
  }

  // The cell an access is to.
  std::optional<Known> cell(Expression const& expression) {
    auto known = evaluate(expression);
    if (!known || !follows(*known)) return std::nullopt;
    return known;
  }
  bool follows(Known const& known) {
    auto const [object, index] = known.value;
    bool const is_cell = known.value.is_address() && index >= 0 &&
                         static_cast<std::size_t>(index) < program_.objects[object].initial.size();
    return is_cell || fault(Fault{Fault::Kind::Follows, 0, 0, known.value});
  }
  Value stored(Value value, Value address) const {
    return convert(value, type_of_cell(program_.objects[address.object], address.number));
  }

  void assign(LocalId target, Known known) {
    known.value = convert(known.value, thread_.locals[target].type);
    known.ctrl = known.ctrl | conditions();
    locals_[target] = std::move(known);
    if (given_) assigned_[target] = rounds_noted_;
  }

  EventId emit(EventKind kind, std::optional<Value> address, Value value, TagSet tags) {
    auto const event = static_cast<EventId>(run_.events.size());
    run_.events.push_back({kind, cpu_, instruction_, address, value, tags});
    for (auto read : conditions()) run_.ctrl.emplace_back(read, event);
    if (kind == EventKind::Write)
      for (auto read : awaited_) run_.awaits.emplace_back(read, event);
    return event;
  }
  EventId access(EventKind kind, Known const& address, Value value, TagSet tags) {
    auto const event = emit(kind, address.value, value, tags);
    for (auto read : address.data) run_.addr.emplace_back(read, event);
    return event;
  }
  EventId write(Known const& address, Known const& value, TagSet tags) {
    auto const event = access(EventKind::Write, address, stored(value.value, address.value), tags);
    keep(address.value, run_.events[event].value);
    for (auto read : value.data) run_.data.emplace_back(read, event);
    return event;
  }
  void keep(Value cell, Value value) {
    if (given_ && given_->stores_in_state) state_->cells.at(cell) = value;
  }
  // What the next read returns; without it the run ends, and the read is still an event.
  std::optional<Value> next_value(Known const& address, TagSet tags, EventKind kind = EventKind::Read) {
    if (used_ < reads_.size()) return reads_[used_++];
    if (state_) return state_->cells.at(address.value);
    access(kind, address, number(0), tags);
    end(End::NeedsValue);
    return std::nullopt;
  }

  bool step(Assign const& assignment) {
    auto value = evaluate(*assignment.value);
    if (!value) return false;
    assign(assignment.target, std::move(*value));
    return true;
  }
  bool step(Load const& load) {
    auto const address = cell(*load.address);
    if (!address) return false;
    auto const value = next_value(*address, load.tags);
    if (!value) return false;
    auto const read = access(EventKind::Read, *address, *value, load.tags);
    assign(load.target, {*value, load.starts_dependencies ? Reads{read} : Reads{}, {}});
    return passes(load.until);
  }
  bool passes(ExpressionPtr const& until) {
    if (!until) return true;
    auto const value = evaluate(*until);
    return value && (truth(value->value) || end(End::Stuck));
  }
  bool step(Store const& store) {
    auto const address = evaluate(*store.address);
    if (!address) return false;
    auto const value = evaluate(*store.value);
    if (!value || !follows(*address)) return false;
    write(*address, *value, store.tags);
    return true;
  }
  bool step(Fence const& fence) {
    if (!fence.address) {
      emit(EventKind::Fence, std::nullopt, number(0), fence.tags);
      return true;
    }
    auto const address = evaluate(*fence.address);
    if (!address) return false;
    auto const value = fence.value ? evaluate(*fence.value) : Known{};
    if (!value || !follows(*address)) return false;
    access(EventKind::Fence, *address, value->value, fence.tags);
    return true;
  }

  bool step(Rmw const& rmw) {
    auto const address = evaluate(*rmw.address);
    if (!address) return false;
    auto const operand = evaluate(*rmw.operand);
    if (!operand) return false;
    auto const expected = rmw.expected ? evaluate(*rmw.expected) : Known{};
    if (!expected || !follows(*address)) return false;
    auto const old = next_value(*address, rmw.tags.read | Tag::Rmw);
    if (!old) return false;
    bool succeeds = true;
    if (rmw.kind == Rmw::Kind::CompareExchange || rmw.kind == Rmw::Kind::AddUnless) {
      bool const adds = rmw.kind == Rmw::Kind::AddUnless;
      auto const test = adds ? rmw.test : Operator::Equal;
      auto const with = stored(expected->value, address->value);
      auto const answer = apply(test, *old, with, adds ? rmw.type : Type());
      if (!answer) { // it has read, and does nothing more
        access(EventKind::Read, *address, *old, rmw.tags.failed | Tag::Rmw);
        return fault(fault_of(test, *old, with));
      }
      succeeds = truth(*answer);
    }
    auto const fence = [&] {
      if (rmw.tags.fences && succeeds) emit(EventKind::Fence, std::nullopt, number(0), *rmw.tags.fences);
    };
    fence();
    auto const read =
        access(EventKind::Read, *address, *old, (succeeds ? rmw.tags.read : rmw.tags.failed) | Tag::Rmw);
    Known fresh{*old, {read}, {}}; // what the cell holds afterwards
    if (succeeds) {
      if (rmw.kind == Rmw::Kind::Exchange || rmw.kind == Rmw::Kind::CompareExchange) {
        fresh = *operand;
      } else {
        auto const op = rmw.kind == Rmw::Kind::AddUnless ? Operator::Add : rmw.op;
        auto const value = apply(op, *old, operand->value, rmw.type);
        if (!value) return fault(fault_of(op, *old, operand->value));
        fresh = {*value, operand->data | Reads{read}, operand->ctrl};
      }
      fresh.value = stored(fresh.value, address->value);
      // Arithmetic computes its write's value from its read, and that one alone depends on the address.
      auto const where = rmw.kind == Rmw::Kind::Arithmetic ? Known{address->value, {}, {}} : *address;
      run_.rmw.emplace_back(read, write(where, fresh, rmw.tags.write | Tag::Rmw));
      fence();
    }

    Known result{*old, {read}, {}};
    if (rmw.result == RmwResult::New) result = std::move(fresh);
    if (rmw.result == RmwResult::Succeeded)
      result = {number(succeeds ? 1 : 0), expected->data | Reads{read}, expected->ctrl};
    if (rmw.tags.fences && succeeds) result = {result.value, {}, {}};
    if (rmw.result != RmwResult::None) assign(rmw.target, std::move(result));
    return passes(rmw.until);
  }

  // Spinlocks. Where the model has them, their events only mark the place.
  bool by_model() const { return locks_ == LockSemantics::ByModel; }
  EventKind lock_kind(EventKind kind) const { return by_model() ? EventKind::Fence : kind; }
  EventId lock_event(EventKind kind, Known const& address, int value, TagSet tags) {
    return access(lock_kind(kind), address, number(by_model() ? 0 : value), tags);
  }
  std::optional<bool> next_is_held(Known const& address, TagSet tags) {
    auto const value = next_value(address, tags, lock_kind(EventKind::Read));
    if (!value) return std::nullopt;
    return truth(*value);
  }
  // Takes a lock that was just read to be free.
  void take(Known const& address, EventId read) {
    auto const write = lock_event(EventKind::Write, address, 1, Tag::Lkw);
    keep(address.value, number(1));
    if (!by_model()) run_.rmw.emplace_back(read, write);
  }
  bool step(Lock const& lock) {
    auto const address = cell(*lock.address);
    if (!address) return false;
    auto const is_held = next_is_held(*address, Tag::Lkr);
    if (!is_held) return false;
    auto const read = lock_event(EventKind::Read, *address, *is_held ? 1 : 0, Tag::Lkr);
    if (*is_held) return end(End::Stuck);
    take(*address, read);
    return true;
  }
  bool step(Unlock const& unlock) {
    auto const address = cell(*unlock.address);
    if (!address) return false;
    lock_event(EventKind::Write, *address, 0, Tag::Ul);
    keep(address->value, number(0));
    return true;
  }
  bool step(Trylock const& trylock) {
    auto const address = cell(*trylock.address);
    if (!address) return false;
    auto const is_held = next_is_held(*address, Tag::Lkr);
    if (!is_held) return false;
    auto const read = lock_event(EventKind::Read, *address, *is_held ? 1 : 0, *is_held ? Tag::Lf : Tag::Lkr);
    if (!*is_held) take(*address, read);
    if (*is_held)
      assign(trylock.target, {number(0), {read}, {}});
    else
      assign(trylock.target, {number(1), {}, {}}); // it comes from the write, where no dependency starts
    return true;
  }
  bool step(IsLocked const& question) {
    auto const address = cell(*question.address);
    if (!address) return false;
    auto const is_held = next_is_held(*address, Tag::Ru);
    if (!is_held) return false;
    auto const read = lock_event(EventKind::Read, *address, *is_held ? 1 : 0, *is_held ? Tag::Rl : Tag::Ru);
    assign(question.target, {number(*is_held ? 1 : 0), {read}, {}});
    return true;
  }

  // The reads that what runs now depends on: of the branches around it, and of those before it that might
  // have left a block around it.
  Reads conditions() const {
    auto out = arms_;
    for (auto const& reads : blocks_) out = out | reads;
    return out;
  }
  void decide(Known const& condition, unsigned decides) {
    if (decides == 0) return;
    auto& reads = blocks_[blocks_.size() - decides];
    reads = reads | condition.data | condition.ctrl;
  }
  bool step(If const& choice) {
    auto const condition = evaluate(*choice.condition);
    if (!condition) return false;
    decide(*condition, choice.decides);
    auto const outside = arms_;
    arms_ = arms_ | condition->data | condition->ctrl;
    auto const goes_on = block(truth(condition->value) ? choice.then : choice.otherwise);
    arms_ = outside;
    return goes_on;
  }
  // As ifs, one in the other: a round is inside the conditions of all rounds before it.
  bool step(Loop const& loop) {
    auto const outside = arms_;
    if (given_) loops_.emplace_back();
    auto const goes_on = rounds(loop);
    if (given_) {
      if (!goes_on && run_.end == End::Cut && run_.rounds.empty()) run_.rounds = std::move(loops_.back());
      loops_.pop_back();
    }
    arms_ = outside;
    return goes_on;
  }
  bool rounds(Loop const& loop) {
    auto const instruction = instruction_;
    for (unsigned round = 0;; ++round) {
      if (!block(loop.test)) return false;
      instruction_ = instruction;
      auto const condition = evaluate(*loop.condition);
      if (!condition) return false;
      decide(*condition, loop.decides);
      if (!truth(condition->value)) return true;
      if (given_) loops_.back().push_back(round_here());
      if (round == unroll_) return end(End::Cut);
      arms_ = arms_ | condition->data | condition->ctrl;
      if (!block(loop.body)) return false;
    }
  }
  bool step(Labelled const& labelled) {
    blocks_.emplace_back();
    auto const goes_on = block(labelled.body);
    blocks_.pop_back();
    if (goes_on || !leaving_) return goes_on;
    if ((*leaving_)-- > 0) return false;
    leaving_.reset();
    return true;
  }
  bool step(Leave const& leave) {
    leaving_ = leave.levels;
    return false;
  }

  // Of protocols. What is chosen or owned comes from no read.
  bool step(Choose const& choose) {
    if (choices_used_ == given_->choices.size()) {
      run_.wants_choice_of = choose.count;
      return end(End::NeedsValue);
    }
    auto const value = given_->choices[choices_used_++];
    if (value.is_address() || value.number < 0 || value.number >= choose.count)
      return fault("a choice is not among those there are");
    assign(choose.target, {value, {}, {}});
    return true;
  }
  std::pair<OwnedId, std::uint32_t> owned_here(OwnedId variable) const {
    bool const of_cpu = protocol_->owned[variable].owner == OwnedVariable::Owner::Cpu;
    return {variable, of_cpu ? cpu_ : given_->context};
  }
  bool step(OwnedLoad const& load) {
    if (load.owner) return fault("what another one owns is read");
    std::optional<Value> value;
    if (owned_used_ < given_->owned_reads.size())
      value = given_->owned_reads[owned_used_++];
    else if (state_)
      value = state_->owned.at(owned_here(load.variable));
    if (!value) return end(End::NeedsValue);
    run_.steps.back().owned = {load.variable, *value, false};
    assign(load.target, {*value, {}, {}});
    return true;
  }
  bool step(OwnedStore const& store) {
    auto const known = evaluate(*store.value);
    if (!known) return false;
    auto const value = convert(known->value, protocol_->owned[store.variable].type);
    run_.steps.back().owned = {store.variable, value, true};
    if (state_) state_->owned.at(owned_here(store.variable)) = value;
    return true;
  }
  bool step(Count const& count) {
    run_.counts.push_back(count.accumulator);
    return true;
  }
  bool step(CountLoad const&) { return fault("what was counted is read"); }
  bool step(Assume const& assume) {
    auto const condition = evaluate(*assume.condition);
    if (!condition) return false;
    if (protocol_->contexts[given_->context].kind != Context::Kind::Task) // it comes where that is so
      awaited_ = awaited_ | condition->data | condition->ctrl;
    return truth(condition->value) || end(End::Excluded);
  }
  bool step(Mask const& mask) {
    auto& irqs = run_.depths.irqs;
    switch (mask.irqs) {
    case Mask::Irqs::Keep: break;
    case Mask::Irqs::Off: irqs = 1; break;
    case Mask::Irqs::On: irqs = 0; break;
    case Mask::Irqs::Save:
      assign(mask.flags, {number(irqs > 0 ? 0 : 1), {}, {}});
      irqs = 1;
      break;
    case Mask::Irqs::Restore:
      note_use(mask.flags);
      irqs = truth(locals_[mask.flags].value) ? 0 : 1;
      break;
    }
    run_.depths.preemption += mask.preemption;
    return true;
  }
  bool step(Raise const& raise) {
    auto const known = evaluate(*raise.cpu);
    if (!known) return false;
    auto const cpu = known->value;
    if (cpu.is_address() || cpu.number < 0 || static_cast<std::size_t>(cpu.number) >= protocol_->declared)
      return fault(Fault{Fault::Kind::Interrupts, 0, 0, cpu});
    run_.steps.back().raised = {raise.interrupt, static_cast<CpuId>(cpu.number)};
    run_.steps.back().depends = conditions() | known->data | awaited_;
    return true;
  }

  // Which locals each round of the loops around reads before anything assigns them.
  ContextRun::Round round_here() {
    return {run_.steps.size(), ++rounds_noted_, run_.depths, values(), std::vector<bool>(locals_.size())};
  }
  void note_use(LocalId local) {
    for (auto& rounds : loops_)
      for (auto round = rounds.rbegin(); round != rounds.rend() && round->number > assigned_[local]; ++round)
        round->is_live[local] = true;
  }

  Program const& program_;
  Thread const& thread_;
  CpuId cpu_;
  std::span<Value const> reads_;
  unsigned unroll_;
  LockSemantics locks_;
  std::size_t used_ = 0; // of reads_
  InstructionId instruction_ = 0;
  std::vector<Known> locals_;
  Reads awaited_; // of protocols: reads without which the run would not have gone on
  Reads arms_;                // the reads that the enclosing branches depend on
  std::vector<Reads> blocks_; // by enclosing Labelled: those of branches inside it that decide to its end
  std::optional<unsigned> leaving_;
  ContextRun run_;

  // In protocols.
  Protocol const* protocol_ = nullptr;
  Given const* given_ = nullptr;
  std::optional<FinalState> state_;
  std::size_t choices_used_ = 0, owned_used_ = 0, rounds_noted_ = 0;
  std::vector<std::size_t> assigned_;                 // by local: rounds_noted_ when it last was
  std::vector<std::vector<ContextRun::Round>> loops_; // by enclosing loop: its rounds so far
};

} // namespace

Depths depths_at_start(Context::Kind kind) {
  switch (kind) {
  case Context::Kind::Task: return {0, 0};
  case Context::Kind::Act: return {0, 1};
  case Context::Kind::Interrupt: break;
  }
  return {1, 1};
}

ContextRun interpret(Protocol const& protocol, Given const& given) { return Runner(protocol, given).run(); }

ThreadRun interpret(Program const& program, CpuId cpu, std::span<Value const> reads, unsigned unroll,
                    LockSemantics locks) {
  return Runner(program, cpu, reads, unroll, locks).run();
}

} // namespace barrister::proofs
