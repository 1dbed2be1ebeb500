// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/passes_on.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/target_of.hpp"
#include <algorithm>

namespace barrister::solver {

Sharing who_share(ProtocolEncoding const& encoding, std::size_t contexts) {
  auto const& runs = encoding.graph().runs;
  Sharing out{std::vector<std::set<ContextId>>(contexts)};
  std::vector<bool> runs_at_all(contexts);
  for (auto const& run : runs) runs_at_all[run.context] = true;
  auto const share = [&](ContextId a, ContextId b) {
    out.with[a].insert(b);
    out.with[b].insert(a);
  };
  for (ContextId a = 0; a < contexts; ++a)
    for (ContextId b = 0; b < contexts; ++b)
      if (!runs_at_all[a] || !runs_at_all[b]) share(a, b);
  for (RunId a = 0; a < runs.size(); ++a)
    for (RunId b = 0; b < a; ++b)
      if (encoding.turns().may_meet(a, b)) share(runs[a].context, runs[b].context);
  return out;
}

PassesOn::PassesOn(LookedAtCode const& code) : code_(code), touched_(code.protocol.contexts.size()) {
  for (ContextId c = 0; c < touched_.size(); ++c)
    for_each_statement(code.protocol.program.threads[c].body, [&](Statement const& s) {
      auto& touched = touched_[c];
      has_rmws_ = has_rmws_ || std::holds_alternative<Rmw>(s.node) || std::holds_alternative<Lock>(s.node) ||
                  std::holds_alternative<Trylock>(s.node);
      if (auto const* raise = std::get_if<Raise>(&s.node)) touched.raises.insert(raise->interrupt);
      std::visit(
          [&]<class Node>(Node const& node) {
            if constexpr (requires { node.address; }) {
              if (!node.address) return;
              auto const& accessed = code_.cells(c, s.instruction);
              constexpr bool only_writes = std::is_same_v<Node, Store> || std::is_same_v<Node, Unlock>;
              constexpr bool only_reads = std::is_same_v<Node, Load> || std::is_same_v<Node, IsLocked>;
              if (!only_writes) touched.reads.insert(accessed.begin(), accessed.end());
              if (!only_reads) touched.writes.insert(accessed.begin(), accessed.end());
            }
          },
          s.node);
    });
}

// What decides on the loop, and what that may come from, context by context.
Cells PassesOn::that_reaches(ContextId loops) const {
  auto out = touched_[loops].reads;
  std::set<ContextId> all{loops};
  for (bool is_more = true; is_more;) {
    is_more = false;
    for (ContextId c = 0; c < touched_.size(); ++c) {
      bool const comes = meet(touched_[c].writes, out) || std::ranges::any_of(all, [&](ContextId other) {
                           return code_.sharing.with[c].contains(other) || touched_[c].raises.contains(other);
                         });
      if (!comes || !all.insert(c).second) continue;
      out.insert(touched_[c].reads.begin(), touched_[c].reads.end());
      is_more = true;
    }
  }
  return out;
}

static bool uses(Expression const& e, std::set<LocalId> const& locals) {
  if (auto const* use = std::get_if<LocalUse>(&e.node)) return locals.contains(use->local);
  if (auto const* conversion = std::get_if<Conversion>(&e.node)) return uses(*conversion->operand, locals);
  auto const* operation = std::get_if<Operation>(&e.node);
  return operation &&
         (uses(*operation->left, locals) || (operation->right && uses(*operation->right, locals)));
}

// Acts that take locks, and assume nothing of what they have read before that. See proofs/lemmas/await.md,
// "What this leaves out".
bool PassesOn::is_left_out(ContextId c) const {
  bool assumes = false, locks = false, is_early = false;
  std::set<LocalId> early;
  for_each_statement(code_.protocol.program.threads[c].body, [&](Statement const& s) {
    auto const* assume = std::get_if<Assume>(&s.node);
    assumes = assumes || assume;
    is_early = is_early || (assume && uses(*assume->condition, early));
    locks = locks || std::holds_alternative<Lock>(s.node) || std::holds_alternative<Trylock>(s.node);
    bool const is_read = std::holds_alternative<Load>(s.node) || std::holds_alternative<Rmw>(s.node);
    auto const* assign = std::get_if<Assign>(&s.node);
    bool const is_of_early = assign && uses(*assign->value, early);
    if (auto const target = target_of(s); target && (is_of_early || (is_read && !locks)))
      early.insert(*target);
  });
  return assumes && locks && !is_early && code_.protocol.contexts[c].kind == Context::Kind::Act;
}

std::string PassesOn::from(ContextId loops, Loop const& loop) {
  Around const around{code_, that_reaches(loops), has_rmws_};
  ForOthers left;
  Cells reached;
  for (bool is_more = true; is_more;) {
    auto const before = left;
    auto const was_reached = reached.size();
    for (ContextId c = 0; c < touched_.size(); ++c) {
      if (is_left_out(c)) continue;
      auto passed = walk_passing(around, c, c == loops ? &loop : nullptr, before, reached);
      if (!passed.loosely.empty()) return passed.loosely;
      left.add(passed.left);
      reached = std::move(passed.reached);
    }
    is_more = left != before || reached.size() != was_reached;
  }
  return {};
}

} // namespace barrister::solver
