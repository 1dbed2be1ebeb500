// SPDX-License-Identifier: BSD-2-Clause
// Collects what consistent executions show: counts, final states, flags.
#pragma once
#include "solver/enumerate/candidate.hpp"
#include "spec/verdict.hpp"
#include <functional>

namespace barrister::solver {

class Recorder {
public:
  using Passes = std::function<void(ReachedState const&)>;
  // Executions of so many states are kept; those of further ones are shown to `passes`.
  Recorder(LitmusTest const&, MemoryModel const&, EventGraph const&,
           std::size_t most_executions = ~std::size_t{0}, Passes = {});

  bool passes_filter(Candidate const&) const;
  // The same, if the filter speaks of registers alone: then it can be asked before rf and co are chosen.
  bool passes_early_filter(Candidate const& c) const { return !early_filter_ || passes_filter(c); }
  bool satisfies(Candidate const&) const;
  // Counts a consistent candidate that passes the filter. The evaluator is up to date on it, on all levels.
  void record(Candidate const&, Evaluator const&);
  Execution extracted(Candidate const&, Evaluator const&) const; // with the model's choices
  LitmusResult finish();                                         // states and flags in order

  LitmusResult result;

private:
  Value observe(Candidate const&, Observable const&) const;
  std::vector<Value> observed(Candidate const&) const;

  void add_state(std::vector<Value> const&, bool is_example, Candidate const&, Evaluator const&);

  LitmusTest const& test_;
  MemoryModel const& model_;
  EventGraph const& graph_;
  std::vector<CellId> first_cell_; // by object
  std::vector<bool> flagged_;      // by check
  std::size_t most_executions_;
  Passes passes_;
  bool early_filter_; // there is a filter, on registers alone
  std::map<std::vector<Value>, std::size_t> index_of_state_;
};

} // namespace barrister::solver
