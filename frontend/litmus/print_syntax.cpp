// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/print.hpp"
#include <algorithm>
#include <array>

namespace barrister::frontend::litmus {
namespace {

constexpr std::array<char const*, 18> infixes = {
    "||", "&&", "|", "^", "&", "==", "!=", "<", "<=", ">", ">=", "<<", ">>", "+", "-", "*", "/", "%"};
constexpr std::array<char const*, 8> prefixes = {"*", "&", "+", "-", "~", "!", "++", "--"};
char const* spelled(ast::Infix op) { return infixes[static_cast<std::size_t>(op)]; }

// C that reads as the same tree. Numbers have no sign in C.
struct ExpressionText {
  std::string of(ast::ExpressionPtr const& e) const { return std::visit(*this, e->node); }
  std::string of(std::vector<ast::ExpressionPtr> const& all) const {
    std::string out;
    for (auto const& e : all) out += (out.empty() ? "" : ", ") + of(e);
    return out;
  }
  std::string before_postfix(ast::ExpressionPtr const& e) const {
    bool const is_looser = std::holds_alternative<ast::Unary>(e->node) ||
                           std::holds_alternative<ast::Cast>(e->node) ||
                           std::holds_alternative<ast::SizeOf>(e->node);
    return is_looser ? "(" + of(e) + ")" : of(e);
  }
  std::string in_parentheses(ast::ExpressionPtr const& e) const {
    auto const text = of(e);
    bool const has_them =
        std::holds_alternative<ast::Binary>(e->node) || std::holds_alternative<ast::Conditional>(e->node) ||
        std::holds_alternative<ast::Assignment>(e->node) || std::holds_alternative<ast::Comma>(e->node);
    return has_them ? text : "(" + text + ")";
  }
  std::string without_parentheses(ast::Assignment const& a) const {
    return of(a.target) + " " + (a.op ? spelled(*a.op) : "") + "= " + of(a.value);
  }
  std::string operator()(ast::Number const& n) const {
    auto const digits = std::to_string(static_cast<std::uint64_t>(n.value));
    bool const is_long = n.type.bits == 64 && (!n.type.is_signed || n.value >> 31 == 0); // by its suffix
    return digits + (n.type.is_signed ? "" : "u") + (is_long ? "l" : "");
  }
  std::string operator()(ast::Name const& n) const { return n.text; }
  std::string operator()(ast::Quoted const&) const { return "\"...\""; }
  std::string operator()(ast::Unary const& u) const {
    std::string const op = prefixes[static_cast<std::size_t>(u.op)];
    auto const operand = of(u.operand);
    bool const would_join = operand.front() == op.back() && std::string("+-&").find(op.back()) != op.npos;
    return op + (would_join ? "(" + operand + ")" : operand);
  }
  std::string operator()(ast::Binary const& b) const {
    return "(" + of(b.left) + " " + spelled(b.op) + " " + of(b.right) + ")";
  }
  std::string operator()(ast::Conditional const& c) const {
    return "(" + of(c.condition) + " ? " + of(c.then) + " : " + of(c.otherwise) + ")";
  }
  std::string operator()(ast::Assignment const& a) const { return "(" + without_parentheses(a) + ")"; }
  std::string operator()(ast::Increment const& s) const {
    return before_postfix(s.target) + (s.up ? "++" : "--");
  }
  std::string operator()(ast::Cast const& c) const {
    return "(" + c.type.words + std::string(c.type.stars, '*') + ")" + of(c.operand);
  }
  std::string operator()(ast::Call const& c) const {
    return (c.callee ? before_postfix(c.callee) : c.function) + "(" + of(c.arguments) + ")";
  }
  std::string operator()(ast::Initializer const& i) const {
    return (i.member.empty() ? "" : i.member + " = ") + (i.value ? of(i.value) : "{" + of(i.values) + "}");
  }
  std::string operator()(ast::Internal const& i) const {
    std::string out = i.name + "{";
    for (auto const& a : i.annotations) out += (&a == &i.annotations.front() ? "" : ",") + a.text;
    out += "}";
    if (i.arguments.empty()) return out;
    std::vector<std::string> arguments;
    for (auto const& a : i.arguments) arguments.push_back(of(a));
    if (i.op)
      arguments.insert(arguments.begin() + 1, std::string(spelled(*i.op)) + (i.complemented ? "~" : ""));
    for (std::size_t n = 0; n < arguments.size(); ++n) out += (n == 0 ? "(" : ", ") + arguments[n];
    return out + ")";
  }
  std::string operator()(ast::Index const& i) const {
    return before_postfix(i.array) + "[" + of(i.index) + "]";
  }
  std::string operator()(ast::Field const& f) const {
    return before_postfix(f.object) + (f.arrow ? "->" : ".") + f.name;
  }
  std::string operator()(ast::SizeOf const& s) const {
    return "sizeof(" + (s.operand ? of(s.operand) : s.type.words + std::string(s.type.stars, '*')) + ")";
  }
  std::string operator()(ast::TypeOperand const& t) const {
    auto const words = t.type.of ? "typeof(" + of(t.type.of) + ")" : t.type.words;
    return words + std::string(t.type.stars, '*');
  }
  std::string operator()(ast::StatementExpression const&) const { return "({...})"; }
  std::string operator()(ast::Comma const& c) const { return "(" + of(c.left) + ", " + of(c.right) + ")"; }
};

class Printer {
public:
  std::string run(ast::Test const& test) {
    out_ = "C " + test.name + "\n";
    if (!test.hash.empty()) out_ += "Hash=" + test.hash + "\n";
    if (!test.expected.empty()) out_ += "(* Result: " + test.expected + " *)\n";
    out_ += "{\n";
    for (auto const& item : test.init) out_ += "  " + text(item) + ";\n";
    out_ += "}\n";
    for (auto const& d : test.defines) out_ += "#define " + d.name + " " + print(*d.value) + "\n";
    for (auto const& s : test.structs) {
      out_ += "struct " + s.name + " {\n";
      for (auto const& member : s.members) out_ += "  " + text(member) + "\n";
      out_ += "};\n";
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
    auto const& location = std::get<ast::Location>(a.right);
    if (a.is_address) return "&" + text(location);
    return location.cpu ? text(location) : "[" + text(location) + "]";
  }

  void line(std::string const& text) { out_ += std::string(2 * depth_, ' ') + text + "\n"; }
  // What a branch or a loop governs: braces, whether or not the text has them around one statement.
  void block(std::string const& head, ast::Block const& statements, std::string const& tail = "") {
    line(head.empty() ? "{" : head + " {");
    ++depth_;
    auto const* only = statements.size() == 1 ? std::get_if<ast::Block>(&statements[0].node) : nullptr;
    for (auto const& s : only ? *only : statements) statement(s);
    --depth_;
    line("}" + tail);
  }
  void statement(ast::Statement const& s) {
    std::visit([&](auto const& node) { statement(node); }, s.node);
  }
  static std::string text(ast::Declarator const& d) {
    auto out = std::string(d.stars, '*') + (d.takes.empty() ? d.name : "(*" + d.name + ")" + d.takes);
    if (d.is_array) out += "[" + (d.size ? print(*d.size) : "") + "]";
    if (d.value) return out + " = " + print(*d.value);
    return d.is_list ? out + " = {" + ExpressionText().of(d.values) + "}" : out;
  }
  static std::string text(ast::Declaration const& d) {
    std::string out;
    for (auto const& one : d.declarators) out += (out.empty() ? d.type + " " : ", ") + text(one);
    return out + ";";
  }
  void function(std::string const& name, ast::Function const& f) {
    std::string parameters;
    for (auto const& p : f.parameters)
      parameters +=
          (parameters.empty() ? "" : ", ") + p.type.words + " " + std::string(p.type.stars, '*') + p.name;
    out_ += name + "(" + parameters + ")\n{\n";
    ++depth_;
    for (auto const& s : f.body) statement(s);
    --depth_;
    out_ += "}\n";
  }
  void statement(ast::Declaration const& d) { line(text(d)); }
  void statement(ast::Evaluate const& e) { line((e.expression ? print(*e.expression) : "") + ";"); }
  void statement(ast::If const& s) {
    block("if " + ExpressionText().in_parentheses(s.condition), s.then);
    if (!s.otherwise.empty()) block("else", s.otherwise);
  }
  void statement(ast::While const& s) {
    block("while " + ExpressionText().in_parentheses(s.condition), s.body);
  }
  void statement(ast::DoWhile const& s) {
    block("do", s.body, " while " + ExpressionText().in_parentheses(s.condition) + ";");
  }
  void statement(ast::For const& s) {
    block("for (" + on_one_line(s.start) + (s.condition ? print(*s.condition) : "") + "; " +
              (s.step ? print(*s.step) : "") + ")",
          s.body);
  }
  static std::string on_one_line(ast::Block const& statements) {
    Printer printer;
    for (auto const& s : statements) printer.statement(s);
    std::ranges::replace(printer.out_, '\n', ' ');
    return printer.out_;
  }
  void statement(ast::Block const& statements) { block("", statements); }
  void statement(ast::Guard const& g) {
    auto const lock = g.lock ? print(*g.lock) : "";
    if (g.is_scoped) return block("scoped_guard (" + g.name + (g.lock ? ", " : "") + lock + ")", g.body);
    line("guard(" + g.name + ")(" + lock + ");");
    for (auto const& s : g.body) statement(s);
  }
  void statement(ast::Switch const& s) {
    block("switch " + ExpressionText().in_parentheses(s.value), s.body);
  }
  void statement(ast::Break const&) { line("break;"); }
  void statement(ast::Continue const&) { line("continue;"); }
  void statement(ast::Return const& r) { line(r.value ? "return " + print(*r.value) + ";" : "return;"); }
  void statement(ast::Goto const& g) { line("goto " + g.label + ";"); }
  void statement(ast::Label const& l) {
    line(l.value ? "case " + print(*l.value) + ":" : l.name.empty() ? "default:" : l.name + ":");
  }

  std::string out_;
  std::size_t depth_ = 0;
};

} // namespace

std::string print(ast::Expression const& e) {
  if (auto const* a = std::get_if<ast::Assignment>(&e.node)) return ExpressionText().without_parentheses(*a);
  return std::visit(ExpressionText(), e.node);
}
std::string print(ast::Test const& test) { return Printer().run(test); }

} // namespace barrister::frontend::litmus
