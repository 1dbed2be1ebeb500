// SPDX-License-Identifier: BSD-2-Clause
//   loop { P; loop { T; while c; B } R }
//
// becomes, with a local that says whether the inner loop goes on,
//
//   goes_on = 0
//   loop block {
//     was = goes_on; goes_on = 0
//     if (!was) { P; all = 1 }
//     more = 0
//     if (all) { T; if (c) { B; more = 1 } } else assume 0
//     all = all & more
//     next = any of 2; assume next == more
//     if (next) { goes_on = 1; leave } else { all = 0 }
//     R
//   }
//
// where T is empty, there is nothing to assume, `all` is c behind P, and `more` is c behind B: then a
// do-while needs no round more than it has, and what c looks at is not looked at in the next round. P and the
// inner loop may stand inside blocks of the round; P does nothing but compute, read and order.
//
// Dependencies stay what they are. The conditions of the inner loop decide its later rounds, through `all`,
// and nothing besides: what follows the loop, and P of the next round, is decided by `next`, which is chosen
// and so depends on nothing.
#include "frontend/protocol/flatten.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/target_of.hpp"
#include <algorithm>
#include <utility>

namespace barrister::frontend::protocol {
namespace {

ExpressionPtr expression(decltype(Expression::node) node) {
  return std::make_shared<Expression const>(Expression{std::move(node)});
}
ExpressionPtr constant(std::int64_t n) { return expression(Constant{number(n)}); }
ExpressionPtr local(LocalId id) { return expression(LocalUse{id}); }
ExpressionPtr operation(Operator op, ExpressionPtr left, ExpressionPtr right = nullptr) {
  return expression(Operation{op, std::move(left), std::move(right)});
}
ExpressionPtr truth_of(ExpressionPtr e) {
  if (std::holds_alternative<Constant>(e->node)) return e;
  return operation(Operator::NotEqual, std::move(e), constant(0));
}

// Calls f(Leave&, depth) for every Leave, with how many blocks of these statements are around it.
template <class F> void for_each_leave(Block& block, unsigned depth, F f) {
  for (auto& s : block) {
    if (auto* leave = std::get_if<Leave>(&s.node)) f(*leave, depth);
    if (auto* i = std::get_if<If>(&s.node)) {
      for_each_leave(i->then, depth, f);
      for_each_leave(i->otherwise, depth, f);
    }
    if (auto* l = std::get_if<Loop>(&s.node)) {
      for_each_leave(l->test, depth, f);
      for_each_leave(l->body, depth, f);
    }
    if (auto* l = std::get_if<Labelled>(&s.node)) for_each_leave(l->body, depth + 1, f);
  }
}
// How many of the blocks around some Leave in the loop crosses; 0: none.
unsigned crossed(Loop& loop) {
  unsigned out = 0;
  auto const count = [&](Leave const& leave, unsigned depth) {
    if (leave.levels >= depth) out = std::max(out, leave.levels - depth + 1);
  };
  for_each_leave(loop.test, 0, count);
  for_each_leave(loop.body, 0, count);
  return out;
}

// Locals that come from memory, or are chosen, or are decided by such: as far as assignments tell.
class Open {
public:
  explicit Open(Thread const& thread) : open_(thread.locals.size(), false) {
    do is_settled_ = true, look_into(thread.body, false);
    while (!is_settled_);
  }
  bool decides(Expression const& e) const {
    if (auto const* use = std::get_if<LocalUse>(&e.node))
      return use->local >= open_.size() || open_[use->local];
    if (auto const* c = std::get_if<Conversion>(&e.node)) return decides(*c->operand);
    auto const* o = std::get_if<Operation>(&e.node);
    return o && (decides(*o->left) || (o->right && decides(*o->right)));
  }

private:
  void look_into(Block const& block, bool decided) {
    for (auto const& s : block) {
      auto const* assign = std::get_if<Assign>(&s.node);
      auto const target = target_of(s);
      if (target && (!assign || decided || decides(*assign->value))) add(*target);
      auto const* branch = std::get_if<If>(&s.node);
      auto const* loop = std::get_if<Loop>(&s.node);
      bool const is_decided =
          decided || (branch && decides(*branch->condition)) || (loop && decides(*loop->condition));
      for (auto const* inner : inner_blocks(s)) look_into(*inner, is_decided);
    }
  }
  void add(LocalId target) {
    is_settled_ = is_settled_ && open_[target];
    open_[target] = true;
  }

  std::vector<bool> open_;
  bool is_settled_ = true;
};

bool is_cheap(Statement const& s) {
  if (auto const* load = std::get_if<Load>(&s.node)) return !load->until;
  return std::holds_alternative<Assign>(s.node) || std::holds_alternative<OwnedLoad>(s.node) ||
         std::holds_alternative<Fence>(s.node) || std::holds_alternative<Count>(s.node);
}

// A loop that a round begins with.
struct Inner {
  std::vector<Block*> path; // the round, and the blocks in it: each is at `at` in the one before
  std::vector<std::size_t> at;
  Loop* loop = nullptr;
  Block* own = nullptr; // the block around the loop, which ends it; what stands there before it is cheap
};
std::optional<Inner> find_inner(Block& round) {
  Inner out;
  for (auto* block = &round;;) {
    auto const first = std::ranges::find_if_not(*block, is_cheap);
    if (first == block->end()) return std::nullopt;
    out.path.push_back(block);
    out.at.push_back(static_cast<std::size_t>(first - block->begin()));
    if (auto* loop = std::get_if<Loop>(&first->node)) {
      out.loop = loop;
      return crossed(*loop) == 0 ? std::optional(out) : std::nullopt;
    }
    auto* labelled = std::get_if<Labelled>(&first->node);
    if (!labelled) return std::nullopt;
    auto const inside = std::ranges::find_if_not(labelled->body, is_cheap);
    bool const ends = inside != labelled->body.end() && inside + 1 == labelled->body.end();
    auto* last = ends ? std::get_if<Loop>(&inside->node) : nullptr;
    if (last && crossed(*last) == 1) {
      out.loop = last;
      out.own = &labelled->body;
      return out;
    }
    block = &labelled->body;
  }
}

class Flattener {
public:
  explicit Flattener(Thread& thread) : thread_(thread), open_(thread) {}

