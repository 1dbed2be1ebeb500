// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/expand.hpp"
#include "frontend/litmus/foreign.hpp"
#include "frontend/litmus/grammar.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

using ast::ExpressionPtr;

// A macro that calls itself never ends; one that names its parameter twice, and is called by one that does,
// makes text grow without bound. Whatever is made must be as flat as what the parser takes, too.
constexpr int deepest_call = 100, deepest_expression = 2 * max_height,
              deepest_block = 2 * grammar::max_nesting;
constexpr std::size_t most_nodes = 100'000;
struct TooMuch {};

class Expander {
public:
  Expander(Macros const& macros, std::vector<ast::Function> const& helpers, Source const& source,
           Diagnostics& diagnostics)
      : macros_(macros), helpers_(helpers), source_(source), diagnostics_(diagnostics) {}

  void run(ast::Block& body) {
    guarded([&] { body = block(body, {}); });
  }
  void run(ExpressionPtr& e) {
    guarded([&] { e = expression(e, {}); });
  }

private:
  template <class F> void guarded(F f) {
    try {
      f();
    } catch (TooHigh const& e) {
      diagnostics_.error(source_, e.span, "more than 1000 operators deep, macros replaced");
    } catch (TooMuch const&) {
      diagnostics_.error(source_, call_, "this macro stands for too much",
                         "does it call itself, or repeat its argument again and again?");
    }
  }

  // What replaces names in the body of a macro, and where the call is; in the test itself, nothing does.
  struct Frame {
    std::map<std::string, ExpressionPtr> arguments;
    std::optional<Span> call;
    std::string const* macro = nullptr;
  };

  Span at(Frame const& frame, Span own) const { return frame.call.value_or(own); }
  void count() {
    if (++nodes_ > most_nodes) throw TooMuch();
  }

  void error(Span span, Frame const& frame, std::string message, std::string hint, std::string herd7) {
    if (frame.macro) message += ", which '" + *frame.macro + "' uses";
    diagnostics_.error(source_, at(frame, span), std::move(message), std::move(hint), std::move(herd7));
  }
  // The frame of a call's body; nothing when the arguments are not as many as the parameters.
  std::optional<Frame> enter(Macro const& macro, ast::Call const& c, Span span, Frame const& outer) {
    if (macro.parameters.size() != c.arguments.size()) {
      auto const due = macro.parameters.size();
      error(span, outer,
            "'" + c.function + "' takes " + (due == 0 ? "no" : std::to_string(due)) +
                (due == 1 ? " argument" : " arguments") + ", not " + std::to_string(c.arguments.size()),
            "", "Argument mismatch for macro " + c.function);
      return std::nullopt;
    }
    Frame inner;
    inner.call = at(outer, span);
    inner.macro = &macro.name;
    if (!outer.call) call_ = span;
    for (std::size_t i = 0; i < c.arguments.size(); ++i)
      inner.arguments.insert_or_assign(macro.parameters[i], expression(c.arguments[i], outer));
    return inner;
  }
  struct Level {
    int& depth;
    Level(int& d, int deepest) : depth(d) {
      if (depth == deepest) throw TooMuch();
      ++depth;
    }
    ~Level() { --depth; }
  };

