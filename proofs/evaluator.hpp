// SPDX-License-Identifier: BSD-2-Clause
// As evaluate(), on one execution after another: a node whose operands have the values that they had before
// keeps its own. Of the execution before nothing else is remembered. What is empty whatever rf, co and the
// choices are, as most of what a kernel model has for RCU in a test without it, is not computed; nor is what
// is used for that alone.
#pragma once
#include "proofs/evaluate.hpp"
#include "proofs/evaluation_plan.hpp"
#include <string>

namespace barrister::proofs {

class Evaluator {
public:
  // Both must outlive this.
  Evaluator(MemoryModel const&, EvaluationPlan const&);

  void look_at(Execution const&);

  // On the execution that was looked at last. Of a node that is wanted, or that such a node is computed from.
  SetOrRelation value(NodeId) const;
  bool succeeds(Check const&) const;
  // When its value last changed: a number that grows, from 1.
  std::uint64_t changed(NodeId id) const { return changed_[id]; }
  // A fixpoint that does not settle, in words, or empty: if there is one, none of this is to be used.
  std::string const& unsettled() const { return unsettled_; }

private:
  // What most of the base sets and relations are made from.
  bool has_other_events(Execution const&) const;
  void lay_out(Execution const&);
  void put(NodeId, std::span<std::uint64_t const> value);
  void put_base(BaseNode const&, Execution const&);
  void run(std::vector<Step> const&);
  void run(Step const&);
  void settle(Step const&);
  void compute(NodeId);
  template <class Rows> void compute(NodeId, Rows const&);
  void find_active(Execution const&); // for executions of these events
  // Whether it may have an element, if no more than these nodes may; but for base sets and relations.
  bool may_have_some(Node const&, std::vector<bool> const& known) const;

  std::uint64_t* at(NodeId id) { return words_.data() + offset_[id]; }
  std::uint64_t const* at(NodeId id) const { return words_.data() + offset_[id]; }
  std::size_t length(NodeId id) const { return model_.nodes[id].is_set ? row_ : row_ * events_; }

  MemoryModel const& model_;
  EvaluationPlan const& plan_;
  bool is_laid_out_ = false;
  std::vector<bool> is_active_; // by node: is used, and not surely empty
  std::vector<Step const*> active_steps_;
  std::size_t events_ = 0, row_ = 0; // words of a row
  std::vector<std::size_t> offset_;  // by node: in words_
  std::vector<std::uint64_t> words_, next_, universe_;
  // By node, on one clock: when its value last changed, and when it was last computed; of a group, when
  // solved.
  std::uint64_t clock_ = 0;
  std::vector<std::uint64_t> changed_, computed_, solved_;
  std::vector<Event> seen_;
  TagNames tag_names_;
  std::string unsettled_;
};

} // namespace barrister::proofs
