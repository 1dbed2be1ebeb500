// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/axioms.hpp"
#include "proofs/choices.hpp"
#include <algorithm>

namespace barrister::proofs {
Axioms::Axioms(PreparedAxioms const& prepared)
    : model_(prepared.model()), values_(model_, prepared.plan()), fine_choices_(model_.choices.size()),
      fine_checks_(model_.checks.size()) {}

std::vector<std::string> Axioms::broken_by(Execution const& x) {
  values_.look_at(x);
  if (!values_.unsettled().empty()) return {values_.unsettled()};
  auto out = complaints_about_number_of_choices(model_, x);
  for (std::size_t i = 0; i < model_.choices.size() && i < x.choices.size(); ++i) look_at_choice(i, x, out);
  for (std::size_t i = 0; i < model_.checks.size(); ++i)
    if (model_.checks[i].role == Role::Axiom) look_at_axiom(i, out);
  return out;
}

void Axioms::look_at_choice(std::size_t i, Execution const& x, std::vector<std::string>& complaints) {
  auto const id = model_.choices[i];
  auto const& node = model_.nodes[id];
  auto const now = std::max({values_.changed(id), values_.changed(node.a), values_.changed(node.b)});
  bool const is_order = node.kind == NodeKind::ChosenOrder; // which depends on co, too
  if (!is_order && x.choices[i].size() == x.events.size() && fine_choices_[i] == now) return;
  auto const found = complaints_about_choice(model_, i, x, values_.value(node.a), values_.value(node.b));
  fine_choices_[i] = found.empty() ? now : 0;
  complaints.insert(complaints.end(), found.begin(), found.end());
}

void Axioms::look_at_axiom(std::size_t i, std::vector<std::string>& complaints) {
  auto const& check = model_.checks[i];
  auto const now = values_.changed(check.node);
  if (fine_checks_[i] == now) return;
  fine_checks_[i] = values_.succeeds(check) ? now : 0;
  if (fine_checks_[i] == 0)
    complaints.push_back("the axiom '" + (check.name.empty() ? check.text : check.name) + "' does not hold");
}

} // namespace barrister::proofs
