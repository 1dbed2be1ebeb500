// SPDX-License-Identifier: BSD-2-Clause
// Sets of changes come from a queue, each once: changes are sorted by their cost, and from a set come the
// one whose last change is the next one instead, and the one that has the next one besides. Neither costs
// less than where it comes from, so the queue gives them cheapest first without all of them being in it.
#include "cli/repair/repair_search.hpp"
#include <algorithm>
#include <queue>

namespace barrister::cli {
namespace {

struct Set {
  unsigned cost = 0;
  std::vector<std::size_t> ranks; // ascending: in the order of cost
  bool is_behind(Set const& other) const {
    if (cost != other.cost) return cost > other.cost;
    if (ranks.size() != other.ranks.size()) return ranks.size() > other.ranks.size();
    return ranks > other.ranks;
  }
};
constexpr auto is_behind = [](Set const& a, Set const& b) { return a.is_behind(b); };

class Search {
public:
  Search(RepairSpace const& space, TryChanges const& tried)
      : space_(space), try_(tried), order_(space.changes.size()) {
    for (std::size_t i = 0; i < order_.size(); ++i) order_[i] = i;
    std::ranges::stable_sort(order_, {}, [&](std::size_t i) { return space.costs[i]; });
  }

  Repair run() {
    if (!order_.empty() && space_.most_changes > 0) push({0});
    while (!queue_.empty()) {
      auto const set = queue_.top();
      queue_.pop();
      add_next(set);
      auto const changes = changes_of(set);
      if (!go_together(changes)) continue;
      out_.is_late = space_.is_late();
      if (out_.is_late || out_.texts == space_.most_texts) {
        out_.is_complete = false;
        return std::move(out_);
      }
      if (is_one(changes, set.cost)) return std::move(out_);
    }
    return std::move(out_);
  }

private:
  void push(std::vector<std::size_t> ranks) {
    unsigned cost = 0;
    for (auto r : ranks) cost += space_.costs[order_[r]];
    queue_.push({cost, std::move(ranks)});
  }
  void add_next(Set const& set) {
    auto const next = set.ranks.back() + 1;
    if (next == order_.size()) return;
    auto other = set.ranks;
    other.back() = next;
    push(std::move(other));
    if (set.ranks.size() == space_.most_changes) return;
    auto more = set.ranks;
    more.push_back(next);
    push(std::move(more));
  }
  std::vector<std::size_t> changes_of(Set const& set) const {
    std::vector<std::size_t> out;
    for (auto r : set.ranks) out.push_back(order_[r]);
    std::ranges::sort(out);
    return out;
  }
  bool go_together(std::vector<std::size_t> const& changes) const {
    std::vector<std::size_t> places;
    for (auto i : changes) places.push_back(space_.changes[i].place);
    std::ranges::sort(places);
    return std::ranges::adjacent_find(places) == places.end();
  }
  bool is_one(std::vector<std::size_t> const& changes, unsigned cost) {
    using Kind = Tried::Kind;
    auto tried = try_(changes);
    if (tried.kind == Kind::NoProgram) return false;
    ++out_.texts;
    ++(tried.kind == Kind::Refuted ? out_.refuted : out_.asked);
    if (tried.kind == Kind::Unknown && ++out_.unknown == 1) out_.why_unknown = tried.why;
    if (tried.kind != Kind::Holds && tried.kind != Kind::Bounded) return false;
    out_.changes = changes;
    out_.as = std::move(tried);
    out_.cost = cost;
    return true;
  }

  RepairSpace const& space_;
  TryChanges const& try_;
  std::vector<std::size_t> order_; // changes, by their cost
  std::priority_queue<Set, std::vector<Set>, decltype(is_behind)> queue_{is_behind};
  Repair out_;
};

} // namespace

Repair find_repair(RepairSpace const& space, TryChanges const& tried) { return Search(space, tried).run(); }

} // namespace barrister::cli
