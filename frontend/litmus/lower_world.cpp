// SPDX-License-Identifier: BSD-2-Clause
// Names that only protocols have: shared variables in reach of all code, owned variables, accumulators,
// functions as values.
#include "frontend/litmus/guards.hpp"
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/memory_locals.hpp"
#include "frontend/litmus/settle_arguments.hpp"
#include "frontend/litmus/types.hpp"
#include "frontend/litmus/walk.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {

std::string signature(ast::Function const& f) {
  std::string takes;
  for (auto const& p : f.parameters)
    takes += (takes.empty() ? "" : ", ") + to_type({p.type.words, 0}).spelling +
             (p.type.stars > 0 ? " " + std::string(p.type.stars, '*') : "");
  return ast::pointer_to_function(f.result, "(" + (takes.empty() ? "void" : takes) + ")").words;
}

Value World::address_of(ast::Function const& f) {
  if (auto const known = objects.find(f.called)) return address(*known);
  Object object;
  object.name = f.called;
  object.initial.clear();
  return address(objects.add(std::move(object), {{signature(f), 0}, {}}));
}

namespace {

constexpr auto current_task = "current_task";
LitmusContext const& plain_context() {
  static LitmusContext const context;
  return context;
}

bool only_looks(Block const&);
struct OnlyLooks {
  bool operator()(Assign const&) const { return true; }
  bool operator()(Load const& s) const { return !s.until; }
  bool operator()(OwnedLoad const&) const { return true; }
  bool operator()(CountLoad const&) const { return true; }
  bool operator()(Leave const&) const { return true; }
  bool operator()(If const& s) const { return only_looks(s.then) && only_looks(s.otherwise); }
  bool operator()(Loop const& s) const { return only_looks(s.test) && only_looks(s.body); }
  bool operator()(Labelled const& s) const { return only_looks(s.body); }
  template <class Other> bool operator()(Other const&) const { return false; }
};
bool only_looks(Block const& block) {
  return std::ranges::all_of(block, [](Statement const& s) { return std::visit(OnlyLooks(), s.node); });
}

} // namespace

Lowering::Lowering(ast::Function const& function, ast::Test const& test, Structs const& structs,
                   Part const& part, TagNames& tag_names, Source const& source, Diagnostics& diagnostics)
    : Lowering(function, test, structs, part.world.objects, plain_context(), tag_names, source, diagnostics) {
  part_ = &part;
  thread_.name = part.name;
}

Lowering::Lowered Lowering::run_part() {
  declares_ = true;
  check_shadows(function_);
  add_stack(function_);
  declare_in(function_.body);
  block_ = &thread_.body;
  lower_body(function_.body);
  settle_arguments(thread_, parameters_);
  return {std::move(thread_), std::move(spans_)};
}

Probe Lowering::run_probe(ast::ExpressionPtr const& e, Bound const& bound) {
  declares_ = true;
  block_ = &thread_.body;
  begin_instruction(e->span);
  auto const answer = temporary();
  no_value_ = temporary();
  emit(Assign{answer, constant(number(bound.all ? 1 : 0))});
  auto const values = bound.name.empty() ? std::vector{number(0)} : bound.values;
  for (auto const& v : values) {
    if (!bound.name.empty()) emit(Assign{declare(bound.name, bound.type), constant(v)});
    emit(Assign{no_value_, constant(number(0))});
    auto const yes = as_truth(value(e));
    auto const says = operation(Operator::And, yes, operation(Operator::LogicalNot, use_of(no_value_)));
    emit(Assign{answer, operation(bound.all ? Operator::And : Operator::Or, use_of(answer), says)});
  }
  if (!only_looks(thread_.body))
    diagnostics_.error(source_, e->span, "what looks at a final state changes nothing, and waits for nothing",
                       "a function that it calls does");
  return {std::move(thread_.locals), std::move(thread_.body), answer};
}

