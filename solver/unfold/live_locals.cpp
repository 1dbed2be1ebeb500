// SPDX-License-Identifier: BSD-2-Clause
// Backwards over the code. What a loop needs, its next round needs too: until that adds nothing.
#include "solver/unfold/live_locals.hpp"
#include <type_traits>

namespace barrister::solver {
namespace {

void use(ExpressionPtr const& e, Locals& live) {
  if (!e) return;
  if (auto const* local = std::get_if<LocalUse>(&e->node)) {
    live.insert(local->local);
  } else if (auto const* conversion = std::get_if<Conversion>(&e->node)) {
    use(conversion->operand, live);
  } else if (auto const* operation = std::get_if<Operation>(&e->node)) {
    use(operation->left, live);
    use(operation->right, live);
  }
}

// How often each local is read, in the text.
class Uses {
public:
  explicit Uses(Block const& code) { block(code); }
  unsigned of(LocalId local) const {
    auto const at = count_.find(local);
    return at == count_.end() ? 0 : at->second;
  }

private:
  void block(Block const& statements) {
    for (auto const& s : statements) std::visit([this](auto const& node) { step(node); }, s.node);
  }
  void add(ExpressionPtr const& e) {
    Locals used;
    use(e, used);
    for (auto const local : used) ++count_[local];
  }
  void step(If const& s) {
    add(s.condition);
    block(s.then);
    block(s.otherwise);
  }
  void step(Loop const& s) {
    block(s.test);
    add(s.condition);
    block(s.body);
  }
  void step(Labelled const& s) { block(s.body); }
  void step(Mask const& s) { count_[s.flags] += s.irqs == Mask::Irqs::Restore; }
  template <class Node> void step(Node const& s) {
    if constexpr (requires { s.until; }) add(s.until);
    if constexpr (requires { s.address; }) add(s.address);
    if constexpr (requires { s.value; })
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(s.value)>, ExpressionPtr>) add(s.value);
    if constexpr (requires { s.operand; }) {
      add(s.operand);
      add(s.expected);
    }
    if constexpr (requires { s.owner; }) add(s.owner);
    if constexpr (requires { s.cpu; }) add(s.cpu);
    if constexpr (std::is_same_v<Node, Assume>) add(s.condition);
  }

  std::map<LocalId, unsigned> count_;
};

class Backwards {
public:
  explicit Backwards(Locals asked) : asked_(std::move(asked)) {}

  // What is live before, of what is live behind.
  Locals block(Block const& statements, Locals live) {
    for (auto s = statements.rbegin(); s != statements.rend(); ++s)
      live = std::visit([&](auto const& node) { return before(node, std::move(live)); }, s->node);
    return live;
  }
  std::map<Loop const*, Locals> take() { return std::move(in_rounds_); }

private:
  Locals before(If const& s, Locals const& live) {
    auto out = block(s.then, live);
    out.merge(block(s.otherwise, live));
    use(s.condition, out);
    return out;
  }
  Locals before(Loop const& s, Locals const& live) {
    auto round = live; // where the condition is asked
    use(s.condition, round);
    for (;;) {
      auto in_body = block(s.body, block(s.test, round));
      auto more = round;
      more.insert(in_body.begin(), in_body.end());
      if (more == round) {
        in_rounds_[&s].merge(in_body);
        return block(s.test, std::move(round));
      }
      round = std::move(more);
    }
  }
  Locals before(Labelled const& s, Locals live) {
    behind_.push_back(live);
    auto out = block(s.body, std::move(live));
    behind_.pop_back();
    return out;
  }
  Locals before(Leave const& s, Locals const&) {
    return s.levels < behind_.size() ? behind_[behind_.size() - 1 - s.levels] : asked_;
  }
  Locals before(Mask const& s, Locals live) {
    if (s.irqs == Mask::Irqs::Save) live.erase(s.flags);
    if (s.irqs == Mask::Irqs::Restore) live.insert(s.flags);
    return live;
  }
  Locals before(Assume const& s, Locals live) {
    auto const* constant = std::get_if<Constant>(&s.condition->node);
    if (constant && !truth(constant->value)) return {}; // nothing comes behind it
    use(s.condition, live);
    return live;
  }
  // All others: the operands are evaluated, then the target is assigned, then it is asked whether to wait.
  template <class Node> Locals before(Node const& s, Locals live) {
    if constexpr (requires { s.until; }) use(s.until, live);
    if constexpr (requires { s.target; })
      if (assigns(s)) live.erase(s.target);
    if constexpr (requires { s.address; }) use(s.address, live);
    if constexpr (requires { s.value; })
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(s.value)>, ExpressionPtr>) use(s.value, live);
    if constexpr (requires { s.operand; }) {
      use(s.operand, live);
      use(s.expected, live);
    }
    if constexpr (requires { s.owner; }) use(s.owner, live);
    if constexpr (requires { s.cpu; }) use(s.cpu, live);
    return live;
  }
  template <class Node> static bool assigns(Node const& s) {
    if constexpr (requires { s.result; }) return s.result != RmwResult::None;
    return true;
  }

  Locals asked_;
  std::vector<Locals> behind_; // each Labelled around here, outermost first
  std::map<Loop const*, Locals> in_rounds_;
};

} // namespace

std::map<Loop const*, Locals> live_in_rounds(Block const& code, Locals const& asked) {
  Backwards backwards(asked);
  backwards.block(code, asked);
  auto out = backwards.take();
  // A local that only says whether the loop goes on has said so at both ends of each round, and what it was
  // read from decides all that follows in the loop anyway.
  Uses const uses(code);
  for (auto& [loop, live] : out)
    if (auto const* condition = std::get_if<LocalUse>(&loop->condition->node);
        condition && uses.of(condition->local) == 1 && !asked.contains(condition->local))
      live.erase(condition->local);
  return out;
}

} // namespace barrister::solver
