// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/sc/astray.hpp"
#include <algorithm>

namespace barrister::sc {
namespace {

constexpr std::uint64_t one_write_in = 2; // of accesses that may stray

// The same for the same access, in whichever order others come: splitmix64 (Steele, Lea, Flood, OOPSLA 2014).
std::uint64_t chance_of(Astray const& astray, Record& record, Run const& run) {
  auto x =
      astray.seed + (std::uint64_t{run.number} << 32 | record.accesses[run.number]++) * 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}
std::uint64_t take(std::uint64_t& chance, std::uint64_t n) {
  auto const taken = chance % n;
  chance /= n;
  return taken;
}
// Of the last writes of a cell, so many are not known to the CPU: it sees no older one than it knows.
std::size_t unknown_to(CpuId cpu, std::vector<Record::Written> const& writes) {
  std::size_t n = 0;
  for (; n < writes.size(); ++n)
    if (std::ranges::count(writes[writes.size() - 1 - n].known_to, cpu) > 0) break;
  return std::min(n, writes.size() - 1); // the initial one is the first
}

} // namespace

std::optional<Sight> sees(Astray const& astray, Record& record, Run const& run, std::size_t cell) {
  auto chance = chance_of(astray, record, run);
  if (take(chance, astray.one_in) != 0) return std::nullopt;
  if (auto const& values = astray.written[cell]; take(chance, 8) < astray.guesses && !values.empty())
    return Sight{*std::next(values.begin(), static_cast<std::ptrdiff_t>(take(chance, values.size()))),
                 Record::to_come};
  auto& writes = record.memory[cell];
  auto const overwritten = unknown_to(run.cpu, writes);
  if (overwritten == 0) return std::nullopt;
  auto& seen = writes[writes.size() - 2 - take(chance, overwritten)];
  seen.known_to.push_back(run.cpu);
  return Sight{seen.value, seen.number};
}

std::uint32_t comes_before(Astray const& astray, Record& record, Run const& run, std::size_t cell) {
  auto chance = chance_of(astray, record, run);
  if (take(chance, astray.one_in * one_write_in) != 0) return Record::last;
  auto const& writes = record.memory[cell];
  auto const others = unknown_to(run.cpu, writes);
  return others == 0 ? Record::last : writes[writes.size() - 1 - take(chance, others)].number;
}

} // namespace barrister::sc
