// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/generate_rings.hpp"
#include <algorithm>
#include <string>

namespace barrister::protocol_parts {
namespace {

constexpr LocalId noticed = locals - 1; // of no use behind the next statement

void insert(Block& code, std::size_t at, Block const& more) {
  code.insert(code.begin() + static_cast<std::ptrdiff_t>(at), more.begin(), more.end());
}
Block where_set(Chance& chance, Things const& things, Block inside) {
  return {load(noticed, any_of(chance, things.words)), when(use(noticed), std::move(inside))};
}
Block perhaps_where_set(Chance& chance, Things const& things, Block inside) {
  return chance.once_in(2) ? where_set(chance, things, std::move(inside)) : inside;
}
Statement raise_somewhere(Chance& chance, Things const& things, ContextId handler) {
  return raise(handler, constant(static_cast<std::int64_t>(chance.below(things.cpus))));
}

Block beginning(Chance& chance, Things const& things) {
  auto const& x = any_of(chance, things.words);
  switch (chance.below(6)) {
  case 0: return {choose(0, 2), assume(use(0))};
  case 1: return {choose(0, 2), load(1, x), assume(equal(use(0), use(1)))};
  case 2: return {choose(0, 2), when(use(0), {load(1, x), assume(use(1))})};
  case 3: return {load(1, x), assume(use(1))};
  case 4: return {choose(0, 2), when(use(0), {load(1, x)})};
  default: return {};
  }
}

} // namespace

std::vector<ContextId> make_rings(Chance& chance, Things const& things, Builder& out) {
  std::vector<ContextId> handlers;
  for (std::size_t i = 0; i < 2; ++i) {
    auto code = beginning(chance, things);
    if (i > 0 && chance.once_in(2))
      code = together(
          {code, perhaps_where_set(chance, things, {raise_somewhere(chance, things, handlers.front())})});
    if (chance.once_in(5)) code.push_back(wait_until(1, any_of(chance, things.words), use(1)));
    code.push_back(store(any_of(chance, things.words), static_cast<std::int64_t>(1 + chance.below(2))));
    handlers.push_back(out.interrupt("ring" + std::to_string(i), std::move(code)));
  }
  return handlers;
}

void add_raise(Chance& chance, Things const& things, std::vector<ContextId> const& handlers, Block& code) {
  insert(code, chance.below(code.size() + 1),
         perhaps_where_set(chance, things, {raise_somewhere(chance, things, any_of(chance, handlers))}));
}

void add_reader(Chance& chance, Things const& things, Block& code) {
  auto const begin = chance.below(code.size() + 1);
  auto const end = begin + chance.below(code.size() + 1 - begin);
  if (!chance.once_in(3)) insert(code, end, perhaps_where_set(chance, things, {fence(Tag::RcuUnlock)}));
  insert(code, begin, {fence(Tag::RcuLock)});
}
void add_grace_period(Chance& chance, Block& code) {
  insert(code, chance.below(code.size() + 1), {fence(Tag::SyncRcu)});
}

} // namespace barrister::protocol_parts
