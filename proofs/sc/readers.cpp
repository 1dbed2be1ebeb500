// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/sc/readers.hpp"
#include <algorithm>
#include <utility>

namespace barrister::sc {
namespace {

std::size_t depth_in(Run const& run, Value srcu) {
  return static_cast<std::size_t>(std::ranges::count(run.srcu, srcu));
}

std::size_t left_open_of(State const& s, Value srcu) {
  return static_cast<std::size_t>(std::ranges::count(s.srcu_left_open, srcu));
}

// Every run that there is, by name.
template <class F> void for_each_run(State& s, F f) {
  for (std::size_t i = 0; i < s.tasks.size(); ++i) f(task(i), s.tasks[i]);
  for (CpuId c = 0; c < s.cpus.size(); ++c)
    for (std::size_t i = 0; i < s.cpus[c].stack.size(); ++i) f(RunName{c, i}, s.cpus[c].stack[i]);
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
    if (auto const left = left_open_of(s, *srcu); left > 0)
      waiting.awaited_of_srcu.emplace_back(ended_in_reader, left);
  }
}

void end_reader(State& s, RunName name) {
  auto& readers = run_of(s, name).readers;
  if (readers == 0 || --readers > 0) return;
  for_each_run(s, [&](RunName, Run& run) { std::erase(run.awaited, name); });
}
void end_reader_of(Value srcu, State& s, RunName name) {
  auto reader = name;
  if (depth_in(run_of(s, name), srcu) == 0) {
    reader = ended_in_reader; // who has handed it on
    for_each_run(s, [&](RunName other, Run const& run) {
      if (depth_in(run, srcu) > 0) reader = other;
    });
  }
  bool const has_ended = reader == ended_in_reader;
  auto& open = has_ended ? s.srcu_left_open : run_of(s, reader).srcu;
  auto const last = std::ranges::find(open.rbegin(), open.rend(), srcu);
  if (last == open.rend()) return;
  open.erase(std::next(last).base());
  auto const left = has_ended ? left_open_of(s, srcu) : depth_in(run_of(s, reader), srcu);
  for_each_run(s, [&](RunName, Run& run) {
    if (run.srcu_awaited != srcu) return;
    for (auto& [other, count] : run.awaited_of_srcu)
      if (other == reader) count = std::min(count, left);
    std::erase_if(run.awaited_of_srcu, [](auto const& awaited) { return awaited.second == 0; });
  });
}

void leave_readers_open(State& s, RunName name) {
  auto& run = run_of(s, name);
  if (run.readers > 0) {
    s.reader_left_open = true;
    wait_instead(s, name, ended_in_reader);
  }
  for_each_run(s, [&](RunName, Run& other) {
    std::size_t awaited_here = 0;
    std::erase_if(other.awaited_of_srcu, [&](auto const& awaited) {
      if (awaited.first == name) awaited_here = awaited.second;
      return awaited.first == name;
    });
    if (awaited_here == 0) return;
    auto const found =
        std::ranges::find(other.awaited_of_srcu, ended_in_reader, &std::pair<RunName, std::size_t>::first);
    if (found != other.awaited_of_srcu.end())
      found->second += awaited_here;
    else
      other.awaited_of_srcu.emplace_back(ended_in_reader, awaited_here);
  });
  s.srcu_left_open.insert(s.srcu_left_open.end(), run.srcu.begin(), run.srcu.end());
  std::ranges::sort(s.srcu_left_open);
}

} // namespace barrister::sc
