// SPDX-License-Identifier: BSD-2-Clause
#include "solver/wild.hpp"
#include <set>

namespace barrister::solver {
namespace {

void collect(Proposition const& p, std::set<Value>& out) {
  for (auto v : p.values) out.insert(v);
  for (auto const& operand : p.operands) collect(operand, out);
}

} // namespace

std::vector<Value> wild_values(LitmusTest const& test, EventGraph const& graph) {
  std::set<Value> asked, spoken_of;
  collect(test.proposition, asked);
  if (test.filter) collect(*test.filter, asked);
  for (auto const& term : graph.terms)
    if (term.kind == Term::Kind::Constant) spoken_of.insert(term.value);

  std::set<Value> out;
  for (auto v : asked)
    if (!v.is_address())
      for (auto const near : {-1, 0, 1}) out.insert(number(v.number + near));
  std::int64_t fresh = 1;
  while (out.contains(number(fresh)) || spoken_of.contains(number(fresh))) ++fresh;
  out.insert(number(fresh));
  return {out.begin(), out.end()};
}

} // namespace barrister::solver
