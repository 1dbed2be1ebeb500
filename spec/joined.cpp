// SPDX-License-Identifier: BSD-2-Clause
// Where one differs, all of its statements stand in a branch of their own: `if (version == 1) …; else …;`.
// The condition reads what a CPU owns and nobody writes: no event, no dependency, no order.
#include "spec/joined.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/same_code.hpp"
#include <algorithm>
#include <numeric>
#include <type_traits>

namespace barrister {
namespace {

bool is_same_context(Context const& a, Context const& b) {
  auto const& [kind, name, agent, cpus, task, place, recurs, is_unbounded] = a;
  return kind == b.kind && name == b.name && agent == b.agent && cpus == b.cpus && task == b.task &&
         recurs == b.recurs && is_unbounded == b.is_unbounded;
}
bool is_same_start(Start const& a, Start const& b) {
  auto const& [name, sentence, place, cells, owned] = a;
  return name == b.name && cells == b.cells &&
         std::ranges::equal(owned, b.owned, [](Start::Owned const& x, Start::Owned const& y) {
           return x.variable == y.variable && x.owner == y.owner && x.value == y.value;
         });
}
bool is_same_owned(OwnedVariable const& a, OwnedVariable const& b) {
  auto const& [name, type, owner, initial, is_ghost] = a;
  return name == b.name && is_same(type, b.type) && owner == b.owner && initial == b.initial &&
         is_ghost == b.is_ghost;
}
bool is_same_accumulator(Accumulator const& a, Accumulator const& b) {
  auto const& [name, is_ever] = a;
  return name == b.name && is_ever == b.is_ever;
}
bool has_same_locals(Thread const& a, Thread const& b) {
  return a.name == b.name &&
         std::ranges::equal(a.locals, b.locals, [](auto const& x, auto const& y) { return is_same(x, y); });
}
bool differ_in_code_alone(Protocol const& a, Protocol const& b) {
  auto const& [name, variant, program, declared, cpus, contexts, owned, accumulators, starts, claims,
               current] = a;
  auto const same_object = [](Object const& x, Object const& y) { return is_same(x, y); };
  return name == b.name && std::ranges::equal(program.objects, b.program.objects, same_object) &&
         program.tag_names == b.program.tag_names && declared == b.declared && cpus == b.cpus &&
         std::ranges::equal(contexts, b.contexts, is_same_context) &&
         std::ranges::equal(owned, b.owned, is_same_owned) &&
         std::ranges::equal(accumulators, b.accumulators, is_same_accumulator) &&
         std::ranges::equal(starts, b.starts, is_same_start) && current == b.current &&
         std::ranges::equal(program.threads, b.program.threads, has_same_locals);
}

bool jumps(Block const& block) {
  bool out = false;
  for_each_statement(block, [&](Statement const& s) { out = out || std::holds_alternative<Leave>(s.node); });
  return out;
}

template <class Node, class... Some> constexpr bool is_one_of = (std::is_same_v<Node, Some> || ...);

// What a run does for itself, between its steps (spec/protocol_execution.hpp).
bool is_between_steps(Statement const& s) {
  if (auto const* mask = std::get_if<Mask>(&s.node)) return !mask->is_step();
  return std::visit(
      []<class Node>(Node const&) { return is_one_of<Node, Assign, Choose, Assume, Count, CountLoad>; },
      s.node);
}
bool begins_with_step(Statement const& s) {
  auto const in = [](Block const& block) {
    auto const first = std::ranges::find_if_not(block, is_between_steps);
    return first != block.end() && begins_with_step(*first);
  };
  if (auto const* labelled = std::get_if<Labelled>(&s.node)) return in(labelled->body);
  if (auto const* loop = std::get_if<Loop>(&s.node)) return in(loop->test);
  return std::visit(
      []<class Node>(Node const&) {
        return is_one_of<Node, Load, Store, Fence, Rmw, Lock, Unlock, Trylock, IsLocked, OwnedLoad,
                         OwnedStore, Mask, Raise>;
      },
      s.node);
}
// The statement of the block that is, or begins with, the first step: a step right before it is no place more
// where others may have their turn. Nothing where there may be none.
std::optional<std::size_t> before_first_step(Block const& block) {
  auto const first = std::ranges::find_if_not(block, is_between_steps);
  if (first == block.end() || !begins_with_step(*first)) return std::nullopt;
  return static_cast<std::size_t>(first - block.begin());
}

// But for the blocks that they have.
bool has_same_head(Statement a, Statement b) {
  auto const inner = inner_blocks(a), other = inner_blocks(b);
  for (auto* block : inner) block->clear();
  for (auto* block : other) block->clear();
  return !inner.empty() && is_same(a, b);
}

// Those that differ from the first in this block.
struct Other {
  std::uint32_t version;
  Block const* block;
};

class ThreadJoiner {
public:
  // `which`: owned, and the number of the version.
  ThreadJoiner(Thread& out, OwnedId which, Type type) : out_(out), which_(which), type_(std::move(type)) {}

