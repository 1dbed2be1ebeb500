// SPDX-License-Identifier: BSD-2-Clause
// What it reads is what there is in the end, or what it has stored itself. Its choices are made one after the
// other: were they free, who looks for an execution against a claim would choose that nothing can be
// scheduled.
#include "proofs/plain/imagined_act.hpp"
#include "spec/scheduler.hpp"
#include <algorithm>

namespace barrister::proofs::plain {
namespace {

constexpr unsigned rounds = 3;
constexpr std::size_t most_ways = 64;

struct Choice {
  unsigned picked = 0, count = 1;
};
using Way = std::vector<Choice>;
// The next way behind this one, if it is not the last.
bool go_on(Way& way) {
  while (!way.empty() && way.back().picked + 1 == way.back().count) way.pop_back();
  if (way.empty()) return false;
  ++way.back().picked;
  return true;
}

class ActUnfolder : public ProbeUnfolder {
public:
  ActUnfolder(Draft& draft, Protocol const& protocol, Finals const& finals, ContextId act, CpuId cpu,
              Way& way)
      : ProbeUnfolder(draft, protocol, rounds, finals), act_(act), here_(cpu), way_(way) {}

  ImaginedAct run() {
    thread(protocol_.program.threads[act_], no_cpu, always);
    return {protocol_.contexts[act_].agent, here_, state_.guard, owned(*protocol_.current)};
  }

private:
  using ProbeUnfolder::step;
  TermId this_cpu() override { return constant(number(here_)); }
  void need(Literal l) { state_.guard = gates_.both(state_.guard, l); }

  TermId cell(ExpressionPtr const& e) {
    auto const address = value(*e);
    fault_where_pending();
    fault_if(cellless(address.term));
    return address.term;
  }
  TermId read(TermId address) {
    Known out{term(final(address))};
    for (auto const& s : stores_) {
      auto const is_same = truth_of(operation(Operator::Equal, s.address, address, {}));
      out = merged(gates_.both(s.guard, is_same), {s.value}, out);
    }
    return out.term;
  }
  void write(TermId address, TermId value) {
    stores_.push_back({state_.guard, address, stored(value, address)});
  }
  void write_if(Literal when, TermId address, TermId value) {
    auto const outer = std::exchange(state_.guard, gates_.both(state_.guard, when));
    write(address, value);
    state_.guard = outer;
  }
  void wait(ExpressionPtr const& until) {
    if (!until) return;
    auto const passes = value(*until);
    fault_where_pending();
    need(truth_of(passes.term));
  }

  void step(Load const& s) override {
    assign(s.target, {read(cell(s.address))});
    wait(s.until);
  }
  void step(Store const& s) override {
    auto const address = cell(s.address);
    auto const stored = value(*s.value);
    fault_where_pending();
    write(address, stored.term);
  }
  void step(Fence const&) override {}
  void step(Rmw const& s) override {
    auto const address = cell(s.address);
    auto const operand = value(*s.operand), expected = s.expected ? value(*s.expected) : known_constant(0);
    fault_where_pending();
    auto const effect = effect_of(s, {address}, operand, expected, {read(address)});
    write_if(effect.succeeds, address, effect.fresh.term);
    if (s.result != RmwResult::None) assign(s.target, effect.result);
    wait(s.until);
  }
  void step(Lock const& s) override {
    auto const address = cell(s.address);
    need(-truth_of(read(address)));
    write(address, constant(number(1)));
  }
  void step(Unlock const& s) override { write(cell(s.address), constant(number(0))); }
  void step(Trylock const& s) override {
    auto const address = cell(s.address);
    auto const is_held = truth_of(read(address));
    assign(s.target, merged(is_held, known_constant(0), known_constant(1)));
    write(address, constant(number(1)));
  }
  void step(IsLocked const& s) override {
    assign(s.target, merged(truth_of(read(cell(s.address))), known_constant(1), known_constant(0)));
  }

  void step(Choose const& s) override {
    if (chosen_ == way_.size()) way_.push_back({0, s.count});
    assign(s.target, known_constant(way_[chosen_++].picked));
  }
  void step(Assume const& s) override {
    auto const condition = value(*s.condition);
    fault_where_pending();
    need(truth_of(condition.term));
  }
  void step(Count const&) override {}
  void step(Mask const&) override {}
  void step(Raise const&) override {}
  TermId owned(OwnedId variable) {
    if (auto const at = owned_.find(variable); at != owned_.end()) return at->second;
    return finals_.owned[variable][out_.owned.is_by_cpu[variable] ? here_ : act_];
  }
  void step(OwnedLoad const& s) override {
    if (s.owner) return refuse("a read of what another one owns");
    assign(s.target, {owned(s.variable)});
  }
  void step(OwnedStore const& s) override {
    auto const known = value(*s.value);
    fault_where_pending();
    Known const written{converted(known.term, protocol_.owned[s.variable].type)};
    owned_[s.variable] = merged(state_.guard, written, {owned(s.variable)}).term;
  }

  struct Stored {
    Literal guard = always;
    TermId address = 0, value = 0;
  };
  ContextId act_;
  CpuId here_;
  Way& way_;
  std::size_t chosen_ = 0;
  std::vector<Stored> stores_;
  std::map<OwnedId, TermId> owned_;
};

} // namespace

std::vector<ImaginedAct> imagined_acts(Draft& draft, Protocol const& protocol, Finals const& finals) {
  std::vector<ImaginedAct> out;
  if (!protocol.current) return out;
  for (auto const act : schedulers_of(protocol))
    for (auto const cpu : protocol.contexts[act].cpus) {
      Way way;
      std::size_t tried = 0;
      do {
        auto one = ActUnfolder(draft, protocol, finals, act, cpu, way).run();
        if (draft.unsupported) {
          draft.unsupported.reset(); // without it, there are more executions
          return out;
        }
        if (one.passes != never) out.push_back(std::move(one));
      } while (++tried < most_ways && go_on(way));
    }
  return out;
}

} // namespace barrister::proofs::plain