  void block(Block& statements) {
    for (std::size_t i = 0; i < statements.size(); ++i) {
      if (auto* s = std::get_if<If>(&statements[i].node)) {
        block(s->then);
        block(s->otherwise);
      } else if (auto* l = std::get_if<Labelled>(&statements[i].node)) {
        block(l->body);
      } else if (auto* loop = std::get_if<Loop>(&statements[i].node)) {
        block(loop->test);
        block(loop->body);
        auto const goes_on = flatten(*loop);
        if (!goes_on) continue;
        Statement const start{Assign{*goes_on, constant(0)}, statements[i].instruction};
        statements.insert(statements.begin() + static_cast<std::ptrdiff_t>(i), start);
        ++i;
      }
    }
  }

private:
  LocalId fresh() {
    thread_.locals.push_back({"", {}, number(0)});
    return static_cast<LocalId>(thread_.locals.size() - 1);
  }

  // It goes round so often and no more, and needs its own bound alone.
  bool counts(Loop const& loop) const {
    bool const is_endless = std::holds_alternative<Constant>(loop.condition->node); // but for what leaves it
    return !is_endless && !open_.decides(*loop.condition);
  }
  std::optional<LocalId> flatten(Loop& outer) {
    bool const plain = std::holds_alternative<Constant>(outer.condition->node) ||
                       std::holds_alternative<LocalUse>(outer.condition->node);
    if (!outer.test.empty() || !plain) return std::nullopt;
    auto const inner = find_inner(outer.body);
    if (!inner || counts(*inner->loop)) return std::nullopt;

    // The block around the round is one more to cross.
    for_each_leave(outer.body, 0,
                   [](Leave& leave, unsigned inside) { leave.levels += leave.levels >= inside; });
    auto const goes_on = fresh(), was = fresh(), all = fresh(), more = fresh(), next = fresh();
    auto const depth = inner->path.size() - 1;
    auto const instruction = (*inner->path.back())[inner->at.back()].instruction;
    auto const at_inner = [&](decltype(Statement::node) node) {
      return Statement{std::move(node), instruction};
    };

    auto loop = std::move(*inner->loop);
    bool const is_asked_behind = loop.test.empty();
    auto const goes_round = is_asked_behind ? truth_of(loop.condition) : constant(1);
    loop.body.push_back(at_inner(Assign{more, goes_round}));
    Block round = std::move(is_asked_behind ? loop.body : loop.test);
    if (!is_asked_behind) round.push_back(at_inner(If{loop.condition, std::move(loop.body), {}}));
    Block code;
    Block begins;
    if (inner->own) std::move(inner->own->begin(), inner->own->end() - 1, std::back_inserter(begins));
    begins.push_back(at_inner(Assign{all, goes_round}));
    code.push_back(at_inner(If{local(was), {}, std::move(begins)}));
    code.push_back(at_inner(Assign{more, constant(0)}));
    Block never; // where T is asked, it is asked in each round
    if (!is_asked_behind) never.push_back(at_inner(Assume{constant(0)}));
    Block guarded{at_inner(If{local(all), std::move(round), std::move(never)})};
    if (inner->own)
      code.push_back(at_inner(Labelled{std::move(guarded)}));
    else
      code.push_back(std::move(guarded.front()));
    code.push_back(at_inner(Assign{all, operation(Operator::And, local(all), local(more))}));
    code.push_back(at_inner(Choose{next, 2}));
    code.push_back(at_inner(Assume{operation(Operator::Equal, local(next), local(more))}));
    code.push_back(
        at_inner(If{local(next),
                    {at_inner(Assign{goes_on, constant(1)}), at_inner(Leave{static_cast<unsigned>(depth)})},
                    {at_inner(Assign{all, constant(0)})}}));

    // From the inside out: what comes first in each block is for rounds that begin.
    for (std::size_t i = inner->path.size(); i-- > 0;) {
      auto& block = *inner->path[i];
      auto const first = block.begin() + static_cast<std::ptrdiff_t>(inner->at[i]);
      Block made;
      if (inner->at[i] > 0) {
        Block before(std::make_move_iterator(block.begin()), std::make_move_iterator(first));
        auto const begin = before.front().instruction;
        if (i + 1 ==
            inner->path.size()) { // one branch, so that what it computes for `all` is seen to go nowhere else
          std::ranges::move(std::get<If>(code.front().node).otherwise, std::back_inserter(before));
          code.erase(code.begin());
        }
        made.push_back({If{local(was), {}, std::move(before)}, begin});
      }
      if (i + 1 == inner->path.size())
        std::ranges::move(code, std::back_inserter(made));
      else
        made.push_back(std::move(*first));
      std::move(first + 1, block.end(), std::back_inserter(made));
      block = std::move(made);
    }

    Block begin{at_inner(Assign{was, local(goes_on)}), at_inner(Assign{goes_on, constant(0)})};
    std::ranges::move(outer.body, std::back_inserter(begin));
    outer.body.clear();
    outer.body.push_back(at_inner(Labelled{std::move(begin)}));
    return goes_on;
  }
  Thread& thread_;
  Open open_;
};

} // namespace

void flatten_loops(Thread& thread) { Flattener(thread).block(thread.body); }

} // namespace barrister::frontend::protocol
