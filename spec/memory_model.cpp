// SPDX-License-Identifier: BSD-2-Clause
#include "spec/memory_model.hpp"
#include "spec/tag.hpp"
#include <algorithm>

namespace barrister {

namespace {

bool is_set_of_kind(std::string const& name) {
  static constexpr std::array<std::string_view, 6> sets = {"R", "W", "M", "F", "IW", "FW"};
  return std::ranges::find(sets, name) != sets.end();
}

} // namespace

bool is_of_races(Check const& check) { return check.role == Role::Flag && check.name == "data-race"; }

Operands operands(Node const& node) {
  switch (node.kind) {
  case NodeKind::Base:
  case NodeKind::Empty:
  case NodeKind::Universe:
  case NodeKind::Variable: return {};
  case NodeKind::Union:
  case NodeKind::Intersection:
  case NodeKind::Difference:
  case NodeKind::Sequence:
  case NodeKind::Product:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder: return {node.a, node.b};
  case NodeKind::Complement:
  case NodeKind::Inverse:
  case NodeKind::Closure:
  case NodeKind::ReflexiveClosure:
  case NodeKind::Reflexive:
  case NodeKind::Identity:
  case NodeKind::Domain:
  case NodeKind::Range: return Operands(node.a);
  }
  return {};
}

std::string does_not_settle(Fixpoint const& f) {
  std::string names;
  for (auto const& name : f.names) names += (names.empty() ? "'" : ", '") + name + "'";
  std::string where;
  if (f.place.line > 0)
    where = (f.place.file ? *f.place.file + ":" : "line ") + std::to_string(f.place.line) + ": ";
  return where + "'let rec' of " + (names.empty() ? "a relation" : names) +
         " does not settle: round after round it gives something else";
}

bool is_base_set(std::string const& name) {
  return is_set_of_kind(name) || std::ranges::find(tag_names, name) != tag_names.end();
}
bool is_base_set_of_tag(std::string const& name) { return !is_set_of_kind(name) && !is_base_relation(name); }
bool is_base_relation(std::string const& name) {
  static constexpr std::array<std::string_view, 12> relations = {
      "po", "addr", "data", "ctrl", "rmw", "rf", "co", "loc", "int", "ext", "id", "same-value"};
  return std::ranges::find(relations, name) != relations.end();
}

} // namespace barrister
