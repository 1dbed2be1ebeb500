// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/context_unfolder.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/statements.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

Depth first_depth(Context::Kind kind) {
  switch (kind) {
  case Context::Kind::Task: return {0, 0};
  case Context::Kind::Act: return {0, 1};
  case Context::Kind::Interrupt: return {1, 1};
  }
  return {};
}

// Some run may lack what it would do behind a cut.
bool may_be_cut(Protocol const& protocol) {
  bool out = false;
  for (ContextId c = 0; c < protocol.contexts.size(); ++c)
    for_each_statement(protocol.program.threads[c].body, [&](Statement const& s) {
      bool const raises = std::holds_alternative<Raise>(s.node);
      bool const is_handler = protocol.contexts[c].kind == Context::Kind::Interrupt;
      out = out || std::holds_alternative<Loop>(s.node) || (raises && is_handler);
    });
  return out;
}

bool waits(Statement const& s) {
  if (auto const* load = std::get_if<Load>(&s.node)) return load->until != nullptr;
  if (auto const* rmw = std::get_if<Rmw>(&s.node)) return rmw->until != nullptr;
  if (auto const* fence = std::get_if<Fence>(&s.node)) return is_grace_period(fence->tags);
  return std::holds_alternative<Lock>(s.node);
}

} // namespace

ContextUnfolder::ContextUnfolder(GraphBuilder& builder, Protocol const& protocol, ProtocolGraph& graph,
                                 RunId run, unsigned rounds, Statements const& may_fault, LockSemantics locks,
                                 std::map<Loop const*, Locals> const& live)
    : ThreadUnfolder(builder, protocol.program, protocol.program.threads[graph.runs[run].context], run,
                     rounds, locks),
      protocol_(protocol), graph_(graph), run_(run), live_(live) {
  guard_ = own().guard;
  state_.depth = first_depth(protocol.contexts[own().context].kind);
  state_.open.push_back({b_.constant(number(0)), {}, {}});
  can_stop_ = true;
  for (auto const& [context, instruction] : may_fault)
    if (context == own().context) own_faults_.insert(instruction);
  may_fault_ = &own_faults_;
  other_may_fault_ = !may_fault.empty();
  some_may_be_cut_ = may_be_cut(protocol);
  auto const& cpus = protocol.contexts[own().context].cpus;
  for (auto const& other : protocol.contexts) {
    bool const meets =
        other.kind == Context::Kind::Interrupt ||
        std::ranges::any_of(other.cpus, [&](CpuId c) { return std::ranges::find(cpus, c) != cpus.end(); });
    has_company_ = has_company_ || (&other != &protocol.contexts[own().context] && meets);
  }
}
Context::Kind ContextUnfolder::kind() const { return protocol_.contexts[graph_.runs[run_].context].kind; }

void ContextUnfolder::run() {
  own().locals = ThreadUnfolder::run();
  own().last = state_.depth;
  if (depths_differ_)
    graph_.problem = "in " + protocol_.contexts[own().context].name +
                     ", ways meet on which interrupts or preemption are not disabled alike";
}

