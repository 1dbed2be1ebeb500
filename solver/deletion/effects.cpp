// SPDX-License-Identifier: BSD-2-Clause
#include "solver/deletion/effects.hpp"
#include "solver/deletion/phantom.hpp"
#include "solver/values/circles.hpp"
#include "spec/print.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::solver {
namespace {

class Closer {
public:
  Closer(Protocol const& protocol, Agents const& agents, unsigned rounds, bool is_coherent, Deadline deadline)
      : protocol_(protocol), agents_(agents), rounds_(rounds), is_coherent_(is_coherent),
        deadline_(deadline) {}

  // Each round adds a value, a tag or a place; there are at most so many values of each.
  ClosedEffects run() {
    out_.first_phantom = static_cast<ContextId>(protocol_.contexts.size());
    for (;;) {
      out_.world = with_one_phantom_each(protocol_, out_.effects);
      out_.graph = unfold(out_.world, rounds_, {}, LockSemantics::Waiting, deadline_);
      out_.refused = out_.graph.problem;
      if (out_.refused.empty()) out_.refused = why_give_up(deadline_);
      if (!out_.refused.empty()) return std::move(out_);
      out_.domains = domains_with_thin_air(out_.graph.events, is_coherent_);
      if (!out_.domains.may_be_thin_air.empty()) {
        out_.refused = "values may justify themselves";
        return std::move(out_);
      }
      auto const before = out_.effects.writes;
      add_writes();
      if (!out_.refused.empty() || before == out_.effects.writes) return std::move(out_);
    }
  }

private:
  std::string const* agent_of(std::uint32_t run) const {
    if (run >= out_.graph.runs.size()) return nullptr;
    auto const& context = out_.world.contexts[out_.graph.runs[run].context];
    return agents_.contains(context.agent) ? &context.agent : nullptr;
  }
  void add(Shared const& what, std::string const& name, TermId value, TagSet tags, std::string const& agent) {
    auto& all = out_.effects.writes[what];
    out_.effects.writers[what].insert(agent);
    bool is_too_many = out_.domains.is_wide[value];
    for (auto v : out_.domains.of_term[value])
      if (Written const one{v, tags}; std::ranges::find(all, one) == all.end()) all.push_back(one);
    is_too_many = is_too_many || all.size() > Domains::largest;
    if (is_too_many) out_.refused = fmt::format("{} may write too many values to {}", agent, name);
  }
  void add_writes() {
    auto const& graph = out_.graph.events;
    for (EventId e = 0; e < graph.events.size(); ++e) {
      auto const& event = graph.events[e];
      if (event.kind != EventKind::Write) continue;
      auto const* agent = agent_of(event.thread);
      if (!agent) continue;
      for (auto cell : out_.domains.of_address[e]) {
        auto const address = out_.domains.cells[cell];
        add(address, to_string(address, protocol_.program), event.value, event.tags, *agent);
        if (event.tags.has(Tag::Rmw)) out_.effects.exchanged.insert(address);
      }
    }
    for (auto const& write : graph.owned_writes) {
      bool const is_shared = protocol_.owned[write.variable].owner == OwnedVariable::Owner::Cpu;
      if (auto const* agent = agent_of(write.run); agent && is_shared)
        add(write.variable, protocol_.owned[write.variable].name, write.value, {}, *agent);
    }
  }

  Protocol const& protocol_;
  Agents const& agents_;
  unsigned rounds_;
  bool is_coherent_;
  Deadline deadline_;
  ClosedEffects out_;
};

} // namespace

Protocol with_one_phantom_each(Protocol const& protocol, Effects const& effects) {
  auto out = protocol;
  for (auto const& [what, writes] : effects.writes) {
    auto const placement = placement_of(protocol, effects.writers.at(what));
    auto cpus = placement.declared;
    if (placement.may_be_spare) cpus.push_back(static_cast<CpuId>(out.cpus++));
    add_phantom(out, what, writes, std::move(cpus));
  }
  return out;
}

ClosedEffects closed_effects(Protocol const& protocol, Agents const& agents, unsigned rounds,
                             bool is_coherent, Deadline deadline) {
  return Closer(protocol, agents, rounds, is_coherent, deadline).run();
}

} // namespace barrister::solver
