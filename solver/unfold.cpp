// SPDX-License-Identifier: BSD-2-Clause
// One pass over each thread keeps, for every local, a term for its value and the reads that value comes from.
// At an `if`, both branches run on copies; where they meet, a local that differs becomes a Select.
//
// Dependencies are herd7's for C (herdtools7 pull request 183): data and addr follow values through locals
// alone; ctrl starts at the reads a condition was computed from and ends at each event of the branch taken,
// not behind it. A local assigned in a branch hands the branch's reads on to conditions it is used in, not to
// data.
//
// Each Labelled has a term for whether it was left. Behind a statement that may have left one, the rest of
// the block is a branch of its own, under the guard that nothing was left.
#include "solver/unfold.hpp"
#include "solver/graph_builder.hpp"
#include <algorithm>
#include <span>

namespace barrister::solver {
namespace {

struct Source {
  EventId read;
  GuardId when;
  friend auto operator<=>(Source const&, Source const&) = default;
};
using Sources = std::vector<Source>; // ascending, no duplicates

struct Known { // about a value
  TermId term = 0;
  Sources data, ctrl; // reads it comes from: through values alone; through a branch, too
  friend bool operator==(Known const&, Known const&) = default;
};

struct Open { // a Labelled that is being run
  TermId left = 0;
  Sources decided; // reads that decided whether we are still in it
};

struct State {
  std::vector<Known> locals;
  std::vector<Open> open; // outermost first
};

void join(Sources& into, Sources const& more) {
  Sources merged;
  std::ranges::set_union(into, more, std::back_inserter(merged));
  into = std::move(merged);
}

class ThreadUnfolder {
public:
  ThreadUnfolder(GraphBuilder& builder, Program const& program, CpuId cpu, unsigned rounds,
                 LockSemantics locks)
      : b_(builder), program_(program), thread_(program.threads[cpu]), cpu_(cpu), rounds_(rounds),
        by_model_(locks == LockSemantics::ByModel) {
    for (auto const& local : thread_.locals)
      state_.locals.push_back({b_.constant(convert(local.initial, local.type)), {}, {}});
  }

  std::vector<TermId> run() {
    block(thread_.body);
    std::vector<TermId> terms;
    for (auto const& local : state_.locals) terms.push_back(local.term);
    return terms;
  }

private:
  Known value_of(Expression const& e) {
    if (auto const* c = std::get_if<Constant>(&e.node)) return {b_.constant(c->value), {}, {}};
    if (auto const* use = std::get_if<LocalUse>(&e.node)) return state_.locals[use->local];
    auto const& operation = std::get<Operation>(e.node);
    Known left = value_of(*operation.left);
    if (!operation.right) return {b_.operation(operation.op, left.term, left.term), left.data, left.ctrl};
    Known const right = value_of(*operation.right);
    join(left.data, right.data);
    join(left.ctrl, right.ctrl);
    left.term = b_.operation(operation.op, left.term, right.term);
    return left;
  }

  EventId next_event() const { return static_cast<EventId>(b_.graph.events.size()); }
  void demand(TermId term) {
    auto const kind = b_.graph.terms[term].kind;
    if (kind != Term::Kind::Constant && kind != Term::Kind::ReadValue)
      b_.graph.demands.push_back({cpu_, guard_, term, next_event()});
  }
  void assign(LocalId target, Known value) {
    demand(value.term);
    join(value.ctrl, deciding());
    value.term = b_.convert(value.term, thread_.locals[target].type);
    state_.locals[target] = std::move(value);
  }
  // The reads that decided about what runs now.
  Sources deciding() const {
    auto out = branch_;
    for (auto const& o : state_.open) join(out, o.decided);
    return out;
  }

