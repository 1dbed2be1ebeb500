// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/foreign.hpp"
#include "frontend/litmus/guards.hpp"
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/memory_locals.hpp"
#include "frontend/litmus/types.hpp"
#include "frontend/litmus/walk.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {

std::vector<std::string> names_of(std::vector<Local> const& locals) {
  std::vector<std::string> names;
  for (auto const& local : locals)
    if (!local.name.empty()) names.push_back(local.name);
  return names;
}

LocalId Lowering::declare(std::string const& name, CType const& as_written) {
  CType const type{settled(as_written.name), as_written.array};
  auto const id = static_cast<LocalId>(thread_.locals.size());
  auto const [at, fresh] = names_.emplace(name, id);
  if (fresh) { // what a function that is inlined calls its locals is no name of the process
    bool const is_name = inside_.empty() && !is_of_guard(name);
    auto const has_none = !part_ && !type.name.is_given(); // an int, as for herd7
    thread_.locals.push_back(
        {is_name ? name : "", has_none ? Type{"", 32, true} : to_type(type.name), number(0)});
    types_[id] = type;
  } else if (thread_.locals[at->second].type.spelling.empty()) {
    thread_.locals[at->second].type = to_type(type.name);
    types_[at->second] = type;
  }
  return at->second;
}

void Lowering::declare_parameters() {
  for (auto const& p : function_.parameters) {
    if (p.type.stars == 0) {
      diagnostics_.error(
          source_, p.span, "parameter '" + p.name + "' of " + thread_.name + " is not a pointer",
          "litmus tests take shared variables by address: '" + p.type.words + " *" + p.name + "'");
      diagnostics_.about(Topic::NotAPointer, p.name + " of function " + thread_.name);
    }
    if (names_.contains(p.name))
      diagnostics_.error(source_, p.span, thread_.name + " has two parameters '" + p.name + "'");
    thread_.locals[declare(p.name, {p.type, {}})].initial = objects_.address_of(p.name);
  }
}

void Lowering::declare_memory() {
  auto const prefix = object_name(function_.cpu, "");
  for (ObjectId id = 0; id < objects_.all().size(); ++id)
    if (auto const& name = objects_.all()[id].name; name.starts_with(prefix))
      memory_.emplace(name.substr(prefix.size()), id);
  for (auto const& p : function_.parameters)
    if (memory_.contains(p.name))
      diagnostics_.error(source_, p.span, thread_.name + " declares its parameter '" + p.name + "' again");
}

void Lowering::declare_registers() {
  for (auto const& item : test_.init) {
    if (item.location.cpu != function_.cpu) continue;
    if (memory_.contains(item.location.name)) {
      diagnostics_.unsupported(source_, item.span, "an initial value of a local whose address is taken",
                               "assign it in " + thread_.name);
      continue;
    }
    auto const local = declare(item.location.name, {item.type, {}});
    thread_.locals[local].initial = initial_value(item, objects_);
  }
}

void Lowering::declare_in(ast::Block const& block, std::vector<std::string> declared) {
  for (auto const& statement : block) {
    auto const* d = std::get_if<ast::Declaration>(&statement.node);
    if (d) for_each_block(statement, [&](ast::Block const& inner) { declare_in(inner, declared); });
    if (d) {
      declares_ = true;
      for (auto const& one : d->declarators) {
        CType const type{ast::type_of(*d, one), {}};
        if (!part_ && !inside_.empty() && (one.is_array || structs_.fields(type)))
          diagnostics_.unsupported(source_, one.span, "arrays and structs local to a function that is called",
                                   "declare it in P" + std::to_string(function_.cpu) + " and pass a pointer");
        if (!part_ && std::ranges::count(declared, one.name) > 0)
          diagnostics_.warning(source_, one.span,
                               "'" + one.name + "' is declared twice here: it is one variable");
        declared.push_back(one.name);
        if (memory_.contains(one.name)) continue;
        if (!one.value && (" " + d->type).ends_with(" __auto_type"))
          diagnostics_.error(source_, one.span,
                             "the type of '" + one.name + "' is that of its value, and it has none");
        auto const known = find(one.name);
        auto const local = declare(one.name, type);
        if (type.name.of) check_settled(local, type, known.has_value(), one.span);
      }
      continue;
    }
    for_each_block(statement, [&](ast::Block const& inner) { declare_in(inner, declared); });
  }
}

