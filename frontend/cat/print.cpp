// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/cat/print_expression.hpp"

namespace barrister::frontend::cat {
namespace {

std::string_view word(Force f) {
  switch (f) {
  case Force::Axiom: return "";
  case Force::Flag: return "flag ";
  case Force::Requirement: return "undefined_unless ";
  case Force::Certainty: return "assert ";
  }
  return "";
}
std::string_view word(Test t) {
  switch (t) {
  case Test::Acyclic: return "acyclic ";
  case Test::Irreflexive: return "irreflexive ";
  case Test::Empty: return "empty ";
  }
  return "";
}

struct Printer {
  Parentheses parentheses;

  std::string all(std::vector<Statement> const& statements) const {
    std::string text;
    for (auto& s : statements) text += print(s, parentheses) + "\n";
    return text;
  }
  std::string expression(ExpressionPtr const& e) const { return print(*e, parentheses); }

  std::string operator()(Let const& l) const {
    std::string text = l.recursive ? "let rec " : "let ";
    for (auto& b : l.bindings) text += (&b == &l.bindings.front() ? "" : " and ") + print(b, parentheses);
    return l.when ? text + " when " + (*this)(*l.when) : text;
  }
  std::string operator()(Assertion const& a) const {
    std::string text(word(a.force));
    if (a.negated) text += "~";
    text += std::string(word(a.test)) + expression(a.expression);
    return a.name.empty() ? text : text + " as " + a.name;
  }
  std::string operator()(Show const& s) const { return (s.hide ? "unshow " : "show ") + comma_list(s.names); }
  std::string operator()(ShowAs const& s) const {
    return "show " + print_operand(*s.expression, parentheses) + " as " + s.name;
  }
  std::string operator()(Include const& i) const { return "include \"" + i.path + "\""; }
  std::string operator()(Enum const& e) const {
    auto text = "enum " + e.name + " =";
    for (auto& t : e.tags) text += (&t == &e.tags.front() ? " '" : " || '") + t.name;
    return text;
  }
  std::string operator()(Instructions const& i) const {
    std::vector<std::string> arguments;
    for (auto& a : i.arguments) arguments.push_back(print_operand(*a, parentheses));
    return (i.by_default ? "default " : "instructions ") + i.name + "[" + comma_list(arguments) + "]";
  }
  std::string operator()(Procedure const& p) const {
    return (p.recursive ? "procedure rec " : "procedure ") + p.name + " " + print(p.parameter) + " =\n" +
           all(p.body) + "end";
  }
  std::string operator()(Call const& c) const {
    auto text = "call " + c.procedure + " " + print_argument(*c.argument, parentheses);
    return c.name.empty() ? text : text + " as " + c.name;
  }
  std::string operator()(Forall const& f) const {
    return "forall " + f.name + " in " + expression(f.set) + " do\n" + all(f.body) + "end";
  }
  std::string operator()(WithFrom const& w) const { return "with " + w.name + " from " + expression(w.set); }
  std::string operator()(StatementMatch const& m) const {
    auto text = "match " + expression(m.subject) + " with\n";
    for (auto& c : m.clauses) text += "|| " + print(c.when) + " ->\n" + all(c.body);
    return text + "end";
  }
  std::string operator()(IfVariant const& i) const {
    auto text = "if " + print(*i.condition, parentheses) + "\n" + all(i.then);
    return i.otherwise.empty() ? text + "end" : text + "else\n" + all(i.otherwise) + "end";
  }
  std::string operator()(Debug const& d) const { return "debug " + expression(d.expression); }
};

} // namespace

std::string print(Statement const& s, Parentheses parentheses) {
  return std::visit(Printer{parentheses}, s.node);
}

std::string print(File const& f, Parentheses parentheses) {
  std::string header = f.architecture;
  bool const is_told_by_title =
      header.empty() && !f.options.empty(); // the first name would be the architecture
  if (!f.title.empty() || is_told_by_title) header += (header.empty() ? "\"" : " \"") + f.title + "\"";
  for (auto& o : f.options) header += " " + o;
  return (header.empty() ? "" : header + "\n") + Printer{parentheses}.all(f.statements);
}

} // namespace barrister::frontend::cat
