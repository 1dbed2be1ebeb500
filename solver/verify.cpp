// SPDX-License-Identifier: BSD-2-Clause
#include "solver/verify.hpp"
#include "solver/enumerate.hpp"
#include "solver/unfold.hpp"

namespace barrister::solver {

LitmusResult verify(LitmusTest const& test, MemoryModel const& model, Options const& options) {
  auto const start = std::chrono::steady_clock::now();
  auto const graph = unfold(test.program, options.unroll);
  Budget budget;
  if (options.timeout.count() > 0) budget.deadline = start + options.timeout;
  auto result = enumerate(test, model, graph, budget);
  result.engine = "enumeration";
  if (options.want_forbidden && !result.satisfying && result.unknown.empty())
    result.forbidden = find_forbidden(test, model, graph, budget);
  result.model = model.name;
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

} // namespace barrister::solver