Probe Lowering::run_value(ast::ExpressionPtr const& e, Bound const& bound) {
  declares_ = true;
  block_ = &thread_.body;
  begin_instruction(e->span);
  auto const answer = temporary();
  no_value_ = temporary();
  if (!bound.name.empty()) emit(Assign{declare(bound.name, bound.type), constant(bound.values.front())});
  auto result = value(e);
  auto const nothing = operation(Operator::Divide, constant(number(1)), constant(number(0)));
  emit(If{use_of(no_value_),
          {{Assign{answer, nothing}, instruction_}},
          {{Assign{answer, std::move(result)}, instruction_}}});
  return {std::move(thread_.locals), std::move(thread_.body), answer};
}

std::optional<Value> Lowering::run_constant(ast::ExpressionPtr const& e) {
  block_ = &thread_.body;
  begin_instruction(e->span);
  auto const said = diagnostics_.all().size();
  auto const v = value(e);
  auto const* known = std::get_if<Constant>(&v->node);
  if (known && thread_.body.empty()) return known->value;
  if (diagnostics_.all().size() > said) return std::nullopt;
  diagnostics_.error(source_, e->span, "this is neither a constant nor an address");
  return std::nullopt;
}

// Where a pointer is NULL, there is no value; the rest of the expression goes on with 0.
ExpressionPtr Lowering::guarded(Load access) {
  auto const target = access.target;
  auto pointer = access.address; // without the members and elements that are added to it
  while (auto const* o = std::get_if<Operation>(&pointer->node)) {
    if (o->op != Operator::Add) break;
    pointer = o->left;
  }
  if (std::holds_alternative<Constant>(pointer->node)) {
    emit(std::move(access));
    return use_of(target);
  }
  Block const follow{{std::move(access), instruction_}};
  Block const stop{{Assign{target, constant(number(0))}, instruction_},
                   {Assign{no_value_, constant(number(1))}, instruction_}};
  emit(If{pointer, follow, stop});
  return use_of(target);
}

bool Lowering::is_local(std::string const& name) const {
  return !memory_.contains(name) && (!part_ || find(name) || !world_type(name));
}

// Arrays, structs and what '&' is applied to, of a function: memory of this context and this call alone.
void Lowering::add_stack(ast::Function const& f) {
  for (auto const& local : memory_locals(f, structs_, source_, diagnostics_)) {
    if (part_->role == Part::Role::Probe) {
      diagnostics_.error(source_, local.span, "what only looks at a final state has no memory of its own");
      continue;
    }
    memory_.emplace(local.name, add_object(local.name, local.type));
  }
}

