// SPDX-License-Identifier: BSD-2-Clause
// Walks over code: the blocks that a statement has, and every statement of a block, those in its branches and
// loops too, in the order of the text. What is walked over may be changed where it is not const.
#pragma once
#include "spec/program.hpp"
#include <type_traits>

namespace barrister {

// Of a statement, or of one that may not be changed, which has such blocks.
template <class S> auto inner_blocks(S& statement) {
  using B = std::conditional_t<std::is_const_v<S>, Block const, Block>;
  std::vector<B*> out;
  if (auto* branch = std::get_if<If>(&statement.node))
    out = {&branch->then, &branch->otherwise};
  else if (auto* loop = std::get_if<Loop>(&statement.node))
    out = {&loop->test, &loop->body};
  else if (auto* labelled = std::get_if<Labelled>(&statement.node))
    out = {&labelled->body};
  return out;
}

template <class B, class F> void for_each_statement(B& block, F const& f) {
  for (auto& statement : block) {
    f(statement);
    for (auto* inner : inner_blocks(statement)) for_each_statement(*inner, f);
  }
}

} // namespace barrister
