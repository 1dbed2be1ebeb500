// SPDX-License-Identifier: BSD-2-Clause
// How the time of a proof grows with the world: the barrier pairing of proofs/perf-install (publish, full
// barrier, load of the task's CPU; against migrations under rq->lock, and a switch-in with a full barrier)
// under lkmm, with more CPUs, more migrations, more installers. A row is one proof, from text to verdict.
#include "cli/models.hpp"
#include "cli/protocols.hpp"
#include "solver/protocol/verify.hpp"
#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace barrister {
namespace {

struct World {
  int cpus, migrations, installers;
};

std::string text(World const& world) {
  std::string cpus, tasks, codes, ghosts, saw;
  for (int c = 0; c < world.cpus; ++c) cpus += fmt::format("{}{}", c ? ", " : "", c);
  for (int i = 0; i < world.installers; ++i) {
    tasks += fmt::format("\ttask installer{} on {};\n", i, i % world.cpus);
    ghosts += fmt::format("ghost bool saw{};\n", i);
    codes += fmt::format(
        "task installer{} {{ WRITE_ONCE(context, 1); smp_mb(); saw{} = !READ_ONCE(cpu); }}\n", i, i);
    saw += fmt::format("{}saw{}", i ? " || " : "", i);
  }
  return fmt::format(R"(protocol scaling "an event is published while its task moves";
world {{
	cpu {0};
{1}	agent mover times {2} on any cpu {{ move(); }}
	agent scheduler times 1 on cpu {0} {{ switch_in(); }}
}}
DEFINE_PER_CPU(raw_spinlock_t, rq_lock);
int context, cpu;
int on_rq = 1;
{3}ghost DEFINE_PER_CPU(bool, missed);
static void move(void)
{{
	int from = choose({4}), to = 1 + choose({4} - 1); // it does not come back to CPU 0

	assume(from != to);
	raw_spin_lock(&per_cpu(rq_lock, from));
	assume(READ_ONCE(on_rq) == from + 1);
	WRITE_ONCE(on_rq, -1);
	WRITE_ONCE(cpu, to);
	raw_spin_unlock(&per_cpu(rq_lock, from));
	raw_spin_lock(&per_cpu(rq_lock, to));
	WRITE_ONCE(on_rq, to + 1);
	raw_spin_unlock(&per_cpu(rq_lock, to));
}}
static void switch_in(void)
{{
	raw_spin_lock(this_cpu_ptr(&rq_lock));
	assume(READ_ONCE(on_rq) == smp_processor_id() + 1);
	smp_mb();
	__this_cpu_write(missed, smp_processor_id() != 0 && !READ_ONCE(context));
	raw_spin_unlock(this_cpu_ptr(&rq_lock));
}}
{5}property PAIRS "who misses the context has moved, and that is seen": never ({6}) && missed[c] for cpu c;
cover missed_it "the context can be missed": missed[1];
)",
                     cpus, tasks, world.migrations, ghosts, world.cpus, codes, saw);
}

MemoryModel const& lkmm() {
  static auto const model = [] {
    frontend::Diagnostics diagnostics;
    cli::Ingredients from;
    from.own_variants = {"grace-periods"};
    return cli::load_model(from, diagnostics)->memory;
  }();
  return model;
}

void prove(benchmark::State& state, World const& world) {
  for (auto _ : state) {
    frontend::Diagnostics diagnostics;
    auto const file = frontend::parse_protocol({"scaling.protocol", text(world)}, {}, diagnostics);
    auto const protocol = file ? frontend::resolve(*file, "scaling", diagnostics) : std::nullopt;
    if (!protocol)
      return state.SkipWithError(diagnostics.all().empty() ? "?" : diagnostics.all()[0].message.c_str());
    auto const result = solver::verify(*protocol, lkmm(), {});
    for (auto const& claim : result.claims)
      if (claim.kind != ClaimVerdict::Kind::Holds) return state.SkipWithError("not proved");
    state.counters["events"] = static_cast<double>(result.events);
  }
}
void with_cpus(benchmark::State& state) { prove(state, {static_cast<int>(state.range(0)), 2, 1}); }
void with_migrations(benchmark::State& state) { prove(state, {3, static_cast<int>(state.range(0)), 1}); }
void with_installers(benchmark::State& state) { prove(state, {3, 2, static_cast<int>(state.range(0))}); }

BENCHMARK(with_cpus)->Name("protocol/cpus")->DenseRange(2, 6)->Unit(benchmark::kMillisecond);
BENCHMARK(with_migrations)->Name("protocol/migrations")->DenseRange(1, 4)->Unit(benchmark::kMillisecond);
BENCHMARK(with_installers)->Name("protocol/installers")->DenseRange(1, 3)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace barrister
