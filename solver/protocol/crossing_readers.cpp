// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/crossing_readers.hpp"
#include "solver/lemma/brackets.hpp"
#include <algorithm>

namespace barrister::solver {

CrossingReaders::CrossingReaders(Gates& gates, ProtocolEncoding const& encoding, Protocol const& protocol) {
  auto const& graph = encoding.graph();
  auto const waits = [](GraphEvent const& e) { return e.tags.has(Tag::SyncRcu); };
  if (std::ranges::none_of(graph.events.events, waits)) return;
  auto const name = [&](RunId r) { return protocol.program.threads[graph.runs[r].context].name; };
  std::vector<Literal> ways;
  for (auto const& one : Brackets(gates, encoding).crossings()) {
    ways.push_back(one.is_so);
    if (tasks_.empty()) tasks_ = name(one.reader) + " and " + name(one.other);
  }
  some_ = gates.any(ways);
}

std::string CrossingReaders::in_words() const {
  return "RCU readers of " + tasks_ +
         ", which have turns on one CPU, may cross, and models take them for brackets of the CPU";
}

} // namespace barrister::solver
