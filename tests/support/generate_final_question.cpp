// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/generate_final_question.hpp"

namespace barrister::protocol_parts {
namespace {

// One cell, perhaps out of range, or all of them in a loop.
Block in_array(Chance& chance, Things const& things, LocalId target) {
  auto const few = constant(static_cast<std::int64_t>(chance.below(3)));
  if (chance.once_in(2))
    return {load(asked, any_of(chance, things.words)),
            load(target, compute(things.array, Operator::Add, use(asked))),
            assign(target, equal(use(target), few))};
  return {assign(rounds, constant(0)), assign(target, constant(0)),
          loop({}, compute(use(rounds), Operator::Less, constant(2)),
               {load(asked, compute(things.array, Operator::Add, use(rounds))),
                assign(target, compute(use(target), Operator::Add, use(asked))),
                assign(rounds, compute(use(rounds), Operator::Add, constant(1)))}),
          assign(target, equal(use(target), few))};
}

} // namespace

Block generate_final_question(Chance& chance, Things const& things) {
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
    case 2:
      if (!things.array) break;
      return in_array(chance, things, target);
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

} // namespace barrister::protocol_parts
