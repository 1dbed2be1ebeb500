// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/print.hpp"
#include "frontend/litmus/print.hpp"
#include "spec/print.hpp"

namespace barrister::frontend::protocol {
namespace {

char const* kind(Context::Kind k) {
  return k == Context::Kind::Task ? "task" : k == Context::Kind::Act ? "act" : "interrupt";
}
char const* kind(Claim::Kind k) {
  switch (k) {
  case Claim::Kind::Never: return "never";
  case Claim::Kind::Finally: return "finally";
  case Claim::Kind::Terminates: return "terminates";
  case Claim::Kind::NoDeadlock: return "no deadlock";
  case Claim::Kind::NoRaces: return "no data races";
  case Claim::Kind::Cover: return "cover";
  }
  return "";
}
std::string quoted(std::string const& sentence) { return sentence.empty() ? "" : " \"" + sentence + "\""; }
template <class List> std::string list(List const& items) {
  std::string out;
  for (auto const& item : items) out += (out.empty() ? " " : ", ") + item;
  return out;
}
std::vector<std::string> text(std::vector<CpuId> const& cpus) {
  std::vector<std::string> out;
  for (auto const cpu : cpus) out.push_back(std::to_string(cpu));
  return out;
}
std::string cell_name(Program const& program, Value at) {
  auto const& object = program.objects[at.object];
  if (!object.members.empty()) return object.name + object.members[static_cast<std::size_t>(at.number)].name;
  return object.is_array ? object.name + "[" + std::to_string(at.number) + "]" : object.name;
}
// The statements of a probe are printed as a thread's.
std::string text(Probe const& probe, Program const& program) {
  Program one;
  one.objects = program.objects;
  one.tag_names = program.tag_names;
  one.threads.push_back({"", probe.locals, probe.body, {}});
  auto all = litmus::print(one);
  one.threads.clear();
  all.erase(0, litmus::print(one).size() + 1);
  return all + "  answer: %" + std::to_string(probe.result) + "\n";
}

} // namespace

std::string print(Protocol const& p) {
  std::string out = "protocol " + p.name + ", variant " + p.variant + "\n";
  out += "cpus " + std::to_string(p.declared) + " declared, " + std::to_string(p.cpus) + " with spare ones\n";
  for (std::size_t i = 0; i < p.owned.size(); ++i) {
    auto const& o = p.owned[i];
    out += std::string(o.is_ghost ? "ghost " : "owned ") + std::to_string(i) + " " + o.type.spelling + " " +
           o.name + (o.owner == OwnedVariable::Owner::Cpu ? " by CPU = " : " of one context = ") +
           to_string(o.initial, p.program) + (p.current == i ? " (current)" : "") + "\n";
  }
  for (std::size_t i = 0; i < p.accumulators.size(); ++i)
    out += (p.accumulators[i].is_ever ? "ever " : "count ") + std::to_string(i) + " " +
           p.accumulators[i].name + "\n";
  for (std::size_t i = 0; i < p.contexts.size(); ++i) {
    auto const& c = p.contexts[i];
    out += std::string(kind(c.kind)) + " " + std::to_string(i) + " " + c.name +
           (c.agent.empty() ? "" : " of agent " + c.agent) + (c.is_unbounded ? ", one of any number," : "") +
           " on" + list(text(c.cpus)) + "\n";
  }
  out += litmus::print(p.program);
  for (auto const& s : p.starts) {
    out += "start " + s.name + quoted(s.sentence) + "\n";
    for (auto const& [at, v] : s.cells)
      out += "  " + cell_name(p.program, at) + " = " + to_string(v, p.program) + "\n";
    for (auto const& o : s.owned)
      out += "  " + p.owned[o.variable].name + " of " + std::to_string(o.owner) + " = " +
             to_string(o.value, p.program) + "\n";
  }
  for (auto const& c : p.claims) {
    out += std::string(c.kind == Claim::Kind::Cover ? "" : "property ") +
           (c.kind == Claim::Kind::Terminates ? p.contexts[c.context].name + " " : "") + kind(c.kind) + " " +
           c.name + quoted(c.sentence);
    if (!c.from.empty()) out += " from";
    for (auto const from : c.from) out += " " + std::to_string(from);
    if (!c.without.empty()) out += " without" + list(c.without);
    if (!c.any_times.empty()) out += " with any number of" + list(c.any_times);
    out += "\n";
    if (!c.probe.locals.empty()) out += text(c.probe, p.program);
  }
  return out;
}

} // namespace barrister::frontend::protocol
