// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/print.hpp"
#include <array>

namespace barrister::frontend::litmus {
namespace {

constexpr std::array<char const*, 18> infixes = {
    "||", "&&", "|", "^", "&", "==", "!=", "<", "<=", ">", ">=", "<<", ">>", "+", "-", "*", "/", "%"};
constexpr std::array<char const*, 8> prefixes = {"*", "&", "+", "-", "~", "!", "++", "--"};
char const* spelled(ast::Infix op) { return infixes[static_cast<std::size_t>(op)]; }

struct ExpressionText {
  std::string of(ast::ExpressionPtr const& e) const { return std::visit(*this, e->node); }
  std::string operator()(ast::Number const& n) const { return std::to_string(n.value); }
  std::string operator()(ast::Name const& n) const { return n.text; }
  std::string operator()(ast::Unary const& u) const {
    return prefixes[static_cast<std::size_t>(u.op)] + of(u.operand);
  }
  std::string operator()(ast::Binary const& b) const {
    return "(" + of(b.left) + " " + spelled(b.op) + " " + of(b.right) + ")";
  }
  std::string operator()(ast::Conditional const& c) const {
    return "(" + of(c.condition) + " ? " + of(c.then) + " : " + of(c.otherwise) + ")";
  }
  std::string operator()(ast::Assignment const& a) const {
    return of(a.target) + " " + (a.op ? spelled(*a.op) : "") + "= " + of(a.value);
  }
  std::string operator()(ast::Step const& s) const { return of(s.target) + (s.up ? "++" : "--"); }
  std::string operator()(ast::Cast const& c) const {
    return "(" + c.type.words + std::string(c.type.stars, '*') + ")" + of(c.operand);
  }
  std::string operator()(ast::Call const& c) const {
    std::string out = c.function + "(";
    for (auto const& a : c.arguments) out += (&a == &c.arguments.front() ? "" : ", ") + of(a);
    return out + ")";
  }
  std::string operator()(ast::Internal const& i) const {
    std::string out = i.name + "{";
    for (auto const& a : i.annotations) out += (&a == &i.annotations.front() ? "" : ",") + a.text;
    out += "}(";
    for (auto const& a : i.arguments) out += (&a == &i.arguments.front() ? "" : ", ") + of(a);
    return out + (i.op ? std::string(", ") + spelled(*i.op) + (i.complemented ? "~" : "") : "") + ")";
  }
  std::string operator()(ast::Index const& i) const { return of(i.array) + "[" + of(i.index) + "]"; }
  std::string operator()(ast::Field const& f) const { return of(f.object) + (f.arrow ? "->" : ".") + f.name; }
  std::string operator()(ast::SizeOf const& s) const {
    return "sizeof(" + (s.operand ? of(s.operand) : s.type.words + std::string(s.type.stars, '*')) + ")";
  }
  std::string operator()(ast::Comma const& c) const { return "(" + of(c.left) + ", " + of(c.right) + ")"; }
};

class Printer {
public:
  std::string run(ast::Test const& test) {
    out_ = "C " + test.name + "\n{\n";
    for (auto const& item : test.init) out_ += "  " + text(item) + ";\n";
    out_ += "}\n";
    for (auto const& d : test.defines) out_ += "#define " + d.name + " " + print(*d.value) + "\n";
    for (auto const& s : test.structs) {
      out_ += "struct " + s.name + "\n";
      for (auto const& member : s.members)
        for (auto const& one : member.declarators) out_ += "  " + text(member.type, one) + "\n";
    }
    for (auto const& f : test.helpers)
      function(f.result.words + " " + std::string(f.result.stars, '*') + f.called, f);
    for (auto const& f : test.functions) function("P" + std::to_string(f.cpu), f);
    auto const& q = test.question;
    for (auto const& l : q.locations) out_ += (&l == &q.locations.front() ? "locations [" : "; ") + text(l);
    if (!q.locations.empty()) out_ += "]\n";
    if (q.filter) out_ += "filter " + text(*q.filter) + "\n";
    if (q.condition) out_ += std::string(quantifier(q.quantifier)) + " " + text(*q.condition) + "\n";
    return std::move(out_);
  }

private:
  static char const* quantifier(Quantifier q) {
    return q == Quantifier::Exists ? "exists" : q == Quantifier::NotExists ? "~exists" : "forall";
  }
  static std::string text(ast::Location const& l) {
    return (l.cpu ? std::to_string(*l.cpu) + ":" : "") + l.name +
           (l.index ? "[" + std::to_string(*l.index) + "]" : "") + l.member;
  }
  static std::string text(std::vector<std::int64_t> const& numbers) {
    std::string out;
    for (auto const n : numbers) out += (out.empty() ? "" : ",") + std::to_string(n);
    return "{" + out + "}";
  }
  static std::string text(ast::InitItem const& i) {
    auto const left =
        i.type.words + (i.type.is_given() ? " " : "") + std::string(i.type.stars, '*') + text(i.location);
    if (!i.address.empty()) return left + " = &" + i.address + i.address_member;
    if (!i.is_list) return i.number ? left + " = " + std::to_string(*i.number) : left;
    std::string out;
    for (auto const& v : i.values)
      out += (out.empty() ? "" : ",") + (v.member.empty() ? "" : v.member + "=") +
             (v.address.empty() ? std::to_string(v.number) : "&" + v.address + v.address_member);
    return left + " = {" + out + "}";
  }
  static std::string text(ast::Condition const& c) {
    auto const chain = [&](char const* between) {
      std::string out;
      for (auto const& o : c.operands) out += (out.empty() ? "(" : between) + text(o);
      return out + ")";
    };
    switch (c.kind) {
    case Proposition::Kind::True: return "true";
    case Proposition::Kind::False: return "false";
    case Proposition::Kind::Equal: return text(c.atom.left) + " = " + right(c.atom);
    case Proposition::Kind::Not: return "~" + text(c.operands.front());
    case Proposition::Kind::And: return chain(" /\\ ");
    case Proposition::Kind::Or: return chain(" \\/ ");
    case Proposition::Kind::Implies: return chain(" => ");
    }
    return {};
  }
  static std::string right(ast::Atom const& a) {
    if (auto const* n = std::get_if<std::int64_t>(&a.right)) return std::to_string(*n);
    if (auto const* list = std::get_if<std::vector<std::int64_t>>(&a.right)) return text(*list);
    return (a.is_address ? "&" : "") + text(std::get<ast::Location>(a.right));
  }

