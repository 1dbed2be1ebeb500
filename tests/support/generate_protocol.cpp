// SPDX-License-Identifier: BSD-2-Clause
// Words have values from 0 to 3 where they are computed in a loop that may go on for ever. Of a context's
// locals, r0 to r2 are for anything, r3 is for what is asked once, r4 counts rounds, and r5 to r7 hold flags.
#include "tests/support/generate_protocol.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/protocol_parts.hpp"

namespace barrister {
namespace {

using namespace protocol_parts;
using Kind = Claim::Kind;

constexpr LocalId free_locals = 3, asked = 3, rounds = 4, first_flags = 5;
constexpr unsigned most_flags = 3;

Type const types[] = {{"int", 32, true},  {"u8", 8, false},   {"s8", 8, true},    {"u16", 16, false},
                      {"u32", 32, false}, {"bool", 1, false}, {"long", 64, true}, {"u64", 64, false}};
Type const computing[] = {{"int", 32, true}, {"u32", 32, false}, {"long", 64, true}, {"u64", 64, false}};

// What there is to be used.
struct Things {
  std::size_t cpus = 2;
  std::vector<ExpressionPtr> words, locks;
  std::vector<OwnedId> by_cpu, by_context;
  std::vector<AccumulatorId> accumulators;
  std::optional<ContextId> interrupt;
  ExpressionPtr handled;   // the handler sets it last
  ExpressionPtr pending;   // it begins by taking this
  std::int64_t target = 0; // the CPU that it runs on
  ExpressionPtr mutex;     // null if there is none
  bool sizes = false;      // of all widths; else all are ints
  std::optional<OwnedId> current;
  ObjectId tasks = no_object;
};

Statement switch_to(Things const& things, std::int64_t task) {
  return owned_store(*things.current, constant(address(things.tasks, task)));
}
Block switch_tasks(Chance& chance, Things const& things) {
  if (chance.once_in(4)) return {switch_to(things, static_cast<std::int64_t>(chance.below(3)))};
  return {owned_load(asked, *things.current), when(equal(use(asked), constant(address(things.tasks, 1))),
                                                   {switch_to(things, 2)}, {switch_to(things, 1)})};
}

class BodyMaker {
public:
  BodyMaker(Chance& chance, Things const& things, Context::Kind kind)
      : chance_(chance), things_(things), kind_(kind), irqs_off_(kind == Context::Kind::Interrupt) {}

  Block make(std::size_t steps) {
    left_ = steps;
    Block out;
    if (kind_ != Context::Kind::Task && !things_.by_cpu.empty() && chance_.once_in(4)) {
      out.push_back(owned_load(asked, any(things_.by_cpu)));
      out.push_back(assume(chance_.once_in(2) ? use(asked) : logical_not(use(asked))));
    }
    while (left_ > 0) append(out, section());
    if (switches_) out.push_back(owned_load(asked, *things_.current)); // it ends when it is current again
    return out;
  }

private:
  template <class T> T const& any(std::vector<T> const& from) { return from[chance_.below(from.size())]; }
  static void append(Block& out, Block const& more) { out.insert(out.end(), more.begin(), more.end()); }
  LocalId local() { return static_cast<LocalId>(chance_.below(free_locals)); }
  ExpressionPtr small() { return constant(static_cast<std::int64_t>(chance_.below(3))); }
  ExpressionPtr value() {
    if (things_.sizes && !in_retry_ && chance_.once_in(2)) return of_some_type();
    switch (chance_.below(4)) {
    case 0: return use(local());
    case 1: return compute(compute(use(local()), Operator::Add, constant(1)), Operator::And, constant(3));
    case 2: return chance_.once_in(2) ? this_cpu() : logical_not(use(local()));
    default: return constant(static_cast<std::int64_t>(1 + chance_.below(2)));
    }
  }
  // What widths and signs matter to.
  ExpressionPtr of_some_type() {
    auto const& type = computing[chance_.below(std::size(computing))];
    auto const r = use(local());
    auto const n = constant(static_cast<std::int64_t>(chance_.below(3)) - 1);
    switch (chance_.below(6)) {
    case 0: return compute_in(type, r, Operator::Subtract, constant(1));
    case 1: return compute_in(type, r, chance_.once_in(2) ? Operator::Less : Operator::GreaterEqual, n);
    case 2: return compute_in(type, r, Operator::Divide, constant(2));
    case 3: return compute_in(type, r, Operator::ShiftRight, constant(1));
    case 4: return compute_in(type, r, Operator::Complement, nullptr);
    default: return converted(r, types[chance_.below(std::size(types))]);
    }
  }
  ExpressionPtr condition() {
    auto const r = use(local());
    if (things_.sizes && chance_.once_in(3)) return of_some_type();
    switch (chance_.below(3)) {
    case 0: return r;
    case 1: return logical_not(r);
    default: return equal(r, small());
    }
  }
  void spend() { left_ -= left_ > 0 ? 1 : 0; }