// A function's locals are one scope here: a name that C would take for another thing elsewhere in the
// function is refused.
void Lowering::check_shadows(ast::Function const& f) {
  std::map<std::string, CType> declared;
  check_doubles(f.body, declared);
  std::set<std::string> visible;
  for (auto const& p : f.parameters) visible.insert(p.name);
  check_shadows(f.body, visible, declared);
}
void Lowering::check_doubles(ast::Block const& block, std::map<std::string, CType>& declared) {
  for (auto const& s : block) {
    if (auto const* d = std::get_if<ast::Declaration>(&s.node))
      for (auto const& one : d->declarators) {
        CType const type{ast::type_of(*d, one), {}};
        auto const& first = declared.emplace(one.name, type).first->second;
        if (to_type(first.name).spelling != to_type(type.name).spelling)
          diagnostics_.unsupported(source_, one.span,
                                   "a second local '" + one.name + "' of another type in the same function",
                                   "give it another name");
      }
    for_each_block(s, [&](ast::Block const& inner) { check_doubles(inner, declared); });
  }
}
void Lowering::check_shadows(ast::Block const& block, std::set<std::string> visible,
                             std::map<std::string, CType> const& declared) {
  for (auto const& s : block) {
    auto const* declaration = std::get_if<ast::Declaration>(&s.node);
    if (declaration && (" " + declaration->type + " ").find(" static ") != std::string::npos)
      diagnostics_.unsupported(source_, s.span, "a 'static' local",
                               "a variable outside of the function is one, too");
    auto inside = visible;
    if (auto const* loop = std::get_if<ast::For>(&s.node))
      for (auto const& start : loop->start)
        if (auto const* d = std::get_if<ast::Declaration>(&start.node))
          for (auto const& one : d->declarators) inside.insert(one.name);
    if (declaration)
      for (auto const& one : declaration->declarators) {
        if (!visible.insert(one.name).second)
          diagnostics_.unsupported(source_, one.span,
                                   "a second local '" + one.name + "' where one is visible",
                                   "give it another name");
        if (auto const of = ast::type_of(*declaration, one).of) check_meant(of, visible, declared);
        if (one.value) check_meant(one.value, visible, declared);
        for (auto const& v : one.values) check_meant(v, visible, declared);
      }
    else
      for_each_expression(s, [&](ast::ExpressionPtr const& e) { check_meant(e, inside, declared); });
    if (auto const* label = std::get_if<ast::Label>(&s.node); label && label->value)
      check_meant(label->value, visible, declared);
    for_each_block(s, [&](ast::Block const& inner) {
      auto const* loop = std::get_if<ast::For>(&s.node);
      check_shadows(inner, loop && &inner == &loop->start ? visible : inside, declared);
    });
  }
}
void Lowering::check_meant(ast::ExpressionPtr const& e, std::set<std::string> const& visible,
                           std::map<std::string, CType> const& declared) {
  auto const is_another = [&](std::string const& name) {
    return declared.contains(name) && !visible.contains(name) && !is_of_guard(name);
  };
  auto const* name = std::get_if<ast::Name>(&e->node);
  auto const* call = std::get_if<ast::Call>(&e->node);
  if ((name && is_another(name->text)) || (call && is_another(call->function)))
    diagnostics_.unsupported(source_, name ? e->span : call->function_span,
                             "'" + (name ? name->text : call->function) +
                                 "' outside of the block that declares a local of this name",
                             "give the local another name");
  auto const* size = std::get_if<ast::SizeOf>(&e->node);
  auto const* cast = std::get_if<ast::Cast>(&e->node);
  auto const* type = std::get_if<ast::TypeOperand>(&e->node);
  if (size && size->operand) check_meant(size->operand, visible, declared);
  auto const of = size ? size->type.of : cast ? cast->type.of : type ? type->type.of : nullptr;
  if (of) check_meant(of, visible, declared);
  for_each_operand(*e, [&](ast::ExpressionPtr const& operand) { check_meant(operand, visible, declared); });
}

std::vector<std::string> Lowering::known_names() const {
  auto out = names_of(thread_.locals);
  for (auto const& [name, id] : names_) out.push_back(name);
  for (auto const& o : part_->world.objects.all()) out.push_back(o.name);
  for (auto const& [name, one] : part_->world.owned) out.push_back(name);
  for (auto const& [name, one] : part_->world.accumulators) out.push_back(name);
  for (auto const& d : test_.defines) out.push_back(d.name);
  for (auto const& f : test_.helpers) out.push_back(f.called);
  return out;
}

bool Lowering::is_unknown(ast::Expression const& e) const {
  auto const* name = std::get_if<ast::Name>(&e.node);
  if (!part_ || !name || name->text == "current") return false;
  if (auto const local = find(name->text)) { // without a type: declared where its absence was told
    auto const type = types_.find(*local);
    return type != types_.end() && !type->second.name.is_given();
  }
  auto const known = known_names();
  return std::ranges::find(known, name->text) == known.end();
}

std::string const* Lowering::owned_name(ast::Expression const& e) const {
  auto const* name = std::get_if<ast::Name>(&e.node);
  if (!name || memory_.contains(name->text) || find(name->text)) return nullptr;
  return part_->world.owned.contains(name->text) ? &name->text : nullptr;
}

