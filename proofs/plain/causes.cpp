// SPDX-License-Identifier: BSD-2-Clause
// Nothing comes before what makes it happen (spec/semantics.md 2.9), as far as it goes from handler to
// handler: one begins, and writes what is read by who then raises the other; or begins before it on their
// CPU. Circles that go through what others read and write on the way are not excluded.
#include "proofs/plain/protocol_encoder.hpp"

namespace barrister::proofs::plain {

void ProtocolEncoder::exclude_circles() {
  std::vector<RunId> handlers;
  for (RunId r = 0; r < runs_.size(); ++r)
    if (runs_[r].cause) handlers.push_back(r);
  auto const size = handlers.size();
  std::vector<std::vector<Literal>> comes(size); // the one begins before the other, if it has to
  for (auto& of_one : comes)
    for (std::size_t j = 0; j < size; ++j) of_one.push_back(&of_one == &comes[j] ? never : gates_.fresh());
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j) {
      for (auto const way : makes(handlers[i], handlers[j])) gates_.require({-way, comes[i][j]});
      for (std::size_t k = 0; k < size; ++k)
        if (i != j && j != k) gates_.require({-comes[i][j], -comes[j][k], comes[i][k]});
    }
}

std::vector<Literal> ProtocolEncoder::makes(RunId handler, RunId other) {
  std::vector<Literal> out;
  for (auto const& [read, when] : runs_[other].cause->depends)
    for (auto const write : writes_) {
      if (program_.events[write].where.thread != handler) continue;
      auto const reads = out_.of_pair(out_.reads_from_, {write, read});
      out.push_back(all({runs_[other].guard, when, reads}));
    }
  bool const have_turns = !runs_[handler].steps.empty() && !runs_[other].steps.empty();
  if (have_turns && out_.turns_.may_meet(handler, other))
    out.push_back(out_.turns_.before(handler, 0, other, 0));
  return out;
}

} // namespace barrister::proofs::plain
