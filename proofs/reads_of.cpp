// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/reads_of.hpp"

namespace barrister::proofs {

std::vector<std::vector<Value>> reads_of(Execution const& x, std::size_t cpus) {
  std::vector<std::vector<Value>> out(cpus);
  for (auto const& e : x.events)
    if (e.kind == EventKind::Read && !e.is_initial())
      out[e.cpu].push_back(e.value);
    else if (e.kind == EventKind::Fence && (e.tags.has(Tag::Lf) || e.tags.has(Tag::Rl)))
      out[e.cpu].push_back(number(1));
    else if (e.kind == EventKind::Fence && (e.tags.has(Tag::Lkr) || e.tags.has(Tag::Ru)))
      out[e.cpu].push_back(number(0));
  return out;
}

} // namespace barrister::proofs
