// SPDX-License-Identifier: BSD-2-Clause
// A condition in which a lock is tried among other things: who got it has preemption off, and who did not has
// it on, so the two are nowhere one way. `if (a && spin_trylock(l)) B else C` is
//
//   block { block { if (a) ; else leave 0; preemption off; if (spin_trylock(l)) ; else { preemption on; leave
//   0 }
//                   B; leave 1 } C }
//
// A function that returns what it tried goes the ways of its caller's condition from each of its returns.
#include "frontend/litmus/falls_off.hpp"
#include "frontend/litmus/lock_names.hpp"
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/walk.hpp"
#include <utility>

namespace barrister::frontend::litmus {
namespace {

bool is_number(ast::Expression const& e, std::int64_t value) {
  auto const* n = std::get_if<ast::Number>(&e.node);
  return n && n->value == value;
}
// What is not 0 where the expression is not, or where it is, if that is what it asks.
ast::ExpressionPtr hinted(ast::Call const& c) {
  bool const hints = (c.function == "likely" || c.function == "unlikely") && c.arguments.size() == 1;
  return hints ? c.arguments[0] : nullptr;
}
struct Compared {
  ast::ExpressionPtr e; // null: it is not compared with 0
  bool is_negated = false;
};
Compared compared(ast::Expression const& e) {
  if (auto const* u = std::get_if<ast::Unary>(&e.node); u && u->op == ast::Prefix::LogicalNot)
    return {u->operand, true};
  auto const* b = std::get_if<ast::Binary>(&e.node);
  if (!b || (b->op != ast::Infix::Equal && b->op != ast::Infix::NotEqual) || !is_number(*b->right, 0))
    return {};
  return {b->left, b->op == ast::Infix::Equal};
}
ast::Binary const* connected(ast::Expression const& e) {
  auto const* b = std::get_if<ast::Binary>(&e.node);
  return b && (b->op == ast::Infix::LogicalAnd || b->op == ast::Infix::LogicalOr) ? b : nullptr;
}

template <class Is> bool calls(ast::ExpressionPtr const& e, Is const& is) {
  if (auto const* c = std::get_if<ast::Call>(&e->node); c && is(c->function)) return true;
  bool found = false;
  for_each_operand(*e, [&](ast::ExpressionPtr const& operand) { found = found || calls(operand, is); });
  return found;
}
template <class Is> bool calls(ast::Block const& block, Is const& is) {
  auto const in = [&](ast::Statement const& s) {
    bool found = false;
    for_each_expression(s, [&](ast::ExpressionPtr const& e) { found = found || calls(e, is); });
    return found;
  };
  return any_in(block, in, [](auto const&) { return false; });
}
bool unlocks(std::string_view function) {
  auto const lock = lock_name(function);
  return lock && lock->kind == LockName::Kind::Unlock;
}

} // namespace

bool Lowering::takes_lock(ast::ExpressionPtr const& e) const {
  if (auto const asks = compared(*e); asks.e) return takes_lock(asks.e);
  if (auto const* both = connected(*e)) return takes_lock(both->left) || takes_lock(both->right);
  if (auto const* c = std::get_if<ast::Conditional>(&e->node))
    return takes_lock(c->condition) || takes_lock(c->then) || takes_lock(c->otherwise);
  if (auto const* a = std::get_if<ast::Assignment>(&e->node)) {
    auto const* name = std::get_if<ast::Name>(&a->target->node);
    return name && !a->op && is_local(name->text) && is_truth(a->value) && takes_lock(a->value);
  }
  auto const* c = std::get_if<ast::Call>(&e->node);
  if (!c) return false;
  if (auto const asked = hinted(*c)) return takes_lock(asked);
  if (auto const* f = named_function(*c)) return takes_lock(*f);
  return is_trylock(c->function);
}
// It returns what it tried; or it tries, and gives nothing back itself.
bool Lowering::takes_lock(ast::Function const& f) const {
  if (auto const [known, is_new] = taking_.emplace(&f, false); !is_new) return known->second;
  auto const returns_lock = [&](ast::Statement const& s) {
    auto const* r = std::get_if<ast::Return>(&s.node);
    return r && r->value && takes_lock(r->value);
  };
  bool const is_void = f.result.stars == 0 && f.result.words.ends_with("void");
  bool const takes =
      !is_void && !is_struct({f.result, {}}) && !may_fall_off(f.body) &&
      (any_in(f.body, returns_lock, [](auto const&) { return false; }) ||
       (calls(f.body, [](std::string_view name) { return is_trylock(name); }) && !calls(f.body, unlocks)));
  return taking_[&f] = takes;
}
bool Lowering::is_truth(ast::ExpressionPtr const& e) const {
  if (is_number(*e, 0) || is_number(*e, 1) || compared(*e).e || connected(*e)) return true;
  if (auto const* c = std::get_if<ast::Conditional>(&e->node))
    return is_truth(c->then) && is_truth(c->otherwise);
  if (auto const* name = std::get_if<ast::Name>(&e->node))
    return (name->text == "true" || name->text == "false") && !find(name->text);
  auto const* c = std::get_if<ast::Call>(&e->node);
  if (!c) return false;
  if (hinted(*c) || trylock_in(e).call) return true;
  auto const* f = named_function(*c);
  return f ? f->result.stars == 0 && f->result.words.ends_with("bool") : is_trylock(c->function);
}
bool Lowering::is_branched(ast::ExpressionPtr const& condition) const {
  return part_ && part_->role != Part::Role::Probe && takes_lock(condition);
}

std::string Lowering::branch_label() { return std::to_string(++branches_); }

void Lowering::branch(ast::ExpressionPtr const& e, bool when, std::string const& label) {
  if (auto const asks = compared(*e); asks.e && takes_lock(e))
    return branch(asks.e, when != asks.is_negated, label);
  if (auto const* both = connected(*e); both && takes_lock(e)) {
    bool const decides = both->op == ast::Infix::LogicalOr; // what its left side alone does
    if (decides == when) {
      branch(both->left, when, label);
      return branch(both->right, when, label);
    }
    auto const on = branch_label();
    return in_block({Open::Kind::Branch, on}, [&] {
      branch(both->left, decides, on);
      branch(both->right, when, label);
    });
  }
  if (auto const* c = std::get_if<ast::Conditional>(&e->node); c && takes_lock(e)) {
    auto const on = branch_label(), otherwise = branch_label();
    return in_block({Open::Kind::Branch, on}, [&] {
      in_block({Open::Kind::Branch, otherwise}, [&] {
        branch(c->condition, false, otherwise);
        branch(c->then, when, label);
        leave(Open::Kind::Branch, on);
      });
      branch(c->otherwise, when, label);
    });
  }
  if (auto const* a = std::get_if<ast::Assignment>(&e->node); a && takes_lock(e))
    return branch_on_assignment(*a, when, label);
  if (auto const* c = std::get_if<ast::Call>(&e->node)) {
    if (auto const asked = hinted(*c)) return branch(asked, when, label);
    auto const* f = named_function(*c);
    if (f && takes_lock(*f)) {
      auto const on = branch_label();
      return in_block({Open::Kind::Branch, on}, [&] {
        inlined(*f, *c, e->span, true, Returns{when, label, on});
      });
    }
    if (!f && is_trylock(c->function)) return branch_on_trylock(*c, e->span, when, label);
  }
  auto const outer = std::exchange(in_condition_, true);
  auto condition = value(e);
  in_condition_ = outer;
  branch_on(std::move(condition), when, label);
}
void Lowering::branch_on(ExpressionPtr condition, bool when, std::string const& label) {
  if (auto const* known = std::get_if<Constant>(&condition->node)) {
    if (truth(known->value) == when) leave(Open::Kind::Branch, label);
    return;
  }
  Block left;
  auto* const outer = std::exchange(block_, &left);
  leave(Open::Kind::Branch, label);
  block_ = outer;
  if (when)
    emit(If{std::move(condition), std::move(left), {}});
  else
    emit(If{std::move(condition), {}, std::move(left)});
}
void Lowering::branch_on_trylock(ast::Call const& c, Span span, bool when, std::string const& label) {
  auto const outer = std::exchange(trylock_, &c);
  auto got = call(c, span, {}, Use::Value);
  trylock_ = outer;
  Block none{no_lock(c, instruction_)}, left;
  auto* const around = std::exchange(block_, when ? &left : &none);
  leave(Open::Kind::Branch, label);
  block_ = around;
  emit(If{std::move(got), std::move(left), std::move(none)});
}
void Lowering::branch_on_assignment(ast::Assignment const& a, bool when, std::string const& label) {
  auto const on = branch_label(), no = branch_label();
  auto const local = use(std::get<ast::Name>(a.target->node).text, a.target->span);
  auto const gives = [&](bool value) {
    emit(Assign{local, constant(number(value ? 1 : 0))});
    leave(Open::Kind::Branch, value == when ? label : on);
  };
  in_block({Open::Kind::Branch, on}, [&] {
    in_block({Open::Kind::Branch, no}, [&] {
      branch(a.value, false, no);
      gives(true);
    });
    gives(false);
  });
}
// Of a `return` of a function that is a condition.
void Lowering::branch_returned(ast::ExpressionPtr const& e) {
  auto const to = *returns_;
  if (takes_lock(e) && is_truth(e)) {
    branch(e, to.when, to.label);
  } else {
    auto const type = types_.find(*result_);
    auto const due = type == types_.end() ? CType{} : type->second;
    check_type(due, e);
    auto v = becomes_bool(due, *e) ? as_truth(value(e)) : value(e);
    auto const* known = std::get_if<Constant>(&v->node);
    bool const is_truth = known && (known->value == number(0) || known->value == number(1));
    if (!is_truth) emit(Assign{*result_, v});
    branch_on(is_truth ? v : use_of(*result_), to.when, to.label);
  }
  leave(Open::Kind::Branch, to.otherwise);
}

void Lowering::lower_branched(ast::If const& s, ast::ExpressionPtr const& condition) {
  auto const id = begin_instruction(condition == s.condition ? s.head : condition->span);
  auto const no = branch_label(), on = branch_label();
  auto const ways = [&] {
    in_block({Open::Kind::Branch, no}, [&] {
      branch(condition, false, no);
      lower(s.then);
      instruction_ = id;
      if (!s.otherwise.empty()) leave(Open::Kind::Branch, on);
    });
    lower(s.otherwise);
  };
  s.otherwise.empty() ? ways() : in_block({Open::Kind::Branch, on}, ways);
  instruction_ = id;
}

} // namespace barrister::frontend::litmus