void ContextUnfolder::step(Choose const& s) {
  auto const value = b_.free(s.count);
  own().choices.push_back({guard_, value});
  assign(s.target, {value, {}, {}});
}
void ContextUnfolder::step(OwnedLoad const& s) {
  auto& reads = b_.graph.owned_reads;
  auto const value = b_.owned(static_cast<std::uint32_t>(reads.size()));
  reads.push_back({s.variable, run_, step_, guard_, value});
  assign(s.target, {value, {}, {}});
}
void ContextUnfolder::step(OwnedStore const& s) {
  auto const value = value_of(*s.value).term;
  demand(value);
  b_.graph.owned_writes.push_back(
      {s.variable, run_, step_, guard_, b_.convert(value, protocol_.owned[s.variable].type)});
}
void ContextUnfolder::step(Count const& s) {
  graph_.counted.push_back({s.accumulator, run_, guard_, next_step()});
}
void ContextUnfolder::step(Assume const& s) {
  auto const condition = value_of(*s.condition);
  auto const term = condition.term;
  demand(term);
  if (kind() != Context::Kind::Task) {
    await(condition.data, guard_);
    await(condition.ctrl, guard_);
  }
  auto const assume = [&] { graph_.assumed.push_back({run_, guard_, term, next_step()}); };
  auto const& known = b_.graph.terms[term];
  bool const is_sure = known.kind == Term::Kind::Constant && barrister::truth(known.value);
  if (is_sure || (!other_may_fault_ && !some_may_be_cut_)) return assume();
  may_stop(StuckAt::At::Elsewhere, next_step(), assume);
}
// An act, or a handler, comes where what it assumes is there; a task that waits goes on when it is.
void ContextUnfolder::await(Sources const& reads, GuardId guard) {
  for (auto const& [read, when] : reads)
    if (auto const both = b_.both(guard, when)) own().awaited.push_back({read, *both, next_event()});
}
// A grace period begins at one step, and ends at the next: what others do between is not before it.
void ContextUnfolder::step(Fence const& s) {
  if (!is_grace_period(s.tags)) return ThreadUnfolder::step(s);
  need_turn();
  auto const begins = step_;
  begin_step();
  auto const end = [&] {
    since_ = begins;
    ThreadUnfolder::step(s);
  };
  may_have_left() ? unless_left(end) : end();
}
void ContextUnfolder::step(Mask const& s) {
  switch (s.irqs) {
  case Mask::Irqs::Keep: break;
  case Mask::Irqs::On: state_.depth.irqs = 0; break;
  case Mask::Irqs::Save:
    assign(s.flags, {b_.constant(number(1 - state_.depth.irqs)), {}, {}});
    state_.saved[s.flags] = state_.depth.irqs == 0;
    state_.depth.irqs = 1;
    break;
  case Mask::Irqs::Off: state_.depth.irqs = 1; break;
  case Mask::Irqs::Restore: restore(s.flags);
  }
  state_.depth.preemption += s.preemption;
  if (state_.depth.preemption < 0)
    graph_.problem =
        "in " + protocol_.contexts[own().context].name + ", preemption is enabled more often than disabled";
  masks_.push_back({guard_, state_.depth});
}
void ContextUnfolder::restore(LocalId flags) {
  if (auto const known = state_.saved.find(flags); known != state_.saved.end())
    state_.depth.irqs = known->second ? 0 : 1;
  else
    graph_.problem = "in " + protocol_.contexts[own().context].name +
                     ", flags are restored that were not saved alike on all ways";
}
void ContextUnfolder::step(Raise const& s) {
  unsigned deep = 0;
  for (auto r = run_; graph_.runs[r].cause; r = graph_.runs[r].cause->run) ++deep;
  if (deep >= deepest_cause) {
    own().cuts.push_back({guard_, nullptr, step_, path(), {}, state_.depth});
    return;
  }
  auto const known = value_of(*s.cpu);
  auto const cpu = known.term;
  demand(cpu);
  auto depends = deciding();
  join(depends, known.data);
  Sources awaited;
  for (auto const& it : own().awaited) awaited.push_back({it.read, it.when});
  std::ranges::sort(awaited);
  join(depends, awaited);
  auto const taken = b_.also(guard_, {b_.free(2), true});
  UnfoldedRun run;
  run.context = s.interrupt;
  run.guard = *taken;
  run.cause = {run_, step_, guard_, cpu, std::move(depends)};
  graph_.runs.push_back(std::move(run));
}

