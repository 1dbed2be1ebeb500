// SPDX-License-Identifier: BSD-2-Clause
// Each kind is taken apart into all that it has: with a member more this fails to compile.
#include "spec/same_code.hpp"
#include <algorithm>

namespace barrister {
namespace {

bool both(Constant const& x, Constant const& y) {
  auto const& [value] = x;
  return value == y.value;
}
bool both(LocalUse const& x, LocalUse const& y) {
  auto const& [local] = x;
  return local == y.local;
}
bool both(Operation const& x, Operation const& y) {
  auto const& [op, left, right, type] = x;
  return op == y.op && is_same(left, y.left) && is_same(right, y.right) && is_same(type, y.type);
}
bool both(Conversion const& x, Conversion const& y) {
  auto const& [operand, type] = x;
  return is_same(operand, y.operand) && is_same(type, y.type);
}
bool both(ThisCpu const&, ThisCpu const&) { return true; }

bool both(Assign const& x, Assign const& y) {
  auto const& [target, value] = x;
  return target == y.target && is_same(value, y.value);
}
bool both(Load const& x, Load const& y) {
  auto const& [target, address, tags, starts_dependencies, until] = x;
  return target == y.target && is_same(address, y.address) && tags == y.tags &&
         starts_dependencies == y.starts_dependencies && is_same(until, y.until);
}
bool both(Store const& x, Store const& y) {
  auto const& [address, value, tags] = x;
  return is_same(address, y.address) && is_same(value, y.value) && tags == y.tags;
}
bool both(Fence const& x, Fence const& y) {
  auto const& [tags, address, value] = x;
  return tags == y.tags && is_same(address, y.address) && is_same(value, y.value);
}
bool both(Rmw const& x, Rmw const& y) {
  auto const& [kind, op, result, target, address, operand, expected, tags, until, test, type] = x;
  return kind == y.kind && op == y.op && result == y.result && target == y.target &&
         is_same(address, y.address) && is_same(operand, y.operand) && is_same(expected, y.expected) &&
         tags == y.tags && is_same(until, y.until) && test == y.test && is_same(type, y.type);
}
bool both(Lock const& x, Lock const& y) {
  auto const& [address] = x;
  return is_same(address, y.address);
}
bool both(Unlock const& x, Unlock const& y) {
  auto const& [address] = x;
  return is_same(address, y.address);
}
bool both(Trylock const& x, Trylock const& y) {
  auto const& [target, address] = x;
  return target == y.target && is_same(address, y.address);
}
bool both(IsLocked const& x, IsLocked const& y) {
  auto const& [target, address] = x;
  return target == y.target && is_same(address, y.address);
}
bool both(If const& x, If const& y) {
  auto const& [condition, then, otherwise, decides] = x;
  return is_same(condition, y.condition) && is_same(then, y.then) && is_same(otherwise, y.otherwise) &&
         decides == y.decides;
}
bool both(Loop const& x, Loop const& y) {
  auto const& [test, condition, body, decides] = x;
  return is_same(test, y.test) && is_same(condition, y.condition) && is_same(body, y.body) &&
         decides == y.decides;
}
bool both(Labelled const& x, Labelled const& y) {
  auto const& [body] = x;
  return is_same(body, y.body);
}
bool both(Leave const& x, Leave const& y) {
  auto const& [levels] = x;
  return levels == y.levels;
}
bool both(Choose const& x, Choose const& y) {
  auto const& [target, count] = x;
  return target == y.target && count == y.count;
}
bool both(OwnedLoad const& x, OwnedLoad const& y) {
  auto const& [target, variable, owner] = x;
  return target == y.target && variable == y.variable && is_same(owner, y.owner);
}
bool both(OwnedStore const& x, OwnedStore const& y) {
  auto const& [variable, value] = x;
  return variable == y.variable && is_same(value, y.value);
}
bool both(Count const& x, Count const& y) {
  auto const& [accumulator] = x;
  return accumulator == y.accumulator;
}
bool both(CountLoad const& x, CountLoad const& y) {
  auto const& [target, accumulator] = x;
  return target == y.target && accumulator == y.accumulator;
}
bool both(Assume const& x, Assume const& y) {
  auto const& [condition] = x;
  return is_same(condition, y.condition);
}
bool both(Mask const& x, Mask const& y) {
  auto const& [irqs, preemption, flags] = x;
  return irqs == y.irqs && preemption == y.preemption && flags == y.flags;
}
bool both(Raise const& x, Raise const& y) {
  auto const& [interrupt, cpu] = x;
  return interrupt == y.interrupt && is_same(cpu, y.cpu);
}

template <class Node> bool same_node(Node const& a, Node const& b) {
  return std::visit(
      [&]<class One>(One const& x) {
        auto const* y = std::get_if<One>(&b);
        return y != nullptr && both(x, *y);
      },
      a);
}

} // namespace

bool is_same(ExpressionPtr const& a, ExpressionPtr const& b) {
  return a == b || (a && b && same_node(a->node, b->node));
}
bool is_same(Statement const& a, Statement const& b) { return same_node(a.node, b.node); }
bool is_same(Block const& a, Block const& b) {
  return std::ranges::equal(a, b, [](auto const& x, auto const& y) { return is_same(x, y); });
}

bool is_same(Type const& a, Type const& b) {
  auto const& [spelling, bits, is_signed, wraps] = a;
  return spelling == b.spelling && bits == b.bits && is_signed == b.is_signed && wraps == b.wraps;
}
bool is_same(Object const& a, Object const& b) {
  auto const& [name, type, initial, is_array, members, is_observed] = a;
  return name == b.name && is_same(type, b.type) && initial == b.initial && is_array == b.is_array &&
         std::ranges::equal(
             members, b.members,
             [](Member const& x, Member const& y) { return x.name == y.name && is_same(x.type, y.type); }) &&
         is_observed == b.is_observed;
}
bool is_same(Local const& a, Local const& b) {
  auto const& [name, type, initial] = a;
  return name == b.name && is_same(type, b.type) && initial == b.initial;
}

} // namespace barrister
