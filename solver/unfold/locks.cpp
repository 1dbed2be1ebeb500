// SPDX-License-Identifier: BSD-2-Clause
#include "solver/unfold/thread_unfolder.hpp"
#include <algorithm>

namespace barrister::solver {

EventId ThreadUnfolder::mark(Known const& address, TagSet tags) {
  GraphEvent event;
  event.address = address.term;
  event.tags = tags;
  event.value = b_.constant(number(0));
  auto const id = add(event);
  depend(b_.graph.addr, address.data, id);
  return id;
}

EventId ThreadUnfolder::ask(Known const& address, TagSet zero, TagSet nonzero) {
  if (!by_model_) return read(address, {}, zero, nonzero);
  auto const id = mark(address, {});
  auto& event = b_.graph.events[id];
  event.answers = true;
  event.zero_tags = zero;
  event.nonzero_tags = nonzero;
  event.value = event.decides = b_.read_value(id);
  return id;
}

void ThreadUnfolder::lock_write(Known const& address, EventId r) {
  if (by_model_)
    mark(address, Tag::Lkw);
  else
    b_.graph.rmw.emplace_back(r, write(address, {b_.constant(number(1)), {}, {}}, Tag::Lkw));
}

void ThreadUnfolder::step(Lock const& s) {
  auto const address = value_of(*s.address);
  auto const pass = [&] {
    auto const r = by_model_ ? mark(address, Tag::Lkr) : read(address, Tag::Lkr);
    if (!by_model_) {
      auto const passes = b_.operation(Operator::LogicalNot, b_.graph.events[r].value, 0);
      b_.graph.waits.push_back({cpu_, r, guard_, passes});
    }
    lock_write(address, r);
  };
  // The model's locks have no value that would say whether one is free: where it matters, it is not.
  waiting(pass, [&] {
    return by_model_ ? b_.constant(number(0))
                     : b_.operation(Operator::LogicalNot, b_.final_at(address.term), 0);
  });
}

void ThreadUnfolder::step(Unlock const& s) {
  auto const address = value_of(*s.address);
  if (by_model_)
    mark(address, Tag::Ul);
  else
    write(address, {b_.constant(number(0)), {}, {}}, Tag::Ul);
}

void ThreadUnfolder::step(Trylock const& s) {
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

void ThreadUnfolder::step(IsLocked const& s) {
  auto const r = ask(value_of(*s.address), Tag::Ru, Tag::Rl);
  auto const held = b_.operation(Operator::NotEqual, b_.graph.events[r].value, b_.constant(number(0)));
  assign(s.target, {held, known(r).data, {}});
}

} // namespace barrister::solver
