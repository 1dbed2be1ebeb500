// SPDX-License-Identifier: BSD-2-Clause
// Structs as values. One is copied cell by cell, in order, by plain accesses; where it is no variable, it has
// an object of its own: what a function takes or returns, and `(struct s){ .a = 1 }`.
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/types.hpp"

namespace barrister::frontend::litmus {
namespace {

// (struct s){ ... }
ast::Initializer const* literal(ast::Expression const& e) {
  auto const* cast = std::get_if<ast::Cast>(&e.node);
  return cast ? std::get_if<ast::Initializer>(&cast->operand->node) : nullptr;
}

} // namespace

bool Lowering::is_literal(ast::Expression const& e) const { return literal(e) && is_struct(type_of(e)); }
bool Lowering::is_struct(CType const& type) const { return structs_.fields(type) != nullptr; }

// Null where it is none of that struct, which is said.
bool Lowering::check_struct(CType const& due, ast::ExpressionPtr const& e) {
  auto const given = type_of(*e);
  auto const spelled = [](CType const& type) { return to_type({type.name.words, 0}).spelling; };
  if (is_struct(given) && spelled(given) == spelled(due)) return true;
  auto const* list = std::get_if<ast::Initializer>(&e->node);
  diagnostics_.error(source_, e->span, "this is no '" + spelled(due) + "'",
                     list ? "'(" + spelled(due) + "){ ... }' is one" : "");
  return false;
}

ObjectId Lowering::add_object(std::string const& name, CType const& type) {
  Object object;
  object.name = part_->name + "." + name;
  for (int n = 2; part_->world.objects.find(object.name); ++n)
    object.name = part_->name + "." + name + "#" + std::to_string(n);
  object.type = to_type(type.name);
  object.is_array = type.array.has_value();
  object.members = structs_.members(type);
  object.initial.assign(object.members.empty() ? type.array.value_or(1) : object.members.size(), number(0));
  return part_->world.objects.add(std::move(object), type);
}
std::optional<ObjectId> Lowering::own_object(std::string const& name, CType const& type, Span span) {
  if (part_ && part_->role != Part::Role::Probe) return add_object(name, type);
  nothing_yet(span, "a struct as a value here", "assign it to a variable, and take that");
  return std::nullopt;
}

void Lowering::store_list(ExpressionPtr const& to, CType const& type,
                          std::vector<ast::ExpressionPtr> const& values) {
  std::vector<ExpressionPtr> cells(structs_.cells(type));
  if (!fill(type, values, cells)) return;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    auto at = operation(Operator::Add, to, constant(number(static_cast<std::int64_t>(i))));
    emit(Store{std::move(at), cells[i] ? cells[i] : constant(number(0)), {}});
  }
}
void Lowering::copy_struct(ExpressionPtr const& to, CType const& type, ast::ExpressionPtr const& from) {
  if (!check_struct(type, from)) return;
  if (auto const* list = literal(*from)) return store_list(to, type, list->values);
  auto const source = struct_at(from);
  if (!source) return;
  auto const members = structs_.members(type);
  for (std::size_t i = 0; i < members.size(); ++i) {
    auto const cell = constant(number(static_cast<std::int64_t>(i)));
    auto const held = temporary(members[i].type);
    emit(Load{held, operation(Operator::Add, source, cell), {}});
    emit(Store{operation(Operator::Add, to, cell), use_of(held), {}});
  }
}

// Where it can be read from. Null where that is said to be impossible.
ExpressionPtr Lowering::struct_at(ast::ExpressionPtr const& e) {
  auto const type = type_of(*e);
  if (auto const* list = literal(*e)) {
    auto const object = own_object("literal", type, e->span);
    if (!object) return nullptr;
    store_list(constant(address(*object)), type, list->values);
    return constant(address(*object));
  }
  if (auto const* c = std::get_if<ast::Conditional>(&e->node)) {
    if (!check_struct(type, c->otherwise)) return nullptr;
    If branch;
    branch.condition = value(c->condition);
    auto const chosen = temporary();
    auto const arm = [&](ast::ExpressionPtr const& one, Block& block) {
      auto* const outer = std::exchange(block_, &block);
      auto at = struct_at(one);
      if (at) emit(Assign{chosen, at});
      block_ = outer;
      return at != nullptr;
    };
    if (!arm(c->then, branch.then) || !arm(c->otherwise, branch.otherwise)) return nullptr;
    emit(std::move(branch));
    return use_of(chosen);
  }
  if (auto const* a = std::get_if<ast::Assignment>(&e->node); a && !a->op) return assign_struct(type, *a);
  if (auto const* comma = std::get_if<ast::Comma>(&e->node)) {
    evaluate(*comma->left);
    return struct_at(comma->right);
  }
  if (auto const* c = std::get_if<ast::Call>(&e->node)) {
    if (auto const* f = named_function(*c)) return inlined(*f, *c, e->span, true);
    auto const p = find_primitive(c->function);
    bool const reads = p && (p->shape == Shape::Read || p->shape == Shape::ReadPointer ||
                             p->shape == Shape::Exchange || p->shape == Shape::CompareExchange);
    if (reads && structs_.cells(type) == 1) { // such as pte_t: it is read as the word that it has
      auto const object = own_object(c->function, type, e->span);
      if (!object) return nullptr;
      auto v = primitive_call(*c, e->span, {}, Use::Value);
      emit(Store{constant(address(*object)), std::move(v), {}});
      return constant(address(*object));
    }
  }
  if (auto const at = address_of(*e)) return *at;
  nothing_yet(e->span, "this struct as a value", "assign it to a variable, and take that");
  return nullptr;
}
// Of an argument that is stored as a whole: one of a single word may be a struct.
ExpressionPtr Lowering::word(CType const& due, ast::ExpressionPtr const& e) {
  if (!is_struct(due)) return fit(due, e, value(e));
  if (structs_.cells(due) != 1) return nothing_yet(e->span, "a struct of more than one word here");
  if (!check_struct(due, e)) return constant(number(0));
  auto const at = struct_at(e);
  return at ? load(at, {}, {}) : constant(number(0));
}

// Gives the address.
ExpressionPtr Lowering::assign_struct(CType const& type, ast::Assignment const& a) {
  auto const to = address_of(*a.target);
  if (!to) {
    diagnostics_.error(source_, a.target->span, "cannot assign to this");
    return constant(number(0));
  }
  copy_struct(*to, type, a.value);
  return *to;
}

} // namespace barrister::frontend::litmus
