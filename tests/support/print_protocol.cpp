// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/print_protocol.hpp"
#include "spec/print.hpp"

namespace barrister {
namespace {

std::string name_of(LocalId local) { return "r" + std::to_string(local); }

std::string text(ExpressionPtr const& e, Program const& program) {
  if (!e) return "";
  if (auto const* constant = std::get_if<Constant>(&e->node))
    return (constant->value.is_address() ? "&" : "") + to_string(constant->value, program);
  if (auto const* use = std::get_if<LocalUse>(&e->node)) return name_of(use->local);
  if (std::holds_alternative<ThisCpu>(e->node)) return "this_cpu";
  if (auto const* conversion = std::get_if<Conversion>(&e->node))
    return "(" + conversion->type.spelling + ")" + text(conversion->operand, program);
  auto const& operation = std::get<Operation>(e->node);
  auto const in = operation.type.spelling.empty() ? "" : " in " + operation.type.spelling;
  if (!operation.right) return spelling(operation.op) + text(operation.left, program);
  return "(" + text(operation.left, program) + " " + spelling(operation.op) + " " +
         text(operation.right, program) + in + ")";
}

struct Line {
  Program const& program;
  std::string of(ExpressionPtr const& e) const { return text(e, program); }
  std::string waiting(ExpressionPtr const& until) const { return until ? " until " + of(until) : ""; }

