// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/who_reads.hpp"
#include "spec/expressions_of.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/target_of.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// What a statement accesses; null where it accesses nothing.
ExpressionPtr const* address_of(Statement const& s) {
  return std::visit(
      [](auto const& node) -> ExpressionPtr const* {
        if constexpr (requires { node.address; }) return &node.address;
        return nullptr;
      },
      s.node);
}
bool may_read(Statement const& s) {
  return !std::holds_alternative<Store>(s.node) && !std::holds_alternative<Unlock>(s.node);
}

std::set<LocalId> assigned_in(Thread const& thread) {
  std::set<LocalId> out;
  for_each_statement(thread.body, [&](Statement const& s) {
    if (auto const target = target_of(s)) out.insert(*target);
  });
  return out;
}

} // namespace

WhoReads::WhoReads(Protocol const& protocol) : protocol_(protocol) {
  for (auto const& object : protocol.program.objects)
    for (auto const value : object.initial) escapes(value);
  for (auto const& variable : protocol.owned) escapes(variable.initial);
  for (auto const& start : protocol.starts) {
    for (auto const& [cell, value] : start.cells) escapes(value);
    for (auto const& owned : start.owned) escapes(owned.value);
  }
  for (auto const& context : protocol.contexts) escapes(context.task);
  for (auto const& thread : protocol.program.threads) assigned_.push_back(assigned_in(thread));
  for (ContextId c = 0; c < protocol.program.threads.size(); ++c) {
    auto const& thread = protocol.program.threads[c];
    for (auto const local : assigned_[c]) escapes(thread.locals[local].initial);
    for_each_statement(thread.body, [&](Statement const& s) { add(c, s); });
  }
}

void WhoReads::add(ContextId c, Statement const& statement) {
  auto const* address = address_of(statement);
  if (address && *address && may_read(statement))
    for (auto const object : named_in(c, **address).objects) readers_[object].insert(c);
  for_each_expression_of(statement, [&](ExpressionPtr const& e) {
    if (e && &e != address) escaped_.merge(named_in(c, *e).objects);
  });
}
void WhoReads::escapes(Value value) {
  if (value.is_address()) escaped_.insert(value.object);
}

WhoReads::Named WhoReads::named_in(ContextId c, Expression const& e) const {
  if (auto const* constant = std::get_if<Constant>(&e.node))
    return constant->value.is_address() ? Named{{constant->value.object}} : Named{};
  if (auto const* use = std::get_if<LocalUse>(&e.node)) {
    if (assigned_[c].contains(use->local)) return {{}, true};
    auto const initial = protocol_.program.threads[c].locals[use->local].initial;
    return initial.is_address() ? Named{{initial.object}} : Named{};
  }
  if (auto const* conversion = std::get_if<Conversion>(&e.node)) return named_in(c, *conversion->operand);
  auto const* operation = std::get_if<Operation>(&e.node);
  if (!operation) return {};
  auto out = named_in(c, *operation->left);
  if (!operation->right) return out;
  auto right = named_in(c, *operation->right);
  out.objects.merge(right.objects);
  out.has_others = out.has_others || right.has_others;
  return out;
}

bool WhoReads::may_be_read_by_another(ContextId writer, Expression const& address) const {
  auto const named = named_in(writer, address);
  bool const runs_once = protocol_.contexts[writer].kind == Context::Kind::Task;
  auto const may_be = [&](ObjectId object) {
    auto const readers = readers_.find(object);
    return escaped_.contains(object) ||
           (readers != readers_.end() && std::ranges::any_of(readers->second, [&](ContextId reader) {
              return reader != writer || !runs_once;
            }));
  };
  return named.has_others || named.objects.empty() || std::ranges::any_of(named.objects, may_be);
}

} // namespace barrister::solver
