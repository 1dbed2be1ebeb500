// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/thread_runs.hpp"

namespace barrister::proofs {

namespace {
constexpr std::size_t most = 10'000; // of one CPU, in memory at a time
}

ThreadRun const& ThreadRuns::of(CpuId cpu, std::vector<Value> const& reads) {
  auto& known = known_[cpu];
  if (auto const found = known.find(reads); found != known.end()) return found->second;
  if (known.size() == most) known.clear();
  return known.emplace(reads, interpret(program_, cpu, reads, unroll_, locks_)).first->second;
}

} // namespace barrister::proofs
