// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/call_rcu.hpp"
#include "frontend/litmus/walk.hpp"

namespace barrister::frontend::litmus {
namespace {

void find(ast::ExpressionPtr const& e, CpuId cpu, std::vector<RcuCall>& found) {
  auto const* call = std::get_if<ast::Call>(&e->node);
  if (call && call->function == "call_rcu" && call->arguments.size() == 2)
    if (auto const* f = std::get_if<ast::Name>(&call->arguments[1]->node)) {
      auto const name = "call_rcu." + std::to_string(found.size());
      found.push_back({call->function_span, cpu, f->text, name + ".head", name + ".done"});
    }
  for_each_operand(*e, [&](ast::ExpressionPtr const& operand) { find(operand, cpu, found); });
}
void find(ast::Block const& block, CpuId cpu, std::vector<RcuCall>& found) {
  for (auto const& s : block) {
    if (is_loop(s)) continue;
    for_each_expression(s, [&](ast::ExpressionPtr const& e) { find(e, cpu, found); });
    for_each_block(s, [&](ast::Block const& inner) { find(inner, cpu, found); });
  }
}

} // namespace

std::vector<RcuCall> rcu_calls(ast::Test const& test) {
  std::vector<RcuCall> found;
  for (auto const& f : test.functions) find(f.body, f.cpu, found);
  return found;
}

ast::Function callback(RcuCall const& call, CpuId cpu) {
  auto const node = [&](decltype(ast::Expression::node) n) {
    return std::make_shared<ast::Expression const>(ast::Expression{std::move(n), call.span});
  };
  auto const name = [&](std::string const& text) { return node(ast::Name{text}); };
  auto const invoke = [&](std::string const& f, std::vector<ast::ExpressionPtr> arguments) {
    return node(ast::Call{f, call.span, std::move(arguments)});
  };
  auto const statement = [&](ast::ExpressionPtr e) {
    return ast::Statement{ast::Evaluate{std::move(e)}, call.span};
  };
  auto const head = name("head");
  ast::Function out;
  out.cpu = cpu;
  out.name = call.span;
  out.parameters = {{{"void", 2}, call.head, call.span}, {{"int", 1}, call.done, call.span}};
  out.body.push_back(
      statement(node(ast::Assignment{{}, head, invoke("smp_load_acquire", {name(call.head)})})));
  out.body.push_back(
      {ast::If{head,
               call.span,
               {statement(invoke("synchronize_rcu", {})), statement(invoke(call.function, {head})),
                statement(invoke("smp_store_release", {name(call.done), node(ast::Number{1})}))},
               {}},
       call.span});
  return out;
}

} // namespace barrister::frontend::litmus
