// SPDX-License-Identifier: BSD-2-Clause
// What an evaluation of a model needs to know of it, whatever the execution is: made once, used for many.
#pragma once
#include "solver/model/schedule.hpp"
#include <map>
#include <memory>
#include <mutex>

namespace barrister::solver {

struct EventGraph;

// A model in the order in which it is computed.
struct OrderedModel {
  explicit OrderedModel(MemoryModel const& all) : OrderedModel(all, all) {}
  // What is left of the whole one: it need not say of itself any more what its executions are.
  OrderedModel(MemoryModel shrunk, MemoryModel const& whole);

  MemoryModel model;
  NodeGroups groups;
  std::vector<Scheduled> steps; // of all nodes
  bool is_coherent = false, is_atomic = false;
  std::vector<bool> says_coherence; // by check
};
using SharedModel = std::shared_ptr<OrderedModel const>;

// A model for tests of all kinds. It must outlive this. Threads may share it.
class PreparedModel {
public:
  // From a model, without a word: who asks about one test alone has no use for the rest.
  PreparedModel(MemoryModel const& whole) : whole_(whole) {}
  MemoryModel const& whole() const { return whole_; }
  // What of it speaks of these events, shrunk: made once for all graphs that have the same base sets and
  // relations.
  SharedModel of(EventGraph const&) const;

private:
  MemoryModel const& whole_;
  mutable std::mutex mutex_;
  mutable std::map<std::vector<bool>, SharedModel> known_; // by what is inhabited
};

} // namespace barrister::solver
