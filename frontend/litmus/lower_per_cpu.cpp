// SPDX-License-Identifier: BSD-2-Clause
// Variables by CPU and by task: where they are, and what reads and writes one.
//
// What updates a CPU's variable reads it, and then writes it: other CPUs may come between, for the kernel
// locks no bus here. Whether an interrupt may is what this_cpu_add() and __this_cpu_add() differ in; that of
// asm-generic/percpu.h turns interrupts off. Values are computed before: on x86 they are, elsewhere they need
// not.
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/types.hpp"

namespace barrister::frontend::litmus {

// The address that per_cpu(v, c), per_cpu_ptr(&v, c), this_cpu_ptr(&v), this_cpu_read(v) or per_task(v, t)
// is about.
ExpressionPtr Lowering::per_cpu_call(ast::Call const& c, Span span) {
  auto const zero = constant(number(0));
  if (c.arguments.empty()) return zero;
  auto const* variable = &*c.arguments[0];
  if (c.function.ends_with("_ptr"))
    if (auto const* u = std::get_if<ast::Unary>(&variable->node); u && u->op == ast::Prefix::AddressOf)
      variable = &*u->operand;
  if (c.function == "per_task" && c.arguments.size() == 2) {
    auto const* name = std::get_if<ast::Name>(&variable->node);
    if (!name || !part_->world.per_task.contains(name->text)) {
      diagnostics_.error(source_, variable->span, "this is no variable by task",
                         "'DEFINE_PER_TASK(type, name);' declares one");
      return zero;
    }
    auto task = value(c.arguments[1]);
    if (!std::holds_alternative<Constant>(task->node)) {
      auto const kept = temporary();
      emit(Assign{kept, std::move(task)});
      task = use_of(kept);
    }
    auto index = constant(number(0));
    auto known = constant(number(0));
    for (std::size_t i = 0; i < part_->world.tasks.size(); ++i) {
      auto const is_it = operation(Operator::Equal, task, constant(part_->world.tasks[i]));
      auto const n = constant(number(static_cast<std::int64_t>(i)));
      index = operation(Operator::Add, index, operation(Operator::Multiply, is_it, n));
      known = operation(Operator::Or, known, is_it);
    }
    constexpr std::int64_t nowhere = std::int64_t{1} << 40;
    auto const outside = operation(Operator::LogicalNot, known);
    index =
        operation(Operator::Add, index, operation(Operator::Multiply, outside, constant(number(nowhere))));
    return element_of(name->text, index);
  }
  auto cpu =
      c.arguments.size() == 2 && c.function.starts_with("per_cpu") ? value(c.arguments[1]) : this_cpu(span);
  if (auto const found = by_cpu(*variable, std::move(cpu))) return found->address;
  diagnostics_.error(source_, variable->span, "this is no variable by CPU",
                     "'DEFINE_PER_CPU(type, name);' declares one");
  return zero;
}

// What per_cpu(v, c), per_task(v, t) or get_cpu_var(v) has; of an array, where it begins.
ExpressionPtr Lowering::per_cpu_value(ast::Call const& c, Span span, Wanted wanted) {
  if (auto const* owned = owned_name(*c.arguments[0]))
    return owned_load(*owned, c.arguments.size() == 2 ? value(c.arguments[1]) : nullptr, span, wanted);
  auto address = per_cpu_call(c, span);
  auto const type = world_call_type(c);
  if (type && type->array) return address;
  if (!type || structs_.fields(*type)) return nothing_yet(span, "a struct as a value");
  return load(std::move(address), {}, wanted);
}

ExpressionPtr Lowering::per_cpu_update(PerCpuUpdate const& u, ast::Call const& c, Span span) {
  using What = PerCpuUpdate::What;
  auto const type = world_call_type(c).value_or(CType{});
  auto const& variable = *c.arguments[0];
  if (structs_.fields(type)) return nothing_yet(span, "a struct as a value");
  if (type.array || (u.what == What::Compute && type.is_pointer())) {
    diagnostics_.error(source_, variable.span,
                       "'" + c.function + "' takes a " + (type.array ? "variable" : "number"));
    return constant(number(0));
  }
  auto const whole = to_type(type.name);
  bool const is_cut_first = u.what != What::Compute || u.op == Operator::Subtract; // -(typeof(v))(n)
  std::vector<ExpressionPtr> values;
  for (std::size_t i = 1; i < c.arguments.size(); ++i) {
    auto const& from = c.arguments[i];
    check_type(type, from);
    auto v = value(from);
    values.push_back(is_cut_first ? fit(type, from, std::move(v)) : std::move(v));
  }
  if (u.by_one) values.push_back(constant(number(1)));

  auto const* owned = owned_name(variable);
  auto const address = owned ? nullptr : per_cpu_call(c, span);
  auto const tags = u.is_whole ? TagSet(Tag::Once) : TagSet();
  auto const flags = u.is_whole ? temporary() : 0;
  if (u.is_whole) emit(Mask{Mask::Irqs::Save, 0, flags});
  auto const old = owned ? owned_load(*owned, nullptr, span, {}) : load(address, tags, temporary(type));
  auto const write = [&](ExpressionPtr v) {
    owned ? void(owned_store(*owned, std::move(v))) : emit(Store{address, std::move(v), tags});
  };
  auto result = old;
  if (u.what == What::Compute) {
    auto const in = common(whole, u.by_one ? int_type : is_cut_first ? whole : value_type(*c.arguments[1]));
    auto v = operation(u.op, old, values[0], in);
    auto const kept = temporary(type);
    emit(Assign{kept, whole.bits == 1 ? as_truth(std::move(v)) : fit(type, in, std::move(v))});
    write(result = use_of(kept));
  } else if (u.what == What::Exchange) {
    write(values[0]);
  } else {
    auto const in = type.is_pointer() ? Type{} : promoted(whole);
    Block then;
    auto* const outer = std::exchange(block_, &then);
    write(values[1]);
    block_ = outer;
    emit(If{operation(Operator::Equal, old, values[0], in), std::move(then), {}});
  }
  if (u.is_whole) emit(Mask{Mask::Irqs::Restore, 0, flags});
  return result;
}

// An owned variable is named in place of `get_cpu_var(v)`, which turns preemption off and is v.
ast::ExpressionPtr Lowering::behind_get_cpu(ast::ExpressionPtr const& target) {
  auto const* c = part_ ? std::get_if<ast::Call>(&target->node) : nullptr;
  if (!c || c->function != "get_cpu_var" || c->arguments.size() != 1 || !owned_name(*c->arguments[0]))
    return target;
  emit(Mask{Mask::Irqs::Keep, 1});
  return c->arguments[0];
}

void Lowering::check_per_cpu(ast::ExpressionPtr const& e) {
  if (owned_name(*e) || by_cpu(*e, constant(number(0)))) return;
  diagnostics_.error(source_, e->span, "this is no variable by CPU",
                     "'DEFINE_PER_CPU(type, name);' declares one");
}

} // namespace barrister::frontend::litmus
