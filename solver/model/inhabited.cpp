// SPDX-License-Identifier: BSD-2-Clause
#include "solver/model/inhabited.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

class Look {
public:
  explicit Look(EventGraph const& graph) : graph_(graph) {
    for (auto const& e : graph.events) {
      tags_ = tags_ | e.tags | e.zero_tags | e.nonzero_tags;
      has_reads_ = has_reads_ || e.kind == EventKind::Read;
      has_writes_ = has_writes_ || e.kind == EventKind::Write;
      has_fences_ = has_fences_ || is_fence(e);
    }
  }
  bool has(Node const& base) const { return base.is_set ? has_set(base.name) : has_relation(base.name); }

private:
  bool has_set(std::string const& name) const {
    if (name == "R") return has_reads_;
    if (name == "W" || name == "FW") return has_writes_;
    if (name == "F") return has_fences_;
    if (!is_base_set_of_tag(name)) return true;
    auto const tag = graph_.tag_names.find(name);
    return tag && tags_.has(*tag);
  }
  bool has_relation(std::string const& name) const {
    if (name == "rmw") return !graph_.rmw.empty();
    if (name == "addr") return !graph_.addr.empty();
    if (name == "data") return !graph_.data.empty();
    if (name == "ctrl") return !graph_.ctrl.empty();
    if (name == "rf") return has_reads_;
    return true;
  }

  EventGraph const& graph_;
  TagSet tags_;
  bool has_reads_ = false, has_writes_ = false, has_fences_ = false;
};

} // namespace

std::vector<bool> inhabited(MemoryModel const& model, EventGraph const& graph) {
  Look const look(graph);
  std::vector<bool> out(model.nodes.size(), true);
  for (NodeId n = 0; n < model.nodes.size(); ++n)
    if (model.nodes[n].kind == NodeKind::Base) out[n] = look.has(model.nodes[n]);
  return out;
}

} // namespace barrister::solver
