// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/world.hpp"
#include "frontend/litmus/in_library.hpp"
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/types.hpp"
#include "frontend/litmus/walk.hpp"
#include "frontend/protocol/pointed.hpp"
#include <algorithm>

namespace barrister::frontend::protocol {
namespace {

namespace c = litmus::ast;
using litmus::CType;

class Maker {
public:
  Maker(Declarations const& from, litmus::Structs const& structs, TagNames& tags, Diagnostics& diagnostics)
      : from_(from), structs_(structs), tags_(tags), diagnostics_(diagnostics) {}

  Surroundings run() {
    for (auto const& f : from_.c.helpers) functions_.insert(f.called);
    warn_of_widths();
    cpus();
    for (auto const& t : from_.world.tasks) task(t);
    for (auto const& g : from_.globals) global(g);
    for (auto const& s : from_.specials) special(s);
    pieces();
    for (auto const& hook : from_.hooks)
      if (!functions_.contains(hook.function.called)) out_.world.hooks.insert(hook.function.called);
    labels();
    out_.world.assertions = static_cast<AccumulatorId>(out_.accumulators.size());
    pointed();
    if (!diagnostics_.failed()) initial_values();
    return std::move(out_);
  }

private:
  void error(Span span, std::string message, std::string hint = {}) {
    diagnostics_.error(from_.source, span, std::move(message), std::move(hint));
  }

  void cpus() {
    auto const& listed = from_.world.cpus;
    std::set<std::uint32_t> const all(listed.begin(), listed.end());
    constexpr std::size_t most = 64;
    out_.declared = all.size(); // known even if it is wrong: what stands on these CPUs is not wrong, too
    out_.cpus = out_.declared;
    if (all.size() > most)
      return error(from_.world.cpu_spans[most],
                   "a world has at most 64 CPUs, and this one lists " + std::to_string(all.size()));
    if (all.empty() || all.size() != listed.size() || *all.rbegin() != all.size() - 1)
      return error(from_.world.span, "the CPUs of a world are 0, 1, 2 and so on, each listed once",
                   "'cpu 0, 1, 2;' declares three");
    for (auto const& agent : from_.world.agents)
      if (agent.any_cpu) out_.cpus += agent.times;
  }
  // Those that are listed, or all that are declared.
  std::vector<CpuId> placed(std::vector<std::uint32_t> const& listed, std::vector<Span> const& spans) {
    std::vector<CpuId> out;
    for (std::size_t i = 0; i < listed.size(); ++i) {
      bool const is_listed = std::ranges::find(from_.world.cpus, listed[i]) != from_.world.cpus.end();
      if (!is_listed && out_.declared > 0)
        error(spans[i], "there is no CPU " + std::to_string(listed[i]),
              "the world declares CPUs 0 to " + std::to_string(out_.declared - 1));
      out.push_back(listed[i]);
    }
    for (CpuId cpu = 0; listed.empty() && cpu < out_.declared; ++cpu) out.push_back(cpu);
    return out;
  }

