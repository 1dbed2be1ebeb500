// SPDX-License-Identifier: BSD-2-Clause
#include "solver/deletion/agents.hpp"
#include "spec/for_each_statement.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace barrister::solver {
namespace {

template <class... F> struct Overloaded : F... { using F::operator()...; };
template <class... F> Overloaded(F...) -> Overloaded<F...>;

bool asks_for_cpu(ExpressionPtr const& e) {
  if (!e) return false;
  return std::visit(
      Overloaded{[](Constant const&) { return false; }, [](LocalUse const&) { return false; },
                 [](ThisCpu const&) { return true; },
                 [](Conversion const& c) { return asks_for_cpu(c.operand); },
                 [](Operation const& o) { return asks_for_cpu(o.left) || asks_for_cpu(o.right); }},
      e->node);
}

std::vector<ExpressionPtr> expressions(Statement const& statement) {
  using E = std::vector<ExpressionPtr>;
  return std::visit(Overloaded{[](Assign const& s) { return E{s.value}; },
                               [](Load const& s) {
                                 return E{s.address, s.until};
                               },
                               [](Store const& s) {
                                 return E{s.address, s.value};
                               },
                               [](Fence const& s) {
                                 return E{s.address, s.value};
                               },
                               [](Rmw const& s) {
                                 return E{s.address, s.operand, s.expected, s.until};
                               },
                               [](Lock const& s) { return E{s.address}; },
                               [](Unlock const& s) { return E{s.address}; },
                               [](Trylock const& s) { return E{s.address}; },
                               [](IsLocked const& s) { return E{s.address}; },
                               [](If const& s) { return E{s.condition}; },
                               [](Loop const& s) { return E{s.condition}; },
                               [](Labelled const&) { return E{}; },
                               [](Leave const&) { return E{}; },
                               [](Choose const&) { return E{}; },
                               [](OwnedLoad const& s) { return E{s.owner}; },
                               [](OwnedStore const& s) { return E{s.value}; },
                               [](Count const&) { return E{}; },
                               [](CountLoad const&) { return E{}; },
                               [](Assume const& s) { return E{s.condition}; },
                               [](Mask const&) { return E{}; },
                               [](Raise const& s) { return E{s.cpu}; }},
                    statement.node);
}

bool is_grace_period(Statement const& statement) {
  auto const* fence = std::get_if<Fence>(&statement.node);
  return fence && is_grace_period(fence->tags);
}

// Of an act: what it does that others may miss when it is taken out, other than its writes.
class Act {
public:
  Act(Protocol const& protocol, Context const& context, std::set<AccumulatorId> const& asked)
      : protocol_(protocol),
        is_spare_(std::ranges::any_of(context.cpus, [&](CpuId c) { return c >= protocol.declared; })),
        asked_(asked) {}

  // What it does, as "waits"; or empty.
  std::string operator()(Statement const& statement) const {
    if (is_spare_ && std::ranges::any_of(expressions(statement), asks_for_cpu))
      return "asks for its CPU, which may be one of any number";
    constexpr auto lock = "takes or looks at a lock";
    return std::visit(Overloaded{[](Assign const&) { return std::string(); },
                                 [&](Load const& s) { return waits(s.until); },
                                 [](Store const&) { return std::string(); },
                                 [](Fence const& s) {
                                   return s.address ? std::string("is a reader of SRCU") : std::string();
                                 },
                                 [&](Rmw const& s) { return waits(s.until); },
                                 [&](Lock const&) { return std::string(lock); },
                                 [&](Unlock const&) { return std::string(lock); },
                                 [&](Trylock const&) { return std::string(lock); },
                                 [&](IsLocked const&) { return std::string(lock); },
                                 [](If const&) { return std::string(); },
                                 [](Loop const&) { return std::string("has a loop"); },
                                 [](Labelled const&) { return std::string(); },
                                 [](Leave const&) { return std::string(); },
                                 [](Choose const&) { return std::string(); },
                                 [](OwnedLoad const&) { return std::string(); },
                                 [&](OwnedStore const& s) {
                                   return protocol_.current == s.variable ? std::string("switches tasks")
                                                                          : std::string();
                                 },
                                 [&](Count const& s) {
                                   return asked_.contains(s.accumulator)
                                              ? "counts, or comes to, what is asked about: " +
                                                    protocol_.accumulators[s.accumulator].name
                                              : std::string();
                                 },
                                 [](CountLoad const&) { return std::string(); },
                                 [](Assume const&) { return std::string(); },
                                 [](Mask const&) { return std::string(); },
                                 [](Raise const&) { return std::string("raises an interrupt"); }},
                      statement.node);
  }

private:
  static std::string waits(ExpressionPtr const& until) { return until ? "waits" : ""; }

  Protocol const& protocol_;
  bool is_spare_;
  std::set<AccumulatorId> const& asked_;
};

std::set<AccumulatorId> asked_counts(Claim const& claim) {
  std::set<AccumulatorId> out;
  auto const collect = [&](Statement const& s) {
    if (auto const* count = std::get_if<CountLoad>(&s.node)) out.insert(count->accumulator);
  };
  for_each_statement(claim.probe.body, collect);
  return out;
}

} // namespace

Agents unbounded_agents(Protocol const& protocol, Claim const& claim) {
  Agents out;
  for (auto const& context : protocol.contexts)
    if (context.is_unbounded && std::ranges::find(claim.without, context.agent) == claim.without.end())
      out.insert(context.agent);
  return out;
}

std::string why_not_deleted(Protocol const& protocol, Claim const& claim, Agents const& agents) {
  auto const asked = asked_counts(claim);
  std::string why;
  auto const at = [&](ContextId c, Statement const& s) {
    auto const& [place, text, _] = protocol.program.threads[c].instructions[s.instruction];
    auto const& own = protocol.contexts[c].place.file;
    bool const is_elsewhere = place.file && own && *place.file != *own;
    return is_elsewhere ? fmt::format("at {}:{}: {}", *place.file, place.line, text)
                        : fmt::format("at line {}: {}", place.line, text);
  };
  for (ContextId c = 0; c < protocol.contexts.size() && why.empty(); ++c) {
    auto const& context = protocol.contexts[c];
    Act const of_act(protocol, context, asked);
    bool const is_deleted = context.kind == Context::Kind::Act && agents.contains(context.agent);
    for_each_statement(protocol.program.threads[c].body, [&](Statement const& s) {
      if (!why.empty()) return;
      if (is_grace_period(s)) why = fmt::format("{} waits for a grace period {}", context.name, at(c, s));
      if (!is_deleted || !why.empty()) return;
      if (auto const what = of_act(s); !what.empty())
        why = fmt::format("{} {} {}", context.agent, what, at(c, s));
    });
  }
  return why;
}

} // namespace barrister::solver