  bool run(std::vector<Thread const*> const& others) {
    std::vector<Other> all;
    version_ = static_cast<LocalId>(out_.locals.size());
    out_.locals.push_back({"", type_, number(0)});
    std::vector<Block> shifted(others.size());
    for (std::size_t i = 0; i < others.size(); ++i) {
      if (is_same(out_.body, others[i]->body)) continue;
      shifted[i] = others[i]->body;
      auto const shift = static_cast<InstructionId>(out_.instructions.size());
      for_each_statement(shifted[i], [shift](Statement& s) { s.instruction += shift; });
      for (auto instruction : others[i]->instructions) {
        if (instruction.call >= out_.calls.size()) instruction.call = 0;
        out_.instructions.push_back(std::move(instruction));
      }
      all.push_back({static_cast<std::uint32_t>(i + 1), &shifted[i]});
    }
    if (all.empty()) return true;
    auto const begin = before_first_step(out_.body);
    if (!begin) return false;
    // A choice among what comes before that would read its version too early.
    auto const is_behind = [&](Other const& other) {
      return difference(out_.body, *other.block).begin >= *begin && before_first_step(*other.block) == begin;
    };
    can_ = std::ranges::all_of(all, is_behind);
    out_.body = join(Block(out_.body), all);
    out_.body.insert(out_.body.begin() + static_cast<std::ptrdiff_t>(*begin),
                     {OwnedLoad{version_, which_}, out_.body[*begin].instruction});
    return can_;
  }

private:
  // What stands in the others for the statements from `begin` to `end` of the first.
  struct Region {
    std::size_t begin, end;
    std::vector<std::size_t> others{};
  };
  struct Difference {
    std::size_t begin, end; // in the first
    std::size_t length;     // in the other
  };

  static Difference difference(Block const& first, Block const& other) {
    auto const most = std::min(first.size(), other.size());
    std::size_t before = 0, behind = 0;
    while (before < most && is_same(first[before], other[before])) ++before;
    while (behind < most - before &&
           is_same(first[first.size() - 1 - behind], other[other.size() - 1 - behind]))
      ++behind;
    return {before, first.size() - behind, other.size() - behind - before};
  }
  static std::vector<Region> regions(std::vector<Difference> const& all) {
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return std::pair(all[i].begin, all[i].end); });
    std::vector<Region> out;
    for (auto i : order) {
      auto const& d = all[i];
      // Two insertions at one place, or one beside what is replaced, are not told apart.
      bool const touches =
          !out.empty() &&
          (d.begin < out.back().end ||
           (d.begin == out.back().end && (d.begin == d.end || out.back().begin == out.back().end)));
      if (!touches) out.push_back({d.begin, d.end});
      out.back().end = std::max(out.back().end, d.end);
      out.back().others.push_back(i);
    }
    return out;
  }

  Block join(Block first, std::vector<Other> const& given) {
    std::vector<Other> others;
    std::vector<Difference> differences;
    for (auto const& other : given)
      if (!is_same(first, *other.block)) {
        others.push_back(other);
        differences.push_back(difference(first, *other.block));
      }
    Block out;
    std::size_t at = 0;
    for (auto const& region : regions(differences)) {
      for (; at < region.begin; ++at) out.push_back(first[at]);
      if (!descend(first, region, others, differences, out)) choose(first, region, others, differences, out);
      at = region.end;
    }
    for (; at < first.size(); ++at) out.push_back(first[at]);
    return out;
  }