  EventId add(GraphEvent event) {
    auto const id = static_cast<EventId>(b_.graph.events.size());
    event.cpu = cpu_;
    event.guard = guard_;
    event.instruction = instruction_;
    b_.graph.events.push_back(event);
    depend(b_.graph.ctrl, deciding(), id);
    return id;
  }
  void depend(std::vector<Dependency>& relation, Sources const& sources, EventId to) {
    auto const guard = b_.graph.events[to].guard;
    for (auto [read, when] : sources)
      if (b_.both(guard, when)) relation.push_back({read, to, b_.implies(guard, when) ? 0 : when});
  }

  // A read of the cell at `address`, its value included.
  EventId read(Known const& address, TagSet tags, TagSet zero = {}, TagSet nonzero = {}) {
    GraphEvent event;
    event.kind = EventKind::Read;
    event.address = address.term;
    event.tags = tags;
    event.zero_tags = zero;
    event.nonzero_tags = nonzero;
    auto const id = add(event);
    b_.graph.events[id].value = b_.graph.events[id].decides = b_.read_value(id);
    depend(b_.graph.addr, address.data, id);
    return id;
  }
  Known known(EventId read) const { return {b_.graph.events[read].value, {{read, guard_}}, {}}; }
  EventId write(Known const& address, Known const& value, TagSet tags) {
    GraphEvent event;
    event.kind = EventKind::Write;
    event.address = address.term;
    event.value = stored(address, value.term);
    event.tags = tags;
    auto const id = add(event);
    depend(b_.graph.addr, address.data, id);
    depend(b_.graph.data, value.data, id);
    return id;
  }
  // What a cell holds after a store: cut to the object's type, which may depend on which object it is.
  TermId stored(Known const& address, TermId value) {
    auto const& term = b_.graph.terms[address.term];
    if (term.kind == Term::Kind::Constant && term.value.is_address())
      return b_.convert(value, type_of_cell(program_.objects[term.value.object], term.value.number));
    TermId out = value;
    for (ObjectId o = 0; o < program_.objects.size(); ++o) {
      auto const& object = program_.objects[o];
      for (std::size_t cell = 0; cell < object.initial.size(); ++cell) {
        auto const& type = type_of_cell(object, static_cast<std::int64_t>(cell));
        if (type.bits >= 64 || !type.wraps) continue;
        auto const here = b_.constant(barrister::address(o, static_cast<std::int64_t>(cell)));
        out = b_.select(b_.operation(Operator::Equal, address.term, here), b_.convert(value, type), out);
      }
    }
    return out;
  }

  // Runs `f` where, besides what holds here, the condition holds (or does not): its events depend on the
  // reads the condition was computed from.
  template <class F> void under(Known const& condition, bool holds, F f) {
    auto const guard = b_.also(guard_, {condition.term, holds});
    if (!guard) return;
    auto const outer_guard = std::exchange(guard_, *guard);
    auto const outer_branch = branch_;
    join(branch_, condition.data);
    join(branch_, condition.ctrl);
    f();
    branch_ = outer_branch;
    guard_ = outer_guard;
  }
  Sources restricted(Sources const& sources, Condition condition) {
    Sources out;
    for (auto s : sources)
      if (auto when = b_.also(s.when, condition)) out.push_back({s.read, *when});
    std::ranges::sort(out);
    return out;
  }
  // The state after one branch or the other.
  void meet(Known const& condition, State const& yes, State const& no) {
    Condition const holds{condition.term, true}, fails{condition.term, false};
    auto const merged = [&](Sources const& of_yes, Sources const& of_no) {
      if (of_yes == of_no) return of_yes;
      auto out = restricted(of_yes, holds);
      join(out, restricted(of_no, fails));
      return out;
    };
    for (std::size_t i = 0; i < state_.locals.size(); ++i) {
      auto const &y = yes.locals[i], &n = no.locals[i];
      if (y == n) {
        state_.locals[i] = y;
        continue;
      }
      Known out{b_.select(condition.term, y.term, n.term), restricted(y.data, holds),
                restricted(y.ctrl, holds)};
      join(out.data, restricted(n.data, fails));
      join(out.ctrl, restricted(n.ctrl, fails));
      state_.locals[i] = std::move(out);
    }
    for (std::size_t i = 0; i < state_.open.size(); ++i) {
      auto const &y = yes.open[i], &n = no.open[i];
      state_.open[i] = {b_.select(condition.term, y.left, n.left), merged(y.decided, n.decided)};
    }
  }
  template <class Yes, class No> void branch(Known const& condition, Yes yes, No no) {
    auto const before = state_;
    under(condition, true, yes);
    auto const after_yes = std::exchange(state_, before);
    under(condition, false, no);
    auto const after_no = std::exchange(state_, before);
    auto const& term = b_.graph.terms[condition.term];
    if (term.kind == Term::Kind::Constant)
      state_ = truth(term.value) ? after_yes : after_no;
    else
      meet(condition, after_yes, after_no);
  }

