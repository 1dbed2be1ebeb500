// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/accessed_cells.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/target_of.hpp"

namespace barrister::solver {

namespace {

// The objects that a thread's addresses name: what is computed from an address stays in its object
// (spec/value.hpp).
class NamedObjects {
public:
  explicit NamedObjects(Thread const& thread) : thread_(thread) {
    for_each_statement(thread.body, [this](Statement const& s) {
      if (auto const target = target_of(s)) assigned_.insert(*target);
    });
  }
  std::optional<ObjectId> of(Expression const& address) const {
    if (auto const* constant = std::get_if<Constant>(&address.node)) return of(constant->value);
    if (auto const* conversion = std::get_if<Conversion>(&address.node)) return of(*conversion->operand);
    if (auto const* use = std::get_if<LocalUse>(&address.node))
      return assigned_.contains(use->local) ? std::nullopt : of(thread_.locals[use->local].initial);
    auto const* operation = std::get_if<Operation>(&address.node);
    if (!operation || (operation->op != Operator::Add && operation->op != Operator::Subtract))
      return std::nullopt;
    auto const left = of(*operation->left);
    return left ? left : of(*operation->right);
  }

private:
  static std::optional<ObjectId> of(Value v) {
    return v.is_address() ? std::optional(v.object) : std::nullopt;
  }
  Thread const& thread_;
  std::set<LocalId> assigned_;
};

} // namespace

AccessedCells::AccessedCells(Protocol const& protocol, ProtocolEncoding const& encoding) {
  auto const& graph = encoding.graph();
  auto const& events = graph.events.events;
  for (CellId cell = 0; cell < graph.events.initial_writes; ++cell) all_.insert(cell);
  for (EventId e = 0; e < events.size(); ++e) {
    if (events[e].thread == no_thread || !events[e].address) continue;
    std::pair const statement(graph.runs[events[e].thread].context, events[e].instruction);
    unrolled_.insert(statement);
    auto& cells = known_[statement];
    for (auto const cell : all_)
      if (encoding.program().accesses(e, cell) != never) cells.insert(cell);
  }
  auto const object_of_cell = [&](CellId cell) {
    return graph.events.terms[*events[cell].address].value.object;
  };
  auto const each_access = [&](auto const& f) {
    for (ContextId c = 0; c < protocol.contexts.size(); ++c) {
      NamedObjects const named(protocol.program.threads[c]);
      for_each_statement(protocol.program.threads[c].body, [&](Statement const& s) {
        std::visit(
            [&]<class Node>(Node const& node) {
              if constexpr (requires { node.address; })
                if (node.address) f(std::pair(c, s.instruction), named.of(*node.address));
            },
            s.node);
      });
    }
  };
  add_what_is_never_executed(protocol);
  // What is written in further rounds alone may be an address, or decide which is taken.
  bool is_all_unrolled = true;
  for (ContextId c = 0; c < protocol.contexts.size(); ++c)
    for_each_statement(protocol.program.threads[c].body, [&](Statement const& s) {
      is_all_unrolled = is_all_unrolled && (!may_write(s) || is_unrolled(c, s.instruction));
    });
  each_access([&](auto const& statement, std::optional<ObjectId> object) {
    if (!object && !is_all_unrolled) known_.erase(statement);
    if (!object || unrolled_.contains(statement)) return;
    auto& cells = known_[statement];
    for (auto const cell : all_)
      if (object_of_cell(cell) == *object) cells.insert(cell);
  });
}

// In a branch whose condition is a constant.
void AccessedCells::add_what_is_never_executed(Protocol const& protocol) {
  for (ContextId c = 0; c < protocol.contexts.size(); ++c) {
    std::set<Statement const*> dead;
    std::set<InstructionId> others;
    auto const& body = protocol.program.threads[c].body;
    for_each_statement(body, [&](Statement const& s) {
      auto const* branch = std::get_if<If>(&s.node);
      auto const* known = branch ? std::get_if<Constant>(&branch->condition->node) : nullptr;
      if (known)
        for_each_statement(truth(known->value) ? branch->otherwise : branch->then,
                           [&](Statement const& one) { dead.insert(&one); });
    });
    for_each_statement(body, [&](Statement const& s) {
      if (!dead.contains(&s)) others.insert(s.instruction);
    });
    for (auto const* s : dead)
      if (!others.contains(s->instruction)) unrolled_.insert({c, s->instruction});
  }
}

bool may_write(Statement const& s) {
  return std::holds_alternative<Store>(s.node) || std::holds_alternative<Rmw>(s.node) ||
         std::holds_alternative<Lock>(s.node) || std::holds_alternative<Trylock>(s.node) ||
         std::holds_alternative<Unlock>(s.node);
}

Cells const& AccessedCells::operator()(ContextId context, InstructionId instruction) const {
  auto const at = known_.find({context, instruction});
  return at == known_.end() ? all_ : at->second;
}

} // namespace barrister::solver