// What typeof() stands for is known only now.
void Lowering::check_settled(LocalId local, CType const& type, bool is_second, Span span) {
  auto const given = settled(type.name);
  if (structs_.fields({given, {}}))
    diagnostics_.unsupported(source_, span, "a struct that is declared by typeof()", "write the type itself");
  if (is_second && to_type(given).spelling != to_type(types_[local].name).spelling)
    diagnostics_.unsupported(source_, span,
                             "a second local '" + std::string(source_.text(span)) +
                                 "' of another type in the same function",
                             "give it another name");
}

void Lowering::declare_assigned(ast::Block const& block) {
  for (auto const& statement : block) {
    for_each_expression(statement, [&](ast::ExpressionPtr const& e) { declare_assigned(e); });
    for_each_block(statement, [&](ast::Block const& inner) { declare_assigned(inner); });
  }
}
void Lowering::declare_assigned(ast::ExpressionPtr const& e) {
  for_each_operand(*e, [&](ast::ExpressionPtr const& operand) { declare_assigned(operand); });
  auto const* assignment = std::get_if<ast::Assignment>(&e->node);
  auto const* name = assignment ? std::get_if<ast::Name>(&assignment->target->node) : nullptr;
  if (!name || assignment->op || memory_.contains(name->text)) return;
  auto const given = value_type_in_c(*assignment->value);
  bool const is_long = given.bits == 64 && !given.spelling.empty() && !given.spelling.ends_with('*');
  if (auto const known = find(name->text)) {
    auto& type = thread_.locals[*known].type;
    if (is_long && type.spelling.empty() && context_.types == Types::AsInC) type = {};
    return;
  }
  if (declares_) { // who declares some locals means to declare them all; this may be a misspelling
    diagnostics_.warning(source_, assignment->target->span,
                         "'" + name->text + "' is not declared in " + thread_.name,
                         did_you_mean(name->text, names_of(thread_.locals)));
  }
  auto& type = thread_.locals[declare(name->text, {})].type;
  if (is_long && context_.types == Types::AsInC) type = {};
}

std::optional<LocalId> Lowering::find(std::string const& name) const {
  auto const at = names_.find(name);
  return at == names_.end() ? std::nullopt : std::optional(at->second);
}

// Of what can be called: smp_mb; and r0 = smp_load_acquire;
std::string Lowering::as_call(std::string const& name) const {
  auto const* const function = helper(name);
  auto const known = find_primitive(name);
  if (!function && !known) return {};
  bool const is_bare = function ? function->parameters.empty() : arity(*known) == 0;
  return "to call it, write '" + name + (is_bare ? "()'" : "(...)'");
}

LocalId Lowering::use(std::string const& name, Span span) {
  if (auto const found = find(name)) return *found;
  auto const call = as_call(name);
  if (part_) {
    auto hint = call.empty() ? did_you_mean(name, known_names()) : call;
    if (auto const constant = meant_by_constant(name); !constant.empty()) hint = constant;
    diagnostics_.error(source_, span, "'" + name + "' is not declared", hint);
    return declare(name, {}); // said once
  }
  bool const is_zero = context_.types == Types::AsHerd7 && !objects_.find(name) && call.empty();
  if (is_zero) return declare(name, {});
  auto hint = objects_.find(name) ? "'" + name + "' is shared: make it a parameter of " + thread_.name
              : !call.empty()     ? call
                                  : did_you_mean(name, names_of(thread_.locals));
  if (hint.empty()) hint = "if it is shared: make 'int *" + name + "' a parameter of " + thread_.name;
  diagnostics_.error(source_, span, "'" + name + "' is not declared in " + thread_.name, hint);
  return declare(name, {}); // said once
}

LocalId Lowering::temporary() {
  thread_.locals.push_back({"", {}, number(0)});
  return static_cast<LocalId>(thread_.locals.size() - 1);
}
LocalId Lowering::temporary(Type const& type) {
  auto const id = temporary();
  thread_.locals[id].type = type;
  return id;
}
LocalId Lowering::temporary(CType const& type) {
  auto const id = temporary();
  thread_.locals[id].type = to_type(type.name);
  types_[id] = type;
  return id;
}

} // namespace barrister::frontend::litmus
