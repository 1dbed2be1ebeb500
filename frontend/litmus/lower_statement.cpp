// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/endless.hpp"
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/settle_arguments.hpp"
#include "frontend/litmus/walk.hpp"
#include "spec/leaving.hpp"

namespace barrister::frontend::litmus {

Lowering::Lowering(ast::Function const& function, ast::Test const& test, Structs const& structs,
                   Objects const& objects, LitmusContext const& context, TagNames& tag_names,
                   Source const& source, Diagnostics& diagnostics)
    : function_(function), test_(test), structs_(structs), objects_(objects), context_(context),
      tag_names_(tag_names), source_(source), diagnostics_(diagnostics) {}

Thread Lowering::run() {
  thread_.name = "P" + std::to_string(function_.cpu);
  declare_parameters();
  declare_memory();
  declare_registers();
  std::map<std::string, CType> declared;
  if (context_.types == Types::AsInC) check_doubles(function_.body, declared);
  declare_in(function_.body);
  declare_assigned(function_.body);
  block_ = &thread_.body;
  lower_body(function_.body);
  settle_arguments(thread_, parameters_);
  mark_decisions(thread_.body);
  return std::move(thread_);
}

InstructionId Lowering::begin_instruction(Span span) {
  if (releasing_ && releasing_->call == call_) return begin_instruction(releasing_->at, releasing_->text);
  return begin_instruction(span, folded(source_.text(span)));
}
InstructionId Lowering::begin_instruction(Span span, std::string text) {
  // The statements of one macro are one instruction: they have its place.
  Instruction next{source_.place(span.begin), std::move(text), call_};
  auto& all = thread_.instructions;
  auto const again = !all.empty() && all.back().place.file == next.place.file &&
                     all.back().place.line == next.place.line &&
                     all.back().place.column == next.place.column && all.back().text == next.text &&
                     all.back().call == next.call;
  if (!again) {
    all.push_back(std::move(next));
    spans_.push_back(span);
  }
  return instruction_ = static_cast<InstructionId>(all.size() - 1);
}
void Lowering::emit(Node node) {
  auto* const loop = std::get_if<Loop>(&node);
  bool const is_code = part_ && part_->role != Part::Role::Probe;
  if (loop && is_code && may_spin(*loop)) // a step that orders nothing
    loop->body.insert(loop->body.begin(), {Fence{{}, nullptr}, instruction_});
  block_->push_back({std::move(node), instruction_});
}

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
    if (!one.value && !one.is_list) continue;
    if (!std::exchange(begun, true)) begin_instruction(span);
    bool const is_last = &one == &declaration.declarators.back();
    if (is_last && is_asked_next(one.name, one.value, span)) return;
    initialize(one);
  }
}
void Lowering::initialize(ast::Declarator const& d) {
  auto const memory = memory_.find(d.name);
  if (memory == memory_.end()) {
    if (d.is_list) return diagnostics_.error(source_, d.span, "only an array or a struct starts with a list");
    return assign(*find(d.name), d.value);
  }
  auto const& object = objects_.all()[memory->second];
  auto const type = objects_.type(memory->second);
  auto const whole = constant(address(memory->second));
  if (d.is_list) return store_list(whole, type, d.values);
  if (is_struct(type)) return copy_struct(whole, type, d.value);
  if (object.is_array)
    return diagnostics_.error(source_, d.span, "an array starts with a list of values, such as {1,2}");
  emit(Store{whole, fit(type, d.value, value(d.value)), {}});
}

// The values of a list, by cell of the object. Those of a list inside go to the struct or array that comes
// next.
bool Lowering::fill(CType const& type, std::vector<ast::ExpressionPtr> const& values,
                    std::vector<ExpressionPtr>& cells) {
  return structs_.place(type, values, source_, diagnostics_,
                        [&](std::size_t cell, CType const& held, ast::ExpressionPtr const& e) {
                          check_type(held, e);
                          cells[cell] = fit(held, e, value(e));
                        });
}

void Lowering::lower(ast::Evaluate const& statement, Span span) {
  if (!statement.expression) return;
  begin_instruction(span);
  auto const* assigns = std::get_if<ast::Assignment>(&statement.expression->node);
  auto const* name = assigns && !assigns->op ? std::get_if<ast::Name>(&assigns->target->node) : nullptr;
  if (!name || !is_asked_next(name->text, assigns->value, span)) evaluate(*statement.expression);
}

// As compilers do: a second pair of brackets says that it is meant.
void Lowering::warn_of_assignment(ast::Expression const& condition) {
  auto const* assignment = std::get_if<ast::Assignment>(&condition.node);
  if (!assignment || assignment->op) return;
  auto before = source_.text().substr(0, condition.span.begin);
  for (int brackets = 0; brackets < 2; ++brackets) {
    auto const last = before.find_last_not_of(" \t\n");
    if (last == before.npos || before[last] != '(') {
      diagnostics_.warning(source_, condition.span, "this assigns, and asks for what it assigned",
                           "did you mean '=='? If not: put it into brackets of its own");
      return;
    }
    before = before.substr(0, last);
  }
}
ExpressionPtr Lowering::asked(ast::ExpressionPtr const& condition) {
  warn_of_assignment(*condition);
  auto const outer = std::exchange(in_condition_, true);
  auto result = value(condition);
  in_condition_ = outer;
  return result;
}

