// SPDX-License-Identifier: BSD-2-Clause
// Vertex elimination: take vertices away one by one, joining what came in to what went out; a
// cycle shows up as an edge of the last of its vertices to itself. Of cycles that go through some vertices,
// the last is one of these if they are taken away behind all others.
#include "solver/encode/acyclic.hpp"
#include <algorithm>
#include <map>
#include <set>

namespace barrister::solver {
namespace {

class Elimination {
public:
  Elimination(Gates& gates, std::set<EventId> through) : gates_(gates), through_(std::move(through)) {}

  void add(EdgeIf const& edge) {
    if (edge.there == never) return;
    join(edge.from, edge.to, edge.there);
    for (auto v : {edge.from, edge.to}) (through_.contains(v) ? last_ : first_).insert(v);
  }
  void run() {
    eliminate(first_);
    eliminate(last_);
  }

private:
  void join(EventId a, EventId b, Literal l) {
    if (a == b) {
      if (through_.contains(a)) gates_.require({-l});
      return;
    }
    auto& slot = out_[a].try_emplace(b, 0).first->second;
    if (slot == 0) {
      slot = l;
    } else {
      auto const wider = gates_.fresh();
      gates_.require({-slot, wider});
      gates_.require({-l, wider});
      slot = wider;
    }
    in_[b][a] = slot;
  }
  void eliminate(std::set<EventId>& left) {
    while (!left.empty()) {
      auto const least =
          *std::ranges::min_element(left, {}, [&](EventId v) { return in_[v].size() * out_[v].size(); });
      left.erase(least);
      auto const sources = in_[least], targets = out_[least];
      for (auto [a, l] : sources) out_[a].erase(least);
      for (auto [b, l] : targets) in_[b].erase(least);
      for (auto [a, before] : sources)
        for (auto [b, behind] : targets) {
          if (a == b) {
            if (through_.contains(a)) gates_.require({-before, -behind});
            continue;
          }
          auto const both = gates_.fresh();
          gates_.require({-before, -behind, both});
          join(a, b, both);
        }
    }
  }

  Gates& gates_;
  std::set<EventId> through_, first_, last_;
  std::map<EventId, std::map<EventId, Literal>> out_, in_;
};

} // namespace

void require_acyclic(Gates& gates, std::vector<EdgeIf> const& edges) {
  std::set<EventId> all;
  for (auto const& edge : edges) all.insert({edge.from, edge.to});
  Elimination elimination(gates, std::move(all));
  for (auto const& edge : edges) elimination.add(edge);
  elimination.run();
}
void require_acyclic_through(Gates& gates, std::vector<EventId> const& through,
                             std::vector<EdgeIf> const& edges) {
  Elimination elimination(gates, {through.begin(), through.end()});
  for (auto const& edge : edges) elimination.add(edge);
  elimination.run();
}

} // namespace barrister::solver