  bool fresh(std::string const& name, Span span) {
    bool const known = !names_.insert(name).second || functions_.contains(name) || structs_.define(name);
    if (known) error(span, "'" + name + "' is declared twice");
    return !known;
  }
  // Of a typedef of the kernel's, nobody knows where it wraps.
  void warn_of_width(c::TypeName const& type, Span span) {
    auto const words = litmus::to_type({type.words, 0}).spelling;
    bool const is_name = words.find(' ') == words.npos;
    if (type.stars > 0 || !is_name || !words.ends_with("_t") || litmus::is_integer({words, 0})) return;
    auto const part = litmus::library_with_type(words);
    diagnostics_.warning(from_.source, span,
                         "'" + words + "' is not known: it is taken for a number of 64 bits with a sign",
                         part.empty() ? "write the type that it stands for" : part);
  }
  void warn_of_widths() {
    for (auto const& s : from_.c.structs)
      for (auto const& m : s.members)
        for (auto const& d : m.declarators) warn_of_width(type_of(m, d), d.span);
    for (auto const& f : from_.c.helpers) {
      warn_of_width(f.result, f.name);
      for (auto const& p : f.parameters) warn_of_width(p.type, p.span);
      warn_of_widths(f.body);
    }
    for (auto const& code : from_.codes) warn_of_widths(code.body);
    for (auto const& a : from_.world.agents) warn_of_widths(a.body);
  }
  void warn_of_widths(c::Block const& block) {
    for (auto const& s : block) {
      if (auto const* declaration = std::get_if<c::Declaration>(&s.node))
        for (auto const& d : declaration->declarators) warn_of_width(type_of(*declaration, d), d.span);
      litmus::for_each_block(s, [this](c::Block const& inner) { warn_of_widths(inner); });
    }
  }
  bool known_type(CType const& type, Span span) {
    warn_of_width(type.name, span);
    auto const words = litmus::to_type({type.name.words, 0}).spelling;
    bool const opaque = words == "struct mutex" || words == "struct task_struct" ||
                        words == "struct srcu_struct" || words == "struct rcu_head";
    if (type.name.stars > 0 || opaque) return true;
    if (words == "void") return error(span, "a variable has a type that is not void"), false;
    if (!words.starts_with("struct ") && !words.starts_with("union ")) return true;
    if (structs_.fields({type.name, {}})) return true;
    auto const part = litmus::library_with_type(words);
    error(span, "'" + words + "' is not declared",
          !part.empty() ? part : "'" + words + " { ... };' declares it");
    return false;
  }
  ObjectId object(std::string const& name, CType const& type) {
    Object o;
    o.name = name;
    o.type = litmus::to_type(type.name);
    o.is_array = type.array.has_value();
    o.members = structs_.members(type);
    o.initial.assign(o.members.empty() ? type.array.value_or(1) : o.members.size(), number(0));
    return out_.world.objects.add(std::move(o), type);
  }

  void task(ast::Task const& t) {
    if (!fresh(t.name.text, t.name.span)) return;
    auto const id = object(t.name.text, {{"struct task_struct", 0}, {}});
    out_.world.tasks.push_back(address(id));
    if (!t.values.empty()) lists_.push_back({id, 0, t.values, t.name.span});
  }
  void global(ast::Global const& g) {
    auto const& d = g.declaration.declarators[0];
    CType type{type_of(g.declaration, d), {}};
    if (!fresh(d.name, d.span) || !known_type(type, d.span)) return;
    if (d.is_array) {
      auto const size =
          d.size ? structs_.constant(*d.size) : std::optional(static_cast<std::int64_t>(d.values.size()));
      constexpr std::int64_t most = 4096;
      if (!size || *size < 1 || *size > most)
        return error(d.span, "the size of this array is not a number from 1 to 4096");
      type.array = static_cast<std::size_t>(*size);
    }
    auto const id = object(d.name, type);
    if (d.is_list) lists_.push_back({id, 0, d.values, d.span});
    if (d.value) scalars_.push_back({id, 0, d.value});
    if (d.value && (type.array || structs_.fields(type)))
      error(d.span, "an array or a struct starts with a list of values, such as {1, 2}");
  }
  void special(ast::Special const& s) {
    if (!fresh(s.name.text, s.name.span)) return;
    if (s.counting != ast::Special::Counting::No) {
      bool const ever = s.counting == ast::Special::Counting::Ever;
      out_.world.accumulators[s.name.text] = {static_cast<AccumulatorId>(out_.accumulators.size()), ever};
      out_.accumulators.push_back({s.name.text, ever});
      if (s.value) error(s.value->span, "what is counted starts at 0");
      return;
    }
    CType type{s.type, {}};
    if (!known_type(type, s.name.span)) return;
    if (s.owner != ast::Special::Owner::Memory) return owned(s, type);
    bool const by_cpu = s.by == ast::Special::By::Cpu;
    auto const size = by_cpu ? out_.cpus : from_.world.tasks.size();
    if (size == 0) return error(s.name.span, "there are no tasks");
    type.array = size;
    auto const id = object(s.name.text, type);
    (by_cpu ? out_.world.per_cpu : out_.world.per_task).insert(s.name.text);
    if (!s.value) return;
    if (structs_.fields({s.type, {}})) return error(s.value->span, "only a scalar starts with one value");
    for (std::size_t i = 0; i < size; ++i) scalars_.push_back({id, i, s.value});
  }
  void owned(ast::Special const& s, CType const& type) {
    if (structs_.fields(type)) return error(s.name.span, "what is owned, or a ghost, is a scalar");
    if (s.by == ast::Special::By::Task)
      return diagnostics_.unsupported(from_.source, s.name.span, "owned variables and ghosts by task");
    auto const owner =
        s.by == ast::Special::By::Cpu ? OwnedVariable::Owner::Cpu : OwnedVariable::Owner::Context;
    bool const is_ghost = s.owner == ast::Special::Owner::Ghost;
    auto const id = static_cast<OwnedId>(out_.owned.size());
    out_.world.owned[s.name.text] = {id, type, owner, is_ghost};
    out_.owned.push_back({s.name.text, litmus::to_type(type.name), owner, number(0), is_ghost});
    if (s.value) owned_values_.push_back({id, s.value});
  }

