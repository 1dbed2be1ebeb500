// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/deciding_locals.hpp"
#include "spec/for_each_statement.hpp"

namespace barrister::solver {
namespace {

class Slice {
public:
  Slice(Block const& body, Loop const& loop) : body_(body), loop_(loop) {}

  std::set<LocalId> run() {
    for_each_statement(body_, [this](Statement const& s) {
      auto const* condition = condition_of(s);
      if (condition && is_of_interest(s)) use(*condition);
      if (auto const* assume = std::get_if<Assume>(&s.node)) use(*assume->condition);
    });
    for (auto before = locals_.size() + 1; before != locals_.size();) {
      before = locals_.size();
      conditions_.clear();
      walk(body_);
    }
    return std::move(locals_);
  }

private:
  static Expression const* condition_of(Statement const& s) {
    if (auto const* branch = std::get_if<If>(&s.node)) return branch->condition.get();
    auto const* loop = std::get_if<Loop>(&s.node);
    return loop ? loop->condition.get() : nullptr;
  }
  // It is a loop, whose end decides what comes behind it, or has the one that is meant in it, or a way out of
  // a block.
  bool is_of_interest(Statement const& s) const {
    bool out = std::holds_alternative<Loop>(s.node);
    for (auto const* inner : inner_blocks(s))
      for_each_statement(*inner, [&](Statement const& one) {
        out = out || std::get_if<Loop>(&one.node) == &loop_ || std::holds_alternative<Leave>(one.node);
      });
    return out;
  }
  void use(Expression const& e) {
    if (auto const* local = std::get_if<LocalUse>(&e.node)) locals_.insert(local->local);
    if (auto const* conversion = std::get_if<Conversion>(&e.node)) use(*conversion->operand);
    auto const* operation = std::get_if<Operation>(&e.node);
    if (!operation) return;
    use(*operation->left);
    if (operation->right) use(*operation->right);
  }
  void use(ExpressionPtr const& e) {
    if (e) use(*e);
  }
  // Set under these conditions, which decide, too.
  bool is_wanted(LocalId target) {
    if (!locals_.contains(target)) return false;
    for (auto const* condition : conditions_) use(*condition);
    return true;
  }

  void walk(Block const& block) {
    for (auto const& s : block) {
      std::visit([this](auto const& node) { step(node); }, s.node);
      auto const* condition = condition_of(s);
      if (condition) conditions_.push_back(condition);
      for (auto const* inner : inner_blocks(s)) walk(*inner);
      if (condition) conditions_.pop_back();
    }
  }
  template <class Node> void step(Node const&) {} // sets no local from others
  void step(Assign const& s) {
    if (is_wanted(s.target)) use(s.value);
  }
  void step(Load const& s) {
    if (s.until) use(s.until);
    if (is_wanted(s.target)) use(s.address);
  }
  void step(Rmw const& s) {
    if (s.until) use(s.until);
    if (s.result == RmwResult::None || !is_wanted(s.target)) return;
    for (auto const& part : {s.address, s.operand, s.expected}) use(part);
  }
  void step(Trylock const& s) {
    if (is_wanted(s.target)) use(s.address);
  }
  void step(IsLocked const& s) {
    if (is_wanted(s.target)) use(s.address);
  }

  Block const& body_;
  Loop const& loop_;
  std::set<LocalId> locals_;
  std::vector<Expression const*> conditions_;
};

} // namespace

std::set<LocalId> deciding_locals(Block const& body, Loop const& loop) { return Slice(body, loop).run(); }

} // namespace barrister::solver
