// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/call_rcu.hpp"
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/types.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

ExpressionPtr number_of(std::int64_t n) { return constant(number(n)); }

} // namespace

ExpressionPtr Lowering::beyond(Primitive const& p, ast::Call const& c, Wanted wanted, Use use) {
  switch (p.shape) {
  case Shape::ReadChecked: return load(shared_location(c.arguments[0], c.function), p.tags, wanted);
  case Shape::WaitingRead: return waiting_read(p, c, wanted);
  case Shape::ReadLock:
  case Shape::ReadUnlock:
  case Shape::ReadTrylock:
  case Shape::WriteLock:
  case Shape::WriteUnlock:
  case Shape::WriteTrylock: return read_write_lock(p, c, wanted);
  case Shape::ChangeBit: return change_bit(p, c, use);
  case Shape::LockBit: { // asm-generic/bitops/lock.h looks first: when the bit is set, nothing is ordered
    auto const b = bit(c);
    auto const was = temporary();
    emit(Load{was, b.address, Tag::Once});
    Rmw rmw{};
    rmw.kind = Rmw::Kind::Arithmetic;
    rmw.op = p.op;
    rmw.result = RmwResult::Old;
    rmw.target = was;
    rmw.address = b.address;
    rmw.operand = b.mask;
    rmw.tags = same_tags(p.tags);
    auto const set = operation(Operator::And, use_of(was), b.mask);
    emit(If{as_truth(set), {}, {{std::move(rmw), instruction_}}});
    return as_truth(set);
  }
  case Shape::TestBit: {
    auto const b = bit(c);
    return as_truth(operation(Operator::And, load(b.address, p.tags, {}), b.mask));
  }
  case Shape::TryCompareExchange: return try_exchange(p, c);
  case Shape::LastReference: { // the last one acquires: a control dependency and smp_rmb(), as lib/refcount.c
                               // has it
    auto const old = temporary();
    Rmw rmw{};
    rmw.kind = Rmw::Kind::Arithmetic;
    rmw.op = Operator::Subtract;
    rmw.result = RmwResult::Old;
    rmw.target = old;
    rmw.address = value(c.arguments[0]);
    rmw.operand = number_of(1);
    rmw.type = int_type;
    rmw.tags = same_tags(p.tags);
    emit(std::move(rmw));
    auto const last = operation(Operator::Equal, use_of(old), number_of(1));
    emit(If{last, {{Fence{Tag::Rmb, nullptr}, instruction_}}, {}});
    return last;
  }
  case Shape::CallRcu: call_rcu(p, c); return number_of(0);
  case Shape::RcuBarrier: rcu_barrier(p); return number_of(0);
  default: return add_if(p, c, wanted, use);
  }
}

void Lowering::call_rcu(Primitive const& p, ast::Call const& c) {
  auto const calls = rcu_calls(test_);
  auto const call = std::ranges::find_if(
      calls, [&](RcuCall const& one) { return one.span.begin == c.function_span.begin; });
  auto const in_loop = std::ranges::find(open_, Open::Kind::LoopEnd, &Open::kind) != open_.end();
  if (call == calls.end() || in_loop || !inside_.empty() || !helper(call->function))
    return diagnostics_.unsupported(
        source_, c.function_span, "this 'call_rcu'",
        "it may stand in a process, outside of loops, and its second argument is a "
        "function of the test");
  emit(Store{constant(objects_.address_of(call->head)), value(c.arguments[0]), p.tags});
}

// Of every call whose head is seen to be queued, waits until the callback has run.
void Lowering::rcu_barrier(Primitive const& p) {
  for (auto const& call : rcu_calls(test_)) {
    auto const queued = load(constant(objects_.address_of(call.head)), Tag::Once, {});
    auto const done = temporary();
    Load wait{done, constant(objects_.address_of(call.done)), p.tags};
    wait.until = use_of(done);
    emit(If{queued, {{std::move(wait), instruction_}}, {}});
  }
}

