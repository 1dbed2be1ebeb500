// SPDX-License-Identifier: BSD-2-Clause
// Protocols and executions of them, built by hand.
#pragma once
#include "proofs/history.hpp"
#include "tests/unit/proofs/build.hpp"
#include <algorithm>
#include <map>

namespace barrister::build {

inline Statement mask(int irqs, int preemption) {
  return {Mask{irqs > 0 ? Mask::Irqs::Off : irqs < 0 ? Mask::Irqs::On : Mask::Irqs::Keep, preemption}};
}
inline Statement save_flags(LocalId flags) { return {Mask{Mask::Irqs::Save, 0, flags}}; }
inline Statement restore_flags(LocalId flags) { return {Mask{Mask::Irqs::Restore, 0, flags}}; }
inline Statement raise(ContextId interrupt, std::int64_t cpu) { return {Raise{interrupt, constant(cpu)}}; }
inline Statement lock(ObjectId object) { return {Lock{cell(object)}}; }
inline Statement unlock(ObjectId object) { return {Unlock{cell(object)}}; }
inline Statement wait_for(LocalId target, ObjectId object) {
  return {Load{target, cell(object), Tag::Once, true, local(target)}};
}
inline ExpressionPtr negation(ExpressionPtr e) { return apply(Operator::LogicalNot, std::move(e)); }

struct Code {
  Context::Kind kind;
  std::vector<CpuId> cpus;
  Block body;
  std::string agent = "";
};
inline Code task(std::vector<CpuId> cpus, Block body) {
  return {Context::Kind::Task, std::move(cpus), std::move(body)};
}
inline Code act(std::vector<CpuId> cpus, Block body, std::string agent = "mover") {
  return {Context::Kind::Act, std::move(cpus), std::move(body), std::move(agent)};
}
inline Code interrupt(Block body) { return {Context::Kind::Interrupt, {}, std::move(body)}; }

// Objects x, y, z, each a cell; contexts c0, c1, … with locals r0 to r3; two CPUs.
inline Protocol protocol(std::vector<Code> contexts) {
  Protocol out;
  std::vector<Block> bodies;
  for (auto& code : contexts) {
    auto const name = "c" + std::to_string(bodies.size());
    out.contexts.push_back({code.kind, name, code.agent, code.cpus, {}, {}});
    bodies.push_back(std::move(code.body));
  }
  out.name = out.variant = "small";
  out.program = program({"x", "y", "z"}, 4, std::move(bodies));
  out.declared = out.cpus = 2;
  out.starts.push_back({"start", "", {}, {}, {}});
  return out;
}

// A run as it is said to be: what it reads, and how it ends.
struct Told {
  ContextId context = 0;
  CpuId cpu = 0;
  std::vector<std::int64_t> reads{}, choices{}, owned{};
  Run::End end = Run::End::Ended;
  std::size_t steps = ~std::size_t{0}; // of one that is stuck
  std::optional<Run::Cause> cause{};
};
inline std::vector<Value> numbers(std::vector<std::int64_t> const& from) {
  std::vector<Value> out;
  for (auto n : from) out.push_back(number(n));
  return out;
}

// Every read sees the first write of its cell and value, and co follows the events: tests keep to that. Where
// no turns are said, the runs of a CPU have one each, in their order.
inline ProtocolExecution execution(Protocol const& protocol, std::vector<Told> const& runs,
                                   std::vector<std::vector<Turn>> turns = {}, unsigned unroll = 2) {
  ProtocolExecution out;
  proofs::History history;
  for (auto const& told : runs) {
    auto const reads = numbers(told.reads), choices = numbers(told.choices), owned = numbers(told.owned);
    history.runs.push_back(proofs::interpret(
        protocol, {told.context, told.cpu, unroll, reads, choices, owned, told.steps, nullptr}));
    auto const steps = history.runs.back().steps.size();
    out.runs.push_back({told.context, told.cpu, told.end, steps, choices, owned, told.cause});
  }
  out.turns = std::move(turns);
  if (out.turns.empty()) {
    out.turns.resize(protocol.cpus);
    for (std::uint32_t r = 0; r < runs.size(); ++r) out.turns[runs[r].cpu].push_back({r, out.runs[r].steps});
  }
  std::vector<std::size_t> done(runs.size());
  for (auto const& of_cpu : out.turns) {
    auto& order = history.order.emplace_back();
    for (auto const& turn : of_cpu)
      for (std::size_t i = 0; i < turn.steps; ++i) order.push_back({turn.run, done[turn.run]++});
  }

  auto assembled = proofs::assemble(protocol, out, history);
  out.execution = std::move(assembled.execution);
  out.run_of = std::move(assembled.run_of);
  auto& x = out.execution;
  for (EventId b = 0; b < x.events.size(); ++b) {
    bool is_found = x.events[b].kind != EventKind::Read;
    for (EventId a = 0; a < x.events.size(); ++a) {
      auto const& write = x.events[a];
      if (write.kind != EventKind::Write || write.address != x.events[b].address) continue;
      if (x.events[b].kind == EventKind::Write && a < b) x.co.insert(a, b);
      if (!is_found && write.value == x.events[b].value) {
        x.rf.insert(a, b);
        is_found = true;
      }
    }
  }
  auto const any = [&](Run::End end) {
    return std::ranges::find(out.runs, end, &Run::end) != out.runs.end();
  };
  x.completion = any(Run::End::Cut)     ? Completion::Cut
                 : any(Run::End::Stuck) ? Completion::Stuck
                                        : Completion::Complete;
  return out;
}

// rf and co of a memory that does one step after the other: of these runs, each time the next one.
inline void interleave(Protocol const& protocol, ProtocolExecution& it,
                       std::vector<std::uint32_t> const& runs, unsigned unroll = 2) {
  auto const history = proofs::run_again(protocol, it, unroll);
  auto const event_of = proofs::assemble(protocol, it, history).event_of;
  auto& x = it.execution;
  x.rf = x.co = Relation(x.events.size());
  std::map<Value, std::vector<EventId>> writes; // by cell
  auto const happen = [&](EventId e) {
    if (!x.events[e].address) return;
    auto& before = writes[*x.events[e].address];
    if (x.events[e].kind == EventKind::Read) x.rf.insert(before.back(), e);
    if (x.events[e].kind != EventKind::Write) return;
    for (auto w : before) x.co.insert(w, e);
    before.push_back(e);
  };
  for (EventId e = 0; x.events[e].is_initial(); ++e) happen(e);
  std::vector<std::size_t> done(it.runs.size());
  for (auto r : runs) {
    auto const& step = history.runs[r].steps[done[r]++];
    for (auto e = step.first; e < step.last; ++e) happen(event_of[r][e]);
  }
}

} // namespace barrister::build
