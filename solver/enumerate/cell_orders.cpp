// SPDX-License-Identifier: BSD-2-Clause
#include "solver/enumerate/cell_orders.hpp"
#include <algorithm>
#include <bit>

namespace barrister::solver {
namespace {

// An order that is there is found in as many steps as there are writes, but for what read-modify-writes make
// of it; where it takes longer, it is left to who chooses the order.
constexpr unsigned most_steps = 64;

} // namespace

CellOrders::CellOrders(EventGraph const& graph, Candidate const& candidate, Asks asks)
    : graph_(graph), c_(candidate), asks_(asks) {}

void CellOrders::start(std::size_t cells) {
  writes_.assign(cells, {});
  accesses_.assign(cells, {});
  for (EventId e = 0; e < graph_.initial_writes; ++e) writes_[e].push_back(e);
  before_.assign(graph_.events.size(), 0);
  position_.assign(graph_.events.size(), 0);
}
void CellOrders::add(EventId access, CellId cell) {
  accesses_[cell].push_back(access);
  if (graph_.events[access].kind == EventKind::Write) writes_[cell].push_back(access);
}

bool CellOrders::settle(CellId cell) {
  if (!order_by_coherence(cell)) return false;
  if (asks_ == Asks::Nothing) return true;
  auto steps = most_steps;
  return can_go_on(cell, 1, writes_[cell].front(), steps);
}
bool CellOrders::order_by_coherence(CellId cell) {
  auto const& writes = writes_[cell];
  for (std::size_t i = 0; i < writes.size(); ++i) {
    position_[writes[i]] = static_cast<std::uint32_t>(i);
    before_[writes[i]] = i > 0 ? 1 : 0; // the initial write
  }
  if (asks_ == Asks::Nothing) return true;
  std::optional<std::uint32_t> cpu;
  for (auto e : accesses_[cell]) {
    auto const& event = graph_.events[e];
    if (cpu != event.thread) seen_.clear();
    cpu = event.thread;
    auto const at = event.kind == EventKind::Write ? e : c_.source[e];
    for (auto earlier : seen_) {
      if (earlier == at) continue;
      if (at < graph_.initial_writes) return false;
      before_[at] |= std::uint64_t{1} << position_[earlier];
    }
    if (std::ranges::find(seen_, at) == seen_.end()) seen_.push_back(at);
  }
  return true;
}
bool CellOrders::can_go_on(CellId cell, std::uint64_t placed, EventId last, unsigned& steps) const {
  auto const& writes = writes_[cell];
  if (std::popcount(placed) == static_cast<int>(writes.size()) || steps == 0) return true;
  --steps;
  for (std::size_t i = 1; i < writes.size(); ++i)
    if (may_follow(cell, i, placed, last) &&
        can_go_on(cell, placed | (std::uint64_t{1} << i), writes[i], steps))
      return true;
  return false;
}

bool CellOrders::may_follow(CellId cell, std::size_t i, std::uint64_t placed, EventId last) const {
  auto const w = writes_[cell][i];
  if (((placed >> i) & 1) || (before_[w] & ~placed)) return false;
  if (asks_ != Asks::CoherenceAndAtomicity) return true;
  if (auto const heir = rmw_write_after(last, cell); heir && *heir != w) return false;
  auto const r = rmw_read_of(w);
  return !r || c_.source[*r] == last;
}
// Nothing comes between what the read of a read-modify-write reads and its own write: foreign writes by
// atomicity, own ones by coherence.
std::optional<EventId> CellOrders::rmw_read_of(EventId w) const {
  for (auto [r, written] : graph_.rmw)
    if (written == w && test(c_.executed, r)) return r;
  return std::nullopt;
}
std::optional<EventId> CellOrders::rmw_write_after(EventId last, CellId cell) const {
  for (auto [r, w] : graph_.rmw)
    if (c_.cell[r] == cell && c_.cell[w] == cell && test(c_.executed, r) && test(c_.executed, w) &&
        c_.source[r] == last)
      return w;
  return std::nullopt;
}

} // namespace barrister::solver
