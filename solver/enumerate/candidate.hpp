// SPDX-License-Identifier: BSD-2-Clause
// One candidate execution in terms of the event graph: what an enumeration builds up and a constraint model
// gives.
#pragma once
#include "solver/graph/event_graph.hpp"
#include "solver/model/evaluator.hpp"

namespace barrister::solver {

using CellId = std::uint32_t; // of all cells, by object and cell: the number of its initial write
constexpr CellId no_cell = ~CellId{0};

using Bits = std::vector<std::uint64_t>;
inline void set(Bits& bits, std::size_t i) { bits[i / 64] |= std::uint64_t{1} << (i % 64); }
inline bool test(Bits const& bits, std::size_t i) { return (bits[i / 64] >> (i % 64)) & 1; }

struct Candidate {
  explicit Candidate(EventGraph const&);

  // By event of the graph; meaningless where not executed.
  Bits executed;
  std::vector<CellId> cell;
  std::vector<Value> value;
  std::vector<TagSet> tags;
  std::vector<EventId> source;                 // of a read: the write it reads
  std::vector<EventId> reads;                  // executed ones, ascending
  std::vector<std::vector<EventId>> orders;    // by cell: its writes in co
  std::vector<bool> no_addr, no_data, no_ctrl; // by dependency of the graph: its `when` does not hold
  std::vector<std::vector<Value>> locals;      // by CPU
};

// Hands the base sets and relations of one level to the evaluator.
void load(Evaluator&, EventGraph const&, Candidate const&, Level);

// The choices of the model are left out.
Execution extract(EventGraph const&, Candidate const&);
// A relation given as rows over the events of the graph, over those of the extracted execution.
Relation extract(Candidate const&, std::span<std::uint64_t const> rows, std::size_t words);

} // namespace barrister::solver