  // Something with a beginning and an end, or a single statement.
  Block section() {
    auto const is_inside = depth_ > 0;
    if (things_.interrupt && !called_ && chance_.once_in(4)) return call();
    ++depth_;
    auto out = chance_.below(is_inside ? 20 : 10) < 5 ? structure() : Block{statement()};
    --depth_;
    return out;
  }
  Block structure() {
    switch (chance_.below(10)) {
    case 0:
    case 1: return critical();
    case 2: return masked();
    case 3: {
      Block out{load(local(), any(things_.words))};
      spend();
      auto const where = condition();
      ++conditional_;
      auto then = section();
      out.push_back(when(where, std::move(then), chance_.once_in(2) ? section() : Block{}));
      --conditional_;
      return out;
    }
    case 9: return nested();
    case 4: return bounded();
    case 5: return kind_ == Context::Kind::Interrupt ? Block{statement()} : retry();
    case 6: return wait();
    case 7: return leaving();
    default: return call();
    }
  }

  // With interrupts off. Where it is not sure that this runs, they are behind it as they were before.
  template <class F> Block with_irqs_off(int preemption, F inside) {
    bool const were_off = irqs_off_, has_to_save = were_off && conditional_ > 0;
    bool const saves = has_to_save || (saved_ < most_flags && chance_.once_in(2));
    if (saves && saved_ == most_flags) return inside();
    auto const flags = first_flags + saved_;
    saved_ += saves ? 1 : 0;
    irqs_off_ = true;
    auto const body = inside();
    saved_ -= saves ? 1 : 0;
    irqs_off_ = saves && were_off;
    return together({{saves ? save_flags(flags, preemption) : mask(1, preemption)},
                     body,
                     {saves ? restore_flags(flags, -preemption) : mask(-1, -preemption)}});
  }
  // Interrupts on and off in ways that are not brackets.
  Block nested() {
    auto const is_handler = kind_ == Context::Kind::Interrupt;
    if (things_.current && kind_ == Context::Kind::Task && chance_.once_in(2)) {
      switches_ = true;
      return with_irqs_off(0, [&] { return switch_tasks(chance_, things_); });
    }
    if (irqs_off_ && is_handler) { // local_irq_enable() in a handler
      irqs_off_ = false;
      auto const inside = section();
      irqs_off_ = true;
      return together({{mask(-1, 0)}, inside, {mask(1, 0)}});
    }
    if (irqs_off_ || saved_ + 2 > most_flags) return {statement()};
    auto const f = first_flags + saved_, g = f + 1;
    saved_ += 2;
    auto out = together({{save_flags(f), save_flags(g)}, section(), {restore_flags(f)}, section()});
    irqs_off_ = true;
    append(out, {restore_flags(g)});
    append(out, section());
    saved_ -= 2;
    irqs_off_ = false;
    append(out, {mask(-1, 0)});
    return out;
  }

