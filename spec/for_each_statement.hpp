// SPDX-License-Identifier: BSD-2-Clause
// Every statement of a block, those in its branches and loops too, in the order of the text.
#pragma once
#include "spec/program.hpp"

namespace barrister {

template <class F> void for_each_statement(Block const& block, F const& f) {
  for (auto const& statement : block) {
    f(statement);
    if (auto const* branch = std::get_if<If>(&statement.node)) {
      for_each_statement(branch->then, f);
      for_each_statement(branch->otherwise, f);
    } else if (auto const* loop = std::get_if<Loop>(&statement.node)) {
      for_each_statement(loop->test, f);
      for_each_statement(loop->body, f);
    } else if (auto const* labelled = std::get_if<Labelled>(&statement.node)) {
      for_each_statement(labelled->body, f);
    }
  }
}

} // namespace barrister
