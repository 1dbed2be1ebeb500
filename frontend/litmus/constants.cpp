// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/constants.hpp"
#include "frontend/litmus/types.hpp"

namespace barrister::frontend::litmus {
namespace {

// A name may stand for itself, or for two of the next, which stands for two of the next. An enum's constants
// are each one more than the last: a long one is deep.
constexpr int most_deep = 5000, most_looked_at = 100'000;

struct Known {
  Value value;
  Type type;
};
using Answer = std::optional<Known>;

bool is_true(Known const& k) { return k.value != number(0); }
Answer truth(bool is) { return Known{number(is ? 1 : 0), int_type}; }
Answer applied(Operator op, Known const& left, Known const& right, Type const& in, Type const& gives) {
  auto const value = apply(op, left.value, right.value, in);
  return value ? Answer(Known{*value, gives}) : std::nullopt;
}

class Folding {
public:
  explicit Folding(Defined const& defined) : defined_(defined) {}

  Answer of(ast::Expression const& e) {
    if (deep_ == most_deep || ++looked_at_ > most_looked_at) return std::nullopt;
    ++deep_;
    auto out = std::visit([&](auto const& node) { return at(node); }, e.node);
    --deep_;
    return out;
  }

private:
  // What is no constant, or whose type is not known here.
  static Answer at(ast::Quoted const&) { return std::nullopt; }
  static Answer at(ast::Assignment const&) { return std::nullopt; }
  static Answer at(ast::Increment const&) { return std::nullopt; }
  static Answer at(ast::TypeOperand const&) { return std::nullopt; }
  static Answer at(ast::StatementExpression const&) { return std::nullopt; }
  static Answer at(ast::Internal const&) { return std::nullopt; }
  static Answer at(ast::Index const&) { return std::nullopt; }
  static Answer at(ast::Field const&) { return std::nullopt; }
  static Answer at(ast::SizeOf const&) { return std::nullopt; }
  static Answer at(ast::Comma const&) { return std::nullopt; }
  static Answer at(ast::Initializer const&) { return std::nullopt; }
  // BIT(n) of the kernel's headers.
  Answer at(ast::Call const& c) {
    bool const is_bit = (c.function == "BIT" || c.function == "BIT_ULL") && c.arguments.size() == 1;
    auto const n = is_bit ? of(*c.arguments[0]) : std::nullopt;
    Type const type{"unsigned long", 64, false};
    return n ? applied(Operator::ShiftLeft, {number(1), type}, *n, type, type) : std::nullopt;
  }
  Answer at(ast::Number const& n) { return Known{number(n.value), n.type}; }
  Answer at(ast::Name const& n) {
    auto const e = defined_(n.text);
    return e ? of(*e) : std::nullopt;
  }
  Answer at(ast::Cast const& c) {
    auto const operand = is_integer(c.type) ? of(*c.operand) : std::nullopt;
    auto const type = to_type(c.type);
    return operand ? Answer(Known{convert(operand->value, type), type}) : std::nullopt;
  }
  Answer at(ast::Unary const& u) {
    auto const operand = of(*u.operand);
    if (!operand) return std::nullopt;
    auto const type = promoted(operand->type);
    switch (u.op) {
    case ast::Prefix::Plus: return Known{operand->value, type};
    case ast::Prefix::Negate: return applied(Operator::Negate, *operand, *operand, type, type);
    case ast::Prefix::Complement: return applied(Operator::Complement, *operand, *operand, type, type);
    case ast::Prefix::LogicalNot: return truth(!is_true(*operand));
    case ast::Prefix::Dereference:
    case ast::Prefix::AddressOf:
    case ast::Prefix::Increment:
    case ast::Prefix::Decrement: break;
    }
    return std::nullopt;
  }
  Answer at(ast::Conditional const& c) {
    auto const condition = of(*c.condition), then = of(*c.then), otherwise = of(*c.otherwise);
    if (!condition || !then || !otherwise) return std::nullopt;
    auto const type = common(then->type, otherwise->type);
    return Known{convert((is_true(*condition) ? then : otherwise)->value, type), type};
  }
  Answer at(ast::Binary const& b) {
    auto const left = of(*b.left), right = of(*b.right);
    if (!left || !right) return std::nullopt;
    auto const type = common(left->type, right->type), shifted = promoted(left->type);
    switch (b.op) {
    case ast::Infix::LogicalOr: return truth(is_true(*left) || is_true(*right));
    case ast::Infix::LogicalAnd: return truth(is_true(*left) && is_true(*right));
    case ast::Infix::Or: return applied(Operator::Or, *left, *right, type, type);
    case ast::Infix::Xor: return applied(Operator::Xor, *left, *right, type, type);
    case ast::Infix::And: return applied(Operator::And, *left, *right, type, type);
    case ast::Infix::Equal: return applied(Operator::Equal, *left, *right, type, int_type);
    case ast::Infix::NotEqual: return applied(Operator::NotEqual, *left, *right, type, int_type);
    case ast::Infix::Less: return applied(Operator::Less, *left, *right, type, int_type);
    case ast::Infix::LessEqual: return applied(Operator::LessEqual, *left, *right, type, int_type);
    case ast::Infix::Greater: return applied(Operator::Greater, *left, *right, type, int_type);
    case ast::Infix::GreaterEqual: return applied(Operator::GreaterEqual, *left, *right, type, int_type);
    case ast::Infix::ShiftLeft: return applied(Operator::ShiftLeft, *left, *right, shifted, shifted);
    case ast::Infix::ShiftRight: return applied(Operator::ShiftRight, *left, *right, shifted, shifted);
    case ast::Infix::Add: return applied(Operator::Add, *left, *right, type, type);
    case ast::Infix::Subtract: return applied(Operator::Subtract, *left, *right, type, type);
    case ast::Infix::Multiply: return applied(Operator::Multiply, *left, *right, type, type);
    case ast::Infix::Divide: return applied(Operator::Divide, *left, *right, type, type);
    case ast::Infix::Modulo: return applied(Operator::Modulo, *left, *right, type, type);
    }
    return std::nullopt;
  }

  Defined const& defined_;
  int deep_ = 0, looked_at_ = 0;
};

} // namespace

std::optional<std::int64_t> constant_of(ast::Expression const& e, Defined const& defined) {
  auto const known = Folding(defined).of(e);
  return known ? std::optional(known->value.number) : std::nullopt;
}

} // namespace barrister::frontend::litmus
