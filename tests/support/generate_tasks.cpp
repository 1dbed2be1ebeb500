// SPDX-License-Identifier: BSD-2-Clause
// Locals are told apart over the whole program, so that statements may go into a thread of others as they
// are.
#include "tests/support/generate_tasks.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/protocol_parts.hpp"
#include <algorithm>

namespace barrister {
namespace {

using namespace protocol_parts;

constexpr std::size_t words = 2, most_reads = 4;

// Every way to go through both, each in its order.
std::vector<Block> interleavings(Block const& a, std::size_t i, Block const& b, std::size_t j) {
  if (i == a.size() && j == b.size()) return {{}};
  std::vector<Block> out;
  auto const begin_with = [&out](Statement const& first, std::vector<Block> const& rests) {
    for (auto const& rest : rests) out.push_back(together({{first}, rest}));
  };
  if (i < a.size()) begin_with(a[i], interleavings(a, i + 1, b, j));
  if (j < b.size()) begin_with(b[j], interleavings(a, i, b, j + 1));
  return out;
}
// The same, and `act` somewhere, all of it at once, or nowhere.
std::vector<Block> with_act(std::vector<Block> const& orders, Block const& act) {
  auto out = orders;
  for (auto const& order : orders)
    for (std::size_t at = 0; at <= order.size(); ++at) {
      auto with = order;
      with.insert(with.begin() + static_cast<std::ptrdiff_t>(at), act.begin(), act.end());
      out.push_back(std::move(with));
    }
  return out;
}

class Maker {
public:
  explicit Maker(std::uint64_t seed) : chance_(seed) {}

  TasksTwice make() {
    auto const one = body(2), other = body(2), third = body(3);
    bool const acts = chance_.once_in(3);
    auto const act = acts ? body(2) : Block{};
    auto orders = interleavings(one, 0, other, 0);
    if (acts) orders = with_act(orders, act);
    TasksTwice out;
    for (auto const& order : orders) out.tests.push_back(as_test(order, third));

    Builder p(2);
    for (auto const* name : {"x", "y"}) p.word(name);
    std::vector<OwnedId> kept;
    for (LocalId r = 0; r < reads_; ++r)
      kept.push_back(p.owned("kept" + std::to_string(r), OwnedVariable::Owner::Context));
    ContextId context = 0;
    LocalId target = 1;
    for (auto const& [code, on] : {std::pair{&one, CpuId{0}}, {&other, 0}, {&third, 1}, {&act, 0}}) {
      if (code == &act && !acts) break;
      auto with_results = *code;
      for (auto const r : locals_of(*code)) with_results.push_back(owned_store(kept[r], use(r)));
      if (code == &act)
        p.act("act", {on}, with_results);
      else
        p.task("task" + std::to_string(context), {on}, with_results);
      for (auto const r : locals_of(*code))
        out.probe.push_back(owned_load_of(constant(context), target++, kept[r]));
      ++context;
    }
    for (ObjectId w = 0; w < words; ++w) out.probe.push_back(load(target++, constant(address(w))));
    out.protocol = p.finished();
    return out;
  }

private:
  ExpressionPtr word() { return constant(address(static_cast<ObjectId>(chance_.below(words)))); }

  Block body(std::size_t most) {
    first_ = reads_;
    Block out;
    auto const steps = 1 + chance_.below(most);
    for (std::size_t i = 0; i < steps; ++i) out.push_back(access());
    if (steps > 1 && chance_.once_in(2))
      out.insert(out.begin() + 1, fence(chance_.once_in(3)   ? Tag::Wmb
                                        : chance_.once_in(2) ? Tag::Rmb
                                                             : Tag::Mb));
    return out;
  }
  ExpressionPtr value() {
    if (reads_ > first_ && chance_.once_in(2)) return use(static_cast<LocalId>(reads_ - 1));
    return constant(static_cast<std::int64_t>(1 + chance_.below(2)));
  }
  Statement access() {
    if (reads_ < most_reads && chance_.once_in(2)) {
      auto const r = static_cast<LocalId>(reads_++);
      if (chance_.once_in(5)) return exchange(r, word(), constant(2));
      auto out = load(r, word());
      if (chance_.once_in(4)) std::get<Load>(out.node).tags = Tag::Acquire;
      return out;
    }
    auto out = store(word(), value());
    if (chance_.once_in(4)) std::get<Store>(out.node).tags = Tag::Release;
    if (reads_ > first_ && chance_.once_in(4)) return when(use(static_cast<LocalId>(reads_ - 1)), {out});
    return out;
  }
  // What these statements read into.
  static std::vector<LocalId> locals_of(Block const& code) {
    std::vector<LocalId> out;
    for (auto const& s : code) {
      if (auto const* read = std::get_if<Load>(&s.node)) out.push_back(read->target);
      if (auto const* read = std::get_if<Rmw>(&s.node)) out.push_back(read->target);
    }
    return out;
  }
  // Reads are made task after task, so locals go up in the order of contexts.
  LitmusTest as_test(Block const& on_0, Block const& on_1) const {
    Builder p(2);
    for (auto const* name : {"x", "y"}) p.word(name);
    p.task("t", {0}, on_0);
    p.task("t", {1}, on_1);
    LitmusTest out;
    out.program = p.finished().program;
    auto const of_1 = locals_of(on_1);
    for (LocalId r = 0; r < reads_; ++r)
      out.observed.push_back(Register{std::ranges::find(of_1, r) == of_1.end() ? 0u : 1u, r});
    for (ObjectId w = 0; w < words; ++w) out.observed.push_back(Cell{address(w)});
    return out;
  }

  Chance chance_;
  std::size_t reads_ = 0, first_ = 0; // first_: of the body that is being made
};

} // namespace

TasksTwice generate_tasks(std::uint64_t seed) { return Maker(seed).make(); }

} // namespace barrister