  ExpressionPtr expression(ExpressionPtr const& e, Frame const& frame) {
    if (!e) return nullptr;
    Level const level(expression_depth_, deepest_expression);
    count();
    return std::visit([&](auto const& node) { return replace(node, e, frame); }, e->node);
  }
  ExpressionPtr make_at(Frame const& frame, ExpressionPtr const& from, decltype(ast::Expression::node) node) {
    return make(at(frame, from->span), std::move(node));
  }
  template <class Leaf> ExpressionPtr replace(Leaf const& leaf, ExpressionPtr const& e, Frame const& frame) {
    return make_at(frame, e, leaf);
  }
  ExpressionPtr replace(ast::Name const& n, ExpressionPtr const& e, Frame const& frame) {
    auto const argument = frame.arguments.find(n.text);
    if (argument == frame.arguments.end()) return make_at(frame, e, n);
    return expression(argument->second, {}); // a copy, and counted: lowering will walk it here, too
  }
  ExpressionPtr replace(ast::Unary const& n, ExpressionPtr const& e, Frame const& f) {
    return make_at(f, e, ast::Unary{n.op, expression(n.operand, f)});
  }
  ExpressionPtr replace(ast::Binary const& n, ExpressionPtr const& e, Frame const& f) {
    auto left = expression(n.left, f);
    return make_at(f, e, ast::Binary{n.op, std::move(left), expression(n.right, f)});
  }
  ExpressionPtr replace(ast::Conditional const& n, ExpressionPtr const& e, Frame const& f) {
    return make_at(
        f, e,
        ast::Conditional{expression(n.condition, f), expression(n.then, f), expression(n.otherwise, f)});
  }
  ExpressionPtr replace(ast::Assignment const& n, ExpressionPtr const& e, Frame const& f) {
    return make_at(f, e, ast::Assignment{n.op, expression(n.target, f), expression(n.value, f)});
  }
  ExpressionPtr replace(ast::Increment const& n, ExpressionPtr const& e, Frame const& f) {
    return make_at(f, e, ast::Increment{n.up, expression(n.target, f)});
  }
  ExpressionPtr replace(ast::Cast const& n, ExpressionPtr const& e, Frame const& f) {
    return make_at(f, e, ast::Cast{n.type, expression(n.operand, f)});
  }
  ExpressionPtr replace(ast::Internal n, ExpressionPtr const& e, Frame const& f) {
    for (auto& a : n.arguments) a = expression(a, f);
    if (f.call) {
      n.name_span = *f.call;
      for (auto& a : n.annotations) a.span = *f.call;
    }
    return make_at(f, e, std::move(n));
  }
  ExpressionPtr replace(ast::Index const& n, ExpressionPtr const& e, Frame const& f) {
    return make_at(f, e, ast::Index{expression(n.array, f), expression(n.index, f)});
  }
  ExpressionPtr replace(ast::Field const& n, ExpressionPtr const& e, Frame const& f) {
    return make_at(f, e, ast::Field{expression(n.object, f), n.name, n.arrow});
  }
  ExpressionPtr replace(ast::SizeOf const& n, ExpressionPtr const& e, Frame const& f) {
    return make_at(f, e, ast::SizeOf{n.type, expression(n.operand, f)});
  }
  ExpressionPtr replace(ast::TypeOperand const& n, ExpressionPtr const& e, Frame const& f) {
    return make_at(f, e, n);
  }
  ExpressionPtr replace(ast::StatementExpression const& n, ExpressionPtr const& e, Frame const& f) {
    return make_at(f, e, n); // in protocols alone
  }
  ExpressionPtr replace(ast::Comma const& n, ExpressionPtr const& e, Frame const& f) {
    auto left = expression(n.left, f);
    return make_at(f, e, ast::Comma{std::move(left), expression(n.right, f)});
  }
  ExpressionPtr replace(ast::Initializer n, ExpressionPtr const& e, Frame const& f) {
    n.value = expression(n.value, f);
    for (auto& v : n.values) v = expression(v, f);
    return make_at(f, e, std::move(n));
  }
  // A function of the test stays a call.
  bool is_helper(std::string const& name) const {
    return std::ranges::find(helpers_, name, &ast::Function::called) != helpers_.end();
  }
  ExpressionPtr replace(ast::Call const& c, ExpressionPtr const& e, Frame const& frame) {
    Level const level(call_depth_, deepest_call);
    if (is_helper(c.function)) {
      auto call = c;
      for (auto& a : call.arguments) a = expression(a, frame);
      call.function_span = at(frame, c.function_span);
      return make_at(frame, e, std::move(call));
    }
    auto const* macro = macros_.expression(c.function);
    if (!macro && c.function == "atomic_add_unless") return add_unless(c, e, frame);
    if (!macro) {
      unknown(c, frame, macros_.statement(c.function) ? "it is a statement, and gives no value" : "",
              macros_.expression_names());
      return make_at(frame, e, ast::Number{0});
    }
    auto const inner = enter(*macro, c, e->span, frame);
    return inner ? expression(std::get<ExpressionPtr>(macro->body), *inner)
                 : make_at(frame, e, ast::Number{0});
  }
  // herd7 knows this one by itself: .def files before v6.15 do not have it.
  ExpressionPtr add_unless(ast::Call const& c, ExpressionPtr const& e, Frame const& frame) {
    ast::Internal i;
    i.name = "__atomic_add_unless";
    i.name_span = at(frame, c.function_span);
    i.annotations = {{"mb", i.name_span}};
    for (auto const& a : c.arguments) i.arguments.push_back(expression(a, frame));
    return make_at(frame, e, std::move(i));
  }
  void unknown(ast::Call const& c, Frame const& frame, std::string hint,
               std::vector<std::string> const& known) {
    if (hint.empty()) hint = meant_by_function(c.function, known, CalledIn::Test);
    error(c.function_span, frame, "unknown macro '" + c.function + "'", std::move(hint),
          "Unknown macro " + c.function);
  }

