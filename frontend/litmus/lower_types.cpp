// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/lowering.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {

CType Lowering::pointed_to(CType const& type) const {
  if (type.array) return {type.name, {}};
  if (!type.is_pointer()) return {};
  auto out = type;
  --out.name.stars;
  return out;
}
std::size_t Lowering::stride(CType const& type) const {
  return type.array || type.is_pointer() ? structs_.cells(pointed_to(type)) : 1;
}
Field const* Lowering::field(ast::Field const& f) const {
  auto const type = type_of(*f.object);
  auto const* fields = structs_.fields(f.arrow ? pointed_to(type) : type);
  if (!fields) return nullptr;
  auto const at = std::ranges::find(*fields, f.name, &Field::name);
  return at == fields->end() ? nullptr : &*at;
}

CType Lowering::type_of(ast::Expression const& e) const {
  if (auto const* name = std::get_if<ast::Name>(&e.node)) {
    if (auto const memory = memory_.find(name->text); memory != memory_.end())
      return objects_.type(memory->second);
    auto const local = find(name->text);
    if (part_ && !local)
      if (auto const type = world_type(name->text)) return *type;
    auto const at = local ? types_.find(*local) : types_.end();
    return at == types_.end() ? CType{} : at->second;
  }
  if (auto const* u = std::get_if<ast::Unary>(&e.node)) {
    auto type = type_of(*u->operand);
    if (u->op == ast::Prefix::Dereference) return pointed_to(type);
    if (u->op == ast::Prefix::AddressOf) {
      auto const* name = std::get_if<ast::Name>(&u->operand->node);
      if (part_ && name && !find(name->text) && helper(name->text)) return type; // as without '&'
      ++type.name.stars;
      type.array.reset();
    }
    return u->op == ast::Prefix::LogicalNot ? CType{} : type;
  }
  if (auto const* b = std::get_if<ast::Binary>(&e.node)) {
    if (b->op != ast::Infix::Add && b->op != ast::Infix::Subtract) return {};
    for (auto const& side : {b->left, b->right}) {
      auto type = type_of(*side);
      if (type.array) {
        type.array.reset();
        ++type.name.stars;
      }
      if (!type.is_pointer()) continue;
      auto const is_difference = b->op == ast::Infix::Subtract && type_of(*b->right).is_pointer();
      return is_difference ? CType{} : type;
    }
    return {};
  }
  if (auto const* c = std::get_if<ast::Conditional>(&e.node)) return type_of(*c->then);
  if (auto const* a = std::get_if<ast::Assignment>(&e.node)) return type_of(*a->target);
  if (auto const* s = std::get_if<ast::Step>(&e.node)) return type_of(*s->target);
  if (auto const* c = std::get_if<ast::Cast>(&e.node)) return {c->type, {}};
  if (auto const* i = std::get_if<ast::Index>(&e.node)) return pointed_to(type_of(*i->array));
  if (auto const* f = std::get_if<ast::Field>(&e.node)) {
    auto const* found = field(*f);
    return found ? found->type : CType{};
  }
  if (auto const* c = std::get_if<ast::Comma>(&e.node)) return type_of(*c->right);
  if (auto const* i = std::get_if<ast::Internal>(&e.node)) {
    if (i->arguments.empty()) return {};
    auto const type = type_of(*i->arguments[0]);
    if (i->name == "__load") return type;
    return i->name == "__xchg" || i->name == "__cmpxchg" ? pointed_to(type) : CType{};
  }
  auto const* c = std::get_if<ast::Call>(&e.node);
  if (!c) return {};
  if (auto const* f = helper(c->function)) return {f->result, {}};
  if (part_)
    if (auto const type = world_call_type(*c)) return *type;
  auto const p = find_primitive(c->function);
  if (!p || c->arguments.empty()) return {};
  switch (p->shape) {
  case Shape::Read: return type_of(*c->arguments[0]);
  case Shape::ReadPointer:
  case Shape::Exchange:
  case Shape::CompareExchange: return pointed_to(type_of(*c->arguments[0]));
  default: return {};
  }
}

} // namespace barrister::frontend::litmus