  TermId left() {
    auto out = b_.constant(number(0));
    for (auto const& o : state_.open) {
      auto const& term = b_.graph.terms[out];
      out = term.kind == Term::Kind::Constant && !truth(term.value) ? o.left
                                                                    : b_.operation(Operator::Or, out, o.left);
    }
    return out;
  }
  // Runs `f` where no block around was left. Where one was, the locals stay as they are.
  template <class F> void unless_left(F f) {
    auto const any = left();
    if (auto const& term = b_.graph.terms[any]; term.kind == Term::Kind::Constant) {
      if (!truth(term.value)) f();
      return;
    }
    branch(
        {any, {}, {}},
        [&] {
          for (auto& o : state_.open)
            if (o.left == any) o.left = b_.constant(number(1));
        },
        [&] {
          for (auto& o : state_.open) o.left = b_.constant(number(0));
          f();
        });
  }
  void decide(Known const& condition, unsigned decides) {
    if (decides == 0) return;
    auto& decided = state_.open[state_.open.size() - decides].decided;
    join(decided, condition.data);
    join(decided, condition.ctrl);
  }

  void block(std::span<Statement const> statements) {
    while (!statements.empty()) {
      auto const& s = statements.front();
      statements = statements.subspan(1);
      instruction_ = s.instruction;
      std::visit([&](auto const& node) { step(node); }, s.node);
      if (auto const& term = b_.graph.terms[left()]; term.kind != Term::Kind::Constant || truth(term.value))
        return unless_left([&] { block(statements); });
    }
  }
  void step(Assign const& s) { assign(s.target, value_of(*s.value)); }
  void step(Load const& s) {
    auto const r = read(value_of(*s.address), s.tags);
    auto value = known(r);
    if (!s.starts_dependencies) value.data.clear();
    assign(s.target, std::move(value));
    if (s.until) wait(r, *s.until);
  }
  void wait(EventId read, Expression const& until) {
    auto const passes = value_of(until).term;
    demand(passes);
    b_.graph.waits.push_back({cpu_, read, guard_, passes});
  }
  void step(Store const& s) { write(value_of(*s.address), value_of(*s.value), s.tags); }
  EventId fence(TagSet tags) {
    GraphEvent event;
    event.tags = tags;
    event.value = b_.constant(number(0));
    return add(event);
  }
  void step(Fence const& s) {
    GraphEvent event;
    event.tags = s.tags;
    event.value = s.value ? value_of(*s.value).term : b_.constant(number(0));
    Known address;
    if (s.address) {
      address = value_of(*s.address);
      event.address = address.term;
    }
    depend(b_.graph.addr, address.data, add(event));
  }

