// SPDX-License-Identifier: BSD-2-Clause
#include "solver/model/thin_air.hpp"

namespace barrister::solver {

MemoryModel without_thin_air(MemoryModel model) {
  auto const add = [&](NodeKind kind, std::string name, NodeId a, NodeId b) {
    model.nodes.push_back({kind, false, a, b, std::move(name)});
    return static_cast<NodeId>(model.nodes.size() - 1);
  };
  auto all = add(NodeKind::Base, "rf", 0, 0);
  for (auto const* name : {"addr", "data", "ctrl"})
    all = add(NodeKind::Union, "", all, add(NodeKind::Base, name, 0, 0));
  Check check;
  check.test = Test::Acyclic;
  check.node = all;
  check.name = "no-thin-air";
  check.text = "acyclic (addr | data | ctrl | rf) as no-thin-air";
  model.checks.push_back(std::move(check));
  return model;
}

} // namespace barrister::solver
