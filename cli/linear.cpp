// SPDX-License-Identifier: BSD-2-Clause
#include "cli/linear.hpp"
#include <algorithm>

namespace barrister::cli {
namespace {

// The edges that close no cycle with what is there. `order` is transitive and stays so.
void add_consistent(Relation& order, Relation const& wished) {
  for (auto const& [a, b] : wished.pairs())
    if (a != b && !order.contains(a, b) && !order.contains(b, a)) {
      order.insert(a, b);
      order = order.closure();
    }
}

class BetweenRows {
public:
  BetweenRows(std::span<Row const> rows, Execution const& x) : size_(rows.size()), row_of_(x.events.size()) {
    for (EventId i = 0; i < rows.size(); ++i)
      for (auto const e : rows[i].events) row_of_[e] = i;
  }
  void add(Relation& out, EventId a, EventId b) const {
    if (row_of_[a] && row_of_[b] && row_of_[a] != row_of_[b]) out.insert(*row_of_[a], *row_of_[b]);
  }
  Relation of(Relation const& events) const {
    Relation out(size_);
    for (auto const& [a, b] : events.pairs()) add(out, a, b);
    return out;
  }

private:
  std::size_t size_;
  std::vector<std::optional<EventId>> row_of_;
};

// Mostly one stale read explains all, and the last one that does is who comes too late to see the store.
void add_from_reads(Relation& order, BetweenRows const& between, Relation const& fr) {
  auto const all = between.of(fr);
  if ((order | all).acyclic()) return add_consistent(order, all);
  for (auto read = static_cast<EventId>(fr.size()); read-- > 0;) {
    Relation others(order.size());
    bool is_any = false;
    for (auto const& [r, w] : fr.pairs())
      if (r == read)
        is_any = true;
      else
        between.add(others, r, w);
    if (!is_any || !(order | others).acyclic()) continue;
    add_consistent(order, others);
    break;
  }
  add_consistent(order, all);
}

std::vector<std::size_t> in_order(std::span<Row const> rows, Relation const& order) {
  std::vector<std::size_t> result;
  std::vector<bool> done(rows.size());
  auto const ready = [&](EventId i) {
    if (done[i]) return false;
    for (EventId j = 0; j < rows.size(); ++j)
      if (!done[j] && order.contains(j, i)) return false;
    return true;
  };
  while (result.size() < rows.size()) {
    std::optional<EventId> next;
    for (EventId i = 0; i < rows.size(); ++i) {
      bool const stays = !result.empty() && rows[i].cpu == rows[result.back()].cpu;
      if (ready(i) && (!next || stays)) next = i;
      if (next == i && stays) break;
    }
    done[*next] = true;
    result.push_back(*next);
  }
  return result;
}

} // namespace

std::vector<std::size_t> linear(std::span<Row const> rows, Relation const& must, Execution const& x) {
  auto order = must.closure();
  BetweenRows const between(rows, x);
  add_consistent(order, between.of(x.rf));
  add_consistent(order, between.of(x.co));
  add_from_reads(order, between, x.rf.inverse().then(x.co));
  return in_order(rows, order);
}

} // namespace barrister::cli
