// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/who_reads.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/target_of.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// What a statement computes.
struct Computed {
  ExpressionPtr read, written; // the addresses of what it accesses; or null
  std::vector<ExpressionPtr> values;
};
Computed computed(Assign const& s) { return {{}, {}, {s.value}}; }
Computed computed(Load const& s) { return {s.address, {}, {s.until}}; }
Computed computed(Store const& s) { return {{}, s.address, {s.value}}; }
Computed computed(Fence const& s) { return {s.address, {}, {s.value}}; }
Computed computed(Rmw const& s) { return {s.address, {}, {s.operand, s.expected, s.until}}; }
Computed computed(Lock const& s) { return {s.address, {}, {}}; }
Computed computed(Unlock const& s) { return {{}, s.address, {}}; }
Computed computed(Trylock const& s) { return {s.address, {}, {}}; }
Computed computed(IsLocked const& s) { return {s.address, {}, {}}; }
Computed computed(If const& s) { return {{}, {}, {s.condition}}; }
Computed computed(Loop const& s) { return {{}, {}, {s.condition}}; }
Computed computed(Labelled const&) { return {}; }
Computed computed(Leave const&) { return {}; }
Computed computed(Choose const&) { return {}; }
Computed computed(OwnedLoad const& s) { return {{}, {}, {s.owner}}; }
Computed computed(OwnedStore const& s) { return {{}, {}, {s.value}}; }
Computed computed(Count const&) { return {}; }
Computed computed(CountLoad const&) { return {}; }
Computed computed(Assume const& s) { return {{}, {}, {s.condition}}; }
Computed computed(Mask const&) { return {}; }
Computed computed(Raise const& s) { return {{}, {}, {s.cpu}}; }

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
  auto const all = std::visit([](auto const& s) { return computed(s); }, statement.node);
  if (all.read)
    for (auto const object : named_in(c, *all.read).objects) readers_[object].insert(c);
  for (auto const& value : all.values)
    if (value) escaped_.merge(named_in(c, *value).objects);
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
