// SPDX-License-Identifier: BSD-2-Clause
// Literals of edges between events, row by row: most pairs have none.
#pragma once
#include "solver/encode/gates.hpp"
#include "spec/relation.hpp"
#include <algorithm>
#include <span>

namespace barrister::solver {

class Edges {
public:
  struct Edge {
    EventId to = 0;
    Literal literal = never;
  };
  explicit Edges(std::size_t events) : rows_(events) {}
  void set(EventId from, EventId to, Literal literal) { rows_[from].insert(place(from, to), {to, literal}); }
  Literal operator()(EventId from, EventId to) const { return find(from, to).value_or(never); }
  std::optional<Literal> find(EventId from, EventId to) const {
    auto const at = place(from, to);
    return at != rows_[from].end() && at->to == to ? std::optional(at->literal) : std::nullopt;
  }
  std::span<Edge const> from(EventId e) const { return rows_[e]; } // ascending

private:
  std::vector<Edge>::const_iterator place(EventId from, EventId to) const {
    return std::ranges::lower_bound(rows_[from], to, {}, &Edge::to);
  }
  std::vector<std::vector<Edge>> rows_;
};

} // namespace barrister::solver
