// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/shrink_protocol.hpp"
#include "spec/leaving.hpp"
#include <algorithm>

namespace barrister {
namespace {

// The blocks of a protocol, each inside another behind it.
void add_blocks(Block& block, std::vector<Block*>& out) {
  for (auto& s : block) {
    if (auto* choice = std::get_if<If>(&s.node)) {
      add_blocks(choice->then, out);
      add_blocks(choice->otherwise, out);
    }
    if (auto* loop = std::get_if<Loop>(&s.node)) {
      add_blocks(loop->test, out);
      add_blocks(loop->body, out);
    }
    if (auto* inside = std::get_if<Labelled>(&s.node)) add_blocks(inside->body, out);
  }
  out.push_back(&block);
}
std::vector<Block*> blocks(Protocol& p) {
  std::vector<Block*> out;
  for (auto& thread : p.program.threads) add_blocks(thread.body, out);
  return out;
}

// Without a statement; a Mask goes with the one that undoes it. False where there is none such.
bool drop(Block& block, std::size_t i) {
  auto const at = [&block](std::size_t n) { return block.begin() + static_cast<std::ptrdiff_t>(n); };
  if (auto const* mask = std::get_if<Mask>(&block[i].node)) {
    auto const undoes = [mask = *mask](Statement const& s) {
      using Irqs = Mask::Irqs;
      auto const* other = std::get_if<Mask>(&s.node);
      auto const irqs = mask.irqs == Irqs::Off    ? Irqs::On
                        : mask.irqs == Irqs::On   ? Irqs::Off
                        : mask.irqs == Irqs::Save ? Irqs::Restore
                                                  : mask.irqs;
      bool const is_same = mask.irqs != Irqs::Save || (other && other->flags == mask.flags);
      return other && is_same && other->irqs == irqs && other->preemption == -mask.preemption;
    };
    auto const other = std::find_if(at(i) + 1, block.end(), undoes);
    if (other == block.end()) return false;
    block.erase(other);
  }
  block.erase(at(i));
  return true;
}
// The body of an If or a Loop takes its place.
bool unwrap(Block& block, std::size_t i) {
  Block inside;
  if (auto const* choice = std::get_if<If>(&block[i].node))
    inside = choice->then;
  else if (auto const* loop = std::get_if<Loop>(&block[i].node))
    inside = loop->body;
  else
    return false;
  block.erase(block.begin() + static_cast<std::ptrdiff_t>(i));
  block.insert(block.begin() + static_cast<std::ptrdiff_t>(i), inside.begin(), inside.end());
  return true;
}

bool shrink_once(Protocol& p, std::function<bool(Protocol const&)> const& fails) {
  auto const try_it = [&](auto change) {
    auto less = p;
    if (!change(less)) return false;
    for (auto& thread : less.program.threads) mark_decisions(thread.body);
    if (!fails(less)) return false;
    p = std::move(less);
    return true;
  };
  for (std::size_t c = 0; c < p.claims.size(); ++c)
    if (try_it([c](Protocol& less) {
          less.claims.erase(less.claims.begin() + static_cast<std::ptrdiff_t>(c));
          return true;
        }))
      return true;
  if (p.starts.size() > 1 && try_it([](Protocol& less) {
        less.starts.pop_back();
        return std::ranges::all_of(less.claims, [](Claim const& claim) { return claim.from.empty(); });
      }))
    return true;
  for (std::size_t b = 0; b < blocks(p).size(); ++b)
    for (std::size_t i = blocks(p)[b]->size(); i-- > 0;)
      for (auto const change : {drop, unwrap})
        if (try_it([&](Protocol& less) { return change(*blocks(less)[b], i); })) return true;
  return false;
}

} // namespace

Protocol shrunk(Protocol p, std::function<bool(Protocol const&)> const& fails) {
  while (shrink_once(p, fails)) {
  }
  return p;
}

} // namespace barrister