ExpressionPtr Lowering::add_if(Primitive const& p, ast::Call const& c, Wanted wanted, Use use) {
  Rmw rmw{};
  rmw.kind = Rmw::Kind::AddUnless;
  rmw.tags = same_tags(p.tags);
  rmw.address = value(c.arguments[0]);
  rmw.operand = number_of(1);
  rmw.expected = number_of(0);
  rmw.result = RmwResult::Succeeded;
  auto const type = rmw.type = atomic_type(*c.arguments[0], c.function);
  switch (p.shape) {
  case Shape::FetchAddUnless:
    rmw.operand = converted(value(c.arguments[1]), value_type(*c.arguments[1]), type);
    rmw.expected = converted(value(c.arguments[2]), value_type(*c.arguments[2]), type);
    rmw.result = RmwResult::Old;
    break;
  case Shape::IncrementUnlessNegative: rmw.test = Operator::GreaterEqual; break;
  case Shape::DecrementUnlessPositive:
    rmw.test = Operator::LessEqual;
    rmw.operand = number_of(-1);
    break;
  case Shape::DecrementIfPositive:
    rmw.test = Operator::Greater;
    rmw.operand = number_of(-1);
    rmw.result = RmwResult::Old;
    break;
  default: break;
  }
  if (use == Use::Statement) rmw.result = RmwResult::None;
  bool const gives_less = p.shape == Shape::DecrementIfPositive; // what it is, or would be, one lower
  auto const target = rmw.result == RmwResult::None ? 0 : wanted && !gives_less ? *wanted : temporary();
  rmw.target = target;
  auto const has_result = rmw.result != RmwResult::None;
  emit(std::move(rmw));
  if (!has_result) return number_of(0);
  return gives_less ? operation(Operator::Subtract, use_of(target), number_of(1), type) : use_of(target);
}

// The word is 0 when free, the number of readers, or -1 with a writer.
ExpressionPtr Lowering::read_write_lock(Primitive const& p, ast::Call const& c, Wanted wanted) {
  auto const address = value(c.arguments[0]);
  if (p.shape == Shape::WriteUnlock) {
    emit(Store{address, number_of(0), p.tags});
    return number_of(0);
  }
  Rmw rmw{};
  rmw.address = address;
  rmw.tags = same_tags(p.tags);
  rmw.type = int_type;
  if (p.shape == Shape::ReadUnlock) {
    rmw.kind = Rmw::Kind::Arithmetic;
    rmw.op = Operator::Subtract;
    rmw.operand = number_of(1);
    emit(std::move(rmw));
    return number_of(0);
  }
  bool const writes = p.shape == Shape::WriteLock || p.shape == Shape::WriteTrylock;
  bool const waits = p.shape == Shape::WriteLock || p.shape == Shape::ReadLock;
  rmw.kind = writes ? Rmw::Kind::CompareExchange : Rmw::Kind::AddUnless;
  rmw.expected = number_of(writes ? 0 : -1);
  rmw.operand = number_of(writes ? -1 : 1);
  auto const old = temporary(); // a compare-exchange tells success by what it read
  rmw.result = RmwResult::Old;
  rmw.target = old;
  auto const taken = operation(writes ? Operator::Equal : Operator::NotEqual, use_of(old), rmw.expected);
  if (waits) rmw.until = taken;
  emit(std::move(rmw));
  if (waits || !wanted) return taken;
  emit(Assign{*wanted, taken});
  return use_of(*wanted);
}

Lowering::Bit Lowering::bit(ast::Call const& c) {
  auto const n = value(c.arguments[0]);
  auto const word = operation(Operator::ShiftRight, n, number_of(6));
  auto const inside = operation(Operator::And, n, number_of(63));
  auto address = value(c.arguments[1]);
  auto const* known = std::get_if<Constant>(&word->node);
  if (!known || known->value != number(0)) address = operation(Operator::Add, std::move(address), word);
  return {std::move(address), inside, operation(Operator::ShiftLeft, number_of(1), inside)};
}

ExpressionPtr Lowering::change_bit(Primitive const& p, ast::Call const& c, Use use) {
  auto const b = bit(c);
  Rmw rmw{};
  rmw.kind = Rmw::Kind::Arithmetic;
  rmw.op = p.op;
  rmw.tags = same_tags(p.tags);
  rmw.address = b.address;
  rmw.operand = p.complemented ? operation(Operator::Complement, b.mask) : b.mask;
  rmw.result = use == Use::Statement ? RmwResult::None : p.result;
  if (rmw.result == RmwResult::None) {
    emit(std::move(rmw));
    return number_of(0);
  }
  auto const old = temporary();
  rmw.target = old;
  emit(std::move(rmw));
  return as_truth(operation(Operator::And, use_of(old), b.mask));
}