  // What a read-modify-write between fences gives depends on nothing, unless it failed: then it had no
  // fences.
  Known result_of(Rmw const& s, Known result, Known const& success) {
    if (!s.tags.fences) return result;
    result.data = restricted(result.data, {success.term, false});
    result.ctrl = restricted(result.ctrl, {success.term, false});
    return result;
  }
  void step(Rmw const& s) {
    auto const address = value_of(*s.address);
    auto const operand = value_of(*s.operand);
    auto const before = s.tags.fences ? std::optional(fence(*s.tags.fences)) : std::nullopt;
    auto const r = read(address, s.tags.read | Tag::Rmw);
    auto const old = known(r);
    auto const one = b_.constant(number(1));
    Known success{one, {}, {}}, next = operand, expected;
    switch (s.kind) {
    case Rmw::Kind::Exchange: break;
    case Rmw::Kind::CompareExchange: {
      expected = value_of(*s.expected);
      success = {b_.operation(Operator::Equal, old.term, stored(address, expected.term)), old.data, {}};
      break;
    }
    case Rmw::Kind::AddUnless: {
      expected = value_of(*s.expected);
      success = {b_.operation(s.test, old.term, stored(address, expected.term)), old.data, {}};
      next.term = b_.operation(Operator::Add, old.term, operand.term);
      join(next.data, old.data);
      demand(success.term);
      break;
    }
    case Rmw::Kind::Arithmetic:
      next.term = b_.operation(s.op, old.term, operand.term);
      join(next.data, old.data);
      break;
    }
    if (success.term != one && !(s.tags.read == s.tags.failed)) {
      auto& event = b_.graph.events[r];
      event.tags = Tag::Rmw;
      event.decides = success.term;
      event.nonzero_tags = s.tags.read;
      event.zero_tags = s.tags.failed;
    }
    // The instruction tests by itself: its write is guarded, but depends on no branch.
    if (auto const guard = b_.also(guard_, {success.term, true})) {
      auto const outer = std::exchange(guard_, *guard);
      auto const where = s.kind == Rmw::Kind::Arithmetic ? Known{address.term, {}, {}} : address;
      b_.graph.rmw.emplace_back(r, write(where, next, s.tags.write | Tag::Rmw));
      if (before) {
        b_.graph.events[*before].guard = guard_;
        b_.graph.events[*before].is_early = success.term != one;
        fence(*s.tags.fences);
      }
      guard_ = outer;
    }
    switch (s.result) {
    case RmwResult::None: break;
    case RmwResult::Old: assign(s.target, result_of(s, old, success)); break;
    case RmwResult::Succeeded:
      join(expected.data, old.data);
      assign(s.target, result_of(s, {success.term, expected.data, expected.ctrl}, success));
      break;
    case RmwResult::New:
      assign(s.target, result_of(s, {stored(address, next.term), next.data, next.ctrl}, success));
      break;
    }
    if (s.until) wait(r, *s.until);
  }

  // A lock event that only marks its place, for the model to relate.
  EventId mark(Known const& address, TagSet tags) {
    GraphEvent event;
    event.address = address.term;
    event.tags = tags;
    event.value = b_.constant(number(0));
    auto const id = add(event);
    depend(b_.graph.addr, address.data, id);
    return id;
  }
  // The same, but with an answer: 0 for a free lock, 1 for a held one.
  EventId ask(Known const& address, TagSet zero, TagSet nonzero) {
    if (!by_model_) return read(address, {}, zero, nonzero);
    auto const id = mark(address, {});
    auto& event = b_.graph.events[id];
    event.answers = true;
    event.zero_tags = zero;
    event.nonzero_tags = nonzero;
    event.value = event.decides = b_.read_value(id);
    return id;
  }
  void lock_write(Known const& address, EventId r) {
    if (by_model_)
      mark(address, Tag::Lkw);
    else
      b_.graph.rmw.emplace_back(r, write(address, {b_.constant(number(1)), {}, {}}, Tag::Lkw));
  }
  void step(Lock const& s) {
    auto const address = value_of(*s.address);
    auto const r = by_model_ ? mark(address, Tag::Lkr) : read(address, Tag::Lkr);
    if (!by_model_) {
      auto const passes = b_.operation(Operator::LogicalNot, b_.graph.events[r].value, 0);
      b_.graph.waits.push_back({cpu_, r, guard_, passes});
    }
    lock_write(address, r);
  }
  void step(Unlock const& s) {
    auto const address = value_of(*s.address);
    if (by_model_)
      mark(address, Tag::Ul);
    else
      write(address, {b_.constant(number(0)), {}, {}}, Tag::Ul);
  }
  void step(Trylock const& s) {
    auto const address = value_of(*s.address);
    auto const r = ask(address, Tag::Lkr, Tag::Lf);
    auto const taken = b_.operation(Operator::LogicalNot, b_.graph.events[r].value, 0);
    if (auto const guard = b_.also(guard_, {taken, true})) {
      auto const outer = std::exchange(guard_, *guard);
      lock_write(address, r);
      guard_ = outer;
    }
    // herd7 (CSem.ml): what a successful one gives comes from its write, where no dependency starts.
    auto const failed = b_.also(guard_, {taken, false});
    assign(s.target, {taken, failed ? Sources{{r, *failed}} : Sources{}, {}});
  }
  void step(IsLocked const& s) {
    auto const r = ask(value_of(*s.address), Tag::Ru, Tag::Rl);
    auto const held = b_.operation(Operator::NotEqual, b_.graph.events[r].value, b_.constant(number(0)));
    assign(s.target, {held, known(r).data, {}});
  }

