// SPDX-License-Identifier: BSD-2-Clause
#include "solver/unfold/thread_unfolder.hpp"
#include <algorithm>

namespace barrister::solver {

void ThreadUnfolder::step(Store const& s) { write(value_of(*s.address), value_of(*s.value), s.tags); }

namespace {

bool is_step(Statement const& s) {
  if (auto const* mask = std::get_if<Mask>(&s.node)) return mask->is_step();
  return std::visit(
      []<class Node>(Node const&) {
        return std::is_same_v<Node, Load> || std::is_same_v<Node, Store> || std::is_same_v<Node, Fence> ||
               std::is_same_v<Node, Rmw> || std::is_same_v<Node, Lock> || std::is_same_v<Node, Unlock> ||
               std::is_same_v<Node, Trylock> || std::is_same_v<Node, IsLocked> ||
               std::is_same_v<Node, OwnedLoad> || std::is_same_v<Node, OwnedStore> ||
               std::is_same_v<Node, Raise>;
      },
      s.node);
}

} // namespace

void ThreadUnfolder::block(std::span<Statement const> statements) {
  while (!statements.empty() && !b_.gives_up()) {
    auto const& s = statements.front();
    statements = statements.subspan(1);
    instruction_ = s.instruction;
    statement_ = &s;
    auto const go_on = [&] {
      instruction_ = s.instruction;
      statement_ = &s;
      begin_statement();
      auto const take = [&] { std::visit([&](auto const& node) { step(node); }, s.node); };
      if (is_step(s)) begin_turn();
      may_fault(s);
      may_have_left() ? unless_left(take) : take();
    };
    if (is_step(s)) begin_step();
    if (may_have_left()) // at the beginning of the step
      return unless_left([&] {
        go_on();
        may_have_left() ? unless_left([&] { block(statements); }) : block(statements);
      });
    go_on();
    if (may_have_left()) return unless_left([&] { block(statements); });
  }
}
bool ThreadUnfolder::may_have_left() {
  auto const& term = b_.graph.terms[left()];
  return term.kind != Term::Kind::Constant || truth(term.value);
}

void ThreadUnfolder::step(Load const& s) {
  auto const address = value_of(*s.address);
  auto const pass = [&] {
    auto const r = read(address, s.tags);
    auto value = known(r);
    if (!s.starts_dependencies) value.data.clear();
    assign(s.target, std::move(value));
    if (s.until) wait(r, *s.until);
  };
  if (!s.until) return pass();
  waiting(pass, [&] { return would_pass(s.target, {b_.final_at(address.term), {}, {}}, *s.until); });
}

void ThreadUnfolder::wait(EventId read, Expression const& until) {
  auto const passes = value_of(until).term;
  demand(passes);
  b_.graph.waits.push_back({cpu_, read, guard_, passes});
}

TermId ThreadUnfolder::would_pass(LocalId target, Known value, Expression const& until) {
  value.term = b_.convert(value.term, thread_.locals[target].type);
  auto const before = std::exchange(state_.locals[target], std::move(value));
  auto const passes = value_of(until).term;
  state_.locals[target] = before;
  return passes;
}

EventId ThreadUnfolder::fence(TagSet tags) {
  GraphEvent event;
  event.tags = tags;
  event.value = b_.constant(number(0));
  return add(event);
}

void ThreadUnfolder::step(Fence const& s) {
  auto const pass = [&] {
    GraphEvent event;
    event.tags = s.tags;
    event.value = s.value ? value_of(*s.value).term : b_.constant(number(0));
    Known address;
    if (s.address) {
      address = value_of(*s.address);
      event.address = address.term;
    }
    depend(b_.graph.addr, address.data, add(event));
  };
  if (!is_grace_period(s.tags)) return pass();
  waiting(pass,
          [&] { return b_.constant(number(0)); }); // that a reader keeps it waiting is for others to say
}

ThreadUnfolder::Effect ThreadUnfolder::effect_of(Rmw const& s, Known const& address, Known const& old) {
  Effect out{{b_.constant(number(1)), {}, {}}, value_of(*s.operand), {}};
  switch (s.kind) {
  case Rmw::Kind::Exchange: break;
  case Rmw::Kind::CompareExchange: {
    out.expected = value_of(*s.expected);
    out.success = {b_.operation(Operator::Equal, old.term, stored(address, out.expected.term)), old.data, {}};
    break;
  }
  case Rmw::Kind::AddUnless: {
    out.expected = value_of(*s.expected);
    auto const expected = stored(address, out.expected.term);
    out.success = {b_.operation(s.test, old.term, expected, s.type), old.data, {}};
    out.next.term = b_.operation(Operator::Add, old.term, out.next.term, s.type);
    join(out.next.data, old.data);
    break;
  }
  case Rmw::Kind::Arithmetic:
    out.next.term = b_.operation(s.op, old.term, out.next.term, s.type);
    join(out.next.data, old.data);
    break;
  }
  return out;
}

// What a read-modify-write between fences gives depends on nothing, unless it failed: then it had no fences.
Known ThreadUnfolder::result_of(Rmw const& s, Known const& address, Effect effect, Known const& old) {
  Known out = old;
  if (s.result == RmwResult::Succeeded) {
    join(effect.expected.data, old.data);
    out = {effect.success.term, effect.expected.data, effect.expected.ctrl};
  }
  if (s.result == RmwResult::New)
    out = {stored(address, effect.next.term), effect.next.data, effect.next.ctrl};
  if (s.tags.fences) {
    out.data = restricted(out.data, {effect.success.term, false});
    out.ctrl = restricted(out.ctrl, {effect.success.term, false});
  }
  return out;
}

void ThreadUnfolder::step(Rmw const& s) {
  auto const address = value_of(*s.address);
  for (auto const& argument : {s.address, s.operand, s.expected})
    if (argument) demand(value_of(*argument).term);
  auto const pass = [&] {
    auto const before = s.tags.fences ? std::optional(fence(*s.tags.fences)) : std::nullopt;
    auto const r = read(address, s.tags.read | Tag::Rmw);
    auto const old = known(r);
    auto const effect = effect_of(s, address, old);
    auto const success = effect.success.term;
    if (s.kind == Rmw::Kind::AddUnless) demand(success);
    auto const one = b_.constant(number(1));
    if (success != one && !(s.tags.read == s.tags.failed)) {
      auto& event = b_.graph.events[r];
      event.tags = Tag::Rmw;
      event.decides = success;
      event.nonzero_tags = s.tags.read;
      event.zero_tags = s.tags.failed;
    }
    // The instruction tests by itself: its write is guarded, but depends on no branch.
    if (auto const guard = b_.also(guard_, {success, true})) {
      auto const outer = std::exchange(guard_, *guard);
      auto const where = s.kind == Rmw::Kind::Arithmetic ? Known{address.term, {}, {}} : address;
      b_.graph.rmw.emplace_back(r, write(where, effect.next, s.tags.write | Tag::Rmw));
      if (before) {
        b_.graph.events[*before].guard = guard_;
        b_.graph.events[*before].is_early = success != one;
        fence(*s.tags.fences);
      }
      guard_ = outer;
    }
    if (s.result != RmwResult::None) assign(s.target, result_of(s, address, effect, old));
    if (s.until) wait(r, *s.until);
  };
  if (!s.until) return pass();
  waiting(pass, [&] {
    Known const final{b_.final_at(address.term), {}, {}};
    return would_pass(s.target, result_of(s, address, effect_of(s, address, final), final), *s.until);
  });
}

void ThreadUnfolder::step(If const& s) {
  auto const condition = value_of(*s.condition);
  demand(condition.term);
  decide(condition, s.decides);
  branch(
      condition, [&] { block(s.then); }, [&] { block(s.otherwise); });
}

void ThreadUnfolder::round(Loop const& s, unsigned done) {
  if (b_.gives_up()) return;
  auto const instruction = instruction_;
  block(s.test);
  instruction_ = instruction;
  unless_left([&] {
    auto const* condition = s.condition.get();
    statement_ = nullptr;
    may_fault({cpu_, instruction, 0, {}}, nullptr, {&condition, 1});
    unless_left([&] { test(s, done); });
  });
}

void ThreadUnfolder::test(Loop const& s, unsigned done) {
  auto const instruction = instruction_;
  auto const condition = value_of(*s.condition);
  demand(condition.term);
  if (!may_go_round(done, condition)) {
    decide(condition, s.decides);
    cut(condition);
    return;
  }
  decide(condition, s.decides);
  branch(
      condition,
      [&] {
        begin_round(s, done);
        block(s.body);
        instruction_ = instruction;
        unless_left([&] { round(s, done + 1); });
      },
      [] {});
}

void ThreadUnfolder::cut(Known const& condition) {
  if (auto const guard = b_.also(guard_, {condition.term, true}))
    b_.graph.cuts.push_back({cpu_, *guard, next_event(), b_.graph.demands.size()});
}

void ThreadUnfolder::step(Labelled const& s) {
  state_.open.push_back({b_.constant(number(0)), {}, {}});
  block(s.body);
  auto const end = state_.open.back();
  state_.open.pop_back();
  bool const is_passed_by = state_.is_dead && !end.depth; // all ways have left further out
  if (end.depth && state_.is_dead) state_.depth = *end.depth;
  if (end.depth) state_.saved = state_.is_dead ? end.saved : common(state_.saved, end.saved);
  meet(end.depth, state_.depth);
  auto const& outside = b_.graph.terms[left()];
  state_.is_dead = is_passed_by || (outside.kind == Term::Kind::Constant && truth(outside.value));
}

} // namespace barrister::solver