void Lowering::lower(ast::If const& statement, Span) {
  auto const owed = std::exchange(owed_, {});
  if (owed.by == &statement) return lower_branched(statement, owed.asked);
  auto const [call, holds] = part_ ? trylock_in(statement.condition) : Asked{};
  if (!call && is_branched(statement.condition)) return lower_branched(statement, statement.condition);
  auto const id = begin_instruction(statement.head);
  auto const outer = std::exchange(trylock_, call);
  auto condition = asked(statement.condition);
  trylock_ = outer;
  auto const none = call ? std::optional(no_lock(*call, id)) : std::nullopt;
  auto then = collect(statement.then);
  auto otherwise = collect(statement.otherwise);
  instruction_ = id;
  auto& failed = holds ? otherwise : then;
  if (none) failed.insert(failed.begin(), *none);
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

// The condition is one of the statements of a round, and goes on from there or leaves the loop.
template <class F> void Lowering::branched_loop(ast::Block const& body, F round) {
  auto const end = branch_label();
  in_block({Open::Kind::Branch, end}, [&] {
    breakable(body, [&] {
      Loop loop;
      loop.condition = constant(number(1));
      auto* const outer = std::exchange(block_, &loop.body);
      round(end);
      block_ = outer;
      emit(std::move(loop));
    });
  });
}
void Lowering::lower_loop_body(ast::Block const& statements) {
  for (auto& s : loop_body(statements)) block_->push_back(std::move(s));
}

void Lowering::lower(ast::While const& statement, Span) {
  auto const id = begin_instruction(statement.head);
  if (is_branched(statement.condition))
    return branched_loop(statement.body, [&](std::string const& end) {
      branch(statement.condition, false, end);
      lower_loop_body(statement.body);
      instruction_ = id;
    });
  breakable(statement.body, [&] {
    Loop loop;
    auto* const outer = std::exchange(block_, &loop.test);
    loop.condition = asked(statement.condition);
    block_ = outer;
    loop.body = loop_body(statement.body);
    instruction_ = id;
    emit(std::move(loop));
  });
}

// do B while (c)  is  again = 1; while (again) { B; again = c }; and B alone, where c is 0.
void Lowering::lower(ast::DoWhile const& statement, Span) {
  if (structs_.constant(*statement.condition) == 0)
    return breakable(statement.body, [&] { lower_loop_body(statement.body); });
  auto const id = begin_instruction(statement.tail);
  if (is_branched(statement.condition))
    return branched_loop(statement.body, [&](std::string const& end) {
      lower_loop_body(statement.body);
      instruction_ = id;
      branch(statement.condition, false, end);
    });
  auto const again = temporary();
  emit(Assign{again, constant(number(1))});
  breakable(statement.body, [&] {
    Loop loop;
    loop.condition = use_of(again);
    loop.body = loop_body(statement.body);
    auto* const outer = std::exchange(block_, &loop.body);
    instruction_ = id;
    assign(again, statement.condition);
    block_ = outer;
    if (structs_.constant(*statement.condition).value_or(0) != 0) loop.condition = constant(number(1));
    emit(std::move(loop));
  });
}

void Lowering::lower(ast::For const& statement, Span) {
  lower(statement.start);
  auto const id = begin_instruction(statement.head);
  if (statement.condition && is_branched(statement.condition))
    return branched_loop(statement.body, [&](std::string const& end) {
      branch(statement.condition, false, end);
      lower_loop_body(statement.body);
      instruction_ = id;
      if (statement.step) evaluate(*statement.step);
    });
  breakable(statement.body, [&] {
    Loop loop;
    auto* const outer = std::exchange(block_, &loop.test);
    loop.condition = statement.condition ? asked(statement.condition) : constant(number(1));
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
  if (auto const* c = std::get_if<ast::Call>(&e.node)) return void(call(*c, e.span, {}, Use::Statement));
  if (auto const* i = std::get_if<ast::Internal>(&e.node))
    return void(internal(*i, e.span, {}, Use::Statement));
  if (auto const* cast = std::get_if<ast::Cast>(&e.node)) return evaluate(*cast->operand); // (void) f(x)
  if (auto const* comma = std::get_if<ast::Comma>(&e.node)) {
    evaluate(*comma->left);
    return evaluate(*comma->right);
  }
  if (auto const* s = std::get_if<ast::Increment>(&e.node))
    return void(step(s->target, e.span, s->up, false));
  if (auto const* s = std::get_if<ast::StatementExpression>(&e.node)) return lower(*s->body);
  if (auto const* a = std::get_if<ast::Assignment>(&e.node)) {
    auto const outer = std::exchange(in_condition_, false);
    assign(*a, e.span);
    in_condition_ = outer;
    return;
  }
  auto const* compares = std::get_if<ast::Binary>(&e.node);
  if (compares && compares->op == ast::Infix::Equal)
    diagnostics_.warning(source_, e.span, "this compares, and nothing asks for the answer",
                         "did you mean '='?");
  auto const* name = std::get_if<ast::Name>(&e.node);
  bool const is_defined = name && !find(name->text) && !memory_.contains(name->text);
  auto const defined = is_defined ? structs_.define(name->text) : nullptr; // #define FENCE smp_mb()
  if (defined && std::holds_alternative<ast::Call>(defined->node) && defines_ < most_defines &&
      looked_up_ < most_looked_up) {
    ++defines_, ++looked_up_;
    evaluate(*defined);
    --defines_;
    return;
  }
  if (part_ && name && !find(name->text) && helper(name->text))
    diagnostics_.warning(source_, e.span, "this does not call '" + name->text + "'", as_call(name->text));
  value(std::make_shared<ast::Expression const>(e));
}

// The value of an assignment is what its target then holds.
ExpressionPtr Lowering::assign(ast::Assignment const& as_written, Span span) {
  auto assignment = as_written;
  assignment.target = behind_get_cpu(as_written.target);
  auto const* name = std::get_if<ast::Name>(&assignment.target->node);
  if (part_ && name && !memory_.contains(name->text) && !find(name->text))
    if (auto const done = world_assign(assignment, name->text, span)) return done;
  if (name && is_local(name->text)) {
    auto const local = use(name->text, assignment.target->span);
    if (!assignment.op)
      assign(local, assignment.value);
    else
      emit(Assign{local, value(ast::Binary{*assignment.op, assignment.target, assignment.value}, span, {})});
    return use_of(local);
  }
  auto const type = type_of(*assignment.target);
  if (is_struct(type) && !assignment.op) return assign_struct(type, assignment);
  auto const address = address_of(*assignment.target);
  bool const is_function = part_ && name && helper(name->text);
  if (!address || type.array || structs_.fields(type) || is_function) {
    diagnostics_.error(source_, assignment.target->span, "cannot assign to this",
                       std::holds_alternative<ast::Binary>(assignment.target->node) ? "did you mean '=='?"
                       : address && !is_function ? "arrays are assigned element by element"
                                                 : "");
    return constant(number(0));
  }
  if (!assignment.op) {
    check_type(type, assignment.value);
    auto v = fit(type, assignment.value, value(assignment.value));
    emit(Store{*address, v, {}});
    return v;
  }
  // *p += e reads *p once and writes it: a binary on a stand-in local.
  auto const old = temporary(type);
  emit(Load{old, *address, {}});
  auto const stand_in = "*" + std::to_string(old); // no name of the user's
  names_.emplace(stand_in, old);
  auto const target =
      std::make_shared<ast::Expression const>(ast::Expression{ast::Name{stand_in}, assignment.target->span});
  ast::Binary const next{*assignment.op, target, assignment.value};
  auto v = fit(type, binary_type(next), value(next, span, {}));
  emit(Store{*address, v, {}});
  return v;
}

ExpressionPtr Lowering::step(ast::ExpressionPtr const& as_written, Span span, bool up, bool gives_old) {
  auto const target = behind_get_cpu(as_written);
  auto const one = std::make_shared<ast::Expression const>(ast::Expression{ast::Number{1}, span});
  ast::Assignment const next{up ? ast::Infix::Add : ast::Infix::Subtract, target, one};
  if (!gives_old) return assign(next, span);
  auto const* name = std::get_if<ast::Name>(&target->node);
  auto const old = temporary(type_of(*target));
  if (name && is_local(name->text)) {
    emit(Assign{old, use_of(use(name->text, target->span))});
    assign(next, span);
    return use_of(old);
  }
  if (part_ && owned_name(*target)) {
    emit(Assign{old, value(target)});
    assign(next, span);
    return use_of(old);
  }
  auto const address = address_of(*target);
  if (!address) return assign(next, span); // says why not
  emit(Load{old, *address, {}});
  auto const by = constant(number(static_cast<std::int64_t>(stride(type_of(*target)))));
  auto const type = binary_type({ast::Infix::Add, target, one});
  auto v = operation(up ? Operator::Add : Operator::Subtract, use_of(old), by, type);
  emit(Store{*address, fit(type_of(*target), type, std::move(v)), {}});
  return use_of(old);
}

void Lowering::assign(LocalId local, ast::ExpressionPtr const& e) {
  auto const known = types_.find(local);
  auto const type = known == types_.end() ? CType{} : known->second;
  check_type(type, e);
  auto v = becomes_bool(type, *e) ? as_truth(value(e)) : value(e, local);
  auto const* same = std::get_if<LocalUse>(&v->node);
  if (!same || same->local != local) emit(Assign{local, std::move(v)});
}

ExpressionPtr Lowering::nothing_yet(Span span, std::string what, std::string hint) {
  diagnostics_.unsupported(source_, span, std::move(what), std::move(hint));
  return constant(number(0));
}

} // namespace barrister::frontend::litmus