  Block critical() {
    if (things_.locks.empty()) return {statement()};
    spend();
    auto const& l = any(things_.locks);
    auto const inside = [&] {
      auto out = section();
      if (chance_.once_in(2)) append(out, section());
      return out;
    };
    if (kind_ == Context::Kind::Interrupt) return together({{lock(l)}, inside(), {unlock(l)}});
    switch (chance_.below(6)) {
    case 0: return together({{lock(l)}, inside(), {unlock(l)}});
    case 1:
      if (!things_.mutex) return {lock(l), unlock(l)};
      return together({{mutex_lock(things_.mutex)}, inside(), {store(things_.mutex, 0)}});
    case 2: {
      ++conditional_;
      auto const body = inside();
      --conditional_;
      return {trylock(asked, l), when(use(asked), together({body, {unlock(l)}}))};
    }
    case 3: return together({spin_lock(l), inside(), spin_unlock(l)});
    default: return with_irqs_off(1, [&] { return together({{lock(l)}, inside(), {unlock(l)}}); });
    }
  }
  Block masked() {
    auto const irqs = static_cast<int>(chance_.below(2)),
               preemption = irqs == 0 || chance_.once_in(2) ? 1 : 0;
    auto const inside = [&] {
      auto out = section();
      if (chance_.once_in(2)) append(out, section());
      return out;
    };
    if (irqs > 0) return with_irqs_off(preemption, inside);
    return together({{mask(0, preemption)}, inside(), {mask(0, -preemption)}});
  }
  Block bounded() {
    if (in_bounded_ || in_retry_) return {statement()};
    in_bounded_ = true;
    ++conditional_;
    auto body = section();
    --conditional_;
    in_bounded_ = false;
    body.push_back(assign(rounds, compute(use(rounds), Operator::Add, constant(1))));
    auto const limit = constant(static_cast<std::int64_t>(1 + chance_.below(2)));
    return {assign(rounds, constant(0)),
            loop({}, compute(use(rounds), Operator::Less, limit), std::move(body))};
  }
  Block retry() {
    if (in_bounded_ || in_retry_) return {statement()};
    spend();
    in_retry_ = true;
    ++conditional_;
    auto const r = local();
    auto const& x = any(things_.words);
    Block out;
    switch (chance_.below(4)) {
    case 0:
      out = {loop({load(r, x)}, equal(use(r), small()), chance_.once_in(2) ? section() : Block{})};
      break;
    case 1: out = {loop({compare_exchange(r, x, small(), value())}, logical_not(use(r)), {})}; break;
    case 2:
      if (!things_.locks.empty()) {
        auto const& l = any(things_.locks);
        out = {loop({trylock(r, l)}, logical_not(use(r)), {}), statement(), unlock(l)};
        break;
      }
      [[fallthrough]];
    default: // for (;;) { body; if (x) break; }
      out = {labelled({loop({}, constant(1), together({section(), {load(r, x), when(use(r), {leave()})}}))})};
      break;
    }
    in_retry_ = false;
    --conditional_;
    return out;
  }
  Block wait() {
    spend();
    auto const r = local();
    return {wait_until(r, any(things_.words), chance_.once_in(2) ? use(r) : logical_not(use(r)))};
  }
  Block leaving() {
    ++conditional_;
    Block inside = section();
    append(inside, {load(asked, any(things_.words)), when(use(asked), {leave()})});
    spend();
    append(inside, section());
    --conditional_;
    return {labelled(std::move(inside))};
  }
  // Has the handler run on some CPU, and may wait for it.
  Block call() {
    if (!things_.interrupt || kind_ == Context::Kind::Interrupt || in_retry_ || called_) return {statement()};
    called_ = true;
    spend();
    auto const cpu = constant(things_.target);
    // Nobody comes between, so that as many are raised as are pending.
    auto const raised = with_irqs_off(0, [&] {
      return Block{store(things_.pending, 1), raise(*things_.interrupt, cpu)};
    });
    if (kind_ == Context::Kind::Act || chance_.once_in(2)) return raised;
    Block out =
        together({{store(things_.handled, 0)}, raised, {wait_until(asked, things_.handled, use(asked))}});
    if (chance_.once_in(3)) // and again, until some word is set
      return {loop({load(asked, any(things_.words))}, logical_not(use(asked)), std::move(out))};
    return out;
  }

  Statement statement() {
    spend();
    auto const& x = any(things_.words);
    switch (chance_.below(16)) {
    case 0:
    case 1:
    case 2: return load(local(), x);
    case 3:
    case 4:
    case 5: return store(x, value());
    case 6: return in_retry_ ? arithmetic(Operator::Xor, x, constant(1)) : add(x, 1);
    case 7: return exchange(local(), x, value());
    case 8: return compare_exchange(local(), x, small(), value());
    case 9: return arithmetic(chance_.once_in(2) ? Operator::Or : Operator::And, x, value());
    case 10: return choose(local(), 2);
    case 11: return fence(Tag::Mb);
    case 12:
      if (things_.locks.empty()) break;
      return is_locked(local(), any(things_.locks));
    case 13:
      if (things_.accumulators.empty()) break;
      return count(any(things_.accumulators));
    default: return owned();
    }
    return owned();
  }
  Statement owned() {
    auto const& variables = chance_.once_in(3) ? things_.by_context : things_.by_cpu;
    if (variables.empty()) return store(any(things_.words), value());
    return chance_.once_in(2) ? owned_load(local(), any(variables)) : owned_store(any(variables), value());
  }

