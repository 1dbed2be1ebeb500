// SPDX-License-Identifier: BSD-2-Clause
#include "solver/unfold.hpp"
#include "solver/thread_unfolder.hpp"

namespace barrister::solver {
namespace {

class StoppingUnfolder : public ThreadUnfolder {
public:
  StoppingUnfolder(GraphBuilder& builder, Program const& program, CpuId cpu, unsigned rounds,
                   LockSemantics locks, std::set<InstructionId> const& may_fault)
      : ThreadUnfolder(builder, program, program.threads[cpu], cpu, rounds, locks) {
    state_.open.push_back({b_.constant(number(0)), {}, {}});
    can_stop_ = true;
    may_fault_ = &may_fault;
  }

private:
  void may_stop(std::function<void()> const& pass) {
    branch({b_.free(2), {}, {}}, pass, [&] {
      b_.graph.stops.push_back(guard_);
      leave(0);
    });
  }
  void waiting(std::function<void()> const& pass, std::function<TermId()> const&) override { may_stop(pass); }
  void begin_turn() override {
    auto const* fence = std::get_if<Fence>(&statement_->node);
    bool const tries_lock_of_model = by_model_ && std::holds_alternative<Trylock>(statement_->node);
    if ((fence && fence->tags.has(Tag::SyncSrcu)) || tries_lock_of_model) may_stop([] {});
  }
  void cut(Known const& condition) override {
    branch(
        condition,
        [&] {
          b_.graph.cuts.push_back({cpu_, guard_, next_event(), b_.graph.demands.size()});
          leave(0);
        },
        [] {});
  }
};

// What there is before the threads.
GraphBuilder begun(Program const& program) {
  GraphBuilder builder;
  auto& graph = builder.graph;
  for (ObjectId o = 0; o < program.objects.size(); ++o) {
    auto const& object = program.objects[o];
    for (std::size_t cell = 0; cell < object.initial.size(); ++cell) {
      GraphEvent event;
      event.kind = EventKind::Write;
      event.address = builder.constant(address(o, static_cast<std::int64_t>(cell)));
      event.value = builder.constant(
          convert(object.initial[cell], type_of_cell(object, static_cast<std::int64_t>(cell))));
      graph.events.push_back(event);
      graph.holds_pointers.push_back(may_be_pointer(type_of_cell(object, static_cast<std::int64_t>(cell))));
    }
  }
  for (auto const& object : program.objects) graph.observed.push_back(object.is_observed);
  graph.initial_writes = graph.events.size();
  graph.cpus = program.threads.size();
  graph.tag_names = program.tag_names;
  return builder;
}

} // namespace

EventGraph unfold(Program const& program, unsigned rounds, LockSemantics locks) {
  auto builder = begun(program);
  for (CpuId cpu = 0; cpu < program.threads.size(); ++cpu)
    builder.graph.locals.push_back(
        ThreadUnfolder(builder, program, program.threads[cpu], cpu, rounds, locks).run());
  return std::move(builder.graph);
}

EventGraph unfold_with_faults(Program const& program, unsigned rounds, LockSemantics locks,
                              Statements const& statements) {
  auto builder = begun(program);
  for (CpuId cpu = 0; cpu < program.threads.size(); ++cpu) {
    std::set<InstructionId> own;
    for (auto const& [of, instruction] : statements)
      if (of == cpu) own.insert(instruction);
    builder.graph.locals.push_back(StoppingUnfolder(builder, program, cpu, rounds, locks, own).run());
  }
  return std::move(builder.graph);
}

} // namespace barrister::solver