std::optional<CType> Lowering::world_type(std::string const& name) const {
  auto const& world = part_->world;
  if (name == "current") return CType{{"struct task_struct", 1}, {}};
  if (auto const at = world.owned.find(name); at != world.owned.end()) return at->second.type;
  if (world.accumulators.contains(name)) return CType{{"int", 0}, {}};
  if (auto const* f = helper(name)) return CType{{signature(*f), 1}, {}};
  if (auto const object = world.objects.find(name)) return world.objects.type(*object);
  return std::nullopt;
}

ExpressionPtr Lowering::world_value(std::string const& name, Span span, Wanted wanted) {
  auto& world = part_->world;
  if (name == "current") return current(span, wanted);
  if (world.owned.contains(name)) return owned_load(name, nullptr, span, wanted);
  if (auto const counted = world.accumulators.find(name); counted != world.accumulators.end()) {
    if (part_->role != Part::Role::Probe)
      diagnostics_.error(source_, span, "'" + name + "' is only counted: properties alone can read it");
    auto const target = wanted ? *wanted : temporary();
    emit(CountLoad{target, counted->second.id});
    return use_of(target);
  }
  if (auto const* f = helper(name)) return constant(world.address_of(*f));
  auto const object = world.objects.find(name);
  if (!object) return nullptr;
  auto const whole = constant(address(*object));
  auto const& type = world.objects.type(*object);
  if (type.array) return whole;
  if (structs_.fields(type)) return nothing_yet(span, "a struct as a value");
  return load(whole, {}, wanted);
}

std::optional<ExpressionPtr> Lowering::world_address(ast::Expression const& e) {
  if (auto const* call = std::get_if<ast::Call>(&e.node)) {
    bool const gets = call->function == "get_cpu_var";
    if (gets || call->function == "per_cpu" || call->function == "per_task")
      if (auto const* name = call->arguments.empty() ? nullptr : &*call->arguments[0];
          name && !owned_name(*name)) {
        if (gets) emit(Mask{Mask::Irqs::Keep, 1});
        return per_cpu_call(*call, e.span);
      }
    return std::nullopt;
  }
  auto const* name = std::get_if<ast::Name>(&e.node);
  if (!name || find(name->text)) return std::nullopt;
  if (auto const* f = helper(name->text)) return constant(part_->world.address_of(*f));
  if (auto const object = part_->world.objects.find(name->text)) return constant(address(*object));
  return std::nullopt;
}

ExpressionPtr Lowering::this_cpu(Span span) {
  if (part_->role == Part::Role::Probe)
    diagnostics_.error(source_, span, "what looks at a final state runs on no CPU",
                       "name the CPU: 'per_cpu(x, 1)', or 'x[c]' with 'for cpu c'");
  return std::make_shared<Expression const>(Expression{ThisCpu{}});
}

ExpressionPtr Lowering::current(Span span, Wanted wanted) {
  if (part_->role == Part::Role::Task) return constant(part_->task);
  if (part_->role == Part::Role::Probe) {
    this_cpu(span);
    return constant(number(0));
  }
  if (part_->world.owned.contains(current_task)) return owned_load(current_task, nullptr, span, wanted);
  diagnostics_.error(
      source_, span, "outside of a task, 'current' is the variable 'current_task' of this CPU",
      "'owned DEFINE_PER_CPU(struct task_struct *, current_task);' declares it, as 'use sched;' does");
  return constant(number(0));
}