  ast::Code const* code_of(ast::Word const& name, ast::Code::Kind kind) const {
    auto const at = std::ranges::find_if(
        from_.codes, [&](ast::Code const& code) { return code.kind == kind && code.name.text == name.text; });
    return at == from_.codes.end() ? nullptr : &*at;
  }
  void piece(Context context, c::Block body, Span name) {
    c::Function code;
    code.cpu = static_cast<CpuId>(out_.pieces.size());
    code.called = context.name;
    code.result = {"void", 0};
    code.name = name;
    code.body = std::move(body);
    context.place = from_.source.place(name.begin);
    out_.pieces.push_back({std::move(context), std::move(code)});
  }
  void pieces() {
    for (std::size_t i = 0; i < from_.world.tasks.size() && i < out_.world.tasks.size(); ++i) {
      auto const& t = from_.world.tasks[i];
      auto const cpus = placed(t.cpus, t.cpu_spans);
      auto const* code = code_of(t.name, ast::Code::Kind::Task);
      if (!code && !t.cpus.empty())
        error(t.name.span, "the task '" + t.name.text + "' is placed on CPUs, but has no code",
              "'task " + t.name.text + " { ... }' is its code");
      if (code)
        piece({Context::Kind::Task, t.name.text, {}, cpus, out_.world.tasks[i], {}}, code->body,
              code->name.span);
    }
    std::vector<std::string> tasks;
    for (auto const& t : from_.world.tasks) tasks.push_back(t.name.text);
    for (auto const& code : from_.codes)
      if (code.kind == ast::Code::Kind::Task && std::ranges::find(tasks, code.name.text) == tasks.end())
        error(code.name.span, "the world declares no task '" + code.name.text + "'",
              did_you_mean(code.name.text, tasks));
    auto spare = static_cast<CpuId>(out_.declared);
    std::set<std::string> agents;
    for (auto const& a : from_.world.agents) {
      if (!agents.insert(a.name.text).second)
        error(a.name.span, "there are two agents '" + a.name.text + "'");
      constexpr std::uint32_t most = 16;
      if (a.times < 1 || a.times > most) error(a.name.span, "an agent acts 1 to 16 times");
      for (std::uint32_t n = 0; n < a.times && n < most; ++n) {
        auto cpus = placed(a.any_cpu ? std::vector<std::uint32_t>{} : a.cpus, a.cpu_spans);
        if (a.any_cpu) cpus.push_back(spare++);
        auto const name = a.times == 1 ? a.name.text : a.name.text + " " + std::to_string(n + 1);
        Context act{Context::Kind::Act, name, a.name.text, cpus, number(0), {}};
        act.is_unbounded = a.any_times;
        piece(std::move(act), a.body, a.name.span);
      }
    }
    for (auto const& code : from_.codes) {
      if (code.kind != ast::Code::Kind::Interrupt) continue;
      if (!fresh(code.name.text, code.name.span)) continue;
      out_.world.interrupts[code.name.text] = static_cast<std::uint32_t>(out_.pieces.size());
      piece({Context::Kind::Interrupt, code.name.text, {}, placed({}, {}), number(0), {}}, code.body,
            code.name.span);
    }
  }

