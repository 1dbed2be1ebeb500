// SPDX-License-Identifier: BSD-2-Clause
// Has proofs look over a solver's result: every execution it shows, and what it says about them.
#pragma once
#include "cli/ready_model.hpp"
#include "proofs/check.hpp"
#include "spec/patience.hpp"
#include "spec/verdict.hpp"
#include <unordered_set>

namespace barrister::cli {

// States whose executions are not kept: each is looked at as it comes.
class PassingStates {
public:
  PassingStates(LitmusTest const&, ReadyModel const&, unsigned unroll); // both must outlive this
  PassingStates(LitmusTest const&, ReadyModel&&, unsigned unroll) = delete;
  void look_at(ReachedState const&);
  bool is_known(std::vector<Value> const& state) const; // was it looked at, as far as a hash tells
  std::vector<std::string> const& complaints() const { return complaints_; }

private:
  LitmusTest const& test_;
  proofs::Recheck again_;
  std::unordered_set<std::uint64_t> known_;
  std::vector<std::string> complaints_;
};

// Everything that is wrong; empty when nothing is. When it has to give up, the result is unknown, and has the
// states alone that were looked at.
std::vector<std::string> recheck(LitmusTest const&, ReadyModel const&, LitmusResult&, unsigned unroll,
                                 Deadline const& = {}, PassingStates const* = nullptr);

} // namespace barrister::cli