  ast::Block block(ast::Block const& statements, Frame const& frame) {
    Level const level(block_depth_, deepest_block);
    ast::Block out;
    for (auto const& s : statements) {
      count();
      std::visit(
          [&](auto const& node) {
            out.push_back({statement(node, s.span, frame), at(frame, s.span)});
          },
          s.node);
    }
    return out;
  }
  using Node = decltype(ast::Statement::node);
  Node statement(ast::Declaration d, Span, Frame const& f) {
    for (auto& one : d.declarators) {
      one.size = expression(one.size, f);
      one.value = expression(one.value, f);
      for (auto& v : one.values) v = expression(v, f);
      one.span = at(f, one.span);
    }
    return d;
  }
  Node statement(ast::Evaluate const& s, Span span, Frame const& frame) {
    auto const* c = s.expression ? std::get_if<ast::Call>(&s.expression->node) : nullptr;
    if (!c || is_helper(c->function)) return ast::Evaluate{expression(s.expression, frame)};
    Level const level(call_depth_, deepest_call);
    auto const* macro = macros_.statement(c->function);
    if (!macro) {
      unknown(*c, frame,
              macros_.expression(c->function) ? "it gives a value: '(void) " + c->function + "(...)' drops it"
                                              : "",
              macros_.statement_names());
      return ast::Evaluate{};
    }
    auto const inner = enter(*macro, *c, s.expression->span, frame);
    if (!inner) return ast::Evaluate{};
    auto whole = *inner;
    whole.call = at(frame, span);
    return block(std::get<ast::Block>(macro->body), whole);
  }
  Node statement(ast::If const& s, Span, Frame const& f) {
    return ast::If{expression(s.condition, f), at(f, s.head), block(s.then, f), block(s.otherwise, f)};
  }
  Node statement(ast::While const& s, Span, Frame const& f) {
    return ast::While{expression(s.condition, f), at(f, s.head), block(s.body, f)};
  }
  Node statement(ast::DoWhile const& s, Span, Frame const& f) {
    return ast::DoWhile{block(s.body, f), expression(s.condition, f), at(f, s.tail)};
  }
  Node statement(ast::For const& s, Span, Frame const& f) {
    return ast::For{block(s.start, f), expression(s.condition, f), expression(s.step, f), at(f, s.head),
                    block(s.body, f)};
  }
  Node statement(ast::Block const& s, Span, Frame const& f) { return block(s, f); }
  Node statement(ast::Guard g, Span, Frame const& f) {
    g.head = at(f, g.head);
    g.end = at(f, g.end);
    g.take = block(g.take, f);
    g.body = block(g.body, f);
    g.release = block(g.release, f);
    return g;
  }
  Node statement(ast::Switch const& s, Span, Frame const& f) {
    return ast::Switch{expression(s.value, f), at(f, s.head), block(s.body, f)};
  }
  Node statement(ast::Return const& s, Span, Frame const& f) { return ast::Return{expression(s.value, f)}; }
  Node statement(ast::Label const& s, Span, Frame const& f) {
    return ast::Label{s.name, expression(s.value, f)};
  }
  Node statement(ast::Break const& s, Span, Frame const&) { return s; }
  Node statement(ast::Continue const& s, Span, Frame const&) { return s; }
  Node statement(ast::Goto const& s, Span, Frame const&) { return s; }

  Macros const& macros_;
  std::vector<ast::Function> const& helpers_;
  Source const& source_;
  Diagnostics& diagnostics_;
  std::size_t nodes_ = 0;
  int call_depth_ = 0, expression_depth_ = 0, block_depth_ = 0;
  Span call_; // in the test: the one that is being replaced
};

} // namespace

void expand(ast::Test& test, Macros const& macros, Source const& source, Diagnostics& diagnostics) {
  auto const helpers = test.helpers;
  auto const in = [&](auto& text) { Expander(macros, helpers, source, diagnostics).run(text); };
  for (auto& f : test.functions) in(f.body);
  for (auto& f : test.helpers) in(f.body);
  for (auto& d : test.defines) in(d.value);
}

} // namespace barrister::frontend::litmus