  // One statement that has blocks, and only these differ.
  bool descend(Block const& first, Region const& region, std::vector<Other> const& others,
               std::vector<Difference> const& differences, Block& out) {
    auto const is_one = [&](std::size_t i) {
      auto const& d = differences[i];
      return d.end == d.begin + 1 && d.length == 1 &&
             has_same_head(first[d.begin], (*others[i].block)[d.begin]);
    };
    if (region.end != region.begin + 1 || !std::ranges::all_of(region.others, is_one)) return false;
    auto made = first[region.begin];
    auto const blocks = inner_blocks(made);
    for (std::size_t n = 0; n < blocks.size(); ++n) {
      std::vector<Other> inner;
      for (auto i : region.others)
        inner.push_back({others[i].version, inner_blocks((*others[i].block)[region.begin])[n]});
      *blocks[n] = join(Block(*blocks[n]), inner);
    }
    out.push_back(std::move(made));
    return true;
  }

  void choose(Block const& first, Region const& region, std::vector<Other> const& others,
              std::vector<Difference> const& differences, Block& out) {
    auto const at = [](std::size_t i) { return static_cast<std::ptrdiff_t>(i); };
    Block rest(first.begin() + at(region.begin), first.begin() + at(region.end));
    can_ = can_ && !jumps(rest);
    auto const instruction = !rest.empty()      ? rest.front().instruction
                             : region.begin > 0 ? first[region.begin - 1].instruction
                                                : 0;
    for (auto i : region.others) {
      auto const& d = differences[i];
      auto const& block = *others[i].block;
      Block other(first.begin() + at(region.begin), first.begin() + at(d.begin));
      other.insert(other.end(), block.begin() + at(d.begin), block.begin() + at(d.begin + d.length));
      other.insert(other.end(), first.begin() + at(d.end), first.begin() + at(region.end));
      can_ = can_ && !jumps(other);
      If choice{is(others[i].version), std::move(other), std::move(rest)};
      rest = {{std::move(choice), instruction}};
    }
    std::ranges::move(rest, std::back_inserter(out));
  }

  ExpressionPtr is(std::uint32_t n) {
    auto const made = [](auto node) {
      return std::make_shared<Expression const>(Expression{std::move(node)});
    };
    return made(Operation{Operator::Equal, made(LocalUse{version_}), made(Constant{number(n)}), type_});
  }

  Thread& out_;
  OwnedId which_;
  Type type_;
  LocalId version_ = 0;
  bool can_ = true;
};

} // namespace

std::optional<Protocol> joined(std::span<Protocol const* const> all) {
  if (all.empty()) return std::nullopt;
  for (auto const* other : all)
    if (!differ_in_code_alone(*all.front(), *other)) return std::nullopt;
  Protocol out = *all.front();
  out.claims.clear();
  auto const which = static_cast<OwnedId>(out.owned.size());
  Type const type{"int", 32, true, true};
  out.owned.push_back({"the version", type, OwnedVariable::Owner::Cpu, number(0)});
  for (std::size_t t = 0; t < out.program.threads.size(); ++t) {
    std::vector<Thread const*> others;
    for (auto const* other : all.subspan(1)) others.push_back(&other->program.threads[t]);
    if (!ThreadJoiner(out.program.threads[t], which, type).run(others)) return std::nullopt;
  }
  auto const starts = out.starts;
  for (std::size_t i = 1; i < all.size(); ++i)
    for (auto start : starts) {
      start.name += " of version " + std::to_string(i); // starts of one name are one to who asks for vacuity
      for (std::uint32_t cpu = 0; cpu < out.cpus; ++cpu)
        start.owned.push_back({which, cpu, number(static_cast<std::int64_t>(i))});
      out.starts.push_back(std::move(start));
    }
  return out;
}

Claim as_of(Claim claim, std::size_t i, std::size_t starts_of_each) {
  if (claim.from.empty()) {
    claim.from.resize(starts_of_each);
    std::iota(claim.from.begin(), claim.from.end(), 0U);
  }
  for (auto& start : claim.from) start += static_cast<std::uint32_t>(i * starts_of_each);
  return claim;
}

} // namespace barrister
