// SPDX-License-Identifier: BSD-2-Clause
// A memory model under construction: equal expressions are one node, and what is obviously equal to something
// simpler is that.
#pragma once
#include "spec/memory_model.hpp"
#include <tuple>

namespace barrister::frontend::cat {

class Graph {
public:
  NodeId base(std::string const& name, bool is_set);
  NodeId empty(bool is_set);
  NodeId universe();
  // Complement, Inverse, the closures, Identity, Domain, Range.
  NodeId unary(NodeKind, NodeId operand);
  // Union, Intersection, Difference, Sequence, Product. The operands have the sorts that the kind asks for.
  NodeId binary(NodeKind, NodeId left, NodeId right);

  // A base set or relation of its own, for what an expression says of any event or pair.
  NodeId placeholder(bool is_set);
  // Two choices are never one.
  NodeId choice(NodeKind, NodeId a, NodeId b, std::string const& name);

  // A fixpoint is opened with the sorts and names of its variables, and closed with their bodies.
  std::uint32_t open_fixpoint(std::vector<bool> const& are_sets, std::vector<std::string> names, Place);
  NodeId variable(std::uint32_t fixpoint, std::size_t position) const;
  void close_fixpoint(std::uint32_t fixpoint, std::vector<NodeId> bodies);

  Node const& node(NodeId n) const { return nodes_[n]; }
  bool is_set(NodeId n) const { return nodes_[n].is_set; }

  // Moves nodes and fixpoints into `model`, but for those no check and no name needs; renumbers them there.
  void move_into(MemoryModel& model);

private:
  using Key = std::tuple<NodeKind, bool, NodeId, NodeId, std::string>;
  NodeId node(NodeKind, bool is_set, NodeId a = 0, NodeId b = 0, std::string const& name = {});
  bool is(NodeId n, NodeKind kind) const { return nodes_[n].kind == kind; }

  std::vector<Node> nodes_;
  std::vector<Fixpoint> fixpoints_;
  std::map<Key, NodeId> known_;
  std::size_t placeholders_ = 0;
};

bool is_placeholder(Node const&);
bool is_unary(NodeKind);
bool is_binary(NodeKind); // choices among them

} // namespace barrister::frontend::cat
