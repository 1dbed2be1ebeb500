// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/meet.hpp"
#include <algorithm>

namespace barrister::solver {

bool Meet::operator()(RunId a, RunId b) {
  if (!encoding_.turns().may_meet(a, b)) return false;
  if (!known_) known_ = all();
  return known_->contains(std::minmax(a, b));
}

Meet::Pairs Meet::all() const {
  auto const& turns = encoding_.turns();
  std::vector<std::pair<RunId, RunId>> pairs;
  std::vector<std::vector<Literal>> questions;
  for (RunId b = 0; b < encoding_.graph().runs.size(); ++b)
    for (RunId a = 0; a < b; ++a)
      if (turns.may_meet(a, b)) {
        pairs.emplace_back(a, b);
        questions.push_back({turns.same_cpu(a, b), turns.executed(a), turns.executed(b)});
      }
  auto const answers = which_may_be_(questions);
  Pairs out;
  for (std::size_t i = 0; i < pairs.size(); ++i)
    if (answers[i]) out.insert(pairs[i]);
  return out;
}

} // namespace barrister::solver
