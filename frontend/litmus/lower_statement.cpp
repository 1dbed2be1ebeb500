// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/walk.hpp"
#include "spec/leaving.hpp"

namespace barrister::frontend::litmus {

Lowering::Lowering(ast::Function const& function, ast::Test const& test, Objects const& objects,
                   Source const& source, Diagnostics& diagnostics)
    : function_(function), test_(test), objects_(objects), source_(source), diagnostics_(diagnostics),
      body_(&function.body) {}

Thread Lowering::run() {
  thread_.name = "P" + std::to_string(function_.cpu);
  declare_parameters();
  declare_registers();
  declare_in(function_.body);
  declare_assigned(function_.body);
  block_ = &thread_.body;
  if (returns(function_.body))
    in_block({Open::Kind::Return, {}}, [&] { lower(function_.body); });
  else
    lower(function_.body);
  mark_decisions(thread_.body);
  return std::move(thread_);
}

InstructionId Lowering::begin_instruction(Span span) {
  Instruction next{source_.place(span.begin), folded(source_.text(span))};
  auto& all = thread_.instructions;
  auto const again = !all.empty() && all.back().place.line == next.place.line &&
                     all.back().place.column == next.place.column && all.back().text == next.text;
  if (!again) all.push_back(std::move(next));
  return instruction_ = static_cast<InstructionId>(all.size() - 1);
}
void Lowering::emit(Node node) { block_->push_back({std::move(node), instruction_}); }

Block Lowering::collect(ast::Block const& statements) {
  Block block;
  auto* const outer = std::exchange(block_, &block);
  lower(statements);
  block_ = outer;
  return block;
}
void Lowering::lower(ast::Declaration const& declaration, Span span) {
  bool begun = false;
  for (auto const& one : declaration.declarators) {
    if (!one.value) continue;
    if (!std::exchange(begun, true)) begin_instruction(span);
    assign(*find(one.name), one.value);
  }
}

void Lowering::lower(ast::Evaluate const& statement, Span span) {
  if (!statement.expression) return;
  begin_instruction(span);
  evaluate(*statement.expression);
}

void Lowering::lower(ast::If const& statement, Span) {
  auto const id = begin_instruction(statement.head);
  auto condition = value(statement.condition);
  auto then = collect(statement.then);
  auto otherwise = collect(statement.otherwise);
  instruction_ = id;
  emit(If{std::move(condition), std::move(then), std::move(otherwise)});
}

Block Lowering::loop_body(ast::Block const& statements) {
  if (!continues(statements)) return collect(statements);
  Block body;
  auto* const outer = std::exchange(block_, &body);
  in_block({Open::Kind::Continue, {}}, [&] { lower(statements); });
  block_ = outer;
  return body;
}
template <class F> void Lowering::breakable(ast::Block const& body, F loop) {
  if (breaks(body))
    in_block({Open::Kind::Break, {}}, loop);
  else
    loop();
}

void Lowering::lower(ast::While const& statement, Span) {
  auto const id = begin_instruction(statement.head);
  breakable(statement.body, [&] {
    Loop loop;
    auto* const outer = std::exchange(block_, &loop.test);
    loop.condition = value(statement.condition);
    block_ = outer;
    loop.body = loop_body(statement.body);
    instruction_ = id;
    emit(std::move(loop));
  });
}

// do B while (c)  is  again = 1; while (again) { B; again = c }.
void Lowering::lower(ast::DoWhile const& statement, Span) {
  auto const again = temporary();
  auto const id = begin_instruction(statement.tail);
  emit(Assign{again, constant(number(1))});
  breakable(statement.body, [&] {
    Loop loop;
    loop.condition = use_of(again);
    loop.body = loop_body(statement.body);
    auto* const outer = std::exchange(block_, &loop.body);
    instruction_ = id;
    assign(again, statement.condition);
    block_ = outer;
    emit(std::move(loop));
  });
}

void Lowering::lower(ast::For const& statement, Span) {
  lower(statement.start);
  auto const id = begin_instruction(statement.head);
  breakable(statement.body, [&] {
    Loop loop;
    auto* const outer = std::exchange(block_, &loop.test);
    loop.condition = statement.condition ? value(statement.condition) : constant(number(1));
    block_ = outer;
    loop.body = loop_body(statement.body);
    instruction_ = id;
    block_ = &loop.body;
    if (statement.step) evaluate(*statement.step);
    block_ = outer;
    emit(std::move(loop));
  });
}

void Lowering::lower(ast::Block const& block, Span) { lower(block); }

void Lowering::evaluate(ast::Expression const& e) {
  if (auto const* assignment = std::get_if<ast::Assignment>(&e.node)) return assign(*assignment, e.span);
  if (auto const* c = std::get_if<ast::Call>(&e.node)) return void(call(*c, e.span, {}, Use::Statement));
  if (auto const* cast = std::get_if<ast::Cast>(&e.node)) return evaluate(*cast->operand); // (void) f(x)
  auto const one = std::make_shared<ast::Expression const>(ast::Expression{ast::Number{1}, e.span});
  if (auto const* step = std::get_if<ast::Step>(&e.node))
    return assign({step->up ? ast::Infix::Add : ast::Infix::Subtract, step->target, one}, e.span);
  if (auto const* unary = std::get_if<ast::Unary>(&e.node)) {
    if (unary->op == ast::Prefix::Increment) return assign({ast::Infix::Add, unary->operand, one}, e.span);
    if (unary->op == ast::Prefix::Decrement)
      return assign({ast::Infix::Subtract, unary->operand, one}, e.span);
  }
  value(std::make_shared<ast::Expression const>(e));
}

void Lowering::assign(ast::Assignment const& assignment, Span span) {
  if (auto const* name = std::get_if<ast::Name>(&assignment.target->node)) {
    auto const local = use(name->text, assignment.target->span);
    if (!assignment.op) return assign(local, assignment.value);
    ast::Binary const sum{*assignment.op, assignment.target, assignment.value};
    return emit(Assign{local, value(sum, span, {})});
  }
  auto const address = address_of(*assignment.target);
  if (!address) return diagnostics_.error(source_, assignment.target->span, "cannot assign to this");
  if (!assignment.op) return emit(Store{*address, value(assignment.value), {}});
  // *p += e reads *p once and writes it: a binary on a stand-in local.
  auto const old = temporary();
  emit(Load{old, *address, {}});
  auto const stand_in = "*" + std::to_string(old); // no name of the user's
  names_.emplace(stand_in, old);
  auto const target =
      std::make_shared<ast::Expression const>(ast::Expression{ast::Name{stand_in}, assignment.target->span});
  emit(Store{*address, value(ast::Binary{*assignment.op, target, assignment.value}, span, {}), {}});
}

void Lowering::assign(LocalId local, ast::ExpressionPtr const& e) {
  auto v = value(e, local);
  auto const* same = std::get_if<LocalUse>(&v->node);
  if (!same || same->local != local) emit(Assign{local, std::move(v)});
}

ExpressionPtr Lowering::nothing_yet(Span span, std::string what) {
  diagnostics_.unsupported(source_, span, std::move(what));
  return constant(number(0));
}

} // namespace barrister::frontend::litmus
