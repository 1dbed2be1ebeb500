// SPDX-License-Identifier: BSD-2-Clause
#include "solver/unfold/thread_unfolder.hpp"

namespace barrister::solver {
namespace {

// What a statement evaluates before anything else.
struct Evaluated {
  Expression const* place = nullptr; // followed; or the CPU that is interrupted
  bool is_cpu = false;
  std::vector<Expression const*> values{};
};

Evaluated evaluated(Statement const& s) {
  return std::visit(
      []<class Node>(Node const& node) {
        Evaluated out;
        auto const add = [&](ExpressionPtr const& e) {
          if (e) out.values.push_back(e.get());
        };
        if constexpr (requires { node.address; }) {
          out.place = node.address.get();
          add(node.address);
        }
        if constexpr (std::is_same_v<Node, Rmw>) {
          add(node.operand);
          add(node.expected);
        }
        if constexpr (requires { node.value; }) add(node.value);
        if constexpr (std::is_same_v<Node, If> || std::is_same_v<Node, Assume>) add(node.condition);
        if constexpr (std::is_same_v<Node, Raise>) {
          out.place = node.cpu.get();
          out.is_cpu = true;
          add(node.cpu);
        }
        return out;
      },
      s.node);
}

} // namespace

void ThreadUnfolder::may_fault(Statement const& s) {
  auto const what = evaluated(s);
  may_fault({cpu_, s.instruction, 0, {}, std::nullopt, what.is_cpu ? cpus() : 0}, what.place, what.values);
}

void ThreadUnfolder::may_fault(FaultAt at, Expression const* place,
                               std::span<Expression const* const> values) {
  if (!may_fault_ || !may_fault_->contains(at.instruction)) return;
  for (auto const* e : values) {
    auto const term = value_of(*e).term;
    auto const kind = b_.graph.terms[term].kind;
    if (kind != Term::Kind::Constant && kind != Term::Kind::ReadValue) at.terms.push_back(term);
  }
  if (place) at.place = value_of(*place).term;
  if (at.terms.empty() && !at.place) return;
  branch(
      {b_.free(2), {}, {}}, [] {},
      [&] {
        at.stops = guard_;
        b_.graph.faults.push_back(std::move(at));
        stopped_by_fault();
        leave(0);
      });
}

} // namespace barrister::solver
