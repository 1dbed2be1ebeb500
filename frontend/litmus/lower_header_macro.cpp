// SPDX-License-Identifier: BSD-2-Clause
// container_of() (include/linux/container_of.h), min() and its like (include/linux/minmax.h), BIT(). Those
// that are computed become the C that they stand for, of names for their arguments, which are evaluated once.
#include "frontend/litmus/header_macros.hpp"
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/types.hpp"
#include <algorithm>
#include <array>

namespace barrister::frontend::litmus {
namespace {

constexpr std::array<std::string_view, 16> names = {
    "container_of", "list_entry", "llist_entry", "hlist_entry", "rb_entry", "min",     "max",     "min_t",
    "max_t",        "min3",       "max3",        "clamp",       "BIT",      "BIT_ULL", "GENMASK", "swap"};

bool is_container(std::string_view f) { return f == "container_of" || f.find("_entry") != f.npos; }
bool has_type(std::string_view f) { return f.ends_with("_t"); }
std::size_t due(std::string_view f) {
  if (f == "BIT" || f == "BIT_ULL") return 1;
  return is_container(f) || has_type(f) || f.ends_with('3') || f == "clamp" ? 3 : 2;
}
bool is_header_macro(std::string_view f) { return std::ranges::find(names, f) != names.end(); }
Type const unsigned_long{"unsigned long", 64, false};

} // namespace

std::span<std::string_view const> header_macros() { return names; }

std::optional<ExpressionPtr> Lowering::header_macro(ast::Call const& c, Span span, Use use) {
  if (!is_header_macro(c.function)) return std::nullopt;
  auto const refuse = [&](Span at, std::string message) {
    diagnostics_.error(source_, at, std::move(message));
    return constant(number(0));
  };
  auto const count = due(c.function);
  if (c.arguments.size() != count)
    return refuse(span, "'" + c.function + "' takes " + std::to_string(count) +
                            (count == 1 ? " argument" : " arguments") + ", not " +
                            std::to_string(c.arguments.size()));
  if (is_container(c.function)) return container_of(c);
  if (c.function == "swap") {
    if (use == Use::Value) return refuse(span, "'swap' gives no value");
    auto const old = stand_in(c.arguments[0]);
    assign(ast::Assignment{{}, c.arguments[0], c.arguments[1]}, span);
    assign(ast::Assignment{{}, c.arguments[1], old}, span);
    return constant(number(0));
  }
  std::optional<Type> given;
  auto arguments = c.arguments;
  if (has_type(c.function)) {
    auto const* type = std::get_if<ast::TypeOperand>(&arguments.front()->node);
    if (!type || !is_integer(settled(type->type)))
      return refuse(arguments.front()->span, "'" + c.function + "' takes the type of a number first");
    given = to_type(settled(type->type));
    arguments.erase(arguments.begin());
  }
  bool const is_mask = c.function == "BIT" || c.function == "BIT_ULL" || c.function == "GENMASK";
  if (!is_mask) // a constant of one stays one
    for (auto& a : arguments) a = stand_in(a, given);
  return value(header_expression(c, arguments, given.value_or(unsigned_long)));
}

// A local of no name of the user's, that has what this comes to.
ast::ExpressionPtr Lowering::stand_in(ast::ExpressionPtr const& e, std::optional<Type> in) {
  auto const type = type_of(*e);
  auto const local = in                                            ? temporary(*in)
                     : type.is_pointer() && !is_integer(type.name) ? temporary(type)
                                                                   : temporary(value_type(*e));
  auto v = value(e);
  emit(Assign{local, in ? converted(std::move(v), value_type(*e), *in) : std::move(v)});
  auto const name = "value " + std::to_string(local);
  names_.emplace(name, local);
  return std::make_shared<ast::Expression const>(ast::Expression{ast::Name{name}, e->span});
}

ast::ExpressionPtr Lowering::header_expression(ast::Call const& c,
                                               std::vector<ast::ExpressionPtr> const& arguments,
                                               Type const& type) const {
  auto const node = [&](decltype(ast::Expression::node) n) {
    return std::make_shared<ast::Expression const>(ast::Expression{std::move(n), c.function_span});
  };
  auto const binary = [&](ast::Infix op, ast::ExpressionPtr l, ast::ExpressionPtr r) {
    return node(ast::Binary{op, std::move(l), std::move(r)});
  };
  auto const least = [&](ast::ExpressionPtr const& x, ast::ExpressionPtr const& y) {
    return node(ast::Conditional{binary(ast::Infix::Less, x, y), x, y});
  };
  auto const most = [&](ast::ExpressionPtr const& x, ast::ExpressionPtr const& y) {
    return node(ast::Conditional{binary(ast::Infix::Greater, x, y), x, y});
  };
  auto const& a = arguments;
  auto const& f = c.function;
  if (f == "min" || f == "min_t") return least(a[0], a[1]);
  if (f == "max" || f == "max_t") return most(a[0], a[1]);
  if (f == "min3") return least(least(a[0], a[1]), a[2]);
  if (f == "max3") return most(most(a[0], a[1]), a[2]);
  if (f == "clamp") return least(most(a[0], a[1]), a[2]);
  auto const word = [&](std::int64_t n) { return node(ast::Number{n, type}); };
  if (f == "GENMASK")
    return binary(ast::Infix::And, binary(ast::Infix::ShiftLeft, word(-1), a[1]),
                  binary(ast::Infix::ShiftRight, word(-1), binary(ast::Infix::Subtract, word(63), a[0])));
  return binary(ast::Infix::ShiftLeft, word(1), a[0]);
}

std::optional<Lowering::MemberAt> Lowering::member_at(CType const& whole, ast::Expression const& path) const {
  auto const of = [&](CType const& type, std::string const& name) -> std::optional<MemberAt> {
    auto const* fields = structs_.fields(type);
    if (!fields) return std::nullopt;
    auto const at = std::ranges::find(*fields, name, &Field::name);
    return at == fields->end() ? std::nullopt : std::optional(MemberAt{at->cell, at->type});
  };
  if (auto const* name = std::get_if<ast::Name>(&path.node)) return of(whole, name->text);
  if (auto const* f = std::get_if<ast::Field>(&path.node); f && !f->arrow) {
    auto const outer = member_at(whole, *f->object);
    auto const inner = outer ? of(outer->type, f->name) : std::nullopt;
    return inner ? std::optional(MemberAt{outer->cell + inner->cell, inner->type}) : std::nullopt;
  }
  if (auto const* i = std::get_if<ast::Index>(&path.node)) {
    auto const array = member_at(whole, *i->array);
    auto const n = array && array->type.array ? structs_.constant(*i->index) : std::nullopt;
    if (!n || *n < 0 || static_cast<std::size_t>(*n) >= *array->type.array) return std::nullopt;
    CType const one{array->type.name, {}};
    return MemberAt{array->cell + static_cast<std::size_t>(*n) * structs_.cells(one), one};
  }
  return std::nullopt;
}

ExpressionPtr Lowering::container_of(ast::Call const& c) {
  auto const zero = constant(number(0));
  auto const* operand = std::get_if<ast::TypeOperand>(&c.arguments[1]->node);
  auto const whole = operand ? CType{settled(operand->type), {}} : CType{};
  if (!structs_.fields(whole)) {
    diagnostics_.error(source_, c.arguments[1]->span, "'" + c.function + "' takes a struct here",
                       "'" + c.function + "(pointer, struct s, member)'");
    return zero;
  }
  auto const member = member_at(whole, *c.arguments[2]);
  if (!member) {
    diagnostics_.error(source_, c.arguments[2]->span,
                       "'" + to_type(whole.name).spelling + "' has no such member");
    return zero;
  }
  auto pointer = member->type;
  pointer.array.reset();
  ++pointer.name.stars;
  check_type(pointer, c.arguments[0]);
  auto const cells = static_cast<std::int64_t>(member->cell);
  auto p = value(c.arguments[0]);
  return cells == 0 ? p : operation(Operator::Subtract, std::move(p), constant(number(cells)));
}

std::optional<CType> Lowering::header_macro_type(ast::Call const& c) const {
  auto const& f = c.function;
  if (!is_header_macro(f) || c.arguments.size() != due(f) || f == "swap") return std::nullopt;
  auto const* operand = std::get_if<ast::TypeOperand>(&c.arguments[is_container(f) ? 1 : 0]->node);
  if (is_container(f) && operand) {
    auto type = settled(operand->type);
    type.words = to_type({type.words, 0}).spelling;
    return CType{{type.words, type.stars + 1}, {}};
  }
  if (has_type(f) && operand) return CType{{to_type(settled(operand->type)).spelling, 0}, {}};
  if (is_container(f) || has_type(f)) return std::nullopt;
  if (f == "BIT" || f == "BIT_ULL" || f == "GENMASK") return CType{{unsigned_long.spelling, 0}, {}};
  auto type = value_type(*c.arguments[0]);
  for (auto const& a : c.arguments) type = common(type, value_type(*a));
  return CType{{type.spelling, 0}, {}};
}

} // namespace barrister::frontend::litmus
