// SPDX-License-Identifier: BSD-2-Clause
#include "solver/unfold/threads.hpp"
#include "solver/unfold/thread_unfolder.hpp"

namespace barrister::solver {
namespace {

// What there is before the threads.
GraphBuilder begun(Program const& program, GraphBuilder::Deadline deadline) {
  GraphBuilder builder(deadline);
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
  graph.threads = program.threads.size();
  graph.tag_names = program.tag_names;
  return builder;
}

} // namespace

EventGraph unfold(Program const& program, unsigned rounds, LockSemantics locks,
                  GraphBuilder::Deadline deadline) {
  auto builder = begun(program, deadline);
  for (CpuId cpu = 0; cpu < program.threads.size(); ++cpu)
    builder.graph.locals.push_back(
        ThreadUnfolder(builder, program, program.threads[cpu], cpu, rounds, locks).run());
  return std::move(builder.graph);
}

} // namespace barrister::solver
