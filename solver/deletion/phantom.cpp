// SPDX-License-Identifier: BSD-2-Clause
#include "solver/deletion/phantom.hpp"
#include "spec/print.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::solver {
namespace {

ExpressionPtr expression(decltype(Expression::node) node) {
  return std::make_shared<Expression const>(Expression{std::move(node)});
}
ExpressionPtr constant(Value v) { return expression(Constant{v}); }

std::string name_of(Protocol const& protocol, Shared const& what) {
  if (auto const* variable = std::get_if<OwnedId>(&what)) return protocol.owned[*variable].name;
  return to_string(std::get<Value>(what), protocol.program);
}

Statement write(Shared const& what, Written const& written, InstructionId instruction) {
  if (auto const* variable = std::get_if<OwnedId>(&what))
    return {OwnedStore{*variable, constant(written.value)}, instruction};
  return {Store{constant(std::get<Value>(what)), constant(written.value), written.tags}, instruction};
}

} // namespace

void add_phantom(Protocol& world, Shared const& what, std::vector<Written> const& all,
                 std::vector<CpuId> cpus) {
  auto const name = name_of(world, what);
  Context context;
  context.kind = Context::Kind::Act;
  context.agent = "phantom of " + name;
  auto const before = std::ranges::count(world.contexts, context.agent, &Context::agent);
  context.name = fmt::format("{} {}", context.agent, before + 1);
  context.cpus = std::move(cpus);

  Thread thread;
  thread.name = context.name;
  thread.locals.push_back({"which", {}, number(0)});
  thread.instructions.push_back({{}, "any of those that acts write", 0});
  Block rest;
  for (auto i = all.size(); i-- > 0;) {
    auto const instruction = static_cast<InstructionId>(thread.instructions.size());
    thread.instructions.push_back(
        {{}, fmt::format("{} = {}", name, to_string(all[i].value, world.program)), 0});
    Block one{write(what, all[i], instruction)};
    if (i + 1 == all.size()) {
      rest = std::move(one);
      continue;
    }
    auto const is = expression(
        Operation{Operator::Equal, expression(LocalUse{0}), constant(number(static_cast<std::int64_t>(i)))});
    rest = {Statement{If{is, std::move(one), std::move(rest)}, instruction}};
  }
  thread.body.push_back({Choose{0, static_cast<unsigned>(all.size())}, 0});
  std::ranges::move(rest, std::back_inserter(thread.body));
  world.contexts.push_back(std::move(context));
  world.program.threads.push_back(std::move(thread));
}

Placement placement_of(Protocol const& protocol, Agents const& agents) {
  std::set<CpuId> declared;
  Placement out;
  for (auto const& context : protocol.contexts) {
    if (context.kind != Context::Kind::Act || !agents.contains(context.agent)) continue;
    for (auto cpu : context.cpus)
      if (cpu < protocol.declared)
        declared.insert(cpu);
      else
        out.may_be_spare = true;
  }
  out.declared.assign(declared.begin(), declared.end());
  return out;
}

} // namespace barrister::solver