  void step(If const& s) {
    auto const condition = value_of(*s.condition);
    demand(condition.term);
    decide(condition, s.decides);
    branch(
        condition, [&] { block(s.then); }, [&] { block(s.otherwise); });
  }
  void step(Loop const& s) { round(s, 0); }
  void round(Loop const& s, unsigned done) {
    auto const instruction = instruction_;
    block(s.test);
    instruction_ = instruction;
    unless_left([&] { test(s, done); });
  }
  void test(Loop const& s, unsigned done) {
    auto const instruction = instruction_;
    auto const condition = value_of(*s.condition);
    if (done == rounds_) {
      decide(condition, s.decides);
      if (auto const guard = b_.also(guard_, {condition.term, true}))
        b_.graph.cuts.push_back({cpu_, *guard, next_event()});
      return;
    }
    demand(condition.term);
    decide(condition, s.decides);
    branch(
        condition,
        [&] {
          block(s.body);
          instruction_ = instruction;
          unless_left([&] { round(s, done + 1); });
        },
        [] {});
  }
  void step(Labelled const& s) {
    state_.open.push_back({b_.constant(number(0)), {}});
    block(s.body);
    state_.open.pop_back();
  }
  template <class OfProtocols> void step(OfProtocols const&) {}
  void step(Leave const& s) { state_.open[state_.open.size() - 1 - s.levels].left = b_.constant(number(1)); }

  GraphBuilder& b_;
  Program const& program_;
  Thread const& thread_;
  CpuId cpu_;
  unsigned rounds_;
  bool by_model_; // the locks are the model's
  State state_;
  GuardId guard_ = 0;
  Sources branch_; // reads that the branches around here were decided by
  InstructionId instruction_ = 0;
};

} // namespace

EventGraph unfold(Program const& program, unsigned rounds, LockSemantics locks) {
  GraphBuilder builder;
  auto& graph = builder.graph;
  for (ObjectId o = 0; o < program.objects.size(); ++o) {
    auto const& object = program.objects[o];
    for (std::size_t cell = 0; cell < object.initial.size(); ++cell) {
      GraphEvent event;
      event.kind = EventKind::Write;
      event.address = builder.constant(address(o, static_cast<std::int64_t>(cell)));
      event.value = builder.constant(
          convert(object.initial[cell], type_of_cell(object, static_cast<std::int64_t>(cell))));
      graph.events.push_back(event);
    }
  }
  for (auto const& object : program.objects) graph.observed.push_back(object.is_observed);
  graph.initial_writes = graph.events.size();
  graph.cpus = program.threads.size();
  graph.tag_names = program.tag_names;
  for (CpuId cpu = 0; cpu < program.threads.size(); ++cpu)
    graph.locals.push_back(ThreadUnfolder(builder, program, cpu, rounds, locks).run());
  return std::move(builder.graph);
}

} // namespace barrister::solver
