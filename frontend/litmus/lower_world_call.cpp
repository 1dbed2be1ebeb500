// SPDX-License-Identifier: BSD-2-Clause
// Calls that only protocols have. What disables preemption or interrupts is a Mask beside what else it does.
#include "frontend/litmus/header_macros.hpp"
#include "frontend/litmus/lock_names.hpp"
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/types.hpp"
#include "frontend/litmus/world_calls.hpp"
#include <algorithm>
#include <utility>

namespace barrister::frontend::litmus {
namespace {

enum class Builtin : std::uint8_t {
  ThisCpu,
  PerCpu,
  PerCpuPtr,
  ThisCpuPtr,
  ThisCpuRead,
  ThisCpuWrite,
  GetCpuVar,
  PutCpu, // of a variable, or of its address
  PerTask,
  Mask,
  SaveMask, // of interrupts, in its argument
  GetCpu,
  Choose,
  Assume,
  Assert,
  Warn,
  Bug,
  BuildBug,
  ArraySize,
  Raise,
  Reached,
  Same,    // its argument
  Truth,   // whether it is not 0
  Zero,    // what a lock starts with
  LeftOut, // its arguments ask what only lockdep knows
  Nothing  // checks of the kernel's own that are not ours, and what says how to wait
};
constexpr std::size_t any_number = 1000; // of arguments, behind those that are looked at
struct Entry {
  std::string_view name;
  Builtin what;
  std::size_t arguments;
  bool gives_value;
  Mask::Irqs irqs = Mask::Irqs::Keep;
  int preemption = 0;
};
using Irqs = Mask::Irqs;
constexpr Entry builtins[] = {{"smp_processor_id", Builtin::ThisCpu, 0, true},
                              {"raw_smp_processor_id", Builtin::ThisCpu, 0, true},
                              {"per_cpu", Builtin::PerCpu, 2, true},
                              {"per_cpu_ptr", Builtin::PerCpuPtr, 2, true},
                              {"this_cpu_ptr", Builtin::ThisCpuPtr, 1, true},
                              {"raw_cpu_ptr", Builtin::ThisCpuPtr, 1, true},
                              {"this_cpu_read", Builtin::ThisCpuRead, 1, true},
                              {"__this_cpu_read", Builtin::ThisCpuRead, 1, true},
                              {"this_cpu_write", Builtin::ThisCpuWrite, 2, false},
                              {"__this_cpu_write", Builtin::ThisCpuWrite, 2, false},
                              {"raw_cpu_read", Builtin::ThisCpuRead, 1, true},
                              {"raw_cpu_write", Builtin::ThisCpuWrite, 2, false},
                              {"get_cpu_var", Builtin::GetCpuVar, 1, true, Irqs::Keep, 1},
                              {"get_cpu_ptr", Builtin::ThisCpuPtr, 1, true, Irqs::Keep, 1},
                              {"put_cpu_var", Builtin::PutCpu, 1, false, Irqs::Keep, -1},
                              {"put_cpu_ptr", Builtin::PutCpu, 1, false, Irqs::Keep, -1},
                              {"per_task", Builtin::PerTask, 2, true},
                              {"local_irq_disable", Builtin::Mask, 0, false, Irqs::Off},
                              {"local_irq_enable", Builtin::Mask, 0, false, Irqs::On},
                              {"local_irq_save", Builtin::SaveMask, 1, false, Irqs::Save},
                              {"local_irq_restore", Builtin::SaveMask, 1, false, Irqs::Restore},
                              {"preempt_disable", Builtin::Mask, 0, false, Irqs::Keep, 1},
                              {"preempt_enable", Builtin::Mask, 0, false, Irqs::Keep, -1},
                              {"preempt_disable_notrace", Builtin::Mask, 0, false, Irqs::Keep, 1},
                              {"preempt_enable_notrace", Builtin::Mask, 0, false, Irqs::Keep, -1},
                              {"preempt_enable_no_resched", Builtin::Mask, 0, false, Irqs::Keep, -1},
                              {"raw_local_irq_disable", Builtin::Mask, 0, false, Irqs::Off},
                              {"raw_local_irq_enable", Builtin::Mask, 0, false, Irqs::On},
                              {"raw_local_irq_save", Builtin::SaveMask, 1, false, Irqs::Save},
                              {"raw_local_irq_restore", Builtin::SaveMask, 1, false, Irqs::Restore},
                              {"local_bh_disable", Builtin::Mask, 0, false, Irqs::Keep, 1},
                              {"local_bh_enable", Builtin::Mask, 0, false, Irqs::Keep, -1},
                              {"get_cpu", Builtin::GetCpu, 0, true, Irqs::Keep, 1},
                              {"put_cpu", Builtin::Mask, 0, false, Irqs::Keep, -1},
                              {"choose", Builtin::Choose, 1, true},
                              {"assume", Builtin::Assume, 1, false},
                              {"assert", Builtin::Assert, 1, false},
                              {"WARN_ON", Builtin::Warn, 1, true},
                              {"WARN_ON_ONCE", Builtin::Warn, 1, true},
                              {"BUG_ON", Builtin::Warn, 1, false},
                              {"WARN", Builtin::Warn, any_number, true},
                              {"WARN_ONCE", Builtin::Warn, any_number, true},
                              {"SCHED_WARN_ON", Builtin::Warn, 1, true},
                              {"VM_BUG_ON", Builtin::Warn, 1, false},
                              {"VM_WARN_ON", Builtin::Warn, 1, true},
                              {"VM_WARN_ON_ONCE", Builtin::Warn, 1, true},
                              {"BUG", Builtin::Bug, 0, false},
                              {"BUILD_BUG_ON", Builtin::BuildBug, 1, false},
                              {"ARRAY_SIZE", Builtin::ArraySize, 1, true},
                              {"ATOMIC_INIT", Builtin::Same, 1, true},
                              {"ATOMIC64_INIT", Builtin::Same, 1, true},
                              {"ATOMIC_LONG_INIT", Builtin::Same, 1, true},
                              {"REFCOUNT_INIT", Builtin::Same, 1, true},
                              {"__SPIN_LOCK_UNLOCKED", Builtin::Zero, 1, true},
                              {"__RAW_SPIN_LOCK_UNLOCKED", Builtin::Zero, 1, true},
                              {"__RW_LOCK_UNLOCKED", Builtin::Zero, 1, true},
                              {"__MUTEX_INITIALIZER", Builtin::Zero, 1, true},
                              {"raise", Builtin::Raise, 2, false},
                              {"reached", Builtin::Reached, 1, true},
                              {"likely", Builtin::Truth, 1, true},
                              {"unlikely", Builtin::Truth, 1, true},
                              {"lockdep_assert_held", Builtin::Nothing, 1, false},
                              {"lockdep_assert_held_once", Builtin::Nothing, 1, false},
                              {"lockdep_assert_held_read", Builtin::Nothing, 1, false},
                              {"lockdep_assert_held_write", Builtin::Nothing, 1, false},
                              {"lockdep_assert_not_held", Builtin::Nothing, 1, false},
                              {"lockdep_assert_irqs_disabled", Builtin::Nothing, 0, false},
                              {"lockdep_assert_irqs_enabled", Builtin::Nothing, 0, false},
                              {"lockdep_assert_preemption_disabled", Builtin::Nothing, 0, false},
                              {"lockdep_assert_preemption_enabled", Builtin::Nothing, 0, false},
                              {"assert_spin_locked", Builtin::Nothing, 1, false},
                              {"assert_raw_spin_locked", Builtin::Nothing, 1, false},
                              {"RCU_LOCKDEP_WARN", Builtin::LeftOut, 2, false},
                              {"lockdep_assert", Builtin::LeftOut, 1, false},
                              {"cond_resched", Builtin::Nothing, 0, false},
                              {"might_sleep", Builtin::Nothing, 0, false},
                              {"cpu_relax", Builtin::Nothing, 0, false}};

Entry const* find_builtin(std::string const& name) {
  auto const at = std::ranges::find(builtins, name, &Entry::name);
  return at == std::end(builtins) ? nullptr : &*at;
}

// Of this_cpu_read and this_cpu_write. With `__` or `raw_` they are plain.
TagSet tags_of(std::string_view function) {
  return function.starts_with("this_") ? TagSet(Tag::Once) : TagSet();
}

} // namespace

std::vector<std::string> world_calls() {
  auto out = per_cpu_update_names();
  for (auto const& b : builtins) out.emplace_back(b.name);
  for (auto const name : header_macros()) out.emplace_back(name);
  return out;
}

std::vector<std::string> Lowering::known_functions() const {
  auto out = primitive_names();
  if (!part_) return out;
  for (auto const& f : test_.helpers) out.push_back(f.called);
  for (auto const& name : world_calls()) out.push_back(name);
  return out;
}

std::optional<ExpressionPtr> Lowering::world_call(ast::Call const& c, Span span, Wanted wanted, Use use) {
  auto const zero = constant(number(0));
  if (part_->world.hooks.contains(c.function) && !is_local_pointer(c)) {
    for (auto const& a : c.arguments) value(a);
    return zero;
  }
  if (c.callee || find(c.function) || memory_.contains(c.function) || world_type(c.function))
    return dispatched(c, span, use);
  if (auto const lock = lock_name(c.function)) {
    if (lock->kind == LockName::Kind::Trylock) {
      if (trylock_ != &c) {
        diagnostics_.unsupported(source_, span, "'" + c.function + "' here",
                                 "ask it right away: 'if (" + c.function +
                                     "(l)) {...}', or 'ret = " + c.function + "(l); if (!ret) {...}'");
        return zero;
      }
      mask({lock->irqs, 1}, c);
      return primitive_call(c, span, wanted, use);
    }
    if (lock->kind == LockName::Kind::Lock) mask({lock->irqs, 1}, c);
    auto result = primitive_call(c, span, wanted, use);
    if (lock->kind == LockName::Kind::Unlock) mask({lock->irqs, -1}, c);
    return result;
  }
  if (auto const done = header_macro(c, span, use)) return done;
  auto const updates = litmus::per_cpu_update(c.function);
  auto const* b = find_builtin(c.function);
  if (!b && !updates) return std::nullopt;
  auto const due = updates ? updates->arguments() : b->arguments;
  bool const is_enough = due == any_number && !c.arguments.empty();
  if (c.arguments.size() != due && !is_enough) {
    diagnostics_.error(source_, span,
                       "'" + c.function + "' takes " +
                           (due == 0            ? "no"
                            : due == any_number ? "a condition, and other"
                                                : std::to_string(due)) +
                           (due == 1 ? " argument" : " arguments") + ", not " +
                           std::to_string(c.arguments.size()));
    return zero;
  }
  if (use == Use::Value && !(updates ? updates->gives_value : b->gives_value)) {
    diagnostics_.error(source_, span, "'" + c.function + "' gives no value");
    return zero;
  }
  if (updates) return per_cpu_update(*updates, c, span);
  switch (b->what) {
  case Builtin::ThisCpu: return this_cpu(span);
  case Builtin::PerCpu:
  case Builtin::PerTask: return per_cpu_value(c, span, wanted);
  case Builtin::PerCpuPtr:
  case Builtin::ThisCpuPtr:
    if (b->preemption != 0) emit(Mask{b->irqs, b->preemption});
    return per_cpu_call(c, span);
  case Builtin::GetCpuVar: emit(Mask{b->irqs, b->preemption}); return per_cpu_value(c, span, wanted);
  case Builtin::PutCpu:
    c.function == "put_cpu_var" ? check_per_cpu(c.arguments[0]) : void(look_at(c.arguments[0]));
    emit(Mask{b->irqs, b->preemption});
    return zero;
  case Builtin::ThisCpuRead: {
    if (auto const* owned = owned_name(*c.arguments[0])) return owned_load(*owned, nullptr, span, wanted);
    auto address = per_cpu_call(c, span);
    return load(std::move(address), tags_of(c.function), wanted);
  }
  case Builtin::ThisCpuWrite: {
    auto const type = world_call_type(c).value_or(CType{});
    check_type(type, c.arguments[1]);
    if (auto const* owned = owned_name(*c.arguments[0]))
      return owned_store(*owned, fit(type, c.arguments[1], value(c.arguments[1])));
    auto address = per_cpu_call(c, span);
    auto v = fit(type, c.arguments[1], value(c.arguments[1]));
    emit(Store{std::move(address), std::move(v), tags_of(c.function)});
    return zero;
  }
  case Builtin::Mask:
  case Builtin::SaveMask: mask({b->irqs, b->preemption}, c); return zero;
  case Builtin::GetCpu: emit(Mask{b->irqs, b->preemption}); return this_cpu(span);
  case Builtin::Choose: {
    auto const n = structs_.constant(*c.arguments[0]);
    constexpr std::int64_t most = 64;
    if (!n || *n < 1 || *n > most) {
      diagnostics_.error(source_, c.arguments[0]->span, "'choose' takes a constant from 1 to 64");
      return zero;
    }
    auto const target = wanted ? *wanted : temporary();
    emit(Choose{target, static_cast<unsigned>(*n)});
    return use_of(target);
  }
  case Builtin::Assume: emit(Assume{value(c.arguments[0])}); return zero;
  case Builtin::Assert: return asserted(c.arguments[0], true);
  case Builtin::Warn:
    for (std::size_t i = 1; i < c.arguments.size(); ++i) look_at_message(c.arguments[i]);
    return asserted(c.arguments[0], false);
  case Builtin::Bug:
    emit(Count{part_->world.assertions});
    part_->world.has_assertions = true;
    return zero;
  case Builtin::BuildBug: {
    auto const v = look_at(c.arguments[0]);
    auto const* known = std::get_if<Constant>(&v->node);
    if (!known)
      diagnostics_.error(source_, c.arguments[0]->span, "this is no constant");
    else if (known->value != number(0))
      diagnostics_.error(source_, c.arguments[0]->span, "this must not be so, and it is");
    return zero;
  }
  case Builtin::ArraySize: {
    auto const type = type_of(*c.arguments[0]);
    if (!type.array) diagnostics_.error(source_, c.arguments[0]->span, "this is no array");
    return constant(number(static_cast<std::int64_t>(type.array.value_or(1))));
  }
  case Builtin::Raise: {
    auto const* name = std::get_if<ast::Name>(&c.arguments[0]->node);
    auto const at = name ? part_->world.interrupts.find(name->text) : part_->world.interrupts.end();
    if (at == part_->world.interrupts.end()) {
      std::vector<std::string> known;
      for (auto const& [one, id] : part_->world.interrupts) known.push_back(one);
      diagnostics_.error(source_, c.arguments[0]->span, "there is no such interrupt",
                         name ? did_you_mean(name->text, known) : "'raise(handler, cpu)' names one");
      return zero;
    }
    auto const interrupt = at->second;
    emit(Raise{interrupt, value(c.arguments[1])});
    return zero;
  }
  case Builtin::Reached: {
    auto const* name = std::get_if<ast::Name>(&c.arguments[0]->node);
    if (!name || part_->role != Part::Role::Probe) {
      diagnostics_.error(source_, span, "'reached(label)' stands in properties and covers");
      return zero;
    }
    auto const at = part_->world.labels.find(name->text);
    if (at == part_->world.labels.end() || !part_->world.known_labels.contains(name->text)) {
      diagnostics_.error(
          source_, name ? c.arguments[0]->span : span, "no code has the label '" + name->text + "'",
          did_you_mean(name->text, {part_->world.known_labels.begin(), part_->world.known_labels.end()}));
      return zero;
    }
    auto const target = wanted ? *wanted : temporary();
    emit(CountLoad{target, at->second});
    return use_of(target);
  }
  case Builtin::Same: return value(c.arguments[0], wanted);
  case Builtin::Truth: return as_truth(value(c.arguments[0]));
  case Builtin::LeftOut: return zero;
  case Builtin::Zero: return zero; // its argument is a name for lockdep
  case Builtin::Nothing:
    for (auto const& a : c.arguments) look_at_message(a);
    return zero;
  }
  return zero;
}

// What is wrong in it is said, but nothing of it is done.
ExpressionPtr Lowering::look_at(ast::ExpressionPtr const& e) {
  Block nowhere;
  auto* const outer = std::exchange(block_, &nowhere);
  auto v = value(e);
  block_ = outer;
  return v;
}

// A message to people, or what it shows.
void Lowering::look_at_message(ast::ExpressionPtr const& e) {
  if (std::holds_alternative<ast::Quoted>(e->node)) return;
  auto const* c = std::get_if<ast::Conditional>(&e->node);
  if (!c) return void(look_at(e));
  look_at(c->condition);
  look_at_message(c->then);
  look_at_message(c->otherwise);
}

// Flags are the last argument: a variable of the function that saves them, which names what they were.
void Lowering::mask(Mask mask, ast::Call const& c) {
  if (mask.irqs == Irqs::Save || mask.irqs == Irqs::Restore) {
    if (c.arguments.empty()) return; // said already
    auto const& flags = *c.arguments.back();
    auto const* name = std::get_if<ast::Name>(&flags.node);
    auto const local = name ? find(name->text) : std::nullopt;
    if (!local) {
      diagnostics_.error(source_, flags.span, "the flags of '" + c.function + "' are no local variable",
                         "'unsigned long flags;' declares one");
      return;
    }
    mask.flags = *local;
    if (mask.irqs == Irqs::Save) tried_with_ = *local;
  }
  emit(mask);
}

ExpressionPtr Lowering::asserted(ast::ExpressionPtr const& e, bool holds) {
  part_->world.has_assertions = true;
  auto const v = as_truth(value(e));
  Block const count{{Count{part_->world.assertions}, instruction_}};
  emit(holds ? If{v, {}, count} : If{v, count, {}});
  return v;
}

std::optional<CType> Lowering::world_call_type(ast::Call const& c) const {
  if (auto const type = header_macro_type(c)) return type;
  if (c.arguments.empty()) return std::nullopt;
  auto const* variable = &*c.arguments[0];
  bool const is_pointer = c.function.ends_with("_ptr");
  if (c.function == "ARRAY_SIZE") return CType{{"unsigned long", 0}, {}};
  if (c.function == "likely" || c.function == "unlikely") return CType{{"long", 0}, {}};
  auto const* b = find_builtin(c.function);
  bool const is_about_variable =
      litmus::per_cpu_update(c.function) ||
      (b && (b->what == Builtin::PerCpu || b->what == Builtin::PerTask || b->what == Builtin::ThisCpuRead ||
             b->what == Builtin::ThisCpuWrite || b->what == Builtin::GetCpuVar || is_pointer));
  if (!is_about_variable) return std::nullopt;
  if (auto const* u = std::get_if<ast::Unary>(&variable->node); is_pointer && u) variable = &*u->operand;
  std::vector<std::string> members;
  while (auto const* f = std::get_if<ast::Field>(&variable->node)) {
    members.push_back(f->name);
    variable = &*f->object;
  }
  auto const* name = std::get_if<ast::Name>(&variable->node);
  auto type = name ? world_type(name->text) : std::nullopt;
  if (!type) return std::nullopt;
  type->array.reset();
  for (; !members.empty(); members.pop_back()) {
    auto const* fields = structs_.fields(*type);
    if (!fields) return std::nullopt;
    auto const at = std::ranges::find(*fields, members.back(), &Field::name);
    if (at == fields->end()) return std::nullopt;
    type = at->type;
  }
  if (is_pointer) ++type->name.stars;
  return type;
}

// Of a call through a pointer: one branch for each function that it can point to. Anything else is a fault.
ExpressionPtr Lowering::dispatched(ast::Call const& c, Span span, Use use) {
  auto const node = [&](decltype(ast::Expression::node) n) {
    return std::make_shared<ast::Expression const>(ast::Expression{std::move(n), c.function_span});
  };
  auto callee = c.callee ? c.callee : node(ast::Name{c.function});
  if (auto const* u = std::get_if<ast::Unary>(&callee->node); u && u->op == ast::Prefix::Dereference)
    callee = u->operand;
  auto const type = type_of(*callee);
  auto const pointer = value(callee);
  std::vector<ast::Function const*> fit;
  for (auto const* f : part_->world.pointed) {
    auto const* known = std::get_if<Constant>(&pointer->node);
    if (std::ranges::find(inside_, f) != inside_.end()) continue; // would call itself
    if (known && known->value != part_->world.address_of(*f)) continue;
    bool const by_type = type.name.words.find('(') == std::string::npos || type.name.words == signature(*f);
    if (by_type && f->parameters.size() == c.arguments.size()) fit.push_back(f);
  }
  auto call = c;
  call.callee = nullptr;
  std::vector<std::string> stand_ins;
  for (auto& a : call.arguments) {
    auto const computed = ast::TypeName{value_type(*a).spelling}; // ~c is an int; 0 may be NULL
    auto const local =
        temporary(is_integer(computed) && !structs_.constant(*a) ? CType{computed, {}} : type_of(*a));
    emit(Assign{local, value(a)});
    stand_ins.push_back("argument " + std::to_string(local)); // no name of the user's
    names_.emplace(stand_ins.back(), local);
    a = std::make_shared<ast::Expression const>(ast::Expression{ast::Name{stand_ins.back()}, a->span});
  }
  auto const chosen = temporary();
  emit(Assign{chosen, pointer});
  if (use == Use::Value && !fit.empty() && is_struct({fit.front()->result, {}}))
    return nothing_yet(span, "a struct that is returned through a pointer to a function");
  auto const result = temporary(fit.empty() ? CType{} : CType{fit.front()->result, {}});
  auto const id = instruction_;
  // Dividing by 0: what is none of them is no function.
  Block otherwise{
      {Assign{result, operation(Operator::Divide, constant(number(1)), constant(number(0)))}, id}};
  if (!fit.empty() && std::holds_alternative<Constant>(pointer->node)) otherwise.clear();
  for (auto f = fit.rbegin(); f != fit.rend(); ++f) {
    call.function = (*f)->called;
    Block then;
    auto* const outer = std::exchange(block_, &then);
    auto v = inlined(**f, call, span, use == Use::Value);
    if (use == Use::Value) emit(Assign{result, std::move(v)});
    block_ = outer;
    instruction_ = id;
    auto const is_it = operation(Operator::Equal, use_of(chosen), constant(part_->world.address_of(**f)));
    Block one;
    if (otherwise.empty() && f == fit.rbegin())
      one = std::move(then);
    else
      one.push_back({If{is_it, std::move(then), std::move(otherwise)}, id});
    otherwise = std::move(one);
  }
  for (auto& s : otherwise) block_->push_back(std::move(s));
  for (auto const& name : stand_ins) names_.erase(name);
  return use_of(result);
}

} // namespace barrister::frontend::litmus
