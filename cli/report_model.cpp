// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_model.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

bool is_binary(NodeKind kind) {
  return kind == NodeKind::Union || kind == NodeKind::Intersection || kind == NodeKind::Difference ||
         kind == NodeKind::Sequence || kind == NodeKind::Product;
}

class Printer {
public:
  explicit Printer(MemoryModel const& m) : model(m) {
    for (auto const& [name, node] : m.names) names.try_emplace(node, name);
    for (std::size_t g = 0; g < m.fixpoints.size(); ++g)
      for (std::size_t i = 0; i < m.fixpoints[g].variables.size(); ++i)
        names.try_emplace(m.fixpoints[g].variables[i], fmt::format("fix{}.{}", g, i));
  }

  std::string named(NodeId id) const {
    auto const found = names.find(id);
    return found == names.end() ? definition(id) : found->second;
  }

  std::string operand(NodeId id) const {
    return names.contains(id) || !is_binary(model.nodes[id].kind) ? named(id) : "(" + definition(id) + ")";
  }

  std::string definition(NodeId id) const {
    auto const& n = model.nodes[id];
    auto const both = [&](char const* op) {
      bool const chain = !names.contains(n.a) && model.nodes[n.a].kind == n.kind;
      return fmt::format("{} {} {}", chain ? definition(n.a) : operand(n.a), op, operand(n.b));
    };
    switch (n.kind) {
    case NodeKind::Base: return n.name;
    case NodeKind::Empty: return n.is_set ? "{}" : "0";
    case NodeKind::Universe: return "_";
    case NodeKind::Union: return both("|");
    case NodeKind::Intersection: return both("&");
    case NodeKind::Difference: return both("\\");
    case NodeKind::Sequence: return both(";");
    case NodeKind::Product: return both("*");
    case NodeKind::Complement: return "~" + operand(n.a);
    case NodeKind::Inverse: return operand(n.a) + "^-1";
    case NodeKind::Closure: return operand(n.a) + "+";
    case NodeKind::ReflexiveClosure: return operand(n.a) + "*";
    case NodeKind::Reflexive: return operand(n.a) + "?";
    case NodeKind::Identity: return "[" + named(n.a) + "]";
    case NodeKind::Domain: return "domain(" + named(n.a) + ")";
    case NodeKind::Range: return "range(" + named(n.a) + ")";
    case NodeKind::ChosenSources:
      return fmt::format("an edge of {} to each of {}", operand(n.b), operand(n.a));
    case NodeKind::ChosenTargets:
      return fmt::format("an edge of {} from each of {}", operand(n.b), operand(n.a));
    case NodeKind::ChosenOrder:
      return fmt::format("an order in each class of {}, with {}", operand(n.a), operand(n.b));
    case NodeKind::Variable: return named(model.fixpoints[n.a].bodies[n.b]);
    }
    return "";
  }

private:
  MemoryModel const& model;
  std::map<NodeId, std::string> names;
};

std::vector<std::pair<NodeId, std::string>> in_order_of_definition(MemoryModel const& model) {
  std::vector<std::pair<NodeId, std::string>> names;
  for (auto const& [name, node] : model.names) names.emplace_back(node, name);
  std::ranges::sort(names);
  return names;
}

} // namespace

std::string report_model(MemoryModel const& model) {
  Printer const printer(model);
  auto text = fmt::format("\"{}\"\n\n", model.title);
  for (auto const& group : model.fixpoints)
    for (std::size_t i = 0; i < group.variables.size(); ++i)
      text +=
          fmt::format("let rec {} = {}\n", printer.named(group.variables[i]), printer.named(group.bodies[i]));
  for (auto const& [node, name] : in_order_of_definition(model)) {
    auto const first = printer.named(node);
    auto const body = first == name ? printer.definition(node) : first;
    if (body != name && model.nodes[node].kind != NodeKind::Variable)
      text += fmt::format("let {} = {}\n", name, body);
  }
  text += "\n";
  for (auto const& check : model.checks)
    text += fmt::format("{}{}\n", check.text,
                        check.place.file ? fmt::format("  (* {}:{} *)", *check.place.file, check.place.line)
                                         : "");
  return text;
}

} // namespace barrister::cli
