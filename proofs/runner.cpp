// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/runner.hpp"
#include <algorithm>

namespace barrister::proofs {
namespace {

template <class Node, class... Nodes> constexpr bool is_one_of = (std::is_same_v<Node, Nodes> || ...);
template <class Node>
constexpr bool is_step =
    is_one_of<Node, Load, Store, Fence, Rmw, Lock, Unlock, Trylock, IsLocked, OwnedLoad, OwnedStore, Raise>;
template <class Node>
constexpr bool is_of_protocols =
    is_one_of<Node, Choose, OwnedLoad, OwnedStore, Count, CountLoad, Assume, Mask, Raise>;

} // namespace

Reads operator|(Reads const& a, Reads const& b) {
  Reads out;
  std::ranges::set_union(a, b, std::back_inserter(out));
  return out;
}

Runner::Runner(Program const& program, CpuId cpu, std::span<Value const> reads, unsigned unroll,
               LockSemantics locks)
    : program_(program), thread_(program.threads[cpu]), cpu_(cpu), reads_(reads), unroll_(unroll),
      locks_(locks) {
  set_locals();
}
Runner::Runner(Protocol const& protocol, Given const& given)
    : program_(protocol.program), thread_(program_.threads[given.context]), cpu_(given.cpu),
      reads_(given.reads), unroll_(given.unroll), locks_(LockSemantics::Waiting), protocol_(&protocol),
      given_(&given), assigned_(thread_.locals.size()) {
  set_locals();
  run_.depths = depths_at_start(protocol.contexts[given.context].kind);
  if (given.state) state_ = *given.state;
}

ContextRun Runner::run() {
  block(thread_.body);
  run_.locals = values();
  run_.is_all_used = !given_ || (used_ == reads_.size() && choices_used_ == given_->choices.size() &&
                                 owned_used_ == given_->owned_reads.size());
  return std::move(run_);
}

void Runner::set_locals() {
  for (auto const& local : thread_.locals) locals_.push_back({convert(local.initial, local.type), {}, {}});
}
std::vector<Value> Runner::values() const {
  std::vector<Value> out;
  for (auto const& local : locals_) out.push_back(local.value);
  return out;
}
bool Runner::end(End why) {
  run_.end = why;
  return false;
}
bool Runner::fault(std::string what) {
  run_.fault = std::move(what);
  return end(End::Fault);
}
bool Runner::fault(Fault what) {
  what.by = given_ ? given_->context : cpu_;
  what.instruction = instruction_;
  run_.meaningless = what;
  return fault(in_words(what, program_));
}
bool Runner::block(Block const& statements) {
  return std::ranges::all_of(statements, [this](Statement const& s) {
    instruction_ = s.instruction;
    return std::visit([&](auto const& node) { return execute(s, node); }, s.node);
  });
}
template <class Node> bool Runner::execute(Statement const& s, Node const& node) {
  if constexpr (is_of_protocols<Node>)
    if (!given_) return fault("a statement of a protocol in a litmus test");
  if constexpr (std::is_same_v<Node, Mask>)
    if (node.is_step()) return take(s, node);
  if constexpr (std::is_same_v<Node, Fence>)
    if (given_ && is_grace_period(node.tags)) return wait_for_readers(s, node);
  if constexpr (is_step<Node>)
    if (given_) return take(s, node);
  return step(node);
}
// Its beginning is a step, and its end another.
bool Runner::wait_for_readers(Statement const& s, Fence const& fence) {
  if (!is_given_a_step(s)) return false;
  auto const here = static_cast<EventId>(run_.events.size());
  run_.steps.push_back({s.instruction, here, here, run_.depths, {}, {}, true});
  if (fence.address) {
    auto const srcu = evaluate(*fence.address);
    if (!srcu || !follows(*srcu)) return false;
    run_.readers_of = srcu->value;
  }
  run_.is_in_grace_period = true;
  if (!take(s, fence)) return false;
  run_.is_in_grace_period = false;
  run_.steps.back().ends_grace_period = true;
  return true;
}
bool Runner::is_given_a_step(Statement const& s) {
  if (run_.steps.size() < given_->steps) return true;
  run_.next = &s;
  return end(End::Stopped);
}
template <class Node> bool Runner::take(Statement const& s, Node const& node) {
  auto const events = [this] { return static_cast<EventId>(run_.events.size()); };
  if (!is_given_a_step(s)) return false;
  run_.steps.push_back({s.instruction, events(), events(), run_.depths, {}, {}, begins<Node>(node)});
  auto const goes_on = step(node);
  run_.steps.back().last = events();
  if (goes_on && waits(node)) await(run_.steps.back());
  return goes_on;
}
template <class Node> bool Runner::waits(Node const& node) {
  if constexpr (is_one_of<Node, Load, Rmw>)
    return node.until != nullptr;
  else
    return is_one_of<Node, Lock>;
}
void Runner::await(ContextRun::Step const& step) {
  for (auto e = step.first; e < step.last; ++e)
    if (run_.events[e].kind == EventKind::Read) awaited_ = awaited_ | Reads{e};
}
template <class Node> bool Runner::begins(Node const& node) {
  if constexpr (std::is_same_v<Node, Load>)
    return node.until != nullptr;
  else if constexpr (std::is_same_v<Node, Fence>)
    return !node.tags.has(Tag::RcuLock);
  else
    return !is_one_of<Node, OwnedLoad, OwnedStore, Raise, Mask>;
}
std::optional<Runner::Known> Runner::evaluate(Expression const& expression) {
  return std::visit([this](auto const& node) { return known(node); }, expression.node);
}
std::optional<Runner::Known> Runner::known(LocalUse const& use) {
  if (given_) note_use(use.local);
  return locals_[use.local];
}
std::optional<Runner::Known> Runner::known(Operation const& operation) {
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
bool Runner::is_call_of_nothing(Operation const& operation) const {
  auto const is = [](ExpressionPtr const& e, Value v) {
    auto const* constant = std::get_if<Constant>(&e->node);
    return constant && constant->value == v;
  };
  return given_ && operation.op == Operator::Divide && is(operation.left, number(1)) &&
         is(operation.right, number(0));
}
std::optional<Runner::Known> Runner::known(Conversion const& conversion) {
  auto operand = evaluate(*conversion.operand);
  if (operand) operand->value = convert(operand->value, conversion.type);
  return operand;
}
bool Runner::step(Assign const& assignment) {
  auto value = evaluate(*assignment.value);
  if (!value) return false;
  assign(assignment.target, std::move(*value));
  return true;
}
Reads Runner::conditions() const {
  auto out = arms_;
  for (auto const& reads : blocks_) out = out | reads;
  return out;
}
void Runner::decide(Known const& condition, unsigned decides) {
  if (decides == 0) return;
  auto& reads = blocks_[blocks_.size() - decides];
  reads = reads | condition.data | condition.ctrl;
}
bool Runner::step(If const& choice) {
  auto const instruction = instruction_;
  auto const condition = evaluate(*choice.condition);
  if (!condition) return false;
  if (given_) run_.decisions.push_back({instruction, run_.steps.size(), truth(condition->value)});
  decide(*condition, choice.decides);
  auto const outside = arms_;
  arms_ = arms_ | condition->data | condition->ctrl;
  auto const goes_on = block(truth(condition->value) ? choice.then : choice.otherwise);
  arms_ = outside;
  return goes_on;
}
bool Runner::step(Loop const& loop) {
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
bool Runner::rounds(Loop const& loop) {
  auto const instruction = instruction_;
  for (unsigned round = 0;; ++round) {
    if (!block(loop.test)) return false;
    instruction_ = instruction;
    auto const condition = evaluate(*loop.condition);
    if (!condition) return false;
    decide(*condition, loop.decides);
    if (given_) run_.decisions.push_back({instruction, run_.steps.size(), truth(condition->value), round});
    if (!truth(condition->value)) return true;
    if (given_) loops_.back().push_back(round_here());
    if (round == unroll_) return end(End::Cut);
    arms_ = arms_ | condition->data | condition->ctrl;
    if (!block(loop.body)) return false;
  }
}
bool Runner::step(Labelled const& labelled) {
  blocks_.emplace_back();
  auto const goes_on = block(labelled.body);
  blocks_.pop_back();
  if (goes_on || !leaving_) return goes_on;
  if ((*leaving_)-- > 0) return false;
  leaving_.reset();
  return true;
}
bool Runner::step(Leave const& leave) {
  leaving_ = leave.levels;
  return false;
}

} // namespace barrister::proofs
