// SPDX-License-Identifier: BSD-2-Clause
// How the time of a proof grows with the world, under lkmm: with more CPUs, more migrations, more installers.
// A row is one proof, from text to verdict.
#include "bench/pairing.hpp"
#include "cli/models.hpp"
#include "cli/protocols.hpp"
#include "solver/protocol/verify.hpp"
#include <benchmark/benchmark.h>

namespace barrister {
namespace {

MemoryModel const& lkmm() {
  static auto const model = [] {
    frontend::Diagnostics diagnostics;
    cli::Ingredients from;
    from.own_variants = {"grace-periods"};
    return cli::load_model(from, diagnostics)->memory;
  }();
  return model;
}

void prove(benchmark::State& state, PairingWorld const& world) {
  for (auto _ : state) {
    frontend::Diagnostics diagnostics;
    auto const file = frontend::parse_protocol({"scaling.protocol", pairing(world)}, {}, diagnostics);
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
