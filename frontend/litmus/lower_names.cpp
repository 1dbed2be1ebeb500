// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/hint.hpp"
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/types.hpp"
#include "frontend/litmus/walk.hpp"

namespace barrister::frontend::litmus {

std::vector<std::string> names_of(std::vector<Local> const& locals) {
  std::vector<std::string> names;
  for (auto const& local : locals)
    if (!local.name.empty()) names.push_back(local.name);
  return names;
}

LocalId Lowering::declare(std::string const& name, Type const& type) {
  auto const id = static_cast<LocalId>(thread_.locals.size());
  auto const [at, fresh] = names_.emplace(name, id);
  if (fresh)
    thread_.locals.push_back({name, type, number(0)});
  else if (thread_.locals[at->second].type.spelling.empty())
    thread_.locals[at->second].type = type;
  return at->second;
}

void Lowering::declare_parameters() {
  for (auto const& p : function_.parameters) {
    if (p.type.stars == 0)
      diagnostics_.error(
          source_, p.span, "parameter '" + p.name + "' of " + thread_.name + " is not a pointer",
          "litmus tests take shared variables by address: '" + p.type.words + " *" + p.name + "'");
    if (names_.contains(p.name))
      diagnostics_.error(source_, p.span, thread_.name + " has two parameters '" + p.name + "'");
    thread_.locals[declare(p.name, to_type(p.type))].initial = objects_.address_of(p.name);
  }
}

void Lowering::declare_registers() {
  for (auto const& item : test_.init) {
    if (item.location.cpu != function_.cpu) continue;
    auto const local = declare(item.location.name, item.type.is_given() ? to_type(item.type) : Type());
    thread_.locals[local].initial = convert(initial_value(item, objects_), thread_.locals[local].type);
  }
}

void Lowering::declare_in(ast::Block const& block) {
  for (auto const& statement : block) {
    if (auto const* d = std::get_if<ast::Declaration>(&statement.node)) {
      declares_ = true;
      for (auto const& one : d->declarators) {
        if (one.is_array) diagnostics_.unsupported(source_, one.span, "arrays local to a function");
        declare(one.name, to_type({d->type, one.stars}));
      }
    }
    for_each_block(statement, [&](ast::Block const& inner) { declare_in(inner); });
  }
}

void Lowering::declare_assigned(ast::Block const& block) {
  for (auto const& statement : block) {
    if (auto const* e = std::get_if<ast::Evaluate>(&statement.node)) declare_assigned(e->expression);
    for_each_block(statement, [&](ast::Block const& inner) { declare_assigned(inner); });
    if (auto const* f = std::get_if<ast::For>(&statement.node)) declare_assigned(f->step);
  }
}
void Lowering::declare_assigned(ast::ExpressionPtr const& e) {
  auto const* assignment = e ? std::get_if<ast::Assignment>(&e->node) : nullptr;
  auto const* name = assignment ? std::get_if<ast::Name>(&assignment->target->node) : nullptr;
  if (!name || assignment->op || names_.contains(name->text)) return;
  if (declares_) { // who declares some locals means to declare them all; this may be a misspelling
    diagnostics_.warning(source_, assignment->target->span,
                         "'" + name->text + "' is not declared in " + thread_.name,
                         did_you_mean(name->text, names_of(thread_.locals)));
  }
  declare(name->text, {});
}

std::optional<LocalId> Lowering::find(std::string const& name) const {
  auto const at = names_.find(name);
  return at == names_.end() ? std::nullopt : std::optional(at->second);
}

LocalId Lowering::use(std::string const& name, Span span) {
  if (auto const found = find(name)) return *found;
  auto const hint = objects_.find(name) ? "'" + name + "' is shared: make it a parameter of " + thread_.name
                                        : did_you_mean(name, names_of(thread_.locals));
  diagnostics_.error(source_, span, "'" + name + "' is not declared in " + thread_.name, hint);
  return declare(name, {}); // said once
}

LocalId Lowering::temporary() {
  thread_.locals.push_back({"", {}, number(0)});
  return static_cast<LocalId>(thread_.locals.size() - 1);
}

} // namespace barrister::frontend::litmus
