// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/probe_unfolder.hpp"
#include "solver/protocol/ways.hpp"
#include "spec/probe.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// Loads are of final values here; a probe makes no events.
class ProbeUnfolder : public ThreadUnfolder {
public:
  ProbeUnfolder(GraphBuilder& builder, Protocol const& protocol, ProtocolGraph const& graph,
                std::vector<TermId> const& counts, Thread const& thread, unsigned rounds)
      : ThreadUnfolder(builder, protocol.program, thread, no_cpu, rounds, LockSemantics::Waiting),
        graph_(graph), counts_(counts) {}
  std::vector<GuardId> take_beyond() { return std::move(beyond_); }

protected:
  using ThreadUnfolder::step;
  bool may_go_round(unsigned done, Known const& condition) const override {
    return done < rounds_ || (!is_open_question(condition.term) && done < most_rounds_of_probe);
  }
  void cut(Known const& condition) override { cut(condition, guard_); }
  void cut(Known const& condition, GuardId guard) {
    if (auto const wants_more = b_.also(guard, {condition.term, true})) beyond_.push_back(*wants_more);
  }
  void step(Load const& s) override { assign(s.target, {b_.final_at(value_of(*s.address).term), {}, {}}); }
  void step(OwnedLoad const& s) override {
    assign(s.target, {owned_by(s.owner ? value_of(*s.owner).term : this_cpu(), s.variable), {}, {}});
  }
  TermId owned_by(TermId owner, OwnedId variable) {
    auto const& finals = graph_.final_owned[variable];
    auto out = b_.no_value();
    for (std::uint32_t i = 0; i < finals.size(); ++i) {
      auto const here = b_.operation(Operator::Equal, owner, b_.constant(number(i)));
      out = b_.select(here, finals[i], out);
    }
    return out;
  }
  void step(CountLoad const& s) override { assign(s.target, {counts_[s.accumulator], {}, {}}); }

  ProtocolGraph const& graph_;
  std::vector<TermId> const& counts_;
  std::vector<GuardId> beyond_;
};

// Runs the beginning of an interrupt's code, and leaves it at the first step that waits, or makes an event
// other than a plain load and the beginning of a reader.
class BeginningUnfolder : public ProbeUnfolder {
public:
  BeginningUnfolder(GraphBuilder& builder, Protocol const& protocol, ProtocolGraph const& graph, RunId run,
                    unsigned rounds, Ways& ways)
      : ProbeUnfolder(builder, protocol, graph, none_, protocol.program.threads[graph.runs[run].context],
                      rounds),
        protocol_(protocol), run_(run), ways_(ways), takeable_(builder.constant(number(1))) {
    state_.open.push_back({b_.constant(number(0)), {}, {}});
    can_stop_ = true;
  }
  TermId run() {
    ThreadUnfolder::run();
    return takeable_;
  }

private:
  using ProbeUnfolder::step;
  // One that has assumed what is false before declines, whatever comes behind.
  void cut(Known const& condition) override {
    if (auto const open = b_.also(guard_, {takeable_, true})) ProbeUnfolder::cut(condition, *open);
  }
  TermId this_cpu() override { return b_.cpu_of(run_); }
  void need(TermId term) {
    auto const holds = b_.operation(Operator::NotEqual, term, b_.constant(number(0)));
    auto const here = b_.select(b_.holds(guard_), holds, b_.constant(number(1)));
    takeable_ = b_.operation(Operator::And, takeable_, here);
  }
  void step(Assume const& s) override { need(value_of(*s.condition).term); }
  void step(Load const& s) override {
    if (s.until) return leave(0);
    ProbeUnfolder::step(s);
  }
  void waiting(std::function<void()> const&, std::function<TermId()> const&) override { leave(0); }
  void step(Store const&) override { leave(0); }
  void step(Fence const& s) override {
    if (!s.tags.has(Tag::RcuLock)) leave(0);
  }
  void step(Unlock const&) override { leave(0); }
  void step(Trylock const&) override { leave(0); }
  void step(IsLocked const&) override { leave(0); }
  void step(Rmw const&) override { leave(0); }
  void step(Choose const& s) override {
    assign(s.target, {b_.constant(number(ways_.choose(s.count))), {}, {}});
  }
  void step(OwnedLoad const& s) override { assign(s.target, {owned(s.variable), {}, {}}); }
  void step(OwnedStore const& s) override {
    auto const value = b_.convert(value_of(*s.value).term, protocol_.owned[s.variable].type);
    auto const otherwise = owned(s.variable);
    stored_[s.variable] = b_.select(b_.holds(guard_), value, otherwise);
  }
  // What it holds here.
  TermId owned(OwnedId variable) {
    if (auto const stored = stored_.find(variable); stored != stored_.end()) return stored->second;
    bool const by_cpu = protocol_.owned[variable].owner == OwnedVariable::Owner::Cpu;
    return by_cpu ? owned_by(this_cpu(), variable)
                  : graph_.final_owned[variable][graph_.runs[run_].context];
  }

  static inline std::vector<TermId> const none_;
  Protocol const& protocol_;
  RunId run_;
  Ways& ways_;
  std::map<OwnedId, TermId> stored_;
  TermId takeable_;
};

} // namespace

UnfoldedBeginning unfold_takeable(GraphBuilder& builder, Protocol const& protocol, ProtocolGraph const& graph,
                                  RunId run, unsigned rounds) {
  auto const demands = builder.graph.demands.size();
  UnfoldedBeginning out;
  Ways ways;
  do {
    if (out.ways.size() == most_ways_to_begin) {
      out.has_more = true;
      break;
    }
    BeginningUnfolder unfolder(builder, protocol, graph, run, rounds, ways);
    out.ways.push_back(unfolder.run());
    std::ranges::move(unfolder.take_beyond(), std::back_inserter(out.beyond));
  } while (ways.go_on());
  builder.graph.demands.resize(demands);
  return out;
}

UnfoldedProbe unfold_probe(GraphBuilder& builder, Protocol const& protocol, ProtocolGraph const& graph,
                           std::vector<TermId> const& counts, Probe const& probe, unsigned rounds) {
  Thread thread;
  thread.locals = probe.locals;
  thread.body = probe.body;
  auto const demands = builder.graph.demands.size();
  ProbeUnfolder unfolder(builder, protocol, graph, counts, thread, rounds);
  auto const answer = unfolder.run()[probe.result];
  builder.graph.demands.resize(demands); // what has no value answers no
  return {answer, unfolder.take_beyond()};
}

} // namespace barrister::solver
