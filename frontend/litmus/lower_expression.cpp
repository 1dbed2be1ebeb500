// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/types.hpp"
#include <algorithm>
#include <utility>

namespace barrister::frontend::litmus {

ExpressionPtr constant(Value v) { return std::make_shared<Expression const>(Expression{Constant{v}}); }
ExpressionPtr use_of(LocalId local) {
  return std::make_shared<Expression const>(Expression{LocalUse{local}});
}

ExpressionPtr operation(Operator op, ExpressionPtr left, ExpressionPtr right, Type const& type) {
  auto const* l = std::get_if<Constant>(&left->node);
  auto const* r = right ? std::get_if<Constant>(&right->node) : nullptr;
  if (l && (r || is_unary(op)))
    if (auto const folded = apply(op, l->value, r ? r->value : number(0), type)) return constant(*folded);
  return std::make_shared<Expression const>(
      Expression{Operation{op, std::move(left), std::move(right), type}});
}

ExpressionPtr as_truth(ExpressionPtr e) {
  auto const* o = std::get_if<Operation>(&e->node);
  auto const already =
      o && (o->op == Operator::LogicalNot || (o->op >= Operator::Equal && o->op <= Operator::GreaterEqual));
  return already ? e : operation(Operator::NotEqual, std::move(e), constant(number(0)));
}

Operator to_operator(ast::Infix op) {
  switch (op) {
  case ast::Infix::LogicalOr:
  case ast::Infix::Or: return Operator::Or;
  case ast::Infix::Xor: return Operator::Xor;
  case ast::Infix::LogicalAnd:
  case ast::Infix::And: return Operator::And;
  case ast::Infix::Equal: return Operator::Equal;
  case ast::Infix::NotEqual: return Operator::NotEqual;
  case ast::Infix::Less: return Operator::Less;
  case ast::Infix::LessEqual: return Operator::LessEqual;
  case ast::Infix::Greater: return Operator::Greater;
  case ast::Infix::GreaterEqual: return Operator::GreaterEqual;
  case ast::Infix::ShiftLeft: return Operator::ShiftLeft;
  case ast::Infix::ShiftRight: return Operator::ShiftRight;
  case ast::Infix::Add: return Operator::Add;
  case ast::Infix::Subtract: return Operator::Subtract;
  case ast::Infix::Multiply: return Operator::Multiply;
  case ast::Infix::Divide: return Operator::Divide;
  case ast::Infix::Modulo: return Operator::Modulo;
  }
  return Operator::Add;
}

ExpressionPtr Lowering::value(ast::ExpressionPtr const& e, Wanted wanted) {
  return std::visit([&](auto const& node) { return value(node, e->span, wanted); }, e->node);
}
ExpressionPtr Lowering::value(ast::Number const& n, Span, Wanted) {
  bool const is_as_herd7 = n.to_herd7 && context_.types == Types::AsHerd7;
  return constant(convert(number(is_as_herd7 ? *n.to_herd7 : n.value), in_mode(n.type)));
}
ExpressionPtr Lowering::value(ast::Name const& n, Span span, Wanted wanted) {
  if (auto const memory = memory_.find(n.text); memory != memory_.end()) {
    auto const whole = constant(address(memory->second));
    auto const& type = objects_.type(memory->second);
    if (type.array) return whole; // an array is the address of its first element
    if (!structs_.fields(type)) return load(whole, {}, wanted);
    return nothing_yet(span, "a struct as a value");
  }
  if (auto const defined = find(n.text) ? nullptr : structs_.define(n.text)) {
    if (++looked_up_ > most_looked_up) {
      if (!std::exchange(are_too_many_said_, true))
        diagnostics_.error(source_, span,
                           "more than " + std::to_string(most_looked_up) + " uses of what is defined");
      return constant(number(0));
    }
    if (++defines_ > most_defines) {
      diagnostics_.error(source_, span, "'" + n.text + "' is defined by itself");
      --defines_;
      return constant(number(0));
    }
    auto v = value(defined, wanted);
    --defines_;
    return v;
  }
  if (part_ && !find(n.text))
    if (auto const known = world_value(n.text, span, wanted)) return known;
  bool const is_truth = n.text == "true" || n.text == "false"; // for herd7 a local like any other
  if (is_truth && !part_ && !find(n.text) && context_.types == Types::AsInC)
    return constant(number(n.text == "true" ? 1 : 0));
  return use_of(use(n.text, span));
}

ExpressionPtr Lowering::value(ast::Unary const& u, Span span, Wanted wanted) {
  switch (u.op) {
  case ast::Prefix::Dereference: {
    check_pointer(u.operand, "*");
    auto const type = pointed_to(type_of(*u.operand));
    if (structs_.fields(type)) return nothing_yet(span, "a struct as a value");
    return load(value(u.operand), {}, wanted);
  }
  case ast::Prefix::Plus: return value(u.operand);
  case ast::Prefix::Negate:
  case ast::Prefix::Complement: {
    auto const op = u.op == ast::Prefix::Negate ? Operator::Negate : Operator::Complement;
    auto operand = value(u.operand);
    return operation(op, std::move(operand), nullptr, promoted(value_type(*u.operand)));
  }
  case ast::Prefix::LogicalNot: return operation(Operator::LogicalNot, value(u.operand));
  case ast::Prefix::AddressOf:
    if (is_literal(*u.operand))
      if (auto const at = struct_at(u.operand)) return at;
    if (auto const address = address_of(*u.operand)) return *address;
    if (is_unknown(*u.operand)) return value(u.operand);
    diagnostics_.error(source_, span, "this has no address",
                       "locals, '*p', 'a[i]' and members of structs have; a parameter is one already");
    return constant(number(0));
  case ast::Prefix::Increment: return step(u.operand, span, true, false);
  case ast::Prefix::Decrement: return step(u.operand, span, false, false);
  }
  return constant(number(0));
}

// C leaves it open which operand is evaluated first; herd7 orders their accesses not at all
// (spec/divergences.md).
void Lowering::warn_of_order(Span span, std::size_t start, std::size_t middle) {
  if (part_ && part_->role == Part::Role::Probe) return;
  auto const any = [&](std::size_t from, std::size_t to, auto is) {
    return std::any_of(block_->begin() + static_cast<std::ptrdiff_t>(from),
                       block_->begin() + static_cast<std::ptrdiff_t>(to), is);
  };
  auto const accesses = [](Statement const& s) {
    return !std::holds_alternative<Assign>(s.node) && !std::holds_alternative<OwnedLoad>(s.node) &&
           !std::holds_alternative<CountLoad>(s.node) && !std::holds_alternative<Choose>(s.node);
  };
  // Of two plain reads, which race with nobody, each reads the same in either order.
  auto const orders = [&](Statement const& s) {
    auto const* load = std::get_if<Load>(&s.node);
    return accesses(s) && !(part_ && load && load->tags == TagSet() && !load->until);
  };
  auto const end = block_->size();
  if (any(start, middle, accesses) && any(middle, end, accesses) && any(start, end, orders))
    diagnostics_.warning(source_, span,
                         "C leaves open which of these accesses comes first; taken from left to right",
                         "a statement for each says which order is meant");
}

ExpressionPtr Lowering::value(ast::Binary const& b, Span span, Wanted) {
  if (b.op == ast::Infix::LogicalAnd || b.op == ast::Infix::LogicalOr) return logical(b);
  auto const start = block_->size();
  auto left = value(b.left);
  auto const middle = block_->size();
  auto right = value(b.right);
  warn_of_order(span, start, middle);
  auto const cells = [&](ExpressionPtr e, ast::ExpressionPtr const& pointer) {
    auto const n = stride(type_of(*pointer));
    return n == 1
               ? e
               : operation(Operator::Multiply, std::move(e), constant(number(static_cast<std::int64_t>(n))));
  };
  if (b.op == ast::Infix::Add) {
    left = cells(std::move(left), b.right);
    right = cells(std::move(right), b.left);
  } else if (b.op == ast::Infix::Subtract && stride(type_of(*b.left)) != 1) {
    if (stride(type_of(*b.right)) == 1) {
      right = cells(std::move(right), b.left);
    } else { // p - q counts elements
      auto const n = constant(number(static_cast<std::int64_t>(stride(type_of(*b.left)))));
      return operation(Operator::Divide, operation(Operator::Subtract, std::move(left), std::move(right)), n);
    }
  }
  return operation(to_operator(b.op), std::move(left), std::move(right), binary_type(b));
}

namespace {

// Division by what may be 0 may have no value, nor may a shift by what may be too much.
bool has_value_always(Expression const& e) {
  if (auto const* c = std::get_if<Conversion>(&e.node)) return has_value_always(*c->operand);
  auto const* o = std::get_if<Operation>(&e.node);
  if (!o) return true;
  bool const may_not = o->op == Operator::Divide || o->op == Operator::Modulo ||
                       o->op == Operator::ShiftLeft || o->op == Operator::ShiftRight;
  if (may_not && !std::holds_alternative<Constant>(o->right->node)) return false;
  return has_value_always(*o->left) && (!o->right || has_value_always(*o->right));
}

} // namespace

// When the right operand does something, or may have no value, it is done only if the left one does not
// decide; when it does nothing, 'a && b' is an operation like any other.
ExpressionPtr Lowering::logical(ast::Binary const& b) {
  auto left = as_truth(value(b.left));
  Block rest;
  auto* const outer = block_;
  block_ = &rest;
  auto right = as_truth(value(b.right));
  block_ = outer;
  if (rest.empty() && (context_.types == Types::AsHerd7 || has_value_always(*right)))
    return operation(to_operator(b.op), std::move(left), std::move(right));
  auto const result = temporary();
  emit(Assign{result, std::move(left)});
  rest.push_back({Assign{result, std::move(right)}, instruction_});
  if (b.op == ast::Infix::LogicalAnd)
    emit(If{use_of(result), std::move(rest), {}});
  else
    emit(If{use_of(result), {}, std::move(rest)});
  return use_of(result);
}

ExpressionPtr Lowering::value(ast::Conditional const& c, Span span, Wanted) {
  if (is_struct(type_of(*c.then))) return nothing_yet(span, "a struct as a value");
  If branch;
  branch.condition = value(c.condition);
  auto const result = temporary(in_mode(common(value_type(*c.then), value_type(*c.otherwise))));
  auto* const outer = block_;
  block_ = &branch.then;
  assign(result, c.then);
  block_ = &branch.otherwise;
  assign(result, c.otherwise);
  block_ = outer;
  emit(std::move(branch));
  return use_of(result);
}

// In a condition, too, what is assigned is not itself asked for.
ExpressionPtr Lowering::value(ast::Assignment const& a, Span span, Wanted) {
  if (is_struct(type_of(*a.target))) return nothing_yet(span, "a struct as a value");
  auto const outer = std::exchange(in_condition_, false);
  auto result = assign(a, span);
  in_condition_ = outer;
  return result;
}
ExpressionPtr Lowering::value(ast::Increment const& s, Span span, Wanted) {
  return step(s.target, span, s.up, true);
}
ExpressionPtr Lowering::value(ast::Comma const& c, Span, Wanted wanted) {
  evaluate(*c.left);
  return value(c.right, wanted);
}
ExpressionPtr Lowering::value(ast::Cast const& c, Span, Wanted wanted) {
  auto const type = settled(c.type);
  if (is_struct({type, {}})) return nothing_yet(c.operand->span, "a struct as a value");
  if (auto const* list = std::get_if<ast::Initializer>(&c.operand->node)) { // (int){ 3 }
    if (list->values.size() == 1) return value(ast::Cast{c.type, list->values[0]}, c.operand->span, wanted);
    return value(c.operand, wanted);
  }
  if (context_.types == Types::AsHerd7 || !is_integer(type)) return value(c.operand, wanted);
  return fit({type, {}}, c.operand, value(c.operand));
}
ExpressionPtr Lowering::value(ast::Call const& c, Span span, Wanted wanted) {
  if (is_struct(type_of({c, span}))) return nothing_yet(span, "a struct as a value");
  return call(c, span, wanted, Use::Value);
}
ExpressionPtr Lowering::value(ast::Internal const& i, Span span, Wanted wanted) {
  return internal(i, span, wanted, Use::Value);
}
// What an array, or an array in a struct, is used as is its address.
ExpressionPtr Lowering::value(ast::Index const& i, Span span, Wanted wanted) {
  if (auto const* owned = part_ ? owned_name(*i.array) : nullptr)
    return owned_load(*owned, value(i.index), span, wanted);
  auto const type = pointed_to(type_of(*i.array));
  if (structs_.fields(type)) return nothing_yet(span, "a struct as a value");
  return load(element(i, span), {}, wanted);
}
ExpressionPtr Lowering::value(ast::Field const& f, Span span, Wanted wanted) {
  auto address = member(f, span);
  auto const* found = field(f);
  if (!found || found->type.array) return address;
  if (structs_.fields(found->type)) return nothing_yet(span, "a struct as a value");
  return load(std::move(address), {}, wanted);
}
ExpressionPtr Lowering::value(ast::Initializer const&, Span span, Wanted) {
  diagnostics_.error(source_, span, "a list of values stands only where something is declared");
  return constant(number(0));
}
ExpressionPtr Lowering::value(ast::TypeOperand const&, Span span, Wanted) {
  diagnostics_.error(source_, span, "a type is no value");
  return constant(number(0));
}
// The last of the statements gives it.
ExpressionPtr Lowering::value(ast::StatementExpression const& s, Span span, Wanted) {
  auto before = *s.body;
  auto const* last = before.empty() ? nullptr : std::get_if<ast::Evaluate>(&before.back().node);
  auto const e = last ? last->expression : nullptr;
  if (!e || !part_ || part_->role == Part::Role::Probe) {
    diagnostics_.error(source_, span, e ? "statements have no place here" : "these statements give no value",
                       e ? "" : "the last one is 'value;'");
    return constant(number(0));
  }
  before.pop_back();
  auto const id = instruction_;
  auto const in_condition = std::exchange(in_condition_, false);
  auto const next = next_;
  lower(before);
  begin_instruction(e->span);
  auto const type = type_of(*e);
  auto const result = type.name.is_given() && !type.array ? temporary(type) : temporary(value_type(*e));
  assign(result, e);
  instruction_ = id;
  in_condition_ = in_condition;
  next_ = next;
  return use_of(result);
}
ExpressionPtr Lowering::value(ast::Quoted const&, Span span, Wanted) {
  return nothing_yet(span, "a text as a value", "messages to people are left out");
}
ExpressionPtr Lowering::value(ast::SizeOf const& s, Span span, Wanted) {
  auto const type = s.operand ? type_of(*s.operand) : CType{settled(s.type), {}};
  auto const* name = s.operand ? std::get_if<ast::Name>(&s.operand->node) : nullptr;
  bool const is_function = part_ && name && !find(name->text) && helper(name->text);
  if (is_function || (type.name.words == "void" && type.name.stars == 0)) {
    diagnostics_.error(source_, span, "this has no size");
    return constant(number(0));
  }
  if (structs_.has_attributes(type))
    return nothing_yet(span, "the size of a struct that an attribute aligns or packs");
  if (!s.operand || type.array || type.is_pointer() || structs_.fields(type) || is_stored(*s.operand))
    return constant(number(static_cast<std::int64_t>(structs_.bytes(type))));
  return constant(number(std::max(8, static_cast<int>(value_type(*s.operand).bits)) / 8));
}
// Of a value that is computed, the type is the one that it is promoted or converted to.
bool Lowering::is_stored(ast::Expression const& e) const {
  if (auto const* u = std::get_if<ast::Unary>(&e.node)) return u->op == ast::Prefix::Dereference;
  if (auto const* name = std::get_if<ast::Name>(&e.node))
    return find(name->text) || !structs_.define(name->text);
  return std::holds_alternative<ast::Index>(e.node) || std::holds_alternative<ast::Field>(e.node);
}

ExpressionPtr Lowering::load(ExpressionPtr address, TagSet tags, Wanted wanted) {
  auto const target = wanted ? *wanted : temporary();
  Load access{target, std::move(address), tags};
  if (part_ && part_->role == Part::Role::Probe) return guarded(std::move(access));
  emit(std::move(access));
  return use_of(target);
}

std::optional<ExpressionPtr> Lowering::address_of(ast::Expression const& e) {
  if (auto const* u = std::get_if<ast::Unary>(&e.node); u && u->op == ast::Prefix::Dereference)
    return value(u->operand);
  if (auto const* i = std::get_if<ast::Index>(&e.node)) return element(*i, e.span);
  if (auto const* f = std::get_if<ast::Field>(&e.node)) return member(*f, e.span);
  if (auto const* c = std::get_if<ast::Cast>(&e.node)) return address_of(*c->operand);
  if (auto const* n = std::get_if<ast::Name>(&e.node))
    if (auto const memory = memory_.find(n->text); memory != memory_.end())
      return constant(address(memory->second));
  if (part_) return world_address(e);
  return std::nullopt;
}

// An array in a struct ends where the next member begins, so an index beyond it is sent beyond everything:
// there the access is noticed. Arrays of their own end where the object does.
ExpressionPtr Lowering::element(ast::Index const& i, Span span) {
  auto const type = type_of(*i.array);
  auto array = value(i.array);
  auto index = value(i.index);
  if (type.array) {
    auto const size = static_cast<std::int64_t>(*type.array);
    if (auto const* known = std::get_if<Constant>(&index->node)) {
      if (known->value.is_address() || known->value.number < 0 || known->value.number >= size)
        diagnostics_.error(source_, span, "there are " + std::to_string(size) + " elements, from 0 on");
    } else if (std::holds_alternative<ast::Field>(i.array->node)) {
      constexpr std::int64_t beyond = std::int64_t{1} << 40;
      auto const outside = operation(Operator::Or, operation(Operator::Less, index, constant(number(0))),
                                     operation(Operator::GreaterEqual, index, constant(number(size))));
      index =
          operation(Operator::Add, index, operation(Operator::Multiply, outside, constant(number(beyond))));
    }
  }
  if (auto const n = structs_.cells(pointed_to(type)); n != 1)
    index = operation(Operator::Multiply, std::move(index), constant(number(static_cast<std::int64_t>(n))));
  return operation(Operator::Add, std::move(array), std::move(index));
}

ExpressionPtr Lowering::member(ast::Field const& f, Span span) {
  auto const* found = field(f);
  auto const* called = std::get_if<ast::Call>(&f.object->node);
  bool const is_value = is_literal(*f.object) ||
                        (called && !f.arrow && (named_function(*called) || find_primitive(called->function)));
  auto const at = found && is_value ? struct_at(f.object) : nullptr;
  auto const address = !found     ? std::nullopt
                       : is_value ? (at ? at : constant(number(0)))
                       : f.arrow  ? std::optional(value(f.object))
                                  : address_of(*f.object);
  if (!found || !address) {
    auto type = type_of(*f.object);
    if (f.arrow) type = pointed_to(type);
    auto const* fields = structs_.fields(type);
    std::vector<std::string> names;
    if (fields)
      for (auto const& one : *fields) names.push_back(one.name);
    diagnostics_.error(source_, span,
                       fields  ? "'" + type.name.words + "' has no member '" + f.name + "'"
                       : part_ ? std::string("this is no struct")
                               : std::string("this is no struct that the test declares"),
                       fields  ? did_you_mean(f.name, names)
                       : part_ ? std::string(f.arrow ? "'->' wants a pointer to a struct" : "")
                               : "'struct name { int " + f.name + "; };' goes before P0");
    return constant(number(0));
  }
  return operation(Operator::Add, *address, constant(number(static_cast<std::int64_t>(found->cell))));
}

ExpressionPtr Lowering::shared_location(ast::ExpressionPtr const& e, std::string const& user) {
  if (auto const address = address_of(*e)) return *address;
  if (is_unknown(*e)) return value(e);
  auto const* name = std::get_if<ast::Name>(&e->node);
  auto const is_told = [&](ast::Parameter const& p) {
    return name && p.name == name->text && p.type.stars == 0;
  };
  if (!part_ && inside_.empty() && std::ranges::any_of(function_.parameters, is_told))
    return constant(number(0));
  diagnostics_.error(source_, e->span, "'" + user + "' wants what a pointer points to, such as '*x'",
                     name ? "did you mean '*" + name->text + "'?" : "");
  return constant(number(0));
}

} // namespace barrister::frontend::litmus
