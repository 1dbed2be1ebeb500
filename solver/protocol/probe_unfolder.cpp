// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/probe_unfolder.hpp"

namespace barrister::solver {
namespace {

// Loads are of final values here; a probe makes no events.
class ProbeUnfolder : public ThreadUnfolder {
public:
  ProbeUnfolder(GraphBuilder& builder, Protocol const& protocol, ProtocolGraph const& graph,
                std::vector<TermId> const& counts, Thread const& thread)
      : ThreadUnfolder(builder, protocol.program, thread, no_cpu, 0, LockSemantics::Waiting), graph_(graph),
        counts_(counts) {}

private:
  using ThreadUnfolder::step;
  void step(Load const& s) override { assign(s.target, {b_.final_at(value_of(*s.address).term), {}, {}}); }
  void step(OwnedLoad const& s) override {
    auto const owner = value_of(*s.owner).term;
    auto const& finals = graph_.final_owned[s.variable];
    auto out = finals[0];
    for (std::uint32_t i = 1; i < finals.size(); ++i) {
      auto const here = b_.operation(Operator::Equal, owner, b_.constant(number(i)));
      out = b_.select(here, finals[i], out);
    }
    assign(s.target, {out, {}, {}});
  }
  void step(CountLoad const& s) override { assign(s.target, {counts_[s.accumulator], {}, {}}); }

  ProtocolGraph const& graph_;
  std::vector<TermId> const& counts_;
};

} // namespace

TermId unfold_probe(GraphBuilder& builder, Protocol const& protocol, ProtocolGraph const& graph,
                    std::vector<TermId> const& counts, Probe const& probe) {
  Thread thread;
  thread.locals = probe.locals;
  thread.body = probe.body;
  auto const demands = builder.graph.demands.size();
  auto const out = ProbeUnfolder(builder, protocol, graph, counts, thread).run()[probe.result];
  builder.graph.demands.resize(demands); // what has no value answers no
  return out;
}

} // namespace barrister::solver
