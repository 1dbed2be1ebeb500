// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/sc/state.hpp"
#include "spec/for_each_statement.hpp"
#include <algorithm>

namespace barrister::sc {
namespace {

struct Mixer {
  std::size_t sum = 0;
  void add(std::size_t n) { sum = (sum ^ n) * 0x9e3779b97f4a7c15u + (sum >> 29); }
  void add(Value v) { add(v.object * 31u + static_cast<std::size_t>(v.number)); }
  void add(Run const& run) {
    add(run.context * 64u + run.cpu);
    for (auto const& frame : run.frames) add(reinterpret_cast<std::uintptr_t>(frame.block) + frame.next);
    run.locals.for_each([this](LocalId local, Value v) {
      add(local);
      add(v);
    });
    add(run.awaited.size() + 8 * run.awaited_of_srcu.size() + 64 * run.srcu.size());
    add(std::size_t{run.readers});
  }
};

} // namespace

Value Locals::operator[](LocalId local) const {
  auto const found = std::ranges::lower_bound(values_, local, {}, &std::pair<LocalId, Value>::first);
  return found != values_.end() && found->first == local ? found->second : number(0);
}
void Locals::set(LocalId local, Value v) {
  auto found = std::ranges::lower_bound(values_, local, {}, &std::pair<LocalId, Value>::first);
  if (found != values_.end() && found->first == local) found = values_.erase(found);
  if (v != number(0)) values_.insert(found, {local, v});
}
void Locals::forget_all_but(LiveLocals const& live) {
  std::erase_if(values_, [&live](auto const& entry) { return !live[entry.first]; });
}

std::uint32_t Record::begin(ContextId context, CpuId cpu) {
  if (!is_on) return 0;
  auto const run = static_cast<std::uint32_t>(runs.size());
  runs.emplace_back(context, cpu);
  accesses.push_back(0);
  add(Did::Kind::Begins, run);
  return run;
}
void Record::add(Did::Kind kind, std::uint32_t run, Value value, std::uint32_t write) {
  if (is_on) done.push_back({kind, run, value, write});
}
void Record::remember(std::size_t cell, CpuId cpu, Value value, std::uint32_t before) {
  auto& writes = memory[cell];
  auto const number = static_cast<std::uint32_t>(writes.size());
  writes.insert(std::ranges::find(writes, before, &Written::number), {number, value, {cpu}});
}

std::size_t HashOfState::operator()(State const& s) const {
  Mixer mixer;
  for (auto const& v : s.cells) mixer.add(v);
  for (auto const& v : s.owned) mixer.add(v);
  for (auto n : s.counts) mixer.add(n);
  for (auto const& run : s.tasks) mixer.add(run);
  for (auto const& cpu : s.cpus) {
    mixer.add(cpu.holder.value_or(99));
    for (auto const& run : cpu.stack) mixer.add(run);
    for (auto n : cpu.raised) mixer.add(n);
  }
  for (bool has : s.has_acted) mixer.add(has ? 1u : 0u);
  return mixer.sum;
}

World::World(Protocol const& p, std::vector<std::string> w, std::vector<std::string> any, unsigned most)
    : protocol(p), without(std::move(w)), any_times(std::move(any)), most_counted(most) {
  std::size_t cells = 0, owned = 0;
  for (auto const& object : p.program.objects) {
    first_cell.push_back(cells);
    cells += object.initial.size();
  }
  for (auto const& variable : p.owned) {
    first_owned.push_back(owned);
    owned += variable.owner == OwnedVariable::Owner::Cpu ? p.cpus : p.contexts.size();
  }
  for (auto const& thread : p.program.threads) {
    live.merge(live_locals(thread));
    bool has = false;
    for_each_statement(thread.body,
                       [&](Statement const& s) { has |= std::holds_alternative<Assume>(s.node); });
    has_assumes.push_back(has);
  }
  for (ContextId c = 0; c < p.contexts.size(); ++c)
    if (p.contexts[c].kind == Context::Kind::Task) tasks.push_back(c);
}

} // namespace barrister::sc
