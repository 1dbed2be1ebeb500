// SPDX-License-Identifier: BSD-2-Clause
// Loads see final values, and what the act itself has stored on top of them; no event comes of it. Each
// choice is tried for itself: a free one would be the solver's, and it would choose what suits the claim.
#include "solver/protocol/imagined_act.hpp"
#include "solver/protocol/ways.hpp"
#include "spec/probe.hpp"
#include "spec/scheduler.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

constexpr unsigned rounds = 3; // of a loop whose end depends on the state
constexpr std::size_t most_ways = 64;

class Unfolder : public ThreadUnfolder {
public:
  Unfolder(GraphBuilder& builder, Protocol const& protocol, ProtocolGraph const& graph, ContextId context,
           CpuId cpu, Ways& ways)
      : ThreadUnfolder(builder, protocol.program, protocol.program.threads[context], cpu, rounds,
                       LockSemantics::Waiting),
        protocol_(protocol), here_(cpu), ways_(ways), passes_(builder.constant(number(1))),
        goes_on_(builder.constant(number(0))) {
    for (OwnedId v = 0; v < protocol.owned.size(); ++v)
      owned_.push_back(
          graph.final_owned[v][protocol.owned[v].owner == OwnedVariable::Owner::Cpu ? cpu : context]);
  }

  ImaginedAct run() {
    ThreadUnfolder::run();
    return {{}, here_, passes_, owned_[*protocol_.current], goes_on_};
  }

private:
  using ThreadUnfolder::step;
  bool may_go_round(unsigned done, Known const& condition) const override {
    return done < rounds_ || (!is_open_question(condition.term) && done < most_rounds_of_probe);
  }
  TermId this_cpu() override { return b_.constant(number(here_)); }
  TermId one() { return b_.constant(number(1)); }
  TermId zero() { return b_.constant(number(0)); }

  void need(TermId term) {
    auto const holds = b_.operation(Operator::NotEqual, term, zero());
    passes_ = b_.operation(Operator::And, passes_, b_.select(b_.holds(guard_), holds, one()));
  }
  TermId read(TermId address) {
    auto out = b_.final_at(address);
    for (auto const& s : stores_)
      out = b_.select(
          b_.operation(Operator::And, b_.holds(s.guard), b_.operation(Operator::Equal, s.address, address)),
          s.value, out);
    return out;
  }
  void write(Known const& address, TermId value) {
    stores_.push_back({guard_, address.term, stored(address, value)});
  }

  void step(Load const& s) override {
    assign(s.target, {read(value_of(*s.address).term), {}, {}});
    if (s.until) need(value_of(*s.until).term);
  }
  void step(Store const& s) override { write(value_of(*s.address), value_of(*s.value).term); }
  void step(Fence const&) override {}
  void step(Rmw const& s) override {
    auto const address = value_of(*s.address);
    Known const old{read(address.term), {}, {}};
    auto const effect = effect_of(s, address, old);
    if (auto const guard = b_.also(guard_, {effect.success.term, true})) {
      auto const outer = std::exchange(guard_, *guard);
      write(address, effect.next.term);
      guard_ = outer;
    }
    if (s.result != RmwResult::None) assign(s.target, result_of(s, address, effect, old));
    if (s.until) need(value_of(*s.until).term);
  }
  void waiting(std::function<void()> const&, std::function<TermId()> const&) override {
    auto const* lock = std::get_if<Lock>(&statement_->node);
    if (!lock) return;
    auto const address = value_of(*lock->address);
    need(b_.operation(Operator::LogicalNot, read(address.term), zero()));
    write(address, one());
  }
  void step(Unlock const& s) override { write(value_of(*s.address), zero()); }
  void step(Trylock const& s) override {
    auto const address = value_of(*s.address);
    assign(s.target, {b_.operation(Operator::LogicalNot, read(address.term), zero()), {}, {}});
    write(address, one());
  }
  void step(IsLocked const& s) override {
    auto const held = b_.operation(Operator::NotEqual, read(value_of(*s.address).term), zero());
    assign(s.target, {held, {}, {}});
  }
  void step(Choose const& s) override {
    assign(s.target, {b_.constant(number(ways_.choose(s.count))), {}, {}});
  }
  void step(OwnedLoad const& s) override { assign(s.target, {owned_[s.variable], {}, {}}); }
  void step(OwnedStore const& s) override {
    auto const value = b_.convert(value_of(*s.value).term, protocol_.owned[s.variable].type);
    owned_[s.variable] = b_.select(b_.holds(guard_), value, owned_[s.variable]);
  }
  void step(Assume const& s) override { need(value_of(*s.condition).term); }
  void cut(Known const& condition) override {
    auto const holds = b_.operation(Operator::NotEqual, condition.term, zero());
    auto const is_here = b_.select(b_.holds(guard_), holds, zero());
    goes_on_ = b_.operation(Operator::Or, goes_on_, b_.operation(Operator::And, passes_, is_here));
    need(b_.operation(Operator::LogicalNot, condition.term, zero()));
  }

  struct Stored {
    GuardId guard;
    TermId address, value;
  };
  Protocol const& protocol_;
  CpuId here_;
  Ways& ways_;
  std::vector<Stored> stores_;
  std::vector<TermId> owned_; // by variable: of this CPU, or of the act
  TermId passes_, goes_on_;
};

} // namespace

ImaginedActs imagine_acts(GraphBuilder& builder, Protocol const& protocol, ProtocolGraph const& graph) {
  ImaginedActs out;
  bool const has_tasks =
      std::ranges::find(protocol.contexts, Context::Kind::Task, &Context::kind) != protocol.contexts.end();
  if (!protocol.current || !has_tasks) return out;
  auto const demands = builder.graph.demands.size();
  for (auto const context : schedulers_of(protocol))
    for (auto const cpu : protocol.contexts[context].cpus) {
      Ways ways;
      std::size_t tried = 0;
      do {
        auto const& agent = protocol.contexts[context].agent;
        if (tried++ == most_ways) {
          out.problem = "of what could become current in the end, " + agent + " chooses in more than " +
                        std::to_string(most_ways) + " ways";
          break;
        }
        auto act = Unfolder(builder, protocol, graph, context, cpu, ways).run();
        act.agent = agent;
        out.all.push_back(std::move(act));
      } while (ways.go_on());
    }
  builder.graph.demands.resize(demands);
  return out;
}

} // namespace barrister::solver
