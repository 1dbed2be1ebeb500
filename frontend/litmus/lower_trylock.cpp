// SPDX-License-Identifier: BSD-2-Clause
// Who has tried a lock has preemption off where it succeeded alone, so what it gave is asked before anything
// else is done: by an `if`, by a loop, or by the `if` behind the assignment. A function may be in between
// that does nothing but return it.
#include "frontend/litmus/lock_names.hpp"
#include "frontend/litmus/lowering.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

constexpr int most_deep = 50; // functions in each other, and what stands around a call

bool is_zero(ast::Expression const& e) {
  auto const* n = std::get_if<ast::Number>(&e.node);
  return n && n->value == 0;
}
// What a condition asks, with `!`, `== 0` and `likely()` taken off; whether that negates it.
struct Bare {
  ast::ExpressionPtr e;
  bool is_negated = false;
};
Bare bare(ast::ExpressionPtr e) {
  Bare out{std::move(e)};
  for (;;) {
    auto const* u = std::get_if<ast::Unary>(&out.e->node);
    auto const* b = std::get_if<ast::Binary>(&out.e->node);
    auto const* c = std::get_if<ast::Call>(&out.e->node);
    bool const compares = b && (b->op == ast::Infix::Equal || b->op == ast::Infix::NotEqual);
    bool const hints =
        c && (c->function == "likely" || c->function == "unlikely") && c->arguments.size() == 1;
    if (u && u->op == ast::Prefix::LogicalNot) {
      out = {u->operand, !out.is_negated};
    } else if (compares && is_zero(*b->right)) {
      out = {b->left, out.is_negated != (b->op == ast::Infix::Equal)};
    } else if (hints) {
      out = {c->arguments[0], out.is_negated};
    } else {
      return out;
    }
  }
}

} // namespace

Lowering::Asked Lowering::trylock_in(ast::ExpressionPtr const& e, int depth) const {
  if (!e || depth == most_deep) return {};
  auto const [asked, is_negated] = bare(e);
  auto const* call = std::get_if<ast::Call>(&asked->node);
  if (!call) return {};
  if (auto const* f = named_function(*call)) {
    auto const* value = f->body.size() == 1 ? std::get_if<ast::Return>(&f->body.front().node) : nullptr;
    auto inner = value ? trylock_in(value->value, depth + 1) : Asked{};
    inner.holds = inner.holds != is_negated;
    return inner;
  }
  return is_trylock(call->function) ? Asked{call, !is_negated} : Asked{};
}

// The local is asked by the next statement.
bool Lowering::is_asked_next(std::string const& local, ast::ExpressionPtr const& value, Span span) {
  auto const* next = part_ && next_ ? std::get_if<ast::If>(&next_->node) : nullptr;
  if (!next || !value || !is_local(local) || !is_truth(value) || !takes_lock(value)) return false;
  auto const [asked, is_negated] = bare(next->condition);
  auto const* name = std::get_if<ast::Name>(&asked->node);
  if (!name || name->text != local) return false;
  auto const of = [&](decltype(ast::Expression::node) node) {
    return std::make_shared<ast::Expression const>(ast::Expression{std::move(node), span});
  };
  auto const assignment = of(ast::Assignment{std::nullopt, asked, value});
  owed_ = {next, is_negated ? of(ast::Unary{ast::Prefix::LogicalNot, assignment}) : assignment};
  return true;
}

Statement Lowering::no_lock(ast::Call const& c, InstructionId at) {
  using Irqs = Mask::Irqs;
  auto const irqs = lock_name(c.function)->irqs;
  Mask undone{irqs == Irqs::Off ? Irqs::On : irqs == Irqs::Save ? Irqs::Restore : Irqs::Keep, -1};
  if (irqs == Irqs::Save) undone.flags = tried_with_;
  return {undone, at};
}

} // namespace barrister::frontend::litmus