  Chance& chance_;
  Things const& things_;
  Context::Kind kind_;
  std::size_t left_ = 0;
  int depth_ = 0;
  int conditional_ = 0; // around: what may not run, or run again
  unsigned saved_ = 0;  // flags, around
  bool irqs_off_;
  bool in_bounded_ = false, in_retry_ = false, called_ = false, switches_ = false;
};

// What a claim asks about the final state.
Block question(Chance& chance, Things const& things) {
  auto const small = [&chance](std::size_t n) {
    return constant(static_cast<std::int64_t>(chance.below(n)));
  };
  auto const one = [&](LocalId target) -> Block {
    switch (chance.below(6)) {
    case 0:
      if (things.by_cpu.empty()) break;
      return {owned_load_of(small(things.cpus), target, things.by_cpu[chance.below(things.by_cpu.size())]),
              assign(target, equal(use(target), small(3)))};
    case 1:
      if (things.accumulators.empty()) break;
      return {count_load(target, things.accumulators[chance.below(things.accumulators.size())]),
              assign(target, equal(use(target), small(3)))};
    default: break;
    }
    return {load(target, things.words[chance.below(things.words.size())]),
            assign(target, equal(use(target), small(4)))};
  };
  auto out = one(0);
  if (chance.once_in(2)) {
    auto const more = one(1);
    out.insert(out.end(), more.begin(), more.end());
    out.push_back(assign(0, compute(use(0), chance.once_in(2) ? Operator::And : Operator::Or, use(1))));
  }
  if (chance.once_in(4)) out.push_back(assign(0, logical_not(use(0))));
  return out;
}

class ProtocolMaker {
public:
  explicit ProtocolMaker(std::uint64_t seed)
      : chance_(seed), sizes_(~seed), cpus_(2 + chance_.below(2)), out_(cpus_) {
    things_.cpus = cpus_;
    things_.sizes = sizes_.once_in(4);
  }

  Protocol make() {
    make_things();
    bool const is_scheduled = chance_.once_in(8);
    if (is_scheduled) {
      things_.current = current_ = out_.current();
      things_.tasks = task_object();
    }
    if (things_.interrupt) make_interrupt();
    std::vector<ContextId> tasks;
    std::size_t const number_of_tasks = is_scheduled || !chance_.once_in(3) ? 2 : 1;
    auto const acts = is_scheduled ? 1 + chance_.below(2) : chance_.below(3);
    for (std::size_t i = 0; i < number_of_tasks; ++i) tasks.push_back(make_task(i, number_of_tasks + acts));
    make_acts(acts, number_of_tasks + acts);
    make_starts();
    make_claims(tasks);
    auto out = out_.finished();
    if (things_.sizes) give_types(out);
    return out;
  }

private:
  Type const& any_type() { return types[sizes_.below(std::size(types))]; }
  void give_types(Protocol& p) {
    for (auto const& word : things_.words)
      p.program.objects[std::get<Constant>(word->node).value.object].type = any_type();
    for (auto& thread : p.program.threads)
      for (LocalId i = 0; i < free_locals; ++i) thread.locals[i].type = any_type();
    for (auto const v : things_.by_cpu) p.owned[v].type = any_type();
  }
  CpuId any_cpu() { return static_cast<CpuId>(chance_.below(cpus_)); }