  void line(std::string const& text) { out_ += std::string(2 * depth_, ' ') + text + "\n"; }
  void block(ast::Block const& statements) {
    ++depth_;
    statement(statements);
    --depth_;
  }
  static std::string text(std::string const& type, ast::Declarator const& d) {
    auto out = type + " " + std::string(d.stars, '*') + d.name;
    if (d.is_array) out += "[" + (d.size ? print(*d.size) : "") + "]";
    if (d.value) return out + " = " + print(*d.value);
    if (!d.is_list) return out;
    std::string values;
    for (auto const& v : d.values) values += (values.empty() ? "" : ", ") + print(*v);
    return out + " = {" + values + "}";
  }
  void function(std::string const& name, ast::Function const& f) {
    out_ += name + "(";
    for (auto const& p : f.parameters)
      out_ += (&p == &f.parameters.front() ? "" : ", ") + p.type.words + " " +
              std::string(p.type.stars, '*') + p.name;
    out_ += ")\n";
    block(f.body);
  }
  void statement(ast::Declaration const& d) {
    for (auto const& one : d.declarators) line(text(d.type, one));
  }
  void statement(ast::Evaluate const& e) {
    if (e.expression) line(print(*e.expression));
  }
  void statement(ast::If const& s) {
    line("if " + print(*s.condition));
    block(s.then);
    if (s.otherwise.empty()) return;
    line("else");
    block(s.otherwise);
  }
  void statement(ast::While const& s) {
    line("while " + print(*s.condition));
    block(s.body);
  }
  void statement(ast::DoWhile const& s) {
    line("do");
    block(s.body);
    line("while " + print(*s.condition));
  }
  void statement(ast::For const& s) {
    line("for");
    block(s.start);
    line("while " + (s.condition ? print(*s.condition) : "1") + (s.step ? " step " + print(*s.step) : ""));
    block(s.body);
  }
  void statement(ast::Block const& statements) {
    for (auto const& s : statements) std::visit([&](auto const& node) { statement(node); }, s.node);
  }
  void statement(ast::Switch const& s) {
    line("switch " + print(*s.value));
    block(s.body);
  }
  void statement(ast::Break const&) { line("break"); }
  void statement(ast::Continue const&) { line("continue"); }
  void statement(ast::Return const& r) { line(r.value ? "return " + print(*r.value) : "return"); }
  void statement(ast::Goto const& g) { line("goto " + g.label); }
  void statement(ast::Label const& l) {
    line(l.value ? "case " + print(*l.value) + ":" : l.name.empty() ? "default:" : l.name + ":");
  }

  std::string out_;
  std::size_t depth_ = 0;
};

} // namespace

std::string print(ast::Expression const& e) { return std::visit(ExpressionText(), e.node); }
std::string print(ast::Test const& test) { return Printer().run(test); }

} // namespace barrister::frontend::litmus