std::uint32_t ContextUnfolder::path() {
  auto& paths = own().paths;
  if (paths.empty() || paths.back() != path_) paths.push_back(path_);
  return static_cast<std::uint32_t>(paths.size() - 1);
}
void ContextUnfolder::begin_statement() {
  if (!is_of_its_instruction(*statement_)) return;
  ReachedAt const here{own().context, instruction_, guard_};
  if (graph_.reached.empty() || graph_.reached.back() != here) graph_.reached.push_back(here);
}
void ContextUnfolder::begin_step() {
  step_ = since_ = next_step();
  own().steps.push_back({guard_, state_.depth, statement_, path()});
  bool const may_be_put_aside = kind() == Context::Kind::Task && protocol_.current;
  // Some run that took a turn here may never end, or the task never be current again.
  if (state_.depth.irqs == 0 && (has_company_ || may_be_put_aside)) may_stop(StuckAt::At::Turn, step_, [] {});
}
// A task runs while it is its CPU's current one: asked at its start, and where that may have changed. A
// stretch that is not preemptible goes on to its end, though it be the switch to another task.
void ContextUnfolder::begin_turn() {
  if (!waits(*statement_)) need_turn();
  // Whether it gets the lock is the model's to say: it may be of neither.
  bool const tries_lock_of_model = by_model_ && std::holds_alternative<Trylock>(statement_->node);
  if (tries_lock_of_model && other_may_fault_) may_stop(StuckAt::At::Elsewhere, step_, [] {});
}
void ContextUnfolder::stopped_by_fault() {
  bool const is_in_step = !own().steps.empty() && own().steps.back().statement == statement_;
  own().stuck.push_back({StuckAt::At::Fault, guard_, 0, is_in_step ? step_ : next_step(), locals(),
                         state_.depth, b_.graph.faults.size() - 1});
}
void ContextUnfolder::need_turn() {
  if (kind() != Context::Kind::Task || !protocol_.current) return;
  if (step_ > 0 && state_.depth != Depth{}) return;
  auto& reads = b_.graph.owned_reads;
  auto const value = b_.owned(static_cast<std::uint32_t>(reads.size()));
  reads.push_back({*protocol_.current, run_, step_, guard_, value, true});
  auto const task = b_.constant(protocol_.contexts[own().context].task);
  graph_.assumed.push_back({run_, guard_, b_.operation(Operator::Equal, value, task), step_});
}
void ContextUnfolder::begin_loop(Loop const& loop) {
  path_.emplace_back(&loop, 0);
  loops_.push_back({&loop});
}
void ContextUnfolder::begin_round(Loop const& loop, unsigned round) {
  end_round(round);
  path_.back().second = round;
  own().rounds.push_back({&loop, round, guard_, next_step(), path(), locals(), state_.depth});
}
void ContextUnfolder::end_loop() {
  path_.pop_back();
  loops_.pop_back();
}

void ContextUnfolder::waiting(std::function<void()> const& pass, std::function<TermId()> const& passes) {
  auto const step = step_;
  auto const* grace_period = std::get_if<Fence>(&statement_->node);
  auto const at = grace_period ? StuckAt::At::GracePeriod : StuckAt::At::Wait;
  auto const passed = b_.free(2);
  auto const in_turn = [&] {
    need_turn();
    auto const first = next_event();
    pass();
    auto const last = next_event();
    for (auto e = first; e < last; ++e)
      if (b_.graph.events[e].kind == EventKind::Read) await({{e, 0}}, 0);
  };
  branch({passed, {}, {}}, in_turn, [&] {
    own().stuck.push_back({at, guard_, passes(), step, locals(), state_.depth});
    if (grace_period && grace_period->address)
      own().stuck.back().readers_of = value_of(*grace_period->address).term;
    leave(0);
  });
}
void ContextUnfolder::may_stop(StuckAt::At at, std::uint32_t step, std::function<void()> const& go_on) {
  branch({b_.free(2), {}, {}}, go_on, [&] {
    own().stuck.push_back({at, guard_, b_.constant(number(0)), step, locals(), state_.depth});
    leave(0);
  });
}
std::vector<TermId> ContextUnfolder::locals() const {
  std::vector<TermId> out;
  for (auto const& local : state_.locals) out.push_back(local.term);
  return out;
}
void ContextUnfolder::cut(Known const& condition) {
  branch(
      condition,
      [&] {
        end_round(rounds_);
        own().cuts.push_back(
            {guard_, path_.back().first, next_step(), path(), locals(), state_.depth, rounds_});
        for (auto const& of_loop : loops_) own().cuts.back().idle.push_back(of_loop.idle);
        leave(0);
      },
      [] {});
}

} // namespace barrister::solver