ExpressionPtr Lowering::owned_load(std::string const& name, ExpressionPtr owner, Span span, Wanted wanted) {
  auto const& o = part_->world.owned.at(name);
  bool const is_probe = part_->role == Part::Role::Probe;
  if (owner && o.owner == OwnedVariable::Owner::Context)
    diagnostics_.error(source_, span, "'" + name + "' is one variable, not one for each CPU");
  else if (owner && !is_probe)
    diagnostics_.error(source_, span, "code reads '" + name + "' of its own CPU alone",
                       "'" + name + "' without an index is that of the CPU that runs this");
  else if (!owner && is_probe && o.owner == OwnedVariable::Owner::Cpu)
    diagnostics_.error(source_, span, "every CPU has a '" + name + "': say which",
                       "'" + name + "[1]', or '" + name + "[c]' with 'for cpu c'");
  auto const target = wanted ? *wanted : temporary(o.type);
  if (is_probe && o.owner == OwnedVariable::Owner::Context) {
    if (o.context) owner = constant(number(*o.context));
    if (!o.context) emit(Assign{target, constant(o.initial)});
    if (!o.context) return use_of(target);
  }
  emit(OwnedLoad{target, o.id, is_probe ? std::move(owner) : nullptr});
  return use_of(target);
}
ExpressionPtr Lowering::owned_store(std::string const& name, ExpressionPtr v) {
  emit(OwnedStore{part_->world.owned.at(name).id, v});
  return v;
}

ExpressionPtr Lowering::world_assign(ast::Assignment const& a, std::string const& name, Span span) {
  if (auto const at = part_->world.owned.find(name); at != part_->world.owned.end()) {
    if (!a.op) check_type(at->second.type, a.value);
    if (!a.op) return owned_store(name, fit(at->second.type, a.value, value(a.value)));
    ast::Binary const next{*a.op, a.target, a.value};
    return owned_store(name, fit(at->second.type, binary_type(next), value(next, span, {})));
  }
  auto const counted = part_->world.accumulators.find(name);
  if (counted == part_->world.accumulators.end()) return nullptr;
  auto const by = structs_.constant(*a.value);
  bool const fits = counted->second.is_ever ? !a.op && by == 1 : a.op == ast::Infix::Add && by == 1;
  if (!fits)
    diagnostics_.error(source_, span,
                       counted->second.is_ever ? "'" + name + "' is only ever set to true"
                                               : "'" + name + "' is only ever counted: '" + name + "++'");
  emit(Count{counted->second.id});
  return constant(number(1));
}

// The element of an array by CPU, or by task.
ExpressionPtr Lowering::element_of(std::string const& name, ExpressionPtr index) {
  auto const object = *part_->world.objects.find(name);
  auto const n = structs_.cells({part_->world.objects.type(object).name, {}});
  if (n != 1)
    index = operation(Operator::Multiply, std::move(index), constant(number(static_cast<std::int64_t>(n))));
  return operation(Operator::Add, constant(address(object)), std::move(index));
}

// `v`, `v.member`, `v.member.member` of a per-CPU variable, and where it is on that CPU.
std::optional<Lowering::Located> Lowering::by_cpu(ast::Expression const& e, ExpressionPtr cpu) {
  if (auto const* name = std::get_if<ast::Name>(&e.node)) {
    if (find(name->text) || !part_->world.per_cpu.contains(name->text)) return std::nullopt;
    CType const type{part_->world.objects.type(*part_->world.objects.find(name->text)).name, {}};
    return Located{element_of(name->text, std::move(cpu)), type};
  }
  auto const* f = std::get_if<ast::Field>(&e.node);
  if (!f || f->arrow) return std::nullopt;
  auto const whole = by_cpu(*f->object, std::move(cpu));
  auto const* fields = whole ? structs_.fields(whole->type) : nullptr;
  if (!fields) return std::nullopt;
  auto const at = std::ranges::find(*fields, f->name, &Field::name);
  if (at == fields->end()) return std::nullopt;
  auto const offset = constant(number(static_cast<std::int64_t>(at->cell)));
  return Located{operation(Operator::Add, whole->address, offset), at->type};
}

} // namespace barrister::frontend::litmus
