// SPDX-License-Identifier: BSD-2-Clause
// The orders that the writes of a cell may have, once it is known what the cell's reads read. Under a model
// that asks for coherence, what rf and program order say about co is turned into edges that a co must extend;
// under one that asks for atomicity, too, nothing comes into a read-modify-write.
#pragma once
#include "solver/enumerate/candidate.hpp"

namespace barrister::solver {

class CellOrders {
public:
  enum class Asks : std::uint8_t { Nothing, Coherence, CoherenceAndAtomicity };
  // Of candidates of this graph, as the candidate is when it is asked.
  CellOrders(EventGraph const&, Candidate const&, Asks);

  // The accesses of a run: first all initial writes are there, then CPU by CPU, in program order.
  void start(std::size_t cells);
  void add(EventId access, CellId);
  std::vector<EventId> const& writes(CellId cell) const { return writes_[cell]; } // initial one first
  std::size_t cells() const { return writes_.size(); }

  // Of a cell whose reads all have a source. False where no order would do, as far as a few steps tell.
  bool settle(CellId);
  // Of a settled cell: whether its i-th write may come next, behind `last`, when these are placed.
  bool may_follow(CellId, std::size_t i, std::uint64_t placed, EventId last) const;

private:
  bool order_by_coherence(CellId);
  bool can_go_on(CellId, std::uint64_t placed, EventId last, unsigned& steps) const;
  std::optional<EventId> rmw_read_of(EventId write) const;
  std::optional<EventId> rmw_write_after(EventId last, CellId) const;

  EventGraph const& graph_;
  Candidate const& c_;
  Asks asks_;
  std::vector<std::vector<EventId>> writes_, accesses_; // by cell; accesses without initial writes
  std::vector<std::uint64_t> before_;                   // by write: those of its cell that come before it
  std::vector<std::uint32_t> position_;                 // by write: in writes_ of its cell
  std::vector<EventId> seen_;
};

} // namespace barrister::solver
