// SPDX-License-Identifier: BSD-2-Clause
// What is chosen or owned comes from no read.
#include "proofs/runner.hpp"

namespace barrister::proofs {

bool Runner::step(Choose const& choose) {
  if (choices_used_ == given_->choices.size()) {
    run_.wants_choice_of = choose.count;
    return end(End::NeedsValue);
  }
  auto const value = given_->choices[choices_used_++];
  if (value.is_address() || value.number < 0 || value.number >= choose.count)
    return fault("a choice is not among those there are");
  assign(choose.target, {value, {}, {}});
  return true;
}
std::pair<OwnedId, std::uint32_t> Runner::owned_here(OwnedId variable) const {
  bool const of_cpu = protocol_->owned[variable].owner == OwnedVariable::Owner::Cpu;
  return {variable, of_cpu ? cpu_ : given_->context};
}
bool Runner::step(OwnedLoad const& load) {
  if (load.owner) return fault("what another one owns is read");
  std::optional<Value> value;
  if (owned_used_ < given_->owned_reads.size())
    value = given_->owned_reads[owned_used_++];
  else if (state_)
    value = state_->owned.at(owned_here(load.variable));
  if (!value) return end(End::NeedsValue);
  run_.steps.back().owned = {load.variable, *value, false};
  assign(load.target, {*value, {}, {}});
  return true;
}
bool Runner::step(OwnedStore const& store) {
  auto const known = evaluate(*store.value);
  if (!known) return false;
  auto const value = convert(known->value, protocol_->owned[store.variable].type);
  run_.steps.back().owned = {store.variable, value, true};
  if (state_) state_->owned.at(owned_here(store.variable)) = value;
  return true;
}
bool Runner::step(Count const& count) {
  run_.counts.push_back(count.accumulator);
  return true;
}
bool Runner::step(Assume const& assume) {
  auto const condition = evaluate(*assume.condition);
  if (!condition) return false;
  if (protocol_->contexts[given_->context].kind != Context::Kind::Task) // it comes where that is so
    awaited_ = awaited_ | condition->data | condition->ctrl;
  return truth(condition->value) || end(End::Excluded);
}
bool Runner::step(Mask const& mask) {
  auto& irqs = run_.depths.irqs;
  switch (mask.irqs) {
  case Mask::Irqs::Keep: break;
  case Mask::Irqs::Off: irqs = 1; break;
  case Mask::Irqs::On: irqs = 0; break;
  case Mask::Irqs::Save:
    assign(mask.flags, {number(irqs > 0 ? 0 : 1), {}, {}});
    irqs = 1;
    break;
  case Mask::Irqs::Restore:
    note_use(mask.flags);
    irqs = truth(locals_[mask.flags].value) ? 0 : 1;
    break;
  }
  run_.depths.preemption += mask.preemption;
  return true;
}
bool Runner::step(Raise const& raise) {
  auto const known = evaluate(*raise.cpu);
  if (!known) return false;
  auto const cpu = known->value;
  if (cpu.is_address() || cpu.number < 0 || static_cast<std::size_t>(cpu.number) >= protocol_->declared)
    return fault(Fault{Fault::Kind::Interrupts, 0, 0, cpu});
  run_.steps.back().raised = {raise.interrupt, static_cast<CpuId>(cpu.number)};
  run_.steps.back().depends = conditions() | known->data | awaited_;
  return true;
}
ContextRun::Round Runner::round_here() {
  return {run_.steps.size(), ++rounds_noted_, run_.depths, values(), std::vector<bool>(locals_.size())};
}
void Runner::note_use(LocalId local) {
  for (auto& rounds : loops_)
    for (auto round = rounds.rbegin();
         round != rounds.rend() && round->number > assigned_[local] && !round->is_live[local]; ++round)
      round->is_live[local] = true; // so are those before it that are noted already
}

} // namespace barrister::proofs
