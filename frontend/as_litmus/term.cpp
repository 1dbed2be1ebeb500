// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/as_litmus/term.hpp"
#include <algorithm>

namespace barrister::frontend::as_litmus {
namespace {

bool is_comparison(Operator op) {
  switch (op) {
  case Operator::Equal:
  case Operator::NotEqual:
  case Operator::Less:
  case Operator::LessEqual:
  case Operator::Greater:
  case Operator::GreaterEqual:
  case Operator::LogicalNot: return true;
  default: return false;
  }
}
bool is_bitwise(Operator op) { return op == Operator::And || op == Operator::Or || op == Operator::Xor; }
bool is_null(TermPtr const& t) { return known(t) && *known(t) == number(0); }
template <class Node> Node const* node_of(TermPtr const& t) { return std::get_if<Node>(&t->node); }

} // namespace

TermPtr term(Value v) { return term_of(v); }
TermPtr term(std::int64_t n) { return term(number(n)); }

Value const* known(TermPtr const& t) { return node_of<Value>(t); }

bool is_pointer(TermPtr const& t) {
  if (auto const* v = known(t)) return v->is_address();
  if (auto const* r = node_of<RegisterUse>(t)) return r->sort.is_pointer;
  if (auto const* c = node_of<CellUse>(t)) return c->sort.is_pointer;
  if (auto const* s = node_of<Selected>(t)) return is_pointer(s->yes) || is_pointer(s->no);
  return false; // nothing is computed from an address but truths
}

bool is_truth(TermPtr const& t) {
  if (auto const* v = known(t)) return *v == number(0) || *v == number(1);
  if (auto const* r = node_of<RegisterUse>(t)) return r->sort.is_bool;
  if (auto const* cell = node_of<CellUse>(t)) return cell->sort.is_bool;
  if (auto const* s = node_of<Selected>(t)) return is_truth(s->yes) && is_truth(s->no);
  auto const* c = node_of<Computed>(t);
  return c && (is_comparison(c->op) || (is_bitwise(c->op) && is_truth(c->left) && is_truth(c->right)));
}

bool is_int(TermPtr const& t) {
  constexpr std::int64_t most = 0x7fffffff;
  if (auto const* v = known(t)) return v->is_address() || (v->number >= -most - 1 && v->number <= most);
  if (auto const* r = node_of<RegisterUse>(t)) return r->sort.is_int;
  if (auto const* cell = node_of<CellUse>(t)) return cell->sort.is_int;
  if (auto const* s = node_of<Selected>(t)) return is_int(s->yes) && is_int(s->no);
  auto const* c = node_of<Computed>(t);
  return c && (is_comparison(c->op) || (is_bitwise(c->op) && is_int(c->left) && is_int(c->right)));
}

bool uses(TermPtr const& t, std::function<bool(RegisterUse const&)> const& holds) {
  if (!t) return false;
  if (auto const* r = node_of<RegisterUse>(t)) return holds(*r);
  if (auto const* c = node_of<Computed>(t)) return uses(c->left, holds) || uses(c->right, holds);
  if (auto const* s = node_of<Selected>(t))
    return uses(s->condition, holds) || uses(s->yes, holds) || uses(s->no, holds);
  return false;
}

Result compute(Operator op, TermPtr left, TermPtr right, Type const& type) {
  auto const *l = known(left), *r = right ? known(right) : nullptr;
  if (l && (r || !right)) {
    auto const v = apply(op, *l, right ? *r : *l, type);
    if (!v) return {nullptr, "this has no value"};
    return {term(*v), ""};
  }
  if (is_pointer(left) || (right && is_pointer(right))) {
    bool const compares = op == Operator::Equal || op == Operator::NotEqual;
    bool const alike = right && (is_pointer(left) || is_null(left)) && (is_pointer(right) || is_null(right));
    if (op != Operator::LogicalNot && !(compares && alike))
      return {nullptr, "an address is computed from what is read"};
  }
  auto const all = [&](bool (*holds)(TermPtr const&)) { return holds(left) && (!right || holds(right)); };
  bool const is_exact =
      op == Operator::LogicalNot || is_pointer(left) || (right && is_pointer(right)) ||
      (all(is_truth) && (is_comparison(op) || is_bitwise(op))) ||
      (type.is_signed && all(is_int) && (type.bits == 32 || is_comparison(op) || is_bitwise(op))) ||
      (type.is_signed && type.bits == 64 && !all(is_int));
  if (!is_exact) return {nullptr, "this is computed in the type '" + type.spelling + "'"};
  return {term_of(Computed{op, std::move(left), std::move(right)}), ""};
}

TermPtr opposite(TermPtr const& t) {
  if (auto const* c = node_of<Computed>(t)) {
    if (c->op == Operator::LogicalNot) return c->left;
    if (c->op == Operator::Equal) return term_of(Computed{Operator::NotEqual, c->left, c->right});
    if (c->op == Operator::NotEqual) return term_of(Computed{Operator::Equal, c->left, c->right});
  }
  return term_of(Computed{Operator::LogicalNot, t, nullptr});
}

std::string text(TermPtr const& t, std::function<std::int64_t(Value)> const& number_of) {
  if (auto const* v = known(t)) return std::to_string(number_of(*v));
  if (auto const* r = node_of<RegisterUse>(t)) return "r" + std::to_string(r->number);
  auto const* c = node_of<Computed>(t);
  if (!c) return "";
  auto const left = text(c->left, number_of);
  auto const right = c->right ? text(c->right, number_of) : "0";
  if (left.empty() || right.empty()) return "";
  auto const all = [](std::string const& a, std::string const& op, std::string const& b) {
    return "(" + a + " " + op + " " + b + ")";
  };
  switch (c->op) {
  case Operator::LogicalNot: return all(left, "==", "0");
  case Operator::Negate: return all("0", "-", left);
  case Operator::Complement: return all("-1", "-", left);
  case Operator::Divide:
  case Operator::Modulo:
  case Operator::ShiftLeft:
  case Operator::ShiftRight: return "";
  default: return all(left, spelling(c->op), right);
  }
}

bool is_pointer(Type const& t) {
  return t.spelling.ends_with('*') || t.spelling.find("(*") != std::string::npos;
}
bool is_bool(Type const& t) { return t.spelling == "bool" || t.spelling == "_Bool"; }

} // namespace barrister::frontend::as_litmus
