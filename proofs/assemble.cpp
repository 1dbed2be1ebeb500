// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/interpret.hpp"
#include <algorithm>

namespace barrister::proofs {
namespace {

using End = ThreadRun::End;

Completion completion(std::span<ThreadRun const> runs) {
  auto const any = [&](End end) { return std::ranges::find(runs, end, &ThreadRun::end) != runs.end(); };
  if (any(End::Fault)) return Completion::Fault;
  return any(End::Cut) ? Completion::Cut : any(End::Stuck) ? Completion::Stuck : Completion::Complete;
}

} // namespace

std::vector<Event> initial_writes(std::span<Object const> objects) {
  std::vector<Event> out;
  for (ObjectId o = 0; o < objects.size(); ++o) {
    auto const& object = objects[o];
    for (std::size_t cell = 0; cell < object.initial.size(); ++cell)
      out.push_back({EventKind::Write,
                     no_cpu,
                     0,
                     address(o, static_cast<std::int64_t>(cell)),
                     convert(object.initial[cell], type_of_cell(object, static_cast<std::int64_t>(cell))),
                     {}});
  }
  return out;
}

Execution assemble(Program const& program, std::span<ThreadRun const> runs) {
  Execution x;
  x.tag_names = program.tag_names;
  x.events = initial_writes(program.objects);
  std::vector<EventId> first; // event of each run
  for (auto const& run : runs) {
    first.push_back(static_cast<EventId>(x.events.size()));
    x.events.insert(x.events.end(), run.events.begin(), run.events.end());
    x.locals.push_back(run.locals);
  }
  for (auto* relation : {&x.po, &x.addr, &x.data, &x.ctrl, &x.rmw, &x.rf, &x.co})
    *relation = Relation(x.events.size());

  for (std::size_t cpu = 0; cpu < runs.size(); ++cpu) {
    auto const& run = runs[cpu];
    auto const base = first[cpu];
    auto const put = [base](Relation& to, std::vector<std::pair<EventId, EventId>> const& pairs) {
      for (auto [a, b] : pairs) to.insert(base + a, base + b);
    };
    for (EventId b = 0; b < run.events.size(); ++b)
      for (EventId a = 0; a < b; ++a) x.po.insert(base + a, base + b);
    put(x.addr, run.addr);
    put(x.data, run.data);
    put(x.ctrl, run.ctrl);
    put(x.rmw, run.rmw);
  }
  for (auto const& object : program.objects) x.observed.push_back(object.is_observed);
  x.completion = completion(runs);
  return x;
}

} // namespace barrister::proofs