  void find_reached(c::ExpressionPtr const& e) {
    if (auto const* call = std::get_if<c::Call>(&e->node);
        call && call->function == "reached" && call->arguments.size() == 1)
      if (auto const* name = std::get_if<c::Name>(&call->arguments[0]->node))
        if (out_.world.labels.try_emplace(name->text, static_cast<AccumulatorId>(out_.accumulators.size()))
                .second)
          out_.accumulators.push_back({"reached(" + name->text + ")", true});
    litmus::for_each_operand(*e, [&](c::ExpressionPtr const& operand) { find_reached(operand); });
  }
  void labels() {
    out_.world.known_labels = from_.labels;
    for (auto const& p : from_.properties)
      if (p.condition) find_reached(p.condition);
  }

  void pointed() {
    std::vector<c::Block const*> roots;
    for (auto const& p : out_.pieces) roots.push_back(&p.code.body);
    std::vector<c::ExpressionPtr> values;
    for (auto const& s : scalars_) values.push_back(s.value);
    for (auto const& l : lists_)
      for (auto const& v : l.values) values.push_back(v);
    out_.world.pointed = pointed_functions(from_.c, roots, values);
  }

  // Last: they may be addresses of any object.
  void initial_values() {
    for (auto const& s : scalars_)
      if (auto const v = constant(s.value)) out_.world.objects.at(s.object).initial[s.cell] = *v;
    for (auto const& l : lists_)
      structs_.place(out_.world.objects.type(l.object), l.values, from_.source, diagnostics_,
                     [&](std::size_t cell, litmus::CType const&, c::ExpressionPtr const& e) {
                       if (auto const v = constant(e)) out_.world.objects.at(l.object).initial[cell] = *v;
                     });
    for (auto const& o : owned_values_)
      if (auto const v = constant(o.value)) out_.owned[o.variable].initial = *v;
    for (auto& [name, one] : out_.world.owned) one.initial = out_.owned[one.id].initial;
  }
  std::optional<Value> constant(c::ExpressionPtr const& e) {
    litmus::Part const part{litmus::Part::Role::Probe, "", number(0), out_.world};
    c::Function const none{};
    return litmus::Lowering(none, from_.c, structs_, part, tags_, from_.source, diagnostics_).run_constant(e);
  }

  struct Scalar {
    ObjectId object;
    std::size_t cell;
    c::ExpressionPtr value;
  };
  struct List {
    ObjectId object;
    std::size_t cell;
    std::vector<c::ExpressionPtr> values;
    Span span;
  };
  struct OwnedValue {
    OwnedId variable;
    c::ExpressionPtr value;
  };
  Declarations const& from_;
  litmus::Structs const& structs_;
  TagNames& tags_;
  Diagnostics& diagnostics_;
  Surroundings out_;
  std::set<std::string> functions_, names_;
  std::vector<Scalar> scalars_;
  std::vector<List> lists_;
  std::vector<OwnedValue> owned_values_;
};

} // namespace

Surroundings make_world(Declarations const& from, litmus::Structs const& structs, TagNames& tags,
                        Diagnostics& diagnostics) {
  return Maker(from, structs, tags, diagnostics).run();
}

} // namespace barrister::frontend::protocol
