// SPDX-License-Identifier: BSD-2-Clause
// What C says about types, as far as protocols are held to it: pointers and numbers are told apart, and
// pointers to different things are. Litmus tests may mix them, as herd7 lets them, but for what a primitive
// is to follow.
#include "frontend/litmus/herd7_types.hpp"
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/types.hpp"

namespace barrister::frontend::litmus {
namespace {

struct Plain { // without qualifiers; an array is the address of its first element
  std::string words;
  unsigned stars;
};
Plain plain(CType const& type) {
  return {to_type({type.name.words, 0}).spelling, type.name.stars + (type.array ? 1 : 0)};
}
std::string text(Plain const& p) {
  if (auto const at = p.words.find('('); at != std::string::npos) // int (*)(void *)
    return "'" + p.words.substr(0, at) + "(" + std::string(p.stars, '*') + ")" + p.words.substr(at) + "'";
  return "'" + p.words + (p.stars > 0 ? " " + std::string(p.stars, '*') : "") + "'";
}

// Which argument of a primitive is a pointer.
std::optional<std::size_t> pointer_argument(Primitive const& p) {
  switch (p.shape) {
  case Shape::ReadPointer:
  case Shape::WritePointer:
  case Shape::SrcuFence:
  case Shape::Exchange:
  case Shape::CompareExchange:
  case Shape::TryCompareExchange:
  case Shape::AddUnless:
  case Shape::FetchAddUnless:
  case Shape::IncrementNotZero:
  case Shape::IncrementUnlessNegative:
  case Shape::DecrementUnlessPositive:
  case Shape::DecrementIfPositive:
  case Shape::LastReference:
  case Shape::Lock:
  case Shape::Unlock:
  case Shape::Trylock:
  case Shape::IsLocked:
  case Shape::WaitingRead:
  case Shape::ReadLock:
  case Shape::ReadUnlock:
  case Shape::ReadTrylock:
  case Shape::WriteLock:
  case Shape::WriteUnlock:
  case Shape::WriteTrylock: return 0;
  case Shape::Arithmetic:
  case Shape::TestZero:
  case Shape::TestNegative: return p.by_one ? 0 : 1;
  case Shape::ChangeBit:
  case Shape::LockBit:
  case Shape::TestBit: return 1;
  case Shape::Read:
  case Shape::Write:
  case Shape::WriteAndFence:
  case Shape::Fence:
  case Shape::ReadChecked:
  case Shape::CallRcu:
  case Shape::RcuBarrier: break;
  }
  return std::nullopt;
}

} // namespace

void Lowering::check_type(CType const& due, ast::ExpressionPtr const& e) {
  if (!part_ || due.name.words.empty()) return;
  auto const given_type = type_of(*e);
  if (given_type.name.words.empty()) return;
  auto const to = plain(due), given = plain(given_type);
  auto const is_void = [](Plain const& p) { return p.words == "void" && p.stars == 1; };
  auto const fits = to.stars == 0 ? given.stars == 0 || to.words == "bool" || to.words == "_Bool"
                                  : (is_void(to) && given.stars > 0) || (is_void(given) && to.stars > 0) ||
                                        (to.words == given.words && to.stars == given.stars);
  // A type that is nowhere declared, such as a typedef of the kernel, may be anything.
  bool const known = to.stars > 0 || !to.words.ends_with("_t");
  bool const known_given = given.stars > 0 || !given.words.ends_with("_t");
  if (!fits && known && known_given)
    diagnostics_.error(source_, e->span,
                       "this is of type " + text(given) + ", where " + text(to) + " is due");
}

// A bool is 0 or 1, whatever becomes one; other numbers are cut.
bool Lowering::becomes_bool(CType const& due, ast::Expression const& from) const {
  auto const is_bool = [](CType const& type) {
    auto const p = plain(type);
    return p.stars == 0 && (p.words == "bool" || p.words == "_Bool");
  };
  return is_bool(due) && !is_bool(type_of(from));
}
ExpressionPtr Lowering::fit(CType const& due, ast::ExpressionPtr const& from, ExpressionPtr v) {
  return becomes_bool(due, *from) ? as_truth(std::move(v)) : fit(due, value_type(*from), std::move(v));
}
ExpressionPtr Lowering::fit(CType const& due, Type const& from, ExpressionPtr v) const {
  if (due.array || !is_integer(due.name)) return v;
  auto const type = to_type(due.name);
  bool const is_whole = context_.types == Types::AsHerd7 && is_known_to_herd7(type);
  return is_whole ? v : converted(std::move(v), from, type);
}

// A local of a litmus test may hold an address whatever it is declared as; what a parameter points to is what
// the test says.
void Lowering::check_pointer(ast::ExpressionPtr const& e, std::string const& user) {
  auto const type = type_of(*e);
  auto const* unary = std::get_if<ast::Unary>(&e->node);
  auto const* followed = unary && unary->op == ast::Prefix::Dereference ? &unary->operand : nullptr;
  if (type.name.words.empty() || type.array || type.is_pointer() || !(part_ || followed)) return;
  auto const message = "'" + user + "' takes a pointer, and this is of type " + text(plain(type));
  auto const meant = followed              ? std::string(source_.text((*followed)->span))
                     : address_of_name(*e) ? "&" + std::string(source_.text(e->span))
                                           : "";
  auto const hint = meant.empty() ? "" : "did you mean '" + meant + "'?";
  if (!part_ && context_.types == Types::AsHerd7)
    diagnostics_.warning(source_, e->span, message, hint);
  else
    diagnostics_.error(source_, e->span, message, hint);
}
bool Lowering::address_of_name(ast::Expression const& e) const {
  auto const* name = std::get_if<ast::Name>(&e.node);
  if (name) return memory_.contains(name->text) || part_->world.objects.find(name->text).has_value();
  return std::holds_alternative<ast::Field>(e.node);
}

void Lowering::check_call(Primitive const& p, ast::Call const& c) {
  if (auto const at = pointer_argument(p); at && *at < c.arguments.size())
    check_pointer(c.arguments[*at], c.function);
  if (!part_ || c.arguments.empty()) return;
  auto const target = type_of(*c.arguments[0]);
  switch (p.shape) {
  case Shape::Write:
  case Shape::WriteAndFence: return check_type(target, c.arguments[1]);
  case Shape::WritePointer:
  case Shape::Exchange: return check_type(pointed_to(target), c.arguments[1]);
  case Shape::CompareExchange:
    check_type(pointed_to(target), c.arguments[1]);
    return check_type(pointed_to(target), c.arguments[2]);
  default: return;
  }
}

} // namespace barrister::frontend::litmus