// When it fails, what was read goes to *old.
ExpressionPtr Lowering::try_exchange(Primitive const& p, ast::Call const& c) {
  auto const* prefix = std::get_if<ast::Unary>(&c.arguments[1]->node);
  auto const* name = prefix && prefix->op == ast::Prefix::AddressOf
                         ? std::get_if<ast::Name>(&prefix->operand->node)
                         : nullptr;
  bool const is_local = name && this->is_local(name->text);
  Rmw rmw{};
  rmw.kind = Rmw::Kind::CompareExchange;
  rmw.result = RmwResult::Old;
  rmw.tags = same_tags(p.tags);
  rmw.address = value(c.arguments[0]);
  auto const expected = is_local ? ExpressionPtr() : value(c.arguments[1]);
  auto const held = pointed_to(type_of(*c.arguments[0]));
  auto const before = is_integer(held.name) ? temporary(to_type(held.name)) : temporary();
  if (is_local)
    emit(Assign{before, use_of(use(name->text, c.arguments[1]->span))});
  else
    emit(Load{before, expected, {}});
  rmw.expected = use_of(before);
  rmw.operand = fit(held, c.arguments[2], value(c.arguments[2]));
  auto const found = temporary();
  rmw.target = found;
  emit(std::move(rmw));
  auto const same = operation(Operator::Equal, use_of(found), use_of(before));
  Node const keep = is_local ? Node(Assign{use(name->text, c.arguments[1]->span), use_of(found)})
                             : Node(Store{expected, use_of(found), {}});
  emit(If{same, {}, {{keep, instruction_}}});
  return same;
}

namespace {

bool may_have_no_value(Expression const& e, bool of_numbers) {
  if (auto const* conversion = std::get_if<Conversion>(&e.node))
    return may_have_no_value(*conversion->operand, of_numbers);
  auto const* operation = std::get_if<Operation>(&e.node);
  if (!operation) return false;
  if (may_have_no_value(*operation->left, of_numbers) ||
      (operation->right && may_have_no_value(*operation->right, of_numbers)))
    return true;
  switch (operation->op) {
  case Operator::Equal:
  case Operator::NotEqual:
  case Operator::LogicalNot: return false;
  case Operator::Divide:
  case Operator::Modulo:
  case Operator::ShiftLeft:
  case Operator::ShiftRight: return true;
  default: return !of_numbers;
  }
}

} // namespace

// The rounds of a wait are no events; but each computes the condition of what it reads
// (smp_cond_load_relaxed(), include/asm-generic/barrier.h), which may have no meaning. So one of them may be
// looked at.
void Lowering::look_once(LocalId target, ExpressionPtr const& address, ExpressionPtr const& until) {
  auto const looks = temporary(), passes = temporary();
  emit(Choose{looks, 2});
  emit(If{use_of(looks),
          {{Load{target, address, Tag::Once}, instruction_}, {Assign{passes, until}, instruction_}},
          {}});
}

// `VAL` in the condition is what was read.
ExpressionPtr Lowering::waiting_read(Primitive const& p, ast::Call const& c, Wanted wanted) {
  auto const type = pointed_to(type_of(*c.arguments[0])).name;
  auto const held = is_integer(type) ? to_type(type) : Type();
  auto const is_held_in = [&](Type const& t) { return t.bits == held.bits && t.is_signed == held.is_signed; };
  bool const is_direct = wanted && (!is_integer(type) || is_held_in(thread_.locals[*wanted].type));
  auto const target = is_direct ? *wanted : temporary(held);
  auto address = value(c.arguments[0]);
  auto const hidden = names_.extract("VAL");
  names_.emplace("VAL", target);
  Block work;
  auto* const outer = std::exchange(block_, &work);
  auto until = value(c.arguments[1]);
  block_ = outer;
  names_.erase("VAL");
  if (!hidden.empty()) names_.emplace(hidden.key(), hidden.mapped());
  if (!work.empty())
    nothing_yet(c.arguments[1]->span, "an access to shared memory in the condition that is waited for",
                std::holds_alternative<ast::Assignment>(c.arguments[1]->node) ? "did you mean '=='?" : "");
  if (part_ && may_have_no_value(*until, is_integer(type))) look_once(target, address, until);
  Load wait{target, std::move(address), p.tags};
  wait.until = std::move(until);
  emit(std::move(wait));
  return use_of(target);
}

} // namespace barrister::frontend::litmus
