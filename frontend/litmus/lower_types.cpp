// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/herd7_types.hpp"
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/types.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {

namespace {

// Of ({ ...; e; }): e.
ast::Expression const* last_of(ast::Expression const& e) {
  auto const* s = std::get_if<ast::StatementExpression>(&e.node);
  auto const* last = s && !s->body->empty() ? std::get_if<ast::Evaluate>(&s->body->back().node) : nullptr;
  return last ? last->expression.get() : nullptr;
}

} // namespace

ast::TypeName Lowering::settled(ast::TypeName const& type) const {
  if (!type.of) return type;
  auto known = type_of(*type.of);
  auto const refuse = [&](std::string const& what, std::string const& hint) {
    diagnostics_.unsupported(source_, type.of->span, what, hint);
    return ast::TypeName{"int", type.stars};
  };
  if (known.array) return refuse("the type of an array", "name the type of its elements");
  if (!known.name.is_given()) { // of a value that is computed
    auto spelling = value_type_in_c(*type.of).spelling;
    while (spelling.ends_with('*')) {
      spelling.pop_back();
      ++known.name.stars;
    }
    known.name.words = spelling;
  }
  known.name.words = to_type({known.name.words, 0}).spelling;
  if (known.name.words.empty() || known.name.words == "typeof")
    return refuse("a type that is not known", "write the type itself");
  return {known.name.words, known.name.stars + type.stars};
}

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

CType Lowering::type_of_name(std::string const& name) const {
  if (auto const memory = memory_.find(name); memory != memory_.end()) return objects_.type(memory->second);
  if (auto const local = find(name)) {
    auto const at = types_.find(*local);
    return at == types_.end() ? CType{} : at->second;
  }
  if (auto const defined = structs_.define(name)) {
    if (defines_ == most_defines || ++looked_up_ > most_looked_up) return {};
    ++defines_;
    auto const type = type_of(*defined);
    --defines_;
    return type;
  }
  return part_ ? world_type(name).value_or(CType{}) : CType{};
}
CType Lowering::type_of(ast::Expression const& e) const {
  if (auto const* name = std::get_if<ast::Name>(&e.node)) return type_of_name(name->text);
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
      auto const right = type_of(*b->right);
      auto const is_difference = b->op == ast::Infix::Subtract && (right.is_pointer() || right.array);
      return is_difference ? CType{} : type;
    }
    return {};
  }
  if (auto const* c = std::get_if<ast::Conditional>(&e.node)) return type_of(*c->then);
  if (std::holds_alternative<ast::Quoted>(e.node)) return {{"char", 1}, {}};
  if (auto const* a = std::get_if<ast::Assignment>(&e.node)) return type_of(*a->target);
  if (auto const* s = std::get_if<ast::Increment>(&e.node)) return type_of(*s->target);
  if (auto const* c = std::get_if<ast::Cast>(&e.node)) return {settled(c->type), {}};
  if (auto const* last = last_of(e)) return type_of(*last);
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
  if (auto const* f = named_function(*c)) return {f->result, {}};
  if (part_)
    if (auto const type = world_call_type(*c)) return *type;
  if (auto const type = result_through_pointer(*c)) return {*type, {}};
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

namespace {

bool is_pointer(Type const& type) { return type.spelling.ends_with('*'); }
// Of a value: that of an array is the address of its first element.
Type of_value(CType const& type) {
  auto name = type.name;
  if (type.array) ++name.stars;
  return to_type(name);
}

} // namespace

Type Lowering::in_mode(Type const& type) const {
  return context_.types == Types::AsHerd7 && is_known_to_herd7(type) ? int_type : type;
}
Type Lowering::value_type(ast::Expression const& e) const { return in_mode(value_type_in_c(e)); }