  std::string operator()(Assign const& s) const { return name_of(s.target) + " = " + of(s.value); }
  std::string operator()(Load const& s) const {
    return name_of(s.target) + " = load(" + of(s.address) + ")" + waiting(s.until);
  }
  std::string operator()(Store const& s) const { return "store(" + of(s.address) + ", " + of(s.value) + ")"; }
  std::string operator()(Fence const& s) const {
    std::string out = "fence";
    for (auto tag : program.tag_names.of(s.tags)) out += " " + std::string(tag);
    return out;
  }
  std::string operator()(Rmw const& s) const {
    auto const* name = s.kind == Rmw::Kind::Exchange          ? "exchange"
                       : s.kind == Rmw::Kind::CompareExchange ? "compare_exchange"
                       : s.kind == Rmw::Kind::Arithmetic      ? spelling(s.op)
                                                              : "add_unless";
    auto out = s.result == RmwResult::None ? "" : name_of(s.target) + " = ";
    out += std::string("rmw ") + name + "(" + of(s.address);
    if (s.expected) out += ", " + of(s.expected);
    return out + ", " + of(s.operand) + ")" + waiting(s.until);
  }
  std::string operator()(Lock const& s) const { return "lock(" + of(s.address) + ")"; }
  std::string operator()(Unlock const& s) const { return "unlock(" + of(s.address) + ")"; }
  std::string operator()(Trylock const& s) const {
    return name_of(s.target) + " = trylock(" + of(s.address) + ")";
  }
  std::string operator()(IsLocked const& s) const {
    return name_of(s.target) + " = is_locked(" + of(s.address) + ")";
  }
  std::string operator()(If const& s) const { return "if " + of(s.condition); }
  std::string operator()(Loop const& s) const { return "loop while " + of(s.condition); }
  std::string operator()(Labelled const&) const { return "block"; }
  std::string operator()(Leave const& s) const { return "leave " + std::to_string(s.levels); }
  std::string operator()(Choose const& s) const {
    return name_of(s.target) + " = choose(" + std::to_string(s.count) + ")";
  }
  std::string operator()(OwnedLoad const& s) const {
    return name_of(s.target) + " = owned " + std::to_string(s.variable) +
           (s.owner ? " of " + of(s.owner) : "");
  }
  std::string operator()(OwnedStore const& s) const {
    return "owned " + std::to_string(s.variable) + " = " + of(s.value);
  }
  std::string operator()(Count const& s) const { return "count " + std::to_string(s.accumulator); }
  std::string operator()(CountLoad const& s) const {
    return name_of(s.target) + " = counted " + std::to_string(s.accumulator);
  }
  std::string operator()(Assume const& s) const { return "assume(" + of(s.condition) + ")"; }
  std::string operator()(Mask const& s) const {
    auto const flags = "r" + std::to_string(s.flags);
    char const* irqs = "";
    switch (s.irqs) {
    case Mask::Irqs::Keep: break;
    case Mask::Irqs::Off: irqs = "off, "; break;
    case Mask::Irqs::On: irqs = "on, "; break;
    case Mask::Irqs::Save: return "mask(save " + flags + ", " + std::to_string(s.preemption) + ")";
    case Mask::Irqs::Restore: return "mask(restore " + flags + ", " + std::to_string(s.preemption) + ")";
    }
    return std::string("mask(") + irqs + std::to_string(s.preemption) + ")";
  }
  std::string operator()(Raise const& s) const {
    return "raise(context " + std::to_string(s.interrupt) + ", " + of(s.cpu) + ")";
  }
};

std::string text(Block const& block, Program const& program, std::string const& indent) {
  std::string out;
  for (auto const& s : block) {
    out += indent + to_string(s, program) + "\n";
    auto const inner = indent + "  ";
    if (auto const* choice = std::get_if<If>(&s.node)) {
      out += text(choice->then, program, inner);
      if (!choice->otherwise.empty()) out += indent + "else\n" + text(choice->otherwise, program, inner);
    }
    if (auto const* rounds = std::get_if<Loop>(&s.node)) {
      out += rounds->test.empty() ? "" : indent + " test\n" + text(rounds->test, program, inner);
      out += indent + " body\n" + text(rounds->body, program, inner);
    }
    if (auto const* inside = std::get_if<Labelled>(&s.node)) out += text(inside->body, program, inner);
  }
  return out;
}

std::string kind_of(Context const& c) {
  return c.kind == Context::Kind::Task ? "task" : c.kind == Context::Kind::Act ? "act" : "interrupt";
}
std::string kind_of(Claim const& c) {
  switch (c.kind) {
  case Claim::Kind::Never: return "never";
  case Claim::Kind::Finally: return "finally";
  case Claim::Kind::Terminates: return "terminates: context " + std::to_string(c.context);
  case Claim::Kind::NoDeadlock: return "no deadlock";
  case Claim::Kind::NoRaces: return "no data races";
  case Claim::Kind::Cover: return "cover";
  }
  return "";
}

} // namespace

std::string to_string(Statement const& s, Program const& program) {
  return std::visit(Line{program}, s.node);
}

std::string to_text(Protocol const& p) {
  auto out = "CPUs: " + std::to_string(p.declared) + " of " + std::to_string(p.cpus) + "\n";
  for (auto const& object : p.program.objects) {
    out += object.name + " =";
    for (auto const& v : object.initial) out += " " + to_string(v, p.program);
    out += "\n";
  }
  for (auto const& variable : p.owned)
    out += std::string("owned by ") + (variable.owner == OwnedVariable::Owner::Cpu ? "CPU: " : "context: ") +
           variable.name + " = " + to_string(variable.initial, p.program) + "\n";
  for (auto const& a : p.accumulators) out += (a.is_ever ? "ever " : "count ") + a.name + "\n";
  for (auto const& start : p.starts) {
    out += "start " + start.name + ":";
    for (auto const& [cell, value] : start.cells)
      out += " " + to_string(cell, p.program) + " = " + to_string(value, p.program);
    for (auto const& [variable, owner, value] : start.owned)
      out +=
          " " + p.owned[variable].name + " of " + std::to_string(owner) + " = " + to_string(value, p.program);
    out += "\n";
  }
  for (std::size_t i = 0; i < p.contexts.size(); ++i) {
    auto const& context = p.contexts[i];
    out += "context " + std::to_string(i) + ", " + kind_of(context) + " " + context.name + " on";
    for (auto cpu : context.cpus) out += " " + std::to_string(cpu);
    out += "\n" + text(p.program.threads[i].body, p.program, "  ");
  }
  for (auto const& claim : p.claims) {
    out += kind_of(claim) + " \"" + claim.name + "\"";
    for (auto start : claim.from) out += " from " + std::to_string(start);
    for (auto const& agent : claim.without) out += " without " + agent;
    for (auto const& agent : claim.any_times) out += " with any number of " + agent;
    out += "\n" + text(claim.probe.body, p.program, "  ");
  }
  return out;
}

} // namespace barrister