  void make_things() {
    auto const words = 1 + chance_.below(3);
    for (std::size_t i = 0; i < words; ++i) things_.words.push_back(out_.word("x" + std::to_string(i)));
    if (chance_.once_in(2)) things_.locks.push_back(out_.lock_word("l"));
    if (chance_.once_in(8)) things_.locks.push_back(out_.lock_word("m"));
    if (chance_.once_in(3)) things_.mutex = out_.word("mutex");
    if (chance_.once_in(2)) things_.by_cpu.push_back(out_.owned("v", OwnedVariable::Owner::Cpu));
    if (chance_.once_in(4)) things_.by_context.push_back(out_.owned("w", OwnedVariable::Owner::Context));
    if (chance_.once_in(3)) things_.accumulators.push_back(out_.accumulator("n"));
    if (chance_.once_in(4)) things_.accumulators.push_back(out_.accumulator("e", true));
    if (chance_.once_in(2)) things_.interrupt = 0; // the first context
  }
  Block body(Context::Kind kind, std::size_t steps) { return BodyMaker(chance_, things_, kind).make(steps); }
  void make_interrupt() {
    things_.handled = out_.word("handled");
    things_.pending = out_.word("pending");
    things_.target = static_cast<std::int64_t>(chance_.below(things_.cpus));
    // What has not arrived is not handled: no axiom orders a handler behind what raised it.
    Block code;
    switch (chance_.below(4)) {
    case 0: {
      auto take = exchange(asked, things_.pending, constant(0));
      std::get<Rmw>(take.node).until = use(asked);
      code.push_back(std::move(take));
      break;
    }
    case 1:
      code.push_back(wait_until(asked, things_.pending, use(asked)));
      code.push_back(store(things_.pending, 0));
      break;
    default:
      code.push_back(load(asked, things_.pending));
      code.push_back(assume(use(asked)));
      if (chance_.once_in(3)) { // nor does it arrive before
        code.push_back(load(asked, things_.words.front()));
        code.push_back(assume(chance_.once_in(2) ? use(asked) : logical_not(use(asked))));
      }
      code.push_back(store(things_.pending, 0));
    }
    std::ranges::move(body(Context::Kind::Interrupt, 1 + chance_.below(2)), std::back_inserter(code));
    code.push_back(store(things_.handled, 1));
    out_.interrupt("handler", std::move(code));
  }
  ContextId make_task(std::size_t i, std::size_t contexts) {
    std::vector<CpuId> on{current_ ? 0 : any_cpu()};
    if (!current_ && chance_.once_in(5)) on = {0, 1};
    return out_.task("task" + std::to_string(i), on,
                     body(Context::Kind::Task, (contexts > 2 ? 2 : 3) + chance_.below(3)));
  }
  void make_acts(std::size_t acts, std::size_t contexts) {
    bool const is_one_agent = chance_.once_in(2);
    std::vector<CpuId> on{any_cpu()};
    Block code;
    for (std::size_t i = 0; i < acts; ++i) {
      if (i == 0 || !is_one_agent) {
        on = {current_ ? 0 : any_cpu()};
        if (!current_ && chance_.once_in(3)) on = {0, 1};
        if (!current_ && chance_.once_in(5)) on.push_back(out_.spare_cpu());
        code = body(Context::Kind::Act, 1 + chance_.below(contexts > 2 ? 1 : 2));
        if (current_) code = together({code, switch_tasks(chance_, things_)});
      }
      agents_.push_back(is_one_agent ? "agent" : "agent" + std::to_string(i));
      out_.act(agents_.back(), on, code);
    }
  }
  ObjectId task_object() const { // made right behind words and locks
    return static_cast<ObjectId>(things_.words.size() + things_.locks.size() + (things_.mutex ? 1 : 0));
  }
  void make_starts() {
    auto const starts = 1 + chance_.below(2);
    for (std::size_t i = 0; i < starts; ++i) {
      auto& start = out_.start("start" + std::to_string(i));
      if (i > 0)
        start.cells.emplace_back(address(static_cast<ObjectId>(chance_.below(things_.words.size()))),
                                 number(1));
      if (current_)
        start.owned.push_back({*current_, 0, address(task_object(), static_cast<std::int64_t>(1 + i))});
      if (!things_.by_cpu.empty() && chance_.once_in(3))
        start.owned.push_back({things_.by_cpu.front(), any_cpu(), number(1)});
    }
    starts_ = static_cast<std::uint32_t>(starts);
  }
  void make_claims(std::vector<ContextId> const& tasks) {
    for (auto const kind : {Kind::Never, Kind::Never, Kind::Finally, Kind::Cover})
      restrict(out_.claim(kind, "asks", question(chance_, things_)));
    if (!things_.accumulators.empty()) {
      auto& claim = out_.claim(Kind::Never, "ever", {count_load(0, things_.accumulators.back())});
      claim.speaks_of_all = true;
      restrict(claim);
    }
    restrict(out_.claim(Kind::NoDeadlock, "no deadlock"));
    for (auto const task : tasks) restrict(out_.terminates(task));
  }
  void restrict(Claim& claim) {
    if (chance_.once_in(4)) claim.from = {static_cast<std::uint32_t>(chance_.below(starts_))};
    if (!agents_.empty() && chance_.once_in(4)) claim.without = {agents_[chance_.below(agents_.size())]};
  }

  Chance chance_;
  Chance sizes_; // of its own, so that protocols without sizes are what they were
  std::size_t cpus_;
  Builder out_;
  Things things_;
  std::optional<OwnedId> current_;
  std::vector<std::string> agents_;
  std::uint32_t starts_ = 1;
};

} // namespace

Protocol generate_protocol(std::uint64_t seed) { return ProtocolMaker(seed).make(); }

} // namespace barrister