Type Lowering::value_type_in_c(ast::Expression const& e) const {
  if (auto const* n = std::get_if<ast::Number>(&e.node)) return n->type;
  if (auto const* name = std::get_if<ast::Name>(&e.node)) {
    auto const local = find(name->text);
    if (memory_.contains(name->text)) return of_value(type_of(e));
    if (local) return thread_.locals[*local].type;
    auto const defined = structs_.define(name->text);
    if (!defined || defines_ == most_defines || ++looked_up_ > most_looked_up) return of_value(type_of(e));
    ++defines_;
    auto const type = value_type_in_c(*defined);
    --defines_;
    return type;
  }
  if (auto const* u = std::get_if<ast::Unary>(&e.node)) {
    switch (u->op) {
    case ast::Prefix::LogicalNot: return int_type;
    case ast::Prefix::Plus:
    case ast::Prefix::Negate:
    case ast::Prefix::Complement: return promoted(in_mode(value_type_in_c(*u->operand)));
    case ast::Prefix::Increment:
    case ast::Prefix::Decrement: return value_type_in_c(*u->operand);
    case ast::Prefix::Dereference:
    case ast::Prefix::AddressOf: return of_value(type_of(e));
    }
  }
  if (auto const* b = std::get_if<ast::Binary>(&e.node)) {
    switch (b->op) {
    case ast::Infix::LogicalOr:
    case ast::Infix::LogicalAnd:
    case ast::Infix::Equal:
    case ast::Infix::NotEqual:
    case ast::Infix::Less:
    case ast::Infix::LessEqual:
    case ast::Infix::Greater:
    case ast::Infix::GreaterEqual: return int_type;
    case ast::Infix::Add:
    case ast::Infix::Subtract: {
      auto const left = value_type_in_c(*b->left), right = value_type_in_c(*b->right);
      auto const is_address = [this](Type const& type, ast::ExpressionPtr const& side) {
        return is_pointer(type) || type_of(*side).array;
      };
      if (is_address(left, b->left) && is_address(right, b->right)) return {"long", 64, true};
      if (is_pointer(left) || is_pointer(right)) return is_pointer(left) ? left : right;
      return common(in_mode(left), in_mode(right));
    }
    default: return binary_type(*b);
    }
  }
  if (auto const* c = std::get_if<ast::Conditional>(&e.node)) {
    auto const then = value_type_in_c(*c->then), otherwise = value_type_in_c(*c->otherwise);
    if (is_pointer(then) || is_pointer(otherwise)) return is_pointer(then) ? then : otherwise;
    return common(in_mode(then), in_mode(otherwise));
  }
  if (auto const* a = std::get_if<ast::Assignment>(&e.node)) return value_type_in_c(*a->target);
  if (auto const* s = std::get_if<ast::Increment>(&e.node)) return value_type_in_c(*s->target);
  if (auto const* c = std::get_if<ast::Cast>(&e.node))
    return context_.types == Types::AsHerd7 ? value_type_in_c(*c->operand) : to_type(settled(c->type));
  if (auto const* last = last_of(e)) return value_type_in_c(*last);
  if (std::holds_alternative<ast::SizeOf>(e.node)) return {"unsigned long", 64, false};
  if (auto const* c = std::get_if<ast::Comma>(&e.node)) return value_type_in_c(*c->right);
  if (auto const* i = std::get_if<ast::Internal>(&e.node)) {
    if (i->arguments.empty() || i->name == "__srcu") return int_type;
    if (i->name.starts_with("__atomic_") && i->op) return atomic_type(*i->arguments[0], {});
    if (i->name != "__load" && i->name != "__xchg" && i->name != "__cmpxchg") return int_type;
  }
  if (auto const* c = std::get_if<ast::Call>(&e.node)) return value_type_of_call(*c);
  return of_value(type_of(e));
}

Type Lowering::binary_type(ast::Binary const& b) const {
  auto const left = value_type_in_c(*b.left);
  if (b.op == ast::Infix::ShiftLeft || b.op == ast::Infix::ShiftRight) return promoted(in_mode(left));
  auto const right = value_type_in_c(*b.right);
  if (is_pointer(left) || is_pointer(right)) return {};
  return common(in_mode(left), in_mode(right));
}

// As the kernel's atomic_t, atomic64_t and atomic_long_t: with a sign, whatever the word is declared as.
Type Lowering::atomic_type(ast::Expression const& pointer, std::string_view function) const {
  auto const pointed = pointed_to(type_of(pointer)).name;
  bool const is_long = is_integer(pointed) ? to_type(pointed).bits == 64
                       : function.empty()
                           ? true
                           : function.starts_with("atomic64_") || function.starts_with("atomic_long_");
  return in_mode(is_long ? Type{"long", 64, true} : int_type);
}

// What a pointer that is called points to is "u32 (int)", or "struct s *(int)".
std::optional<ast::TypeName> Lowering::result_through_pointer(ast::Call const& c) const {
  if (!part_ || !(c.callee || is_local_pointer(c) || world_type(c.function))) return std::nullopt;
  auto const words = (c.callee ? type_of(*c.callee) : type_of_name(c.function)).name.words;
  auto const end = words.find_last_not_of(" *", words.find('(') - 1);
  if (words.find('(') == words.npos || end == words.npos) return std::nullopt;
  auto const stars =
      std::count(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(words.find('(')), '*');
  return ast::TypeName{words.substr(0, end + 1), static_cast<unsigned>(stars)};
}

Type Lowering::value_type_of_call(ast::Call const& c) const {
  if (auto const* f = named_function(c)) return to_type(f->result);
  if (part_)
    if (auto const type = world_call_type(c)) return of_value(*type);
  if (auto const type = result_through_pointer(c)) return to_type(*type);
  auto const p = find_primitive(c.function);
  if (!p || c.arguments.empty()) return int_type;
  auto const pointed = [&] { return of_value(pointed_to(type_of(*c.arguments[0]))); };
  switch (p->shape) {
  case Shape::Read:
  case Shape::ReadChecked: return of_value(type_of(*c.arguments[0]));
  case Shape::ReadPointer:
  case Shape::Exchange:
  case Shape::CompareExchange:
  case Shape::WaitingRead: return pointed();
  case Shape::Arithmetic:
    return c.arguments.size() == arity(*p) ? atomic_type(*c.arguments[p->by_one ? 0 : 1], c.function)
                                           : int_type;
  case Shape::FetchAddUnless:
  case Shape::DecrementIfPositive: return atomic_type(*c.arguments[0], c.function);
  default: return int_type;
  }
}

ExpressionPtr Lowering::converted(ExpressionPtr v, Type const& from, Type const& to) const {
  if (holds_all_of(to, from)) return v;
  if (auto const* known = std::get_if<Constant>(&v->node)) return constant(convert(known->value, to));
  return std::make_shared<Expression const>(Expression{Conversion{std::move(v), to}});
}

} // namespace barrister::frontend::litmus
