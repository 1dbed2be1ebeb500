// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/foreign.hpp"
#include "frontend/litmus/lowering.hpp"

namespace barrister::frontend::litmus {

std::optional<Primitive> Lowering::primitive(ast::Call const& c, Span span) {
  if (c.function.empty()) {
    nothing_yet(span, "calls through a pointer");
    return std::nullopt;
  }
  auto const found = find_primitive(c.function);
  if (!found) {
    diagnostics_.error(
        source_, c.function_span, (part_ ? "unknown function '" : "unknown primitive '") + c.function + "'",
        meant_by_function(c.function, known_functions(), part_ ? CalledIn::Protocol : CalledIn::Test),
        "Unknown macro " + c.function);
    return std::nullopt;
  }
  auto const due = arity(*found);
  if (c.arguments.size() == due) return found;
  diagnostics_.error(source_, span,
                     "'" + c.function + "' takes " + (due == 0 ? "no" : std::to_string(due)) +
                         (due == 1 ? " argument" : " arguments") + ", not " +
                         std::to_string(c.arguments.size()),
                     "", "Argument mismatch for macro " + c.function);
  return std::nullopt;
}

ExpressionPtr Lowering::call(ast::Call const& c, Span span, Wanted wanted, Use use) {
  if (auto const* f = named_function(c)) return inlined(*f, c, span, use == Use::Value);
  if (part_)
    if (auto const done = world_call(c, span, wanted, use)) return *done;
  return primitive_call(c, span, wanted, use);
}

ExpressionPtr Lowering::primitive_call(ast::Call const& c, Span span, Wanted wanted, Use use) {
  auto const zero = constant(number(0));
  auto const p = primitive(c, span);
  if (!p) return zero;
  if (use == Use::Value && !gives_value(*p)) {
    diagnostics_.error(source_, span, "'" + c.function + "' gives no value");
    return zero;
  }
  check_call(*p, c);
  auto const argument = [&](std::size_t i) { return value(c.arguments[i]); };
  auto const location = [&] { return shared_location(c.arguments[0], c.function); };
  switch (p->shape) {
  case Shape::Read: return load(location(), p->tags, wanted);
  case Shape::ReadPointer: return load(argument(0), p->tags, wanted);
  case Shape::Write:
  case Shape::WriteAndFence:
  case Shape::WritePointer: {
    auto address = p->shape == Shape::WritePointer ? argument(0) : location();
    auto const type = type_of(*c.arguments[0]);
    auto v = word(p->shape == Shape::WritePointer ? pointed_to(type) : type, c.arguments[1]);
    emit(Store{std::move(address), std::move(v), p->tags});
    if (p->shape == Shape::WriteAndFence) emit(Fence{Tag::Mb, nullptr});
    return zero;
  }
  case Shape::Fence: emit(Fence{p->tags, nullptr}); return zero;
  case Shape::SrcuFence: emit(Fence{p->tags, argument(0)}); return zero;
  case Shape::Lock: emit(Lock{argument(0)}); return zero;
  case Shape::Unlock: emit(Unlock{argument(0)}); return zero;
  case Shape::Trylock: {
    auto const target = wanted ? *wanted : temporary();
    emit(Trylock{target, argument(0)});
    return use_of(target);
  }
  case Shape::IsLocked: {
    auto const target = wanted ? *wanted : temporary();
    emit(IsLocked{target, argument(0)});
    return use_of(target);
  }
  case Shape::Exchange:
  case Shape::CompareExchange:
  case Shape::AddUnless:
  case Shape::Arithmetic:
  case Shape::TestZero:
  case Shape::TestNegative: return update(*p, c, wanted, use);
  default: return beyond(*p, c, wanted, use);
  }
}

ExpressionPtr Lowering::update(Primitive const& p, ast::Call const& c, Wanted wanted, Use use) {
  auto const argument = [&](std::size_t i) { return value(c.arguments[i]); };
  bool const tests = p.shape == Shape::TestZero || p.shape == Shape::TestNegative;
  Rmw rmw{};
  rmw.tags = same_tags(p.tags);
  rmw.op = p.op;
  bool const comes_second = !p.by_one && (p.shape == Shape::Arithmetic || tests);
  auto const& pointer = *c.arguments[comes_second ? 1 : 0];
  auto const held = pointed_to(type_of(pointer));
  rmw.type = atomic_type(pointer, c.function);
  auto const number_of = [&](std::size_t i) {
    return converted(argument(i), value_type(*c.arguments[i]), rmw.type);
  };
  switch (p.shape) {
  case Shape::Exchange:
    rmw.kind = Rmw::Kind::Exchange;
    rmw.result = RmwResult::Old;
    rmw.address = argument(0);
    rmw.operand = word(held, c.arguments[1]);
    break;
  case Shape::CompareExchange:
    rmw.kind = Rmw::Kind::CompareExchange;
    rmw.result = RmwResult::Old;
    rmw.address = argument(0);
    rmw.expected = word(held, c.arguments[1]);
    rmw.operand = word(held, c.arguments[2]);
    break;
  case Shape::AddUnless:
    rmw.kind = Rmw::Kind::AddUnless;
    rmw.result = RmwResult::Succeeded;
    rmw.address = argument(0);
    rmw.operand = number_of(1);
    rmw.expected = number_of(2);
    break;
  default:
    rmw.kind = Rmw::Kind::Arithmetic;
    rmw.result = p.result;
    rmw.operand = p.by_one ? constant(number(1)) : number_of(0);
    if (p.complemented) rmw.operand = operation(Operator::Complement, rmw.operand, nullptr, rmw.type);
    rmw.address = argument(p.by_one ? 0 : 1);
  }
  if (!tests) return finish(std::move(rmw), wanted, use);
  auto const op = p.shape == Shape::TestZero ? Operator::Equal : Operator::Less;
  auto const type = rmw.type;
  return operation(op, finish(std::move(rmw), {}, use), constant(number(0)), type);
}

ExpressionPtr Lowering::finish(Rmw rmw, Wanted wanted, Use use) {
  if (use == Use::Statement) rmw.result = RmwResult::None;
  auto const has_result = rmw.result != RmwResult::None;
  auto const target = !has_result ? 0 : wanted ? *wanted : temporary();
  rmw.target = target;
  emit(std::move(rmw));
  return has_result ? use_of(target) : constant(number(0));
}

} // namespace barrister::frontend::litmus
