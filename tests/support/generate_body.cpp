// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/generate_body.hpp"
#include "tests/support/protocol_values.hpp"

namespace barrister::protocol_parts {
namespace {

Statement switch_to(Things const& things, std::int64_t task) {
  return owned_store(*things.current, constant(address(things.tasks, task)));
}

class BodyMaker {
public:
  BodyMaker(Chance& chance, Things const& things, Context::Kind kind)
      : chance_(chance), things_(things), values_(chance, things), kind_(kind),
        irqs_off_(kind == Context::Kind::Interrupt) {}

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
  template <class T> T const& any(std::vector<T> const& from) { return any_of(chance_, from); }
  static void append(Block& out, Block const& more) { out.insert(out.end(), more.begin(), more.end()); }
  ExpressionPtr value() { return in_retry_ ? values_.bounded() : values_.any(); }
  void spend() { left_ -= left_ > 0 ? 1 : 0; }

  // Something with a beginning and an end, or a single statement.
  Block section() {
    auto const is_inside = depth_ > 0;
    if (things_.interrupt && !called_ && chance_.once_in(4)) return call();
    ++depth_;
    auto out = chance_.below(is_inside ? 20 : 10) < 5 ? structure() : statements();
    --depth_;
    return out;
  }
  Block structure() {
    switch (chance_.below(10)) {
    case 0:
    case 1: return critical();
    case 2: return masked();
    case 3: {
      Block out{load(values_.local(), any(things_.words))};
      spend();
      auto const where = values_.condition();
      ++conditional_;
      auto then = section();
      out.push_back(when(where, std::move(then), chance_.once_in(2) ? section() : Block{}));
      --conditional_;
      return out;
    }
    case 9: return nested();
    case 4: return bounded();
    case 5:
      if (kind_ == Context::Kind::Interrupt && !chance_.once_in(3)) return {statement()};
      return retry();
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
    auto const r = values_.local();
    auto const& x = any(things_.words);
    Block out;
    switch (chance_.below(4)) {
    case 0:
      out = {loop({load(r, x)}, equal(use(r), values_.small()), chance_.once_in(2) ? section() : Block{})};
      break;
    case 1: out = {loop({compare_exchange(r, x, values_.small(), value())}, logical_not(use(r)), {})}; break;
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
    auto const r = values_.local();
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

  Block statements() {
    if (things_.choices && chance_.once_in(4)) {
      spend();
      return choose_by_branch();
    }
    if (things_.pointer && chance_.once_in(3)) {
      spend();
      return by_pointer();
    }
    return {statement()};
  }
  // What a branch decides, and nothing behind it depends on.
  Block choose_by_branch() {
    auto const r = values_.local();
    return {load(asked, values_.place()), assign(r, values_.small()),
            when(equal(use(asked), values_.small()), {assign(r, values_.small())}),
            store(any(things_.words), use(r))};
  }
  // Takes what is in the pointer for an address; or lets it point elsewhere.
  Block by_pointer() {
    if (chance_.once_in(4))
      return {
          store(things_.pointer, things_.faults && chance_.once_in(3) ? constant(0) : any(things_.words))};
    return {load(asked, things_.pointer),
            chance_.once_in(2) ? load(values_.local(), use(asked)) : store(use(asked), value())};
  }
  Statement statement() {
    spend();
    auto const x = values_.place();
    switch (chance_.below(16)) {
    case 0:
    case 1:
    case 2: return load(values_.local(), x);
    case 3:
    case 4:
    case 5: return store(x, value());
    case 6: return in_retry_ ? arithmetic(Operator::Xor, x, constant(1)) : add(x, 1);
    case 7: return exchange(values_.local(), x, value());
    case 8: return compare_exchange(values_.local(), x, values_.small(), value());
    case 9: return arithmetic(chance_.once_in(2) ? Operator::Or : Operator::And, x, value());
    case 10: return choose(values_.local(), 2);
    case 11: return fence(Tag::Mb);
    case 12:
      if (things_.locks.empty()) break;
      return is_locked(values_.local(), any(things_.locks));
    case 13:
      if (things_.accumulators.empty()) break;
      return count(any(things_.accumulators));
    default: return owned();
    }
    return owned();
  }
  Statement owned() {
    // What a context owns is of one run: a handler has many.
    bool const is_of_context = chance_.once_in(3) && kind_ != Context::Kind::Interrupt;
    auto const& variables = is_of_context ? things_.by_context : things_.by_cpu;
    if (variables.empty()) return store(any(things_.words), value());
    return chance_.once_in(2) ? owned_load(values_.local(), any(variables))
                              : owned_store(any(variables), value());
  }

  Chance& chance_;
  Things const& things_;
  Values values_;
  Context::Kind kind_;
  std::size_t left_ = 0;
  int depth_ = 0;
  int conditional_ = 0; // around: what may not run, or run again
  unsigned saved_ = 0;  // flags, around
  bool irqs_off_;
  bool in_bounded_ = false, in_retry_ = false, called_ = false, switches_ = false;
};

} // namespace

Block switch_tasks(Chance& chance, Things const& things) {
  if (chance.once_in(4)) return {switch_to(things, static_cast<std::int64_t>(chance.below(3)))};
  return {owned_load(asked, *things.current), when(equal(use(asked), constant(address(things.tasks, 1))),
                                                   {switch_to(things, 2)}, {switch_to(things, 1)})};
}

Block generate_body(Chance& chance, Things const& things, Context::Kind kind, std::size_t steps) {
  return BodyMaker(chance, things, kind).make(steps);
}

} // namespace barrister::protocol_parts
