// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/cat/print_expression.hpp"

namespace barrister::frontend::cat {
namespace {

// How tightly a form holds together. An operand looser than its place allows is put in parentheses.
enum Tightness { Loose, Operand, Prefix = 8, Postfix, Application, Simple };

struct Symbol {
  BinaryOperator op;
  std::string_view text;
};
constexpr Symbol symbols[] = { // loosest first, one Tightness each from Operand on
    {BinaryOperator::Union, " | "},        {BinaryOperator::Add, " ++ "},
    {BinaryOperator::Sequence, " ; "},     {BinaryOperator::Difference, " \\ "},
    {BinaryOperator::Intersection, " & "}, {BinaryOperator::Product, " * "}};

int tightness(BinaryOperator op) {
  int at = Operand;
  for (auto& s : symbols) {
    if (s.op == op) return at;
    ++at;
  }
  return at;
}
std::string_view symbol(BinaryOperator op) { return symbols[tightness(op) - Operand].text; }

std::string_view suffix(UnaryOperator op) {
  switch (op) {
  case UnaryOperator::Inverse: return "^-1";
  case UnaryOperator::Closure: return "+";
  case UnaryOperator::ReflexiveClosure: return "*";
  case UnaryOperator::Reflexive: return "?";
  case UnaryOperator::Complement:
  case UnaryOperator::Identity: break;
  }
  return "";
}

std::string name_or_wildcard(std::string const& name) { return name.empty() ? "_" : name; }

struct Printer {
  Parentheses parentheses;

  struct Text {
    std::string text;
    int tightness;
  };

  std::string at(int least, ExpressionPtr const& e) const { return at(least, *e); }
  std::string at(int least, Expression const& e) const {
    auto [text, tight] = std::visit(*this, e.node);
    bool all = parentheses == Parentheses::All && tight > Operand - 1 && tight < Simple && least > Loose;
    return tight < least || all ? "(" + text + ")" : text;
  }
  std::string list(std::vector<ExpressionPtr> const& elements) const {
    std::vector<std::string> texts;
    for (auto& e : elements) texts.push_back(at(Operand, e));
    return comma_list(texts);
  }

  Text operator()(Name const& n) const { return {n.text, Simple}; }
  Text operator()(TagName const& t) const { return {"'" + t.text, Simple}; }
  Text operator()(Zero const&) const { return {"0", Simple}; }
  Text operator()(Wildcard const&) const { return {"_", Simple}; }
  Text operator()(SetLiteral const& s) const { return {"{" + list(s.elements) + "}", Simple}; }
  Text operator()(Tuple const& t) const { return {"(" + list(t.elements) + ")", Simple}; }
  Text operator()(Unary const& u) const {
    if (u.op == UnaryOperator::Identity) return {"[" + at(Loose, u.operand) + "]", Simple};
    if (u.op == UnaryOperator::Complement) return {"~" + at(Prefix, u.operand), Prefix};
    auto inner = at(Postfix, u.operand);
    bool two_pluses = u.op == UnaryOperator::Closure && inner.ends_with('+'); // would be the one token ++
    return {(two_pluses ? "(" + inner + ")" : inner) + std::string(suffix(u.op)), Postfix};
  }
  Text operator()(Binary const& b) const {
    int here = tightness(b.op);
    bool to_the_right = b.op == BinaryOperator::Add;
    return {at(to_the_right ? here + 1 : here, b.left) + std::string(symbol(b.op)) +
                at(to_the_right ? here : here + 1, b.right),
            here};
  }
  Text operator()(Apply const& a) const {
    return {at(Application, a.function) + " " + at(Simple, a.argument), Application};
  }
  Text operator()(Function const& f) const {
    return {"fun " + print(f.parameter) + " -> " + at(Loose, f.body), Loose};
  }
  Text operator()(LetIn const& l) const {
    std::string text = l.recursive ? "let rec " : "let ";
    for (auto& b : l.bindings) text += (&b == &l.bindings.front() ? "" : " and ") + print(b, parentheses);
    return {text + " in " + at(Loose, l.body), Loose};
  }
  Text operator()(Try const& t) const {
    return {"try " + at(Loose, t.attempt) + " with " + at(Loose, t.otherwise), Loose};
  }
  Text operator()(Conditional const& c) const {
    return {"if " + print(*c.condition, parentheses) + " then " + at(Loose, c.then) + " else " +
                at(Loose, c.otherwise),
            Loose};
  }
  Text operator()(Match const& m) const {
    std::string text = "match " + at(Loose, m.subject) + " with";
    for (auto& c : m.clauses) text += " || " + print(c.when) + " -> " + at(Loose, c.body);
    return {text + " end", Loose};
  }
};

struct ConditionPrinter {
  Parentheses parentheses;

  std::string part(ConditionPtr const& c) const {
    auto text = std::visit(*this, c->node);
    bool single = std::holds_alternative<Variant>(c->node) || std::holds_alternative<Not>(c->node);
    return single ? text : "(" + text + ")";
  }
  std::string parts(std::vector<ConditionPtr> const& all, std::string const& between) const {
    std::string text;
    for (auto& c : all) text += (text.empty() ? "" : between) + part(c);
    return text;
  }
  std::string operator()(Compare const& c) const {
    auto op = c.op == Comparison::Equal ? " = " : c.op == Comparison::Subset ? " subset " : " in ";
    Printer p{parentheses};
    return p.at(Operand, c.left) + op + p.at(Operand, c.right);
  }
  std::string operator()(Variant const& v) const { return "\"" + v.name + "\""; }
  std::string operator()(Not const& n) const { return "not " + part(n.operand); }
  std::string operator()(All const& a) const { return parts(a.parts, " && "); }
  std::string operator()(Any const& a) const { return parts(a.parts, " || "); }
};

struct CasePrinter {
  std::string operator()(TagCase const& t) const { return "'" + t.tag; }
  std::string operator()(DefaultCase const&) const { return "_"; }
  std::string operator()(EmptyCase const&) const { return "{}"; }
  std::string operator()(ElementCase const& e) const {
    std::string text;
    for (std::size_t i = 0; i + 1 < e.names.size(); ++i)
      text += (i == 0 ? "" : " | ") + name_or_wildcard(e.names[i]);
    return text + " ++ " + name_or_wildcard(e.names.back());
  }
};

} // namespace

std::string comma_list(std::vector<std::string> const& items) {
  std::string out;
  for (auto& i : items) out += (&i == &items.front() ? "" : ", ") + i;
  return out;
}

std::string print(Pattern const& p) {
  if (p.names.size() == 1) return name_or_wildcard(p.names[0]);
  std::vector<std::string> names;
  for (auto& n : p.names) names.push_back(name_or_wildcard(n));
  return "(" + comma_list(names) + ")";
}

std::string print(Binding const& b, Parentheses parentheses) {
  auto text = print(b.pattern);
  for (auto& p : b.parameters) text += " " + print(p);
  return text + " = " + print(*b.body, parentheses);
}

std::string print(Case const& c) { return std::visit(CasePrinter{}, c); }

std::string print(Condition const& c, Parentheses parentheses) {
  return std::visit(ConditionPrinter{parentheses}, c.node);
}

std::string print(Expression const& e, Parentheses parentheses) { return Printer{parentheses}.at(Loose, e); }
std::string print_operand(Expression const& e, Parentheses parentheses) {
  return Printer{parentheses}.at(Operand, e);
}
std::string print_argument(Expression const& e, Parentheses parentheses) {
  return Printer{parentheses}.at(Simple, e);
}

} // namespace barrister::frontend::cat
