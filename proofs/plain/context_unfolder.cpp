// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/context_unfolder.hpp"

namespace barrister::proofs::plain {

bool is_step(Statement const& s) {
  if (auto const* mask = std::get_if<Mask>(&s.node)) return mask->is_step();
  return std::visit(
      [](auto const& node) {
        using Node = std::decay_t<decltype(node)>;
        return !(std::is_same_v<Node, Assign> || std::is_same_v<Node, If> || std::is_same_v<Node, Loop> ||
                 std::is_same_v<Node, Labelled> || std::is_same_v<Node, Leave> ||
                 std::is_same_v<Node, Choose> || std::is_same_v<Node, Count> ||
                 std::is_same_v<Node, CountLoad> || std::is_same_v<Node, Assume>);
      },
      s.node);
}

namespace {

bool waits(Statement const& s) {
  if (auto const* load = std::get_if<Load>(&s.node)) return load->until != nullptr;
  if (auto const* rmw = std::get_if<Rmw>(&s.node)) return rmw->until != nullptr;
  if (auto const* fence = std::get_if<Fence>(&s.node)) return is_grace_period(fence->tags);
  return std::holds_alternative<Lock>(s.node);
}

} // namespace

Depth depth_at_start(Context::Kind kind) {
  switch (kind) {
  case Context::Kind::Task: break;
  case Context::Kind::Act: return {0, 1};
  case Context::Kind::Interrupt: return {1, 1};
  }
  return {};
}

ContextUnfolder::ContextUnfolder(Draft& draft, Protocol const& protocol, unsigned rounds, LockSemantics locks,
                                 RunId run)
    : Unfolder(draft, protocol.program, locks, rounds), protocol_(protocol), run_(run) {
  state_.depth = depth_at_start(own().kind);
}

void ContextUnfolder::run() {
  auto const guard = own().guard;
  thread(protocol_.program.threads[own().context], run_, guard);
}

// In executions that are cut, or have a fault, a run may stop anywhere. Why it does not get its turn, and
// which reader it waits for, is said when all runs are known (endings.cpp).
void ContextUnfolder::stop(Stop::At at, Literal reason) {
  auto const stops = gates_.fresh();
  if (at == Stop::At::Wait) gates_.require({-stops, out_.has_fault, out_.is_cut, reason});
  auto const step = at == Stop::At::Turn ? next_step() : step_;
  own().stops.push_back({at, gates_.both(state_.guard, stops), step, state_.depth});
  state_.guard = gates_.both(state_.guard, -stops);
}

void ContextUnfolder::begin(Statement const& s) {
  if (std::holds_alternative<Assume>(s.node)) {
    auto const stops = gates_.fresh();
    gates_.require({-stops, out_.has_fault, out_.is_cut});
    state_.guard = gates_.both(state_.guard, -stops);
  }
  if (!is_step(s)) return;
  begin_step();
  since_ = step_;
  if (!waits(s)) need_turn(); // who waits need not be current
}
void ContextUnfolder::begin_step() {
  stop(Stop::At::Turn, never);
  step_ = next_step();
  own().steps.push_back({state_.guard, state_.depth});
}
// A task executes its steps only while it is current (spec/semantics.md 2.6).
void ContextUnfolder::need_turn() {
  if (!protocol_.current || own().kind != Context::Kind::Task || !(state_.depth == Depth())) return;
  auto const value = read_owned(*protocol_.current);
  out_.owned.needed.push_back({state_.guard, value, protocol_.contexts[own().context].task});
}
TermId ContextUnfolder::read_owned(OwnedId variable) {
  if (own().kind == Context::Kind::Interrupt && !out_.owned.is_by_cpu[variable])
    refuse("what an interrupt's context owns");
  auto& reads = out_.owned.reads;
  auto const value = draft_.indexed(Term::Kind::Owned, reads.size());
  reads.push_back({variable, run_, step_, state_.guard, value});
  return value;
}

void ContextUnfolder::may_stop(bool waits, Known const& address) {
  if (!waits) return;
  auto const* fence = std::get_if<Fence>(&statement_->node);
  if (fence) { // its beginning is a step, and its end another
    need_turn();
    begin_step();
  }
  if (fence && !fence->address)
    stop(Stop::At::GracePeriod, never);
  else
    stop(Stop::At::Wait, waits_in_the_end(address));
  own().steps[step_].guard = state_.guard;
  need_turn();
}
// Whether what it waits for does not hold in the final state. Where that is not asked, it may be so.
Literal ContextUnfolder::waits_in_the_end(Known const& address) {
  Term final;
  final.kind = Term::Kind::Final;
  final.a = final.b = address.term;
  if (std::holds_alternative<Lock>(statement_->node)) return truth_of(term(final));
  auto const* load = std::get_if<Load>(&statement_->node);
  if (!load) return always;
  auto const before = state_;
  assign(load->target, {term(final)});
  auto const passes = truth_of(value(*load->until).term);
  auto const has_no_value = gates_.any(pending_);
  pending_.clear();
  state_ = before;
  return gates_.either(-passes, has_no_value);
}

EventId ContextUnfolder::emit(EventKind kind, TagSet tags, TermId value) {
  auto const e = Unfolder::emit(kind, tags, value);
  out_.events[e].step = step_;
  out_.events[e].since = since_;
  if (kind == EventKind::Read && waits(*statement_)) awaited_[e] = state_.guard;
  return e;
}

void ContextUnfolder::cut() {
  own().stops.push_back({Stop::At::Cut, state_.guard, next_step(), state_.depth});
  Unfolder::cut();
}

void ContextUnfolder::step(Choose const& s) {
  assign(s.target, {draft_.indexed(Term::Kind::Choice, s.count)});
}
void ContextUnfolder::step(OwnedLoad const& s) {
  if (s.owner) refuse("a read of what another one owns");
  assign(s.target, {read_owned(s.variable)});
}
void ContextUnfolder::step(OwnedStore const& s) {
  if (own().kind == Context::Kind::Interrupt && !out_.owned.is_by_cpu[s.variable])
    refuse("what an interrupt's context owns");
  auto const known = value(*s.value);
  fault_where_pending();
  out_.owned.writes.push_back(
      {s.variable, run_, step_, state_.guard, converted(known.term, protocol_.owned[s.variable].type)});
}
void ContextUnfolder::step(Count const& s) { counted_.push_back({s.accumulator, state_.guard}); }
void ContextUnfolder::step(Assume const& s) {
  auto const known = value(*s.condition);
  fault_where_pending();
  gates_.require({-state_.guard, truth_of(known.term)});
}
void ContextUnfolder::step(Mask const& s) {
  auto& depth = state_.depth;
  switch (s.irqs) {
  case Mask::Irqs::Keep: break;
  case Mask::Irqs::On: depth.irqs = 0; break;
  case Mask::Irqs::Off: depth.irqs = 1; break;
  case Mask::Irqs::Save:
    assign(s.flags, known_constant(1 - depth.irqs));
    depth.irqs = 1;
    break;
  case Mask::Irqs::Restore: {
    auto const& saved = out_.terms[state_.locals[s.flags].term];
    if (saved.kind != Term::Kind::Constant) return refuse("flags that are not known");
    depth.irqs = truth(saved.value) ? 0 : 1;
  }
  }
  depth.preemption += s.preemption;
  if (depth.preemption < 0) refuse("preemption enabled more often than disabled");
}
void ContextUnfolder::step(Raise const& s) {
  auto const cpu = value(*s.cpu);
  fault_where_pending();
  auto on = cpus_of(cpu.term);
  std::vector<Literal> somewhere;
  for (auto [_, is] : on) somewhere.push_back(is);
  fault_if(-gates_.any(somewhere));
  if (is_dead()) return;
  unsigned deep = 0;
  for (auto r = run_; out_.runs[r].cause; r = out_.runs[r].cause->run) ++deep;
  if (deep >= deepest_cause) return cut();
  if (out_.runs.size() == draft_.limits.runs)
    return refuse("more than " + std::to_string(draft_.limits.runs) + " runs,");
  UnfoldedRun run;
  run.context = s.interrupt;
  run.kind = Context::Kind::Interrupt;
  run.guard = gates_.both(state_.guard, gates_.fresh());
  run.on = std::move(on);
  run.cpu = cpu.term;
  run.cause = {run_, step_, state_.guard, joined(joined(conditions(), cpu.data), awaited_)};
  out_.runs.push_back(std::move(run));
}
std::map<CpuId, Literal> ContextUnfolder::cpus_of(TermId cpu) {
  std::map<CpuId, Literal> out;
  for (CpuId c = 0; c < protocol_.declared; ++c) {
    auto const is = truth_of(operation(Operator::Equal, cpu, constant(number(c)), {}));
    if (is != never) out[c] = is;
  }
  return out;
}

} // namespace barrister::proofs::plain
