// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/sc/readers.hpp"
#include <algorithm>
#include <utility>

namespace barrister::sc {
namespace {

std::size_t depth_in(Run const& run, Value srcu) {
  return static_cast<std::size_t>(std::ranges::count(run.srcu, srcu));
}

// Every run that there is, by name.
template <class F> void for_each_run(State& s, F f) {
  for (std::size_t i = 0; i < s.tasks.size(); ++i) f(task(i), s.tasks[i]);
  for (CpuId c = 0; c < s.cpus.size(); ++c)
    for (std::size_t i = 0; i < s.cpus[c].stack.size(); ++i) f(RunName{c, i}, s.cpus[c].stack[i]);
}

// Who goes on when this act or interrupt has ended, if that can be one alone.
std::optional<RunName> under(State const& s, RunName name) {
  if (name.number > 0) return RunName{name.cpu, name.number - 1};
  std::optional<RunName> out;
  for (std::size_t i = 0; i < s.tasks.size(); ++i) {
    if (s.tasks[i].cpu != name.cpu || s.tasks[i].has_ended()) continue;
    if (out) return std::nullopt;
    out = task(i);
  }
  return out;
}

// Who waits for the one waits for the other.
void wait_instead(State& s, RunName from, RunName to) {
  for_each_run(s, [&](RunName, Run& other) {
    if (std::erase(other.awaited, from) == 0) return;
    std::erase(other.awaited, to);
    other.awaited.push_back(to);
  });
}

} // namespace

void look_for_readers(State& s, Run& waiting) {
  if (waiting.in_grace_period) {
    waiting.awaited.clear();
    for_each_run(s, [&](RunName reader, Run const& run) {
      if (run.readers > 0) waiting.awaited.push_back(reader);
    });
    if (s.reader_left_open) waiting.awaited.push_back(ended_in_reader);
  }
  if (auto const& srcu = waiting.srcu_awaited) {
    waiting.awaited_of_srcu.clear();
    for_each_run(s, [&](RunName reader, Run const& run) {
      if (auto const depth = depth_in(run, *srcu); depth > 0)
        waiting.awaited_of_srcu.emplace_back(reader, depth);
    });
    if (std::ranges::count(s.srcu_left_open, *srcu) > 0)
      waiting.awaited_of_srcu.emplace_back(ended_in_reader, 1);
  }
}

void end_reader(State& s, RunName name) {
  std::optional reader = name;
  while (reader && run_of(s, *reader).readers == 0)
    reader = reader->is_task() ? std::nullopt : under(s, *reader);
  if (!reader || --run_of(s, *reader).readers > 0) return;
  for_each_run(s, [&](RunName, Run& run) { std::erase(run.awaited, *reader); });
}
void end_reader_of(Value srcu, State& s, RunName name) {
  auto reader = name;
  if (depth_in(run_of(s, name), srcu) == 0)
    for_each_run(s, [&](RunName other, Run const& run) {
      if (depth_in(run, srcu) > 0) reader = other;
    });
  auto& open = run_of(s, reader).srcu;
  auto const last = std::ranges::find(open.rbegin(), open.rend(), srcu);
  if (last == open.rend()) return;
  open.erase(std::next(last).base());
  for_each_run(s, [&](RunName, Run& run) {
    if (run.srcu_awaited != srcu) return;
    for (auto& [other, count] : run.awaited_of_srcu)
      if (other == reader) count = std::min(count, depth_in(run_of(s, reader), srcu));
    std::erase_if(run.awaited_of_srcu, [](auto const& awaited) { return awaited.second == 0; });
  });
}

void leave_readers_open(State& s, RunName name) {
  auto& run = run_of(s, name);
  if (run.readers > 0) {
    // Readers are brackets in the order of a CPU.
    auto const next = name.is_task() ? std::nullopt : under(s, name);
    if (next)
      run_of(s, *next).readers += std::exchange(run.readers, 0);
    else
      s.reader_left_open = true;
    wait_instead(s, name, next.value_or(ended_in_reader));
  }
  for (auto const& srcu : run.srcu) {
    if (std::ranges::count(s.srcu_left_open, srcu) == 0) s.srcu_left_open.push_back(srcu);
    for_each_run(s, [&](RunName, Run& other) {
      if (other.srcu_awaited != srcu) return;
      auto const erased =
          std::erase_if(other.awaited_of_srcu, [&](auto const& awaited) { return awaited.first == name; });
      if (erased > 0) other.awaited_of_srcu.emplace_back(ended_in_reader, 1);
    });
  }
  std::ranges::sort(s.srcu_left_open);
}

} // namespace barrister::sc
