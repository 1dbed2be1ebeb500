// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/cat/print_model.hpp"
#include "frontend/cat/graph.hpp"

namespace barrister::frontend::cat {
namespace {

class Printer {
public:
  explicit Printer(MemoryModel const& model) : model_(model), called_(model.nodes.size()) {
    for (NodeId n = 0; n < model.nodes.size(); ++n) called_[n] = "%" + std::to_string(n);
    for (auto& [name, n] : model.names) called_[n] = name;
    for (NodeId n = 0; n < model.nodes.size(); ++n)
      if (leaf(model.nodes[n])) called_[n] = written(model.nodes[n]);
  }

  std::string all() const {
    std::string out;
    for (NodeId n = 0; n < model_.nodes.size(); ++n) {
      if (!leaf(model_.nodes[n])) out += called_[n] + " = " + definition(model_.nodes[n]) + "\n";
    }
    for (auto& c : model_.checks) out += check(c) + "\n";
    return out;
  }

private:
  static bool leaf(Node const& n) {
    return n.kind == NodeKind::Base || n.kind == NodeKind::Empty || n.kind == NodeKind::Universe;
  }
  static std::string written(Node const& n) {
    return n.kind == NodeKind::Base ? n.name : n.kind == NodeKind::Universe ? "_" : n.is_set ? "{}" : "0";
  }

  std::string definition(Node const& n) const {
    auto a = [&] { return called_[n.a]; };
    auto both = [&](char const* op) { return called_[n.a] + op + called_[n.b]; };
    switch (n.kind) {
    case NodeKind::Union: return both(" | ");
    case NodeKind::Intersection: return both(" & ");
    case NodeKind::Difference: return both(" \\ ");
    case NodeKind::Sequence: return both(" ; ");
    case NodeKind::Product: return both(" * ");
    case NodeKind::ChosenSources: return "an edge of " + called_[n.b] + " to each of " + a();
    case NodeKind::ChosenTargets: return "an edge of " + called_[n.b] + " from each of " + a();
    case NodeKind::ChosenOrder: return "an order in each class of " + a() + ", with " + called_[n.b];
    case NodeKind::Complement: return "~" + a();
    case NodeKind::Inverse: return a() + "^-1";
    case NodeKind::Closure: return a() + "+";
    case NodeKind::ReflexiveClosure: return a() + "*";
    case NodeKind::Reflexive: return a() + "?";
    case NodeKind::Identity: return "[" + a() + "]";
    case NodeKind::Domain: return "domain(" + a() + ")";
    case NodeKind::Range: return "range(" + a() + ")";
    case NodeKind::Variable: return "rec " + called_[model_.fixpoints[n.a].bodies[n.b]];
    default: return written(n);
    }
  }

  std::string check(Check const& c) const {
    std::string out = c.role == Role::Flag ? "flag " : c.role == Role::Requirement ? "undefined_unless " : "";
    if (c.negated) out += "~";
    out += c.test == Test::Acyclic ? "acyclic " : c.test == Test::Irreflexive ? "irreflexive " : "empty ";
    return out + called_[c.node] + (c.name.empty() ? "" : " as " + c.name);
  }

  MemoryModel const& model_;
  std::vector<std::string> called_;
};

} // namespace

std::string print(MemoryModel const& model) { return Printer(model).all(); }

} // namespace barrister::frontend::cat
