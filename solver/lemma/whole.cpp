// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/whole.hpp"

namespace barrister::solver {

std::set<Literal> whole(ProtocolEncoding const& encoding, Concrete const& concrete) {
  std::set<Literal> out;
  auto const& c = concrete.candidate;
  auto const& program = encoding.program();
  auto const origin = [&](EventId e) { return concrete.origin[e]; };
  for (auto r : c.reads) out.insert(program.rf(origin(c.source[r]), origin(r)));
  for (auto const& order : c.orders)
    for (std::size_t i = 0; i + 1 < order.size(); ++i)
      out.insert(program.co(origin(order[i]), origin(order[i + 1])));
  for (EventId e = 0; e < concrete.graph.events.size(); ++e) out.insert(program.executed(origin(e)));
  // The start and all else that is chosen: values, and with them dependencies, follow from these.
  out.insert(concrete.choices.begin(), concrete.choices.end());
  auto const& turns = encoding.turns();
  for (CpuId cpu = 0; cpu < concrete.pieces.size(); ++cpu)
    for (std::size_t i = 0; i < concrete.pieces[cpu].size(); ++i) {
      out.insert(turns.on(turns.pieces()[concrete.pieces[cpu][i]].run, cpu));
      if (i > 0) out.insert(turns.order(concrete.pieces[cpu][i - 1], concrete.pieces[cpu][i]));
    }
  out.erase(always);
  return out;
}

} // namespace barrister::solver
